//! What the org says about its limits, and the one it keeps: API calls in a rolling day.

mod usage;

pub use usage::Usage;

use super::{
    org::Org,
    store::table,
    wire::{Call, Outcome, Reply},
};
use serde_json::{Map, Value, json};

/// `Name maximum` a line; an indented name belongs to the one above.
const MAXIMA: &str = include_str!("maxima.txt");

/// `GET limits`.
pub fn show(org: &Org, _call: &Call) -> Outcome {
    let mut limits = Map::new();
    for line in MAXIMA.lines() {
        let (name, maximum) = line.rsplit_once(' ').unwrap_or((line, "0"));
        let maximum: u64 = maximum.parse().unwrap_or_default();
        let (maximum, used) = match name {
            "DailyApiRequests" => (org.options.daily_requests, org.usage().today()?),
            "DailyBulkApiBatches" => (org.options.daily_batches, org.bulk_usage().used("batches")?),
            "DailyBulkV2QueryJobs" => (org.options.daily_query_jobs, org.bulk_usage().used("jobs")?),
            _ => (maximum, 0),
        };
        let limit = json!({"Max": maximum, "Remaining": maximum.saturating_sub(used)});
        match (name.strip_prefix("    "), limits.values_mut().last()) {
            (Some(inner), Some(outer)) => outer[inner] = limit,
            _ => drop(limits.insert(name.to_owned(), limit)),
        }
    }
    Ok(Reply::json(200, &Value::Object(limits)))
}

/// `GET limits/recordCount`: objects that are unknown or empty are left out.
pub fn record_count(org: &Org, call: &Call) -> Outcome {
    let wanted = call.param("sObjects").filter(|names| !names.is_empty());
    let wanted: Option<Vec<&str>> = wanted.map(|names| names.split(',').map(str::trim).collect());
    let asked = |name: &str| wanted.as_ref().is_none_or(|names| names.iter().any(|n| n.eq_ignore_ascii_case(name)));
    let counts = counts(org, asked)?.into_iter().map(|(name, count)| json!({"count": count, "name": name}));
    Ok(Reply::json(200, &json!({"sObjects": counts.collect::<Vec<_>>()})))
}

/// How many records there are of each wanted object that has some.
pub fn counts(org: &Org, wanted: impl Fn(&str) -> bool) -> rusqlite::Result<Vec<(String, u64)>> {
    org.store.read(|connection| {
        let mut counts = Vec::new();
        for object in org.schema.objects().filter(|object| wanted(&object.name)) {
            if let Some(made) = &object.made {
                counts.push((object.name.clone(), made.count));
                continue;
            }
            let living = object.field("IsDeleted").map_or("", |_| " WHERE \"IsDeleted\" = 0");
            let sql = format!("SELECT count(*) FROM {}{living}", table::quoted(&object.name));
            let count: i64 = connection.query_row(&sql, [], |row| row.get(0))?;
            counts.push((object.name.clone(), count.unsigned_abs()));
        }
        counts.retain(|(_, count)| *count > 0);
        Ok(counts)
    })
}

#[cfg(test)]
mod tests {
    use crate::demo::{
        Options,
        trial::{Trial, json},
    };

    #[test]
    fn counts_of_no_names_are_of_all_objects() {
        let trial = Trial::signed_in("counts", Options::default());
        let counted =
            |query: &str| json(&trial.call("GET", &format!("limits/recordCount{query}"), ""))["sObjects"].take();
        assert_eq!(counted("?sObjects="), counted(""));
        assert_eq!(counted("?sObjects=account,Foo")[0]["name"], "Account");
        assert!(counted("").as_array().is_some_and(|all| all.len() > 10));
    }
}
