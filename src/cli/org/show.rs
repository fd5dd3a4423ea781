//! `sfo org show`: which org is meant, what decided it, and on demand what the org tells about itself.

use crate::api::organization::{self, Organization};
use crate::ctx::Ctx;
use crate::org::{Policy, choice::By};
use clap::ValueEnum;
use serde::Serialize;
use std::fmt;

/// Show which org is meant, and what decided it
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  sfo -o demo org show\n  sfo -o demo org show --facts")]
pub struct Args {
    /// Ask the org what it is: name, edition, purpose, instance, end of trial
    #[arg(long)]
    facts: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sheet {
    org: String,
    decided_by: String,
    instance_url: String,
    api_version: String,
    /// Of a login that is kept.
    #[serde(flatten)]
    login: Option<Login>,
    #[serde(flatten)]
    facts: Option<Facts>,
}

#[derive(Serialize)]
struct Login {
    username: String,
    policy: Policy,
}

#[derive(Serialize)]
struct Facts {
    purpose: &'static str,
    #[serde(flatten)]
    organization: Organization,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let choice = ctx.choose()?;
    let client = ctx.client().await?;
    let facts = if args.facts { Some(organization::read(client).await?) } else { None };
    let login = ctx.login().ok().filter(|_| choice.by != By::Session);
    ctx.show(&Sheet {
        org: choice.name,
        decided_by: choice.by.to_string(),
        instance_url: client.origin().origin().ascii_serialization(),
        api_version: client.version().to_string(),
        login: login.map(|login| Login { username: login.entry.username, policy: login.entry.policy }),
        facts: facts.map(|organization| Facts { purpose: organization.purpose(), organization }),
    })
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = |name: &str, value: &str| writeln!(f, "{name:<12} {value}");
        line("org", &self.org)?;
        line("decided by", &self.decided_by)?;
        line("instance", &self.instance_url)?;
        line("API version", &self.api_version)?;
        if let Some(Login { username, policy }) = &self.login {
            line("user name", username)?;
            let policy = policy.to_possible_value();
            line("policy", policy.as_ref().map_or("", |value| value.get_name()))?;
        }
        let Some(Facts { purpose, organization }) = &self.facts else { return Ok(()) };
        line("name", &organization.name)?;
        line("org id", &organization.id)?;
        line("purpose", purpose)?;
        for (name, value) in [
            ("edition", &organization.edition),
            ("server", &organization.instance_name),
            ("namespace", &organization.namespace_prefix),
            ("trial ends", &organization.trial_expiration_date),
            ("language", &organization.language_locale_key),
            ("time zone", &organization.time_zone_sid_key),
            ("created", &organization.created_date),
        ] {
            value.as_ref().map_or(Ok(()), |value| line(name, value))?;
        }
        Ok(())
    }
}
