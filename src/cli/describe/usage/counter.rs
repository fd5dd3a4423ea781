//! Counts records of one object, all or those that have a field.

use crate::api::describe::Object;
use crate::api::{Client, Error, query};
use crate::error::Failure;
use crate::soql;
use std::sync::Arc;

pub struct Counter<'c> {
    client: &'c Arc<Client>,
    object: &'c str,
    /// Which records count.
    condition: Option<String>,
}

impl<'c> Counter<'c> {
    pub fn new(client: &'c Arc<Client>, object: &'c Object, condition: Option<&str>) -> anyhow::Result<Self> {
        if condition.is_some_and(|text| text.trim().is_empty()) {
            return Err(Failure::usage("--where: the condition is empty").into());
        }
        let condition = condition.map(|text| format!("({text})"));
        let counter = Self { client, object: &object.name, condition };
        soql::check(&counter.soql("COUNT()", None)).map_err(|error| Failure::usage(format!("--where: {error}")))?;
        Ok(counter)
    }

    /// All records.
    pub async fn all(&self) -> Result<u64, Error> {
        self.number(None).await
    }

    /// The records that have this field, unless the org does not compare it.
    pub async fn filled(&self, name: &str) -> Result<Option<u64>, Error> {
        unless_refused(self.number(Some(name)).await)
    }

    /// All records, and those that have each of these fields, unless the org does not count one of them.
    pub async fn fields(&self, names: &[&str]) -> Result<Option<Vec<u64>>, Error> {
        let counted: Vec<_> = (1..).zip(names).map(|(at, name)| format!("COUNT({name}) n{at}")).collect();
        let soql = self.soql(&format!("COUNT(Id) n0, {}", counted.join(", ")), None);
        let Some(mut pages) = unless_refused(self.ask(&soql).await)? else { return Ok(None) };
        let page = pages.next().await?;
        let row = page.as_ref().and_then(|rows| rows.iter().next());
        let count = |at| row?.get(&format!("n{at}"))?.text().parse().ok();
        let counts: Option<Vec<u64>> = (0..=names.len()).map(count).collect();
        counts.map(Some).ok_or_else(|| Error::Unreadable("the org did not count what it was asked to".to_owned()))
    }

    async fn number(&self, filled: Option<&str>) -> Result<u64, Error> {
        let total = self.ask(&self.soql("COUNT()", filled)).await?.total;
        total.ok_or_else(|| Error::Unreadable("a count without a number".to_owned()))
    }

    fn soql(&self, counted: &str, filled: Option<&str>) -> String {
        let filled = filled.map(|name| format!("{name} != null"));
        let conditions: Vec<_> = self.condition.iter().cloned().chain(filled).collect();
        let filter = if conditions.is_empty() { String::new() } else { format!(" WHERE {}", conditions.join(" AND ")) };
        format!("SELECT {counted} FROM {}{filter}", self.object)
    }

    async fn ask(&self, soql: &str) -> Result<query::Pages, Error> {
        let ask = query::Ask { soql, all_rows: false, tooling: false, page_size: None, raw: false, limit: None };
        query::start(self.client, &ask).await
    }
}

/// A query that the org does not take is no failure of the org.
fn unless_refused<T>(outcome: Result<T, Error>) -> Result<Option<T>, Error> {
    match outcome {
        Err(Error::Refused(refusal)) if refusal.status == 400 => Ok(None),
        outcome => outcome.map(Some),
    }
}
