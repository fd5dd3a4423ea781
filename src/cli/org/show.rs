//! `sfo org show`: which org is meant, and what decided it.

use crate::ctx::Ctx;
use serde::Serialize;
use std::fmt;

/// Show which org is meant, and what decided it
#[derive(clap::Args)]
#[command(after_help = "Example:\n  sfo -o demo org show")]
pub struct Args {}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sheet {
    org: String,
    decided_by: String,
    instance_url: String,
    api_version: String,
}

pub async fn run(_args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let choice = ctx.choose()?;
    let client = ctx.client().await?;
    let instance_url = client.origin().origin().ascii_serialization();
    let (org, decided_by) = (choice.name, choice.by.to_string());
    ctx.show(&Sheet { org, decided_by, instance_url, api_version: client.version().to_string() })
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "org          {}", self.org)?;
        writeln!(f, "decided by   {}", self.decided_by)?;
        writeln!(f, "instance     {}", self.instance_url)?;
        writeln!(f, "API version  {}", self.api_version)
    }
}
