//! Every object and field of the schema, over the sample records.

use super::*;
use crate::demo::schema::{Field, Kind, Object};
use std::sync::LazyLock;

static SAMPLE: LazyLock<Org> = LazyLock::new(|| Org::fresh("sample"));

fn ask(query: &str) -> Value {
    SAMPLE.json(&call("/services/data/v67.0/tooling/query", &[("q", query)]), None)
}

/// Objects that can be asked without a filter.
fn objects() -> impl Iterator<Item = &'static Object> {
    SAMPLE.schema.objects().filter(|object| object.name != "ContentDocumentLink")
}

fn fields(object: &Object, wanted: fn(&Field) -> bool) -> Vec<&str> {
    object.fields.iter().filter(|field| wanted(field)).map(|field| field.name.as_str()).collect()
}

#[test]
fn every_field_is_selected_under_its_name() {
    for object in objects() {
        let answer = ask(&format!("SELECT FIELDS(ALL) FROM {} LIMIT 200", object.name));
        for record in answer["records"].as_array().into_iter().flatten() {
            let keys: Vec<_> = record.as_object().into_iter().flatten().map(|(key, _)| key.as_str()).skip(1).collect();
            assert_eq!(keys, fields(object, |_| true), "{}", object.name);
        }
    }
}

#[test]
fn every_field_stands_where_its_flags_allow() {
    for object in objects() {
        let from = format!("FROM {}", object.name);
        let compound = |field: &Field| matches!(field.kind, Kind::Address | Kind::Location);
        let filterable = object.fields.iter().filter(|field| field.filterable && !compound(field));
        let tests: Vec<_> = filterable.map(|field| format!("({0} = null OR {0} != null)", field.name)).collect();
        let all = ask(&format!("SELECT COUNT() {from}"))["totalSize"].take();
        let kept = ask(&format!("SELECT COUNT() {from} WHERE {}", tests.join(" AND ")))["totalSize"].take();
        assert_eq!(kept, all, "{}", object.name);
        let sortable = fields(object, |field| field.sortable).join(", ");
        assert_eq!(ask(&format!("SELECT Id {from} ORDER BY {sortable}"))["totalSize"], all, "{}", object.name);
        for field in fields(object, |field| field.groupable && field.kind != Kind::Id) {
            ask(&format!("SELECT {field}, COUNT(Id) {from} GROUP BY {field}"));
        }
    }
}

#[test]
fn every_relationship_leads_somewhere() {
    for object in objects() {
        let known = |names: &[String]| names.iter().any(|name| SAMPLE.schema.object(name).is_some());
        let parents = object.fields.iter().filter(|field| known(&field.references));
        let parents: Vec<_> = parents.filter_map(|field| field.relationship.as_ref()).collect();
        for parent in &parents {
            ask(&format!("SELECT {parent}.Id FROM {} WHERE {parent}.Id = null", object.name));
        }
        let children = object.children.iter().filter(|child| SAMPLE.schema.object(&child.object).is_some());
        for child in children.filter_map(|child| child.relationship.as_ref()) {
            ask(&format!("SELECT Id, (SELECT Id FROM {child} LIMIT 1) FROM {} LIMIT 3", object.name));
        }
    }
}
