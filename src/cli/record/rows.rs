//! Many records: the rows of an input checked, counted, agreed to and sent.

use super::deed::{Collected, Undelete};
use super::preflight::{Pass, Preflight, Schema};
use super::row;
use super::said::Done;
use super::undo::Keep;
use super::write::Write;
use crate::api::collections::{Collection, MOST, Verb};
use crate::cli::consent::Harm;
use crate::cli::many::{self, Deed, Flags, Flaw, Flaws, Input, Prepare};
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::http::header::HeaderMap;
use crate::input::Row;
use std::io;

pub use crate::cli::rules::Kind;

pub struct Rows<'k> {
    pub object: String,
    pub kind: Kind,
    pub headers: HeaderMap,
    pub input: Input,
    /// Whether it goes on after a yes only, in whatever org.
    pub asks: bool,
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
        let (rows, schema, count) = self.checked(ctx, write).await?;
        if write.all_or_none && count > MOST as u64 {
            let text = format!("--all-or-none takes up to {MOST} rows, which go in one call; there are {count}");
            return Err(Failure::usage(text).into());
        }
        let prepare = rows.prepare(&schema, Pass::Later);
        if write.dry_run {
            return many::show(ctx, &mut out, deed, rows.input, prepare).await;
        }
        if count > 0 {
            rows.agree(ctx, write, deed, count).await?;
        }
        many::run(ctx, (out, flags), deed, (rows.input, prepare)).await
    }

    /// Reads all rows once. What they are held against is asked for where there are many of them, where a kept copy
    /// would accuse them, and before anything is deleted: that call takes Ids of every object.
    async fn checked(self, ctx: &Ctx, write: &Write) -> anyhow::Result<(Self, Schema, u64)> {
        let schema = match () {
            () if write.no_preflight => Schema::Unknown,
            () if self.kind == Kind::Delete => Schema::renewed(ctx, &self.object).await?,
            () => Schema::kept(ctx, &self.object).await,
        };
        let (rows, verdict) = self.survey(&schema).await?;
        match verdict {
            Ok(count) if count <= MOST as u64 || write.no_preflight || !schema.is_unknown() => {
                Ok((rows, schema, count))
            }
            Err(error) if !schema.is_kept() => Err(error),
            _ => {
                let schema = Schema::renewed(ctx, &rows.object).await?;
                let (rows, verdict) = rows.survey(&schema).await?;
                Ok((rows, schema, verdict?))
            }
        }
    }

    async fn survey(self, schema: &Schema) -> anyhow::Result<(Self, anyhow::Result<u64>)> {
        let prepare = self.prepare(schema, Pass::First);
        let (input, verdict) = self.input.check(prepare).await?;
        Ok((Self { input, ..self }, verdict))
    }

    fn prepare(&self, schema: &Schema, pass: Pass) -> Box<dyn Prepare> {
        let kind = self.kind.clone();
        let preflight = schema.object().map(|object| Preflight::new(object, kind.clone(), pass));
        Box::new(Prepared { kind, preflight })
    }

    async fn agree<D: Deed>(&self, ctx: &Ctx, write: &Write, deed: &D, count: u64) -> anyhow::Result<()> {
        let client = ctx.client().await?;
        let request = client.request(&deed.call(client, &[]))?;
        if !self.asks {
            return write.consent.cover(ctx, client, &request, self.again);
        }
        let verb = if self.kind == Kind::Delete { "Delete" } else { "Change" };
        let records = if count == 1 { "record" } else { "records" };
        let deed = format!("{verb} {count} {} {records}", self.object);
        write.consent.harm(ctx, client, &Harm { deed, request: &request, again: self.again })
    }
}

/// Rows as the records that are sent.
struct Prepared {
    kind: Kind,
    preflight: Option<Preflight>,
}

impl Prepare for Prepared {
    fn row(&mut self, row: &Row) -> Result<String, Vec<Flaw>> {
        let text = row::prepare(&self.kind, row)?;
        self.preflight.as_mut().map_or(Ok(text.clone()), |preflight| preflight.row(row, &text))
    }

    fn end(&mut self, flaws: &mut Flaws) -> io::Result<()> {
        self.preflight.as_mut().map_or(Ok(()), |preflight| preflight.end(flaws))
    }
}
