//! The rows of a query by a job, for a command that would ask for them page by page.

use super::fetch::Fetching;
use super::lifeline::Lifeline;
use super::memory::{Kept, Memory};
use super::query::announce;
use super::rowed::Rowed;
use super::waiting::Waiting;
use crate::api::Rows;
use crate::api::bulk::{self, Delimiter};
use crate::cli::query::fault;
use crate::ctx::Ctx;
use crate::soql::Draft;

pub struct Route<'c> {
    rowed: Rowed,
    /// Rows that the job has.
    pub promised: u64,
    lifeline: Option<Lifeline<'c>>,
}

impl<'c> Route<'c> {
    /// Runs the query as a job, to its end.
    pub async fn start(ctx: &'c Ctx, draft: &Draft, all_rows: bool) -> anyhow::Result<Self> {
        let client = ctx.client().await?;
        let job = bulk::create_query(client, draft.text(), all_rows, Delimiter::Comma).await;
        let job = job.map_err(|error| fault::point(error.into(), draft))?;
        let memory = Memory::of(ctx, client);
        let mut kept = Kept { soql: Some(draft.text().to_owned()), ..Kept::new(&job) };
        announce(ctx, &memory, &kept);
        let lifeline = Some(Lifeline::new(ctx, &job.id));
        let job = Waiting::default().until_complete(ctx, client, job, (&memory, &mut kept)).await?;
        let rowed = Rowed::start(ctx, client, &job, Fetching::default().place(None)).await?;
        Ok(Self { rowed, promised: job.processed(), lifeline })
    }

    /// The next few rows, or `None` behind the last.
    pub async fn next(&mut self) -> anyhow::Result<Option<Rows>> {
        let rows = self.rowed.next().await?;
        if rows.is_none()
            && let Some(lifeline) = self.lifeline.take()
        {
            lifeline.release();
        }
        Ok(rows)
    }
}
