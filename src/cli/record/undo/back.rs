//! The way back: which rows bring records to what they were, shown, agreed to and sent.

use super::Args;
use super::journal::{Deed, Image, Past};
use super::keep::Keep;
use super::plan::{self, Change, Step};
use crate::api::collections::{Collection, Verb};
use crate::api::soap::Operation;
use crate::api::{Call, Client, images};
use crate::cli::consent::Harm;
use crate::cli::many::{Flags, Input};
use crate::cli::record::rows::{self, Kind, Rows};
use crate::cli::record::write::Write;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::http::header::HeaderMap;
use crate::record::Value;
use std::collections::{BTreeSet, HashMap};

const AGAIN: &str = "sfo record undo RUN --yes";
/// Changes that are shown before the question.
const SHOWN: usize = 20;

pub async fn run(ctx: &Ctx, past: &Past, args: Args) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    let images = past.images()?;
    let way = match past.head.deed {
        Deed::Update => restored(client, past, &images, args.force).await?,
        Deed::Delete => undeleted(client, past, &images).await?,
    };
    way.go(ctx, client, past, args).await
}

/// What is to be done, and what is not.
#[derive(Default)]
struct Way {
    /// Lines of JSON.
    rows: Vec<String>,
    /// What becomes of them, for people.
    shown: Vec<String>,
    /// Why others are left as they are.
    left: Vec<String>,
}

async fn restored(client: &Client, past: &Past, images: &[Image], force: bool) -> anyhow::Result<Way> {
    let names = images.iter().flat_map(|image| Value::trusted(&image.before).members().map(|(name, _)| name));
    let fields: Vec<_> = names.collect::<BTreeSet<_>>().into_iter().chain(["Id"]).collect();
    let now = held(client, past, &fields.join(", "), images, false).await?;
    let mut way = Way::default();
    for image in images {
        let id = &image.id;
        match plan::step(image, now.get(id).map(String::as_str), force) {
            Step::Same => {}
            Step::Gone => way.left.push(format!("{id}: the record is gone")),
            Step::Changed(fields) => {
                let why = format!("{id}: changed since the run: {}; --force takes it back", fields.join(", "));
                way.left.push(why);
            }
            Step::Restore(changes) => {
                let members = changes.iter().map(|Change { field, before, .. }| format!(",\"{field}\":{before}"));
                way.rows.push(format!("{{\"Id\":\"{id}\"{}}}", members.collect::<String>()));
                let line = |Change { field, now, before }: &Change| format!("{id} {field}: {now} -> {before}");
                way.shown.extend(changes.iter().map(line));
            }
        }
    }
    Ok(way)
}

async fn undeleted(client: &Client, past: &Past, images: &[Image]) -> anyhow::Result<Way> {
    let now = held(client, past, "Id, IsDeleted", images, true).await?;
    let mut way = Way::default();
    for Image { id, .. } in images {
        let flag = now.get(id).and_then(|record| Value::trusted(record).get("IsDeleted"));
        match flag.map(|deleted| deleted.text() == "true") {
            Some(false) => {}
            Some(true) => {
                way.rows.push(format!("{{\"Id\":\"{id}\"}}"));
                way.shown.push(format!("{id}: out of the recycle bin"));
            }
            None => {
                let place = past.path.display();
                way.left.push(format!("{id}: no longer in the recycle bin; what it held is in {place}"));
            }
        }
    }
    Ok(way)
}

/// The records as the org has them now, by their Ids.
async fn held(
    client: &Client,
    past: &Past,
    fields: &str,
    images: &[Image],
    deleted: bool,
) -> anyhow::Result<HashMap<String, String>> {
    let ids: Vec<_> = images.iter().map(|image| image.id.clone()).collect();
    let records = images::read(client, &past.head.object, fields, &ids, deleted).await?;
    let id = |record: &String| Value::trusted(record).get("Id").map(|id| id.string().into_owned());
    Ok(records.into_iter().filter_map(|record| Some((id(&record)?, record))).collect())
}

impl Way {
    async fn go(self, ctx: &Ctx, client: &Client, past: &Past, args: Args) -> anyhow::Result<()> {
        for line in &self.left {
            ctx.term.tell(line);
        }
        if self.rows.is_empty() {
            ctx.term.note("nothing is to be taken back");
            return self.judge();
        }
        for line in self.shown.iter().take(SHOWN) {
            ctx.term.note(line);
        }
        if self.shown.len() > SHOWN {
            ctx.term.note(&format!("and {} more", self.shown.len() - SHOWN));
        }
        let Args { dry_run, consent, .. } = args;
        if !dry_run {
            let request = client.request(&example(client, past))?;
            consent.harm(ctx, client, &Harm { deed: self.deed(past), request: &request, again: AGAIN })?;
        }
        let write = Write { all_or_none: false, no_preflight: false, dry_run, consent };
        rows::run(ctx, &Flags::default(), &write, self.rows(ctx, past)?).await?;
        if !dry_run && self.left.is_empty() {
            past.mark_undone()?;
        }
        self.judge()
    }

    fn deed(&self, past: &Past) -> String {
        let (count, object) = (self.rows.len(), &past.head.object);
        let (records, they) = if count == 1 { ("record", "it") } else { ("records", "they") };
        match past.head.deed {
            Deed::Update => format!("Give {count} {object} {records} back what {they} held"),
            Deed::Delete => format!("Bring back {count} {object} {records}"),
        }
    }

    fn rows<'k>(&self, ctx: &'k Ctx, past: &Past) -> anyhow::Result<Rows<'k>> {
        let input = Input::lines(&format!("run {}", past.head.run), &(self.rows.join("\n") + "\n"))?;
        let object = past.head.object.clone();
        let (kind, keep) = match past.head.deed {
            Deed::Update => (Kind::Update, Some(Keep::new(ctx, &object, Deed::Update, Some(past.head.run.clone())))),
            Deed::Delete => (Kind::Undelete, None),
        };
        Ok(Rows { object, kind, headers: HeaderMap::new(), input, asks: false, again: AGAIN, keep })
    }

    fn judge(&self) -> anyhow::Result<()> {
        let left = self.left.len();
        match (left, self.rows.len()) {
            (0, _) => Ok(()),
            (_, 0) => Err(Failure::new(Exit::Refused, "nothing was taken back").into()),
            (_, done) => {
                Err(Failure::new(Exit::Partial, format!("{left} of {} records were left", left + done)).into())
            }
        }
    }
}

/// A call like those that will be sent, for the org's policy to judge.
fn example(client: &Client, past: &Past) -> Call {
    match past.head.deed {
        Deed::Update => {
            let (object, headers) = (past.head.object.clone(), HeaderMap::new());
            Collection { object, verb: Verb::Update, all_or_none: false, headers }.call(&[])
        }
        Deed::Delete => Operation::undelete(&[], false).call(client, "****"),
    }
}
