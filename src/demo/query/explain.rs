//! `explain`: how the org would go about a query, without running it.

use super::{failure::Failure, plan, rows, setting::Setting};
use crate::{
    demo::{
        id,
        schema::{Kind, Object},
        store::{Store, table::quoted},
        wire::{Fault, Outcome, Reply},
    },
    soql::ast::{Condition, Expr, Op, Query},
};
use serde_json::{Value, json};

pub fn answer(setting: &Setting, store: &Store, text: &str) -> Outcome {
    if id::looks_like(text) {
        return Err(Fault::new(400, "INVALID_ID_FIELD", format!("invalid report or list view id: {text}")));
    }
    let planned = plan::parse(text).and_then(|query| {
        plan::Plan::of(setting, &query)?;
        let object = setting.object(rows::from(&query)?)?;
        Ok::<_, Failure>((query, object))
    });
    let (query, object) = planned.map_err(|failure| failure.fault(text))?;
    let total = store.read(|connection| {
        let source = object.made.as_ref().map_or_else(|| quoted(&object.name), |made| made.source(None));
        let sql = format!("SELECT count(*) FROM {source}");
        connection.query_row(&sql, [], |row| row.get(0))
    });
    let total: u32 = total.map_err(|error: rusqlite::Error| Fault::from(error))?;
    Ok(Reply::json(200, &json!({"plans": plans(&query, object, total), "sourceQuery": text})))
}

/// The cheapest first.
fn plans(query: &Query, object: &Object, total: u32) -> Vec<Value> {
    let fields = query.filter.as_ref().map(|filter| indexed(filter, object)).unwrap_or_default();
    let scan = json!({
        "cardinality": total,
        "fields": [],
        "leadingOperationType": "TableScan",
        "notes": [{
            "description": "Not considering filter for optimization because unindexed",
            "fields": ["IsDeleted"],
            "tableEnumOrId": object.name,
        }],
        "relativeCost": 2.0,
        "sobjectCardinality": total,
        "sobjectType": object.name,
    });
    if fields.is_empty() {
        return vec![scan];
    }
    // The org reckons that an index finds a tenth of the rows.
    let mut index = scan.clone();
    index["cardinality"] = total.div_ceil(10).into();
    index["fields"] = fields.into();
    index["leadingOperationType"] = "Index".into();
    index["notes"] = json!([]);
    index["relativeCost"] = json!(0.5);
    vec![index, scan]
}

/// Indexed fields that every row found must match.
fn indexed<'a>(condition: &Condition, object: &'a Object) -> Vec<&'a str> {
    match condition {
        Condition::And(parts) => parts.iter().flat_map(|part| indexed(part, object)).collect(),
        Condition::Test { left: Expr::Path(path), op: Op::Eq | Op::In | Op::Lt | Op::Gt | Op::Le | Op::Ge, .. } => {
            let field = path.parts.last().filter(|_| path.parts.len() == 1).and_then(|name| object.field(&name.text));
            let has_index = |kind, marked| matches!(kind, Kind::Id | Kind::Reference) || marked;
            let field =
                field.filter(|field| has_index(field.kind, field.name_field || field.external_id || field.unique));
            field.map(|field| field.name.as_str()).into_iter().collect()
        }
        _ => Vec::new(),
    }
}
