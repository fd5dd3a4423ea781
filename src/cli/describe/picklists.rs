//! The values of picklists, and which values of another field allow them: of an object, or as one of its record types
//! offers them.

use super::{Args, View, record_type};
use crate::api::describe::{self, Choice, Field, Object, Offer, Offers};
use crate::ctx::Ctx;
use serde_json::{Value, json};

const COLUMNS: &[&str] = &["field", "value", "label", "validFor", "controller", "active", "default"];

pub async fn view(object: &Object, args: &Args, ctx: &Ctx) -> anyhow::Result<View> {
    let text = text(object, args, ctx).await?;
    let offers: Option<Offers> = text.as_deref().map(describe::read).transpose()?;
    let fields = object.fields.iter().filter(|field| args.wants(&field.name, field.custom));
    let rows = fields.flat_map(|field| match &offers {
        None => field.picklist_values.iter().map(|choice| described(object, field, choice)).collect::<Vec<_>>(),
        Some(offers) => offers.lists.get(&field.name).map_or_else(Vec::new, |offer| offered(field, offer)),
    });
    Ok(View { columns: COLUMNS, rows: rows.collect() })
}

/// What the org says about the record type that is meant, where one is.
pub async fn text(object: &Object, args: &Args, ctx: &Ctx) -> anyhow::Result<Option<String>> {
    let Some(wanted) = &args.record_type else { return Ok(None) };
    let record_type = record_type::find(object, wanted)?;
    Ok(Some(ctx.picklists(&object.name, &record_type.id, args.freshness()).await?))
}

fn described(object: &Object, field: &Field, choice: &Choice) -> Value {
    let controlling = object.controlling(field);
    let allowing: Vec<&str> = choice.positions().iter().filter_map(|at| controlling.get(*at).copied()).collect();
    json!({
        "field": field.name, "value": choice.value, "label": choice.label, "validFor": joined(field, &allowing),
        "controller": field.controller_name, "active": choice.active, "default": choice.default_value,
    })
}

/// A record type offers active values only.
fn offered(field: &Field, offer: &Offer) -> Vec<Value> {
    let default = offer.default.as_ref().map(|choice| &choice.value);
    let row = |choice: &describe::Offered| {
        json!({
            "field": field.name, "value": choice.value, "label": choice.label,
            "validFor": joined(field, &offer.allowing(choice)), "controller": field.controller_name,
            "active": true, "default": default == Some(&choice.value),
        })
    };
    offer.values.iter().map(row).collect()
}

/// As the org writes several values of one field; nothing where nothing controls it.
fn joined(field: &Field, allowing: &[&str]) -> Option<String> {
    field.controller_name.as_ref().map(|_| allowing.join(";"))
}
