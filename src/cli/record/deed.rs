//! The calls that write many records: sObject Collections, and SOAP for what they cannot do.

use super::said::Done;
use super::undo::Keep;
use crate::api::collections::{self, Collection, Verb};
use crate::api::sobject::Saved;
use crate::api::{Call, Client, Error, soap};
use crate::cli::many::{Deed, Outcome};
use crate::output::Columns;

fn columns() -> Columns {
    Columns::new(["row", "id", "status", "code", "message", "fields"].map(str::to_owned).to_vec(), false)
}

/// Records of one kind, by sObject Collections.
pub struct Collected<'k> {
    pub collection: Collection,
    pub done: Done,
    pub keep: Option<Keep<'k>>,
}

/// Records out of the recycle bin.
pub struct Undelete {
    pub all_or_none: bool,
}

impl Deed for Collected<'_> {
    fn columns(&self) -> Columns {
        columns()
    }

    fn most(&self) -> usize {
        collections::MOST
    }

    /// The same values by the same keys make the same records.
    fn repeatable(&self) -> bool {
        matches!(self.collection.verb, Verb::Update | Verb::Upsert(_))
    }

    fn clean(&self) -> bool {
        true
    }

    async fn before(&self, client: &Client, rows: &[&str]) {
        if let Some(keep) = &self.keep {
            keep.rows(client, rows).await;
        }
    }

    fn call(&self, _client: &Client, rows: &[&str]) -> Call {
        self.collection.call(rows)
    }

    async fn send(&self, client: &Client, rows: &[&str]) -> Result<Vec<Outcome>, Error> {
        let answer = client.call(&self.collection.call(rows)).await?;
        Ok(told(self.done, collections::outcomes(&client.accept(answer)?)?))
    }
}

impl Deed for Undelete {
    fn columns(&self) -> Columns {
        columns()
    }

    fn most(&self) -> usize {
        soap::MOST
    }

    fn call(&self, client: &Client, rows: &[&str]) -> Call {
        self.operation(rows).call(client, "****")
    }

    async fn send(&self, client: &Client, rows: &[&str]) -> Result<Vec<Outcome>, Error> {
        Ok(told(Done::Undeleted, self.operation(rows).send(client).await?))
    }
}

impl Undelete {
    fn operation(&self, rows: &[&str]) -> soap::Operation {
        soap::Operation::undelete(&collections::ids(rows), self.all_or_none)
    }
}

fn told(done: Done, outcomes: Vec<Result<Saved, collections::Fault>>) -> Vec<Outcome> {
    outcomes.into_iter().map(|outcome| outcome.map(|saved| done.row(&saved))).collect()
}
