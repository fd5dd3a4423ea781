//! `columns=true`: what a query would give back, instead of its rows. Other programs head their tables with it.

use super::{
    failure::Failure,
    fields::custom,
    groups,
    plan::{self, Plan},
    rows,
    setting::Setting,
    shape::{Part, Shape, Type},
};
use crate::{
    demo::{
        schema::{Field, Kind, Object, Schema},
        wire::{Outcome, Reply},
    },
    soql::ast::{Call, Expr, Item},
};
use serde::Serialize;
use serde_json::{Value, json};
use std::borrow::Cow;

pub fn answer(setting: &Setting, text: &str) -> Outcome {
    describe(setting, text).map(|body| Reply::json(200, &body)).map_err(|failure| failure.fault(text))
}

fn describe(setting: &Setting, text: &str) -> Result<Value, Failure> {
    let query = plan::parse(text)?;
    let object = setting.object(rows::from(&query)?)?;
    let plan = Plan::of(setting, &query)?;
    let columns = match &plan {
        Plan::Rows(rows) => of_shape(setting.schema, &rows.shape),
        Plan::Groups(groups) => groups
            .columns
            .iter()
            .zip(&query.select)
            .map(|(column, item)| of_group(column, item, object, text))
            .collect(),
        Plan::Count(_) => Vec::new(),
    };
    Ok(json!({
        "columnMetadata": columns,
        "entityName": object.name,
        "groupBy": query.group.is_some(),
        "idSelected": columns.iter().any(|column| column.column_name == "Id"),
        "keyPrefix": object.key_prefix,
    }))
}

/// In the order of the wire.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "`columnName` is its name on the wire")]
struct Column<'a> {
    /// Also of child rows.
    aggregate: bool,
    apex_type: Option<&'static str>,
    boolean_type: bool,
    column_name: &'a str,
    custom: bool,
    display_name: Cow<'a, str>,
    foreign_key_name: Option<&'a str>,
    insertable: bool,
    join_columns: Vec<Column<'a>>,
    number_type: bool,
    text_type: bool,
    updatable: bool,
}

impl<'a> Column<'a> {
    fn named(name: &'a str) -> Self {
        Self { column_name: name, display_name: name.into(), custom: custom(name), ..Self::default() }
    }

    fn of(name: &'a str, kind: Kind, field: Option<&Field>) -> Self {
        let apex = apex(kind);
        Self {
            apex_type: Some(apex),
            boolean_type: kind == Kind::Boolean,
            insertable: field.is_some_and(|field| field.createable),
            number_type: matches!(apex, "Integer" | "Double" | "Decimal"),
            text_type: apex == "String",
            updatable: field.is_some_and(|field| field.updateable),
            ..Self::named(name)
        }
    }

    /// What a function makes of the fields it is given, shown as `text`.
    fn computed(self, text: impl Into<Cow<'a, str>>) -> Self {
        Self { aggregate: true, apex_type: None, display_name: text.into(), ..self }
    }
}

fn apex(kind: Kind) -> &'static str {
    match kind {
        Kind::Boolean => "Boolean",
        Kind::Int => "Integer",
        Kind::Double => "Double",
        Kind::Currency | Kind::Percent => "Decimal",
        Kind::Date => "Date",
        Kind::DateTime => "Datetime",
        Kind::Time => "Time",
        Kind::Base64 => "Blob",
        Kind::Id | Kind::Reference => "Id",
        Kind::Address => "Address",
        Kind::Location => "Location",
        Kind::AnyType => "Object",
        _ => "String",
    }
}

fn of_shape<'a>(schema: &'a Schema, shape: &'a Shape) -> Vec<Column<'a>> {
    let object = match &shape.kind {
        Type::Object(name) => schema.object(name),
        Type::Name => None,
    };
    let column = |(key, part): &'a (String, Part)| {
        let field = object.and_then(|object| object.fields.iter().find(|field| field.name == *key));
        let joined = |columns| {
            let reference = object.and_then(|object| object.parent(key)).map(|field| field.name.as_str());
            Column { foreign_key_name: reference, join_columns: columns, ..Column::named(key) }
        };
        match part {
            Part::Value { kind, .. } if object.is_some() && field.is_none() => {
                Column::of(key, *kind, None).computed(key.as_str())
            }
            Part::Value { kind, .. } => Column::of(key, *kind, field),
            Part::Compound(_) | Part::Blob { .. } => {
                Column::of(key, field.map_or(Kind::AnyType, |field| field.kind), field)
            }
            Part::Parent(parent) => joined(of_shape(schema, parent)),
            Part::Typed { branches, otherwise, .. } => joined(of_branches(schema, branches.iter().chain(otherwise))),
            Part::Children(rows) => Column { aggregate: true, ..joined(of_shape(schema, &rows.shape)) },
        }
    };
    shape.members.iter().map(column).collect()
}

/// What any branch of a TYPEOF may give, each name once.
fn of_branches<'a>(schema: &'a Schema, branches: impl Iterator<Item = &'a Shape>) -> Vec<Column<'a>> {
    let mut columns: Vec<Column> = Vec::new();
    for column in branches.flat_map(|branch| of_shape(schema, branch)) {
        if columns.iter().all(|known| known.column_name != column.column_name) {
            columns.push(column);
        }
    }
    columns
}

fn of_group<'a>(column: &'a groups::Column, item: &Item, object: &Object, text: &str) -> Column<'a> {
    let groups::Column { key, kind, .. } = column;
    match item {
        Item::Field { expr: Expr::Call(call), .. } => Column::of(key, *kind, None).computed(shown(call, text)),
        Item::Field { expr: Expr::Path(path), .. } if path.parts.len() == 1 => {
            Column::of(key, *kind, object.field(&path.parts[0].text))
        }
        _ => Column::of(key, *kind, None),
    }
}

/// A function as typed, its name in lower case.
fn shown(call: &Call, text: &str) -> String {
    let arguments = text.get(call.function.span.end..call.span.end).unwrap_or_default();
    format!("{}{arguments}", call.function.text.to_ascii_lowercase())
}
