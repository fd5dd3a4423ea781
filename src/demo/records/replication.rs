//! `sobjects/X/deleted` and `sobjects/X/updated`: which records changed in a span of time, for those who keep copies.

use super::place;
use crate::demo::{
    org::Org,
    schema::Object,
    store::{table::quoted, value},
    wire::{Call, Fault, Outcome, Reply},
};
use jiff::{RoundMode, SignedDuration, Timestamp, TimestampRound, Unit};
use rusqlite::Connection;
use serde_json::{Value, json};

/// How far back the org remembers, in days.
const DELETED: i64 = 15;
const UPDATED: i64 = 30;

struct Span {
    start: Timestamp,
    end: Timestamp,
}

pub fn deleted(org: &Org, call: &Call) -> Outcome {
    let (object, column) = stamped(org, call)?;
    if object.field("IsDeleted").is_none() {
        return Err(untracked(object));
    }
    let span = Span::of(call, DELETED)?;
    let found = org.store.read(|records| span.changes(records, (object, column), Some(true)))?;
    let deleted = found.iter().map(|(id, time)| json!({"deletedDate": shown(time), "id": id}));
    let earliest = Timestamp::now() - SignedDuration::from_hours(24 * DELETED);
    Ok(Reply::json(
        200,
        &json!({
            "deletedRecords": deleted.collect::<Value>(),
            "earliestDateAvailable": shown(&value::instant(minute(earliest))),
            "latestDateCovered": span.covered(),
        }),
    ))
}

pub fn updated(org: &Org, call: &Call) -> Outcome {
    let (object, column) = stamped(org, call)?;
    let span = Span::of(call, UPDATED)?;
    let alive = object.field("IsDeleted").map(|_| false);
    let found = org.store.read(|records| span.changes(records, (object, column), alive))?;
    let ids: Value = found.into_iter().map(|(id, _)| id).collect();
    Ok(Reply::json(200, &json!({"ids": ids, "latestDateCovered": span.covered()})))
}

/// The object, and the column that says when a record changed.
fn stamped<'o>(org: &'o Org, call: &Call) -> Result<(&'o Object, &'o str), Fault> {
    let (object, _) = place::object(org, call)?;
    let column = ["SystemModstamp", "LastModifiedDate"].into_iter().find_map(|name| object.field(name));
    Ok((object, column.map(|field| field.name.as_str()).ok_or_else(|| untracked(object))?))
}

fn untracked(object: &Object) -> Fault {
    let message = format!("entity type {} does not support replication", object.name);
    Fault::new(400, "INVALID_TYPE_FOR_OPERATION", message)
}

impl Span {
    /// Seconds do not count.
    fn of(call: &Call, days: i64) -> Result<Self, Fault> {
        let refused = |message: String| Fault::new(400, "INVALID_REPLICATION_DATE", message);
        let time = |name: &str| {
            let text = call.param(name).unwrap_or_default();
            let time = value::datetime(text).and_then(|time| time.parse().ok()).map(minute);
            time.ok_or_else(|| refused(format!("Invalid {name} date: '{text}'")))
        };
        let (start, end) = (time("start")?, time("end")?);
        if end <= start {
            return Err(refused("endDate must be at least one minute greater than the startDate".to_owned()));
        }
        if start < minute(Timestamp::now()) - SignedDuration::from_hours(24 * days) {
            return Err(refused(format!("startDate cannot be more than {days} days ago")));
        }
        Ok(Self { start, end })
    }

    /// Ids and times of change, of the living or the deleted, where that makes a difference.
    fn changes(
        &self,
        records: &Connection,
        (object, column): (&Object, &str),
        deleted: Option<bool>,
    ) -> rusqlite::Result<Vec<(String, String)>> {
        let (table, column) = (quoted(&object.name), quoted(column));
        let which = deleted.map_or_else(String::new, |deleted| format!(" AND \"IsDeleted\" = {}", u8::from(deleted)));
        let sql =
            format!("SELECT \"Id\", {column} FROM {table} WHERE {column} >= ?1 AND {column} < ?2{which} ORDER BY 2, 1");
        let times = [self.start, self.end].map(value::instant);
        records.prepare_cached(&sql)?.query_map(times, |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    }

    fn covered(&self) -> String {
        shown(&value::instant(self.end.min(minute(Timestamp::now()))))
    }
}

fn minute(time: Timestamp) -> Timestamp {
    time.round(TimestampRound::new().smallest(Unit::Minute).mode(RoundMode::Trunc)).unwrap_or(time)
}

/// A time as JSON has it.
fn shown(time: &str) -> String {
    format!("{}+0000", time.trim_end_matches('Z'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{
        Options,
        trial::{Trial, json},
    };

    #[test]
    fn changes_of_a_span_are_listed_by_what_they_were() {
        let trial = Trial::signed_in("replication", Options::default());
        let made = |name: &str| {
            let reply = trial.call("POST", "sobjects/Account", &json!({"Name": name}).to_string());
            json(&reply)["id"].as_str().expect("an id").to_owned()
        };
        let (kept, gone) = (made("Kept"), made("Gone"));
        trial.call("DELETE", &format!("sobjects/Account/{gone}"), "");
        let at = |minutes: i64| value::instant(Timestamp::now() + SignedDuration::from_mins(minutes));
        let span = |what: &str, from: i64, to: i64| {
            trial.call("GET", &format!("sobjects/Account/{what}?start={}&end={}", at(from), at(to)), "")
        };
        let updated = json(&span("updated", -5, 5));
        let ids = updated["ids"].as_array().expect("ids");
        assert!(ids.contains(&kept.as_str().into()) && !ids.contains(&gone.as_str().into()), "{updated}");
        let deleted = json(&span("deleted", -5, 5));
        let newest = deleted["deletedRecords"].as_array().and_then(|list| list.last()).expect("a record");
        assert_eq!(newest["id"], gone.as_str());
        assert!(newest["deletedDate"].as_str().is_some_and(|time| time.ends_with(".000+0000")), "{newest}");
        assert!(deleted["latestDateCovered"].as_str().is_some_and(|time| time.ends_with(":00.000+0000")), "{deleted}");
        for (what, from, to) in [("updated", 5, 5), ("deleted", -60 * 24 * 16, 5), ("updated", -60 * 24 * 31, 5)] {
            let refused = span(what, from, to);
            assert_eq!((refused.status, &json(&refused)[0]["errorCode"]), (400, &json!("INVALID_REPLICATION_DATE")));
        }
        assert_eq!(trial.call("GET", "sobjects/Account/updated?start=x&end=y", "").status, 400);
    }
}
