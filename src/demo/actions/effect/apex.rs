//! What the Apex classes of this org would do.

use super::{
    super::{definition::Definition, given::Given},
    custom, record_of,
};
use crate::demo::{
    records::{Refusal, Writer, body::members},
    store::row,
};
use serde_json::{Map, Value, json};

#[expect(clippy::unnecessary_wraps, reason = "effects have one type, and this one never fails")]
pub fn echo(_: &Writer, _: &Definition, given: &Given) -> Result<Map<String, Value>, Refusal> {
    Ok(members(json!({"output": given.texts("echo")})))
}

/// Refuses what is closed or has no amount.
pub fn raise(writer: &Writer, _: &Definition, given: &Given) -> Result<Map<String, Value>, Refusal> {
    let opportunities = writer.object("Opportunity")?;
    let id = record_of(writer, "Opportunity", given.needed("opportunityId"))?;
    let held = |field| row::held(writer.records, opportunities, &id, field);
    if held("StageName")?.is_some_and(|stage| stage.starts_with("Closed")) {
        return Err(thrown("RaiseAmount.ClosedException: The opportunity is closed"));
    }
    let amount = held("Amount")?;
    let amount = amount.ok_or_else(|| thrown("System.NullPointerException: Attempt to de-reference a null object"))?;
    let percent = given.value("percent").map(Value::to_string);
    let sql = "SELECT printf('%.2f', ?1 * (100.0 + ?2) / 100.0)";
    let raised: String = writer.records.query_row(sql, (&amount, percent), |row| row.get(0))?;
    let raised: Value = serde_json::from_str(&raised).unwrap_or_default();
    if !given.is_set("preview") {
        writer.update(opportunities, &id, &members(json!({"Amount": raised})))?;
    }
    Ok(members(json!({"amount": raised})))
}

fn thrown(what: &str) -> Refusal {
    custom("UNKNOWN_EXCEPTION", &format!("An Apex error occurred: {what}"))
}
