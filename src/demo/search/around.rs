//! What surrounds a search for those who build search pages: order of the objects, columns, and names to suggest.

use super::{
    expression::{self, Group},
    find, index, words,
};
use crate::demo::{
    org::Org,
    query::{Failure, Found},
    schema::{Field, Object},
    wire::{Call, Fault, Outcome, Reply},
};
use crate::soql;
use serde_json::{Value, json};

/// Columns of a result list: name first, then what tells records apart.
const COLUMNS: usize = 5;
const LAYOUTS: usize = 100;
const LIMIT: usize = 5;

/// `GET search/scopeOrder`
pub fn scope_order(org: &Org, call: &Call) -> Reply {
    let base = base(call);
    let place =
        |object: &Object| json!({"type": object.name, "url": format!("{base}/sobjects/{}/describe", object.name)});
    Reply::json(200, &index::searchable(&org.schema).map(place).collect())
}

fn base(call: &Call) -> String {
    format!("/{}", call.path[..call.path.len().min(3)].join("/"))
}

/// `GET search/layout?q=Account,Contact`
pub fn layout(org: &Org, call: &Call) -> Outcome {
    let names = named(call.param("q").unwrap_or_default());
    if names.len() > LAYOUTS {
        return Err(Fault::new(
            400,
            "EXCEEDED_ID_LIMIT",
            format!("at most {LAYOUTS} objects can be asked for at once"),
        ));
    }
    let layouts: Result<Vec<_>, Fault> = names.into_iter().map(|name| Ok(columns(object(org, name)?))).collect();
    Ok(Reply::json(200, &layouts?.into()))
}

fn named(names: &str) -> Vec<&str> {
    names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect()
}

fn object<'o>(org: &'o Org, name: &str) -> Result<&'o Object, Fault> {
    let known = index::searchable(&org.schema).find(|object| object.name.eq_ignore_ascii_case(name));
    known.ok_or_else(|| Failure::no_object(name).plain())
}

fn columns(object: &Object) -> Value {
    let shown = |field: &&Field| !field.name_field && field.filterable && field.compound.is_none() && field.createable;
    let fields = object.fields.iter().filter(|field| field.name_field).chain(object.fields.iter().filter(shown));
    let column = |field: &Field| {
        let name = match (&field.relationship, field.picklist.is_empty()) {
            (Some(parent), _) => format!("{parent}.Name"),
            (None, false) => format!("toLabel({})", field.name),
            _ => field.name.clone(),
        };
        json!({"field": format!("{}.{}", object.name, field.name), "format": null, "label": field.label, "name": name})
    };
    let columns: Vec<_> = fields.take(COLUMNS).map(column).collect();
    json!({"label": object.label_plural, "limitRows": 25, "searchColumns": columns})
}

/// `GET search/suggestions?q=acm&sobject=Account,Contact`: records whose name has words that begin so.
pub fn suggestions(org: &Org, call: &Call) -> Outcome {
    let (q, objects) = (call.param("q").unwrap_or_default(), named(call.param("sobject").unwrap_or_default()));
    for (name, missing) in [("q", q.trim().is_empty()), ("sobject", objects.is_empty())] {
        if missing {
            return Err(Fault::new(400, "MISSING_ARGUMENT", format!("The {name} parameter is required.")));
        }
    }
    if !(3..=255).contains(&q.trim().chars().count()) && !q.chars().any(words::stands_alone) {
        return Err(Fault::new(400, "INVALID_SEARCH", "The search string must have 3 to 255 characters."));
    }
    let limit = call.param("limit").and_then(|limit| limit.parse().ok()).unwrap_or(LIMIT);
    index::refresh(&org.store, &org.schema)?;
    let (mut found, mut names) = (Vec::new(), Vec::new());
    for name in objects {
        let object = object(org, name)?;
        if let Some(field) = object.fields.iter().find(|field| field.name_field) {
            names.push(json!({"entityApiName": object.name, "fieldApiName": field.name}));
            found.extend(beginning(org, call, (object, field), limit + 1)?);
        }
    }
    let more = found.len() > limit;
    found.truncate(limit);
    let meta = json!({"nameFields": names, "secondaryFields": []});
    Ok(Reply::json(200, &json!({"autoSuggestResults": found, "hasMoreResults": more, "meta": meta})))
}

/// Records of one object whose name has the words asked for, the last of them perhaps only begun.
fn beginning(org: &Org, call: &Call, of: (&Object, &Field), most: usize) -> Result<Vec<Value>, Fault> {
    let ((object, field), q) = (of, call.param("q").unwrap_or_default());
    let asked: Vec<&str> = words::spans(q, &[]).into_iter().map(|span| &q[span]).collect();
    let text = asked.join(" ") + "*";
    let Some(find) = find::parse(&text, 0, text.len()).map_err(Failure::plain)? else { return Ok(Vec::new()) };
    let query = soql::parse(&format!("SELECT Id, {} FROM {}", field.name, object.name))
        .map_err(|wrong| Failure::from(wrong).plain())?;
    let context = org.asked_by(&call.user)?;
    let list = org.store.read(|records| {
        let hits = index::hits(records, object, &expression::of(records, &find, Group::Name)?, most)?;
        let found = Found::compile(&context, call, &query, hits).map_err(Failure::plain)?;
        Ok::<_, Fault>(found.write(records, &found.ids(records)?)?)
    })?;
    Ok(serde_json::from_slice(&list).unwrap_or_default())
}
