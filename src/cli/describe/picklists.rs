//! The values of picklists, and which values of another field allow them.

use super::{Args, View};
use crate::api::describe::{Choice, Field, Object};
use serde_json::{Value, json};

const COLUMNS: &[&str] = &["field", "value", "label", "active", "default", "controller", "validFor"];

pub fn view(object: &Object, args: &Args) -> View {
    let fields = object.fields.iter().filter(|field| args.wants(&field.name, field.custom));
    let rows = fields.flat_map(|field| field.picklist_values.iter().map(|choice| row(object, field, choice)));
    View { columns: COLUMNS, rows: rows.collect() }
}

fn row(object: &Object, field: &Field, choice: &Choice) -> Value {
    let controlling = object.controlling(field);
    let allowing: Vec<&str> = choice.positions().iter().filter_map(|at| controlling.get(*at).copied()).collect();
    json!({
        "field": field.name, "value": choice.value, "label": choice.label, "active": choice.active,
        "default": choice.default_value, "controller": field.controller_name,
        "validFor": field.controller_name.as_ref().map(|_| joined(&allowing)),
    })
}

/// As the org writes several values of one field.
fn joined(values: &[&str]) -> String {
    values.join(";")
}
