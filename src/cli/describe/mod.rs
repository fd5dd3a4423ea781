//! `sfo describe`: what objects there are, what one is made of, and where a path leads.

pub mod nearest;
mod object;
mod objects;
mod path;
mod picklists;

use super::layout::Layout;
use super::view::View;
use crate::api::{self, describe};
use crate::ctx::{Ctx, Freshness};
use path::Path;
use serde::Serialize;
use serde_json::{Value, value::RawValue};
use wildmatch::WildMatch;

/// Show the objects of an org, the fields of one, or where a path leads
///
/// What the org says is kept on disk and asked for again only where it changed.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo describe --custom
  sfo -o demo describe Account --match 'Billing*'
  sfo -o demo describe Account --picklists --match Market__c
  sfo -o demo describe Contact.Account.Owner.Name")]
pub struct Args {
    /// Object, or a path such as Contact.Account.Name; without it, all objects
    #[arg(value_name = "OBJECT")]
    path: Option<Path>,
    /// Only what is custom: objects, or fields of OBJECT
    #[arg(long)]
    custom: bool,
    /// Only names that match, with * and ?
    #[arg(long = "match", value_name = "GLOB")]
    pattern: Option<String>,
    /// Values of picklists, and which values of a controlling field allow them
    #[arg(long, group = "side", requires = "path")]
    picklists: bool,
    /// Lists of child records
    #[arg(long, group = "side", requires = "path")]
    relationships: bool,
    /// Record types
    #[arg(long, group = "side", requires = "path")]
    record_types: bool,
    /// Only fields that a new record needs
    #[arg(long, group = "side", requires = "path")]
    required: bool,
    /// Use the kept copy and send nothing
    #[arg(long)]
    offline: bool,
    /// Fetch anew, changed or not
    #[arg(long, conflicts_with = "offline")]
    refresh: bool,
    #[command(flatten)]
    layout: Layout,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    if args.layout.raw {
        return raw(args, ctx).await;
    }
    let out = ctx.out()?;
    view(args, ctx).await?.show(ctx, &out, Some(&args.layout))
}

async fn view(args: &Args, ctx: &Ctx) -> anyhow::Result<View> {
    match &args.path {
        None => Ok(objects::view(&describe::read(&ctx.describe(None, args.freshness()).await?)?, args)),
        Some(path) if path.steps.is_empty() => Ok(object::view(&one(&path.object, args.freshness(), ctx).await?, args)),
        Some(path) => path::view(path, args.freshness(), ctx).await,
    }
}

/// The org's own JSON.
async fn raw(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let text = match &args.path {
        None => ctx.describe(None, args.freshness()).await?,
        Some(path) => text(&path.object, args.freshness(), ctx).await?,
    };
    ctx.document(ctx.out()?, &describe::read::<&RawValue>(&text)?)
}

/// The description of one object.
pub async fn one(name: &str, freshness: Freshness, ctx: &Ctx) -> anyhow::Result<describe::Object> {
    Ok(describe::read(&text(name, freshness, ctx).await?)?)
}

/// Something that an object does not have, with what it has that is most like it.
pub fn unknown<'n>(object: &str, what: &str, name: &str, names: impl Iterator<Item = &'n str>) -> anyhow::Error {
    nearest::missing(&format!("{object} has no {what} `{name}`"), &nearest::of(name, names))
}

/// One object's description; where the org knows none, the names most like it.
async fn text(name: &str, freshness: Freshness, ctx: &Ctx) -> anyhow::Result<String> {
    let outcome = ctx.describe(Some(name), freshness).await;
    match outcome.as_ref().map_err(anyhow::Error::downcast_ref) {
        Err(Some(api::Error::Refused(refusal))) if refusal.status == 404 => {
            let global = ctx.describe(None, Freshness::Renewed).await?;
            let global: describe::Global = describe::read(&global)?;
            let names = global.sobjects.iter().map(|object| object.name.as_str());
            let what = format!("no object `{name}`: {}: {}", refusal.code, refusal.message);
            Err(nearest::missing(&what, &nearest::of(name, names)))
        }
        _ => outcome,
    }
}

fn row(thing: &impl Serialize) -> Value {
    serde_json::to_value(thing).unwrap_or_default()
}

impl Args {
    fn freshness(&self) -> Freshness {
        match (self.offline, self.refresh) {
            (true, _) => Freshness::Kept,
            (_, true) => Freshness::Fetched,
            _ => Freshness::Renewed,
        }
    }

    fn wants(&self, name: &str, custom: bool) -> bool {
        let matches = |pattern: &String| WildMatch::new_case_insensitive(pattern).matches(name);
        (custom || !self.custom) && self.pattern.as_ref().is_none_or(matches)
    }
}
