//! `sfo demo info`: what is in the demo org and how to sign in to it.

use super::{folder, sheet::Sheet};
use crate::ctx::{Ctx, advise};
use crate::demo::{self, guide, guide::Guide, org::Org};

/// Show the demo org's apps, users and records, without starting it
#[derive(clap::Args)]
#[command(after_help = "Example:\n  sfo demo info --jq .records")]
pub struct Args {}

pub fn run(_args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let folder = folder(ctx);
    let org = Org::open(&folder, demo::Options::default()).map_err(advise)?;
    ctx.show(&Sheet::new(Guide::new(&org, &folder)?).holding(org.store.file(), guide::records(&org)?))
}
