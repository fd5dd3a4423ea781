//! `sfo app grant`: who may use an app. What is there is read first and left alone, so that running it again, after
//! whatever, ends in the same state.

mod cure;
mod make;
mod state;
mod user;

use super::named;
use crate::api::oauth_app::App;
use crate::api::sobject;
use crate::cli::consent::{Consent, Harm};
use crate::cli::handover;
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::http::header::HeaderMap;
use make::Making;
use state::State;

/// Let users use an app: permission set, its access to the app, assignments, a service user
///
/// Reads what is there, shows what is missing, asks once and makes only that.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo app grant Demo_Public --permission-set crm_tools --user mara.lindqvist@demo.example --yes
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
    #[command(flatten)]
    consent: Consent,
}

/// What is to be, whatever is there.
struct Wish {
    app: App,
    set: String,
    users: Vec<String>,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    let out = ctx.out()?;
    let wish = Wish { app: named::app(client, &args.name).await?, set: args.set(ctx)?, users: args.users.clone() };
    let state = State::read(client, &wish, args.service.username()).await?;
    let service = args.service.plan(client, &state).await?;
    let missing = state.missing(&wish, service.as_ref());
    if !missing.is_empty() {
        for thing in &missing {
            ctx.term.note(&format!("missing: {thing}"));
        }
        let request = client.request(&sobject::create("PermissionSet", String::new(), HeaderMap::new()))?;
        let deed = format!("Make {} for {}", missing.join(", "), wish.app.name);
        args.consent.harm(ctx, client, &Harm { deed, request: &request, again: "sfo app grant … --yes" })?;
    }
    Making::new(ctx, client, out, &wish).run(state, service).await
}

impl Args {
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

/// The org's own rule for the names of permission sets.
fn set_name(text: &str) -> Result<String, String> {
    let letters = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let good = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.len() <= 80
        && text.chars().all(letters)
        && !text.contains("__")
        && !text.ends_with('_');
    let rule = "a name starts with a letter and has letters, digits and single underscores, none at its end";
    good.then(|| text.to_owned()).ok_or_else(|| rule.to_owned())
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
