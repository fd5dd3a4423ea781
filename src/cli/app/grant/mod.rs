//! `sfo app grant`: who may use an app. What is there is read first and left alone, so that running it again, after
//! whatever, ends in the same state.

mod cure;
mod make;
mod run_as;
mod state;
mod user;

use super::named;
use crate::api::oauth_app::App;
use crate::api::{Client, sobject};
use crate::app::Name;
use crate::cli::consent::{Consent, Harm};
use crate::cli::handover;
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::http::header::HeaderMap;
use make::Making;
use run_as::RunAs;
use state::State;
use std::sync::Arc;

/// Let users use an app: permission set, its access to the app, assignments, a service user
///
/// Reads what is there, shows what is missing, asks once and makes only that.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo app grant Demo_Public --permission-set crm --user mara.lindqvist@demo.example --yes
  sfo -o demo app grant Demo_Public --preset c1 --service-user c1@demo.example --yes")]
pub struct Args {
    /// Developer name, label or Id of the app
    name: String,
    /// Permission set that lets its users use the app; made where it is missing
    #[arg(long, value_name = "NAME", required_unless_present = "preset", value_parser = set_name)]
    permission_set: Option<String>,
    /// Take the name of the permission set from this preset
    #[arg(long, value_name = "PRESET")]
    preset: Option<String>,
    /// User to let use the app; repeatable
    #[arg(long = "user", value_name = "USERNAME")]
    users: Vec<String>,
    #[command(flatten)]
    service: user::Flags,
    /// Let the app run as the service user, or else as the only user, where it signs in by itself
    #[arg(long)]
    run_as: bool,
    #[command(flatten)]
    consent: Consent,
}

/// The command that does not ask.
const AGAIN: &str = "sfo app grant … --yes";

/// What is to be, whatever is there.
struct Wish {
    app: App,
    set: String,
    users: Vec<String>,
    service: Option<String>,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let runner = args.runner()?;
    let (client, out) = (ctx.client().await?, ctx.out()?);
    let wish = args.wish(ctx, client).await?;
    let state = State::read(client, &wish).await?;
    let service = args.service.plan(client, &state).await?;
    let run_as = match runner {
        Some(username) => Some(RunAs::read(client, &wish, username).await?),
        None => None,
    };
    let mut missing = state.missing(&wish, service.as_ref());
    let to_run = run_as.iter().filter(|run_as| run_as.is_missing());
    missing.extend(to_run.map(|run_as| format!("{} to run as {}", wish.app.name, run_as.username)));
    if !missing.is_empty() {
        args.agree(ctx, client, &missing, &wish)?;
    }
    Making::new(ctx, client, out, &wish).run(state, service, run_as).await
}

impl Args {
    /// Who the app is to run as, where it is to.
    fn runner(&self) -> anyhow::Result<Option<&str>> {
        let only = self.users.first().filter(|_| self.users.len() == 1).map(String::as_str);
        match self.service.username().or(only) {
            _ if !self.run_as => Ok(None),
            None => Err(Failure::usage("run as whom? Give --service-user, or one --user").into()),
            username => Ok(username),
        }
    }

    async fn wish(&self, ctx: &Ctx, client: &Arc<Client>) -> anyhow::Result<Wish> {
        let set = self.set(ctx)?;
        let service = self.service.username().map(str::to_owned);
        Ok(Wish { app: named::app(client, &self.name).await?, set, users: self.users.clone(), service })
    }

    /// Shows what is missing, and asks whether to make it.
    fn agree(&self, ctx: &Ctx, client: &Client, missing: &[String], wish: &Wish) -> anyhow::Result<()> {
        for thing in missing {
            ctx.term.note(&format!("missing: {thing}"));
        }
        let request = client.request(&sobject::create("PermissionSet", String::new(), HeaderMap::new()))?;
        let things = if missing.len() == 1 { "this".to_owned() } else { format!("these {} things", missing.len()) };
        let deed = format!("Make {things} for {} in {}", wish.app.name, ctx.choose()?.name);
        self.consent.change(ctx, client, &Harm { deed, request: &request, again: AGAIN })
    }

    /// The permission set that was named, or the preset's; one for a preset that needs none is named after it.
    fn set(&self, ctx: &Ctx) -> anyhow::Result<String> {
        let preset = self.preset.as_deref().map(|name| handover::product(ctx, name)).transpose()?;
        let of_preset = preset.map(|preset| {
            preset.policy.permission_set.unwrap_or_else(|| format!("{}_users", preset.name.replace('-', "_")))
        });
        let missing = || Failure::usage("which permission set? Give --permission-set or --preset");
        Ok(self.permission_set.clone().or(of_preset).ok_or_else(missing)?)
    }
}

/// Permission sets are named by the rule for developer names.
fn set_name(text: &str) -> Result<String, String> {
    let rule = "a name starts with a letter and has letters, digits and single underscores, none at its end";
    text.parse::<Name>().map(|name| name.to_string()).map_err(|_| rule.to_owned())
}

#[cfg(test)]
mod tests {
    use super::set_name;

    #[test]
    fn a_permission_set_has_the_name_of_an_api() {
        for good in ["sfo_users", "A", "moveworks_connected_app"] {
            assert!(set_name(good).is_ok(), "{good}");
        }
        for bad in ["", "1a", "a__b", "a_", "a b", "x' OR Name != '", "é"] {
            assert!(set_name(bad).is_err(), "{bad}");
        }
        assert!(set_name(&"a".repeat(81)).is_err());
    }
}
