//! Many records: the rows of an input checked, counted, agreed to and sent.

use super::deed::{Collected, Undelete};
use super::row;
use super::said::Done;
use super::undo::Keep;
use super::write::Write;
use crate::api::collections::{Collection, MOST, Verb};
use crate::cli::consent::Harm;
use crate::cli::many::{self, Deed, Flags, Input, Prepare};
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::http::header::HeaderMap;

/// What is done with each row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Create,
    Update,
    /// By the key field of this name.
    Upsert(String),
    Delete,
    Undelete,
}

pub struct Rows<'k> {
    pub object: String,
    pub kind: Kind,
    pub headers: HeaderMap,
    pub input: Input,
    /// The command that does not ask.
    pub again: &'static str,
    /// Keeps what the records held before.
    pub keep: Option<Keep<'k>>,
}

pub async fn run(ctx: &Ctx, flags: &Flags, write: &Write, mut rows: Rows<'_>) -> anyhow::Result<()> {
    let all_or_none = write.all_or_none;
    let (verb, done) = match &rows.kind {
        Kind::Create => (Verb::Create, Done::Created),
        Kind::Update => (Verb::Update, Done::Updated),
        Kind::Upsert(field) => (Verb::Upsert(field.clone()), Done::Updated),
        Kind::Delete => (Verb::Delete, Done::Deleted),
        Kind::Undelete => return rows.send(ctx, flags, write, &Undelete { all_or_none }).await,
    };
    let (object, headers, keep) = (rows.object.clone(), rows.headers.clone(), rows.keep.take());
    let collection = Collection { object, verb, all_or_none, headers };
    let deed = Collected { collection, done, keep };
    let outcome = rows.send(ctx, flags, write, &deed).await;
    if let Some(keep) = &deed.keep {
        keep.end();
    }
    outcome
}

impl Rows<'_> {
    async fn send<D: Deed>(self, ctx: &Ctx, flags: &Flags, write: &Write, deed: &D) -> anyhow::Result<()> {
        let mut out = ctx.out()?;
        let client = ctx.client().await?;
        let Self { object, kind, input, again, .. } = self;
        let prepare = || -> Prepare {
            let kind = kind.clone();
            Box::new(move |row| row::prepare(&kind, row))
        };
        let (input, count) = input.check(prepare()).await?;
        if write.all_or_none && count > MOST as u64 {
            let text = format!("--all-or-none takes up to {MOST} rows, which go in one call; there are {count}");
            return Err(Failure::usage(text).into());
        }
        if write.dry_run {
            return many::show(ctx, &mut out, deed, input, prepare()).await;
        }
        if count > 0 {
            let request = client.request(&deed.call(client, &[]))?;
            if kind == Kind::Delete {
                let records = if count == 1 { "record" } else { "records" };
                let deed = format!("Delete {count} {object} {records}");
                write.consent.harm(ctx, client, &Harm { deed, request: &request, again })?;
            } else {
                write.consent.cover(ctx, client, &request, again)?;
            }
        }
        many::run(ctx, (out, flags), deed, (input, prepare())).await
    }
}
