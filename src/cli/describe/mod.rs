//! `sfo describe`: what objects there are, what one is made of, and where a path leads.

pub mod known;
pub mod nearest;
mod object;
mod objects;
mod path;
mod permissions;
mod picklists;
mod record_type;
mod usage;

pub use known::{one, unknown};

use super::layout::Layout;
use super::view::View;
use crate::api::describe::{self, Object};
use crate::ctx::{Ctx, Freshness};
use crate::error::Failure;
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
  sfo -o demo describe Account --picklists --record-type PartnerAccount
  sfo -o demo describe Account.Market__c --picklists
  sfo -o demo describe Account --usage --where 'CreatedDate = LAST_N_DAYS:365'
  sfo -o demo describe Account.CreditLimit__c --permissions
  sfo -o demo describe Contact.Account.Owner.Name")]
pub struct Args {
    /// Object, or a path such as Contact.Account.Name or Task.What:Account.Name; without it, all objects
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
    /// Only the values that a record type offers: its name, developer name or id
    #[arg(long, value_name = "NAME", requires = "picklists")]
    record_type: Option<String>,
    /// Relationships to parents and to lists of children, by the names that SOQL knows
    #[arg(long, group = "side", requires = "path")]
    relationships: bool,
    /// Record types
    #[arg(long, group = "side", requires = "path")]
    record_types: bool,
    /// Only fields that a new record needs
    #[arg(long, group = "side", requires = "path")]
    required: bool,
    /// How many records fill each field, the fullest first
    #[arg(long, group = "side", requires = "path", conflicts_with_all = ["offline", "raw"])]
    usage: bool,
    /// Count only records that meet this SOQL condition
    #[arg(long = "where", value_name = "CONDITION", requires = "usage")]
    condition: Option<String>,
    /// What profiles and permission sets may do: with the object, or with fields that OBJECT.FIELD or --match names
    #[arg(long, group = "side", requires = "path", conflicts_with_all = ["offline", "raw"])]
    permissions: bool,
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
    args.check()?;
    if args.layout.raw {
        return raw(args, ctx).await;
    }
    let out = ctx.out()?;
    view(args, ctx).await?.show(ctx, &out, Some(&args.layout))
}

async fn view(args: &Args, ctx: &Ctx) -> anyhow::Result<View> {
    let Some(path) = &args.path else {
        return Ok(objects::view(&describe::read(&ctx.describe(None, args.freshness()).await?)?, args));
    };
    if !path.steps.is_empty() && !args.of_fields() {
        return path::view(path, args.freshness(), ctx).await;
    }
    let object = one(&path.object, args.freshness(), ctx).await?;
    if let Some(name) = args.field().filter(|name| object.field(name).is_none()) {
        return Err(unknown(&object.name, "field", name, object.fields.iter().map(|field| field.name.as_str())));
    }
    match () {
        () if args.picklists => picklists::view(&object, args, ctx).await,
        () if args.usage => usage::view(&object, args, ctx).await,
        () if args.permissions => permissions::view(&object, args, ctx).await,
        () => Ok(object::view(&object, args)),
    }
}

/// The org's own JSON.
async fn raw(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let text = match (&args.path, &args.record_type) {
        (None, _) => ctx.describe(None, args.freshness()).await?,
        (Some(path), None) => known::text(&path.object, args.freshness(), ctx).await?,
        (Some(path), Some(_)) => {
            let object: Object = one(&path.object, args.freshness(), ctx).await?;
            picklists::text(&object, args, ctx).await?.unwrap_or_default()
        }
    };
    ctx.document(ctx.out()?, &describe::read::<&RawValue>(&text)?)
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

    /// Whether what is asked can be asked of one field.
    fn of_fields(&self) -> bool {
        self.picklists || self.usage || self.permissions
    }

    /// The one field that is meant, where it is one.
    fn field(&self) -> Option<&str> {
        let step = self.path.as_ref()?.steps.first()?;
        self.of_fields().then_some(step.name.as_str())
    }

    fn check(&self) -> Result<(), Failure> {
        let steps = self.path.as_ref().map_or(0, |path| path.steps.len());
        let flags = [
            (self.relationships, 0, "--relationships"),
            (self.record_types, 0, "--record-types"),
            (self.required, 0, "--required"),
            (self.picklists, 1, "--picklists"),
            (self.usage, 1, "--usage"),
            (self.permissions, 1, "--permissions"),
        ];
        match flags.iter().find(|(given, most, _)| *given && steps > *most) {
            Some((_, 0, flag)) => Err(Failure::usage(format!("{flag} is asked of an object, not of a path"))),
            Some((.., flag)) => Err(Failure::usage(format!("{flag} is asked of an object or of one of its fields"))),
            None => Ok(()),
        }
    }

    fn wants(&self, name: &str, custom: bool) -> bool {
        let matches = |pattern: &String| WildMatch::new_case_insensitive(pattern).matches(name);
        let named = self.field().is_none_or(|field| field.eq_ignore_ascii_case(name));
        named && (custom || !self.custom) && self.pattern.as_ref().is_none_or(matches)
    }
}
