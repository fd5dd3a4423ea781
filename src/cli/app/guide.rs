//! `sfo app guide`: what to do in Setup for a product, to the character.

use super::{presets, refuse};
use crate::app::guide::{Facts, Guide};
use crate::app::{self, Preset};
use crate::cli::handover;
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::http::Url;
use crate::org;
use crate::output::{Columns, Format};
use crate::record::Value;
use serde_json::json;
use std::io::Write;

/// Print what to do in Setup, so that a product can sign in
///
/// Without a name, the presets there are. Needs no login and asks no network; with one, or with --host, the org's own
/// address is filled in. Put a preset of your own as NAME.toml into the folder `presets` of the configuration.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo app guide
  sfo app guide writer --host acme--uat
  sfo app guide generic --callback https://app.example.com/cb -f markdown
  sfo app guide c1 --jq '.steps[].title'")]
pub struct Args {
    /// Preset
    preset: Option<String>,
    /// My Domain, host or URL of the org
    #[arg(long, value_name = "HOST", value_parser = org::host::login)]
    host: Option<Url>,
    /// What the app is to be called
    #[arg(long)]
    name: Option<String>,
    /// Allow this callback too; repeatable
    #[arg(long, value_name = "URL")]
    callback: Vec<String>,
    /// Add what is recommended in a sandbox
    #[arg(long)]
    sandbox: bool,
    /// Open the pages of Setup in the browser, too
    #[arg(long, requires = "preset")]
    open: bool,
}

pub fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let Some(name) = &args.preset else { return list(ctx) };
    let preset = handover::product(ctx, name)?;
    let host = args.host(ctx)?;
    let guide = Guide::new(&preset, &args.facts(host.as_ref()));
    if ctx.format == Format::Markdown {
        let mut out = ctx.out()?;
        out.write_all(guide.markdown().as_bytes())?;
        out.finish()?;
    } else {
        ctx.show(&guide)?;
    }
    if args.open { open(&guide, host) } else { Ok(()) }
}

impl Args {
    /// The org that was named, if any was.
    fn host(&self, ctx: &Ctx) -> anyhow::Result<Option<Url>> {
        match (&self.host, &ctx.options.org) {
            (Some(host), _) => Ok(Some(host.clone())),
            (None, Some(_)) => Ok(Some(ctx.login()?.entry.instance_url)),
            (None, None) => Ok(None),
        }
    }

    fn facts(&self, host: Option<&Url>) -> Facts {
        let sandbox = host.and_then(org::Kind::told_by) == Some(org::Kind::Sandbox);
        Facts {
            instance_url: host.map(|host| host.origin().ascii_serialization()),
            sandbox: self.sandbox || sandbox,
            name: self.name.clone(),
            callbacks: self.callback.clone(),
        }
    }
}

fn list(ctx: &Ctx) -> anyhow::Result<()> {
    let out = ctx.out()?;
    let columns = ["name", "product", "kind", "scopes", "callbacks"].map(str::to_owned).to_vec();
    let mut sink = ctx.sink(&out, Columns::new(columns, false), |_| ());
    for Preset { name, product, kind, scopes, callbacks, .. } in
        app::all(&presets(ctx)).map_err(|error| refuse(&error.to_string()))?
    {
        let (scopes, callbacks) = (scopes.join(" "), callbacks.join(" "));
        let row = json!({"name": name, "product": product, "kind": kind, "scopes": scopes, "callbacks": callbacks});
        sink.row(Value::trusted(&row.to_string()))?;
    }
    let written = sink.finish()?;
    ctx.end_rows(&out, &written, Ok(()))
}

fn open(guide: &Guide, host: Option<Url>) -> anyhow::Result<()> {
    let nowhere = || {
        Failure::usage("--open needs to know the org")
            .hint(format!("sfo app guide {} --open --host MY-DOMAIN", guide.preset))
    };
    let host = host.ok_or_else(nowhere)?;
    for page in guide.pages() {
        open::that_detached(host.join(page)?.as_str())?;
    }
    Ok(())
}
