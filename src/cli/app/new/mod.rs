//! `sfo app new`: an External Client App from a preset, by its metadata. What is there already is read first and only
//! what differs is sent, so that a run that was cut short is mended by the same command again.

mod ask;
pub mod deploy;
mod folder;
mod gone;
mod known;
mod order;
mod plan;
mod told;

use super::wanted;
use crate::app::settings::Flags;
use crate::app::{Kind, Name, Preset, Settings};
use crate::cli::consent::Consent;
use crate::ctx::{Ctx, duration};
use order::Order;
use std::path::PathBuf;
use std::time::Duration;

/// Create an External Client App, or change one to what is asked for
///
/// Reads what is there, shows what differs and sends that alone; asks before it changes an app that exists. Waits until
/// the org's sign-in knows the app, which takes minutes. Prints the consumer key, never the secret.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo app new c1 --preset c1 --contact-email ops@example.com --metadata-dir force-app
  sfo -o demo app new my_cli --preset sfo --dry-run
  sfo -o demo app new my_web --preset generic --callback https://app.example.com/cb --dry-run")]
pub struct Args {
    /// Developer name of the app, such as `my_cli`
    name: Name,
    #[command(flatten)]
    flags: Flags,
    /// Only write the metadata into DIR, as a project of the official CLI keeps it; needs no login
    #[arg(long, value_name = "DIR", conflicts_with_all = ["dry_run", "delete"])]
    metadata_dir: Option<PathBuf>,
    /// Show what would be sent, and send nothing
    #[arg(long)]
    dry_run: bool,
    /// Take the app away, with all that belongs to it
    #[arg(long)]
    delete: bool,
    /// Wait no longer than DUR for the org's sign-in to know the app
    #[arg(long, value_name = "DUR", value_parser = duration, default_value = "10m", conflicts_with = "no_wait")]
    wait: Duration,
    /// Do not wait for it
    #[arg(long)]
    no_wait: bool,
    #[command(flatten)]
    consent: Consent,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    if args.delete {
        return gone::run(args, ctx).await;
    }
    let (preset, settings) = wanted(ctx, &args.name, &args.flags)?;
    if let Some(folder) = &args.metadata_dir {
        return folder::write(args, ctx, &preset, &settings, folder);
    }
    Order::new(args, ctx, preset, settings).await?.run().await
}

impl Args {
    /// The command that goes on where this one ended.
    fn again(&self) -> String {
        match &self.flags.preset {
            Some(preset) => format!("sfo app new {} --preset {preset} … --yes", self.name),
            None => format!("sfo app new {} --delete --yes", self.name),
        }
    }

    /// What people see where nobody has chosen a label.
    fn label(&self) -> String {
        self.name.label()
    }
}

/// What is to be known of a preset before it is done.
fn warn(ctx: &Ctx, preset: &Preset, settings: &Settings) {
    if preset.kind == Kind::ConnectedApp {
        ctx.term.note(
            "note: this preset is for a connected app, of which no new ones can be made since Spring '26. An External \
             Client App has no password grant: this one gets the client credentials flow instead.",
        );
    }
    if settings.has("client-credentials") && settings.policy.run_as.is_none() {
        ctx.term.note(
            "note: the client credentials flow signs nobody in before a user is named for it, by `sfo app grant` or by \
             --run-as USERNAME",
        );
    }
}
