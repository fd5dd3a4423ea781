//! Handing an app and a login over to a product, in the fields of the product's own form: from where each value comes,
//! the proof that it works, and the ways out of this program. The same for `app handover` and `auth export`.

mod copy;
mod filled;
mod gather;
mod verify;

use crate::app::{self, Field, Kind, Preset};
use crate::auth::App;
use crate::cli::describe::nearest;
use crate::ctx::{Ctx, duration};
use crate::error::Failure;
use crate::secret::Secret;
use filled::Filled;
use std::path::PathBuf;
use std::time::Duration;

/// Said wherever a refresh token is given away.
pub const ROTATES: &str = "where refresh tokens rotate, two programs with one of them sign each other out";

/// The flags of both commands.
#[derive(clap::Args)]
pub struct How {
    /// Show secrets on the terminal
    #[arg(long, requires = "product")]
    reveal: bool,
    /// Copy FIELD to the clipboard, or one field after the other
    #[arg(long, value_name = "FIELD", num_args = 0..=1, default_missing_value = "", requires = "product")]
    #[arg(conflicts_with = "reveal")]
    copy: Option<String>,
    /// Empty the clipboard after this long
    #[arg(long, value_name = "DUR", value_parser = duration, default_value = "45s")]
    clear_after: Duration,
    /// Do not try first whether it works
    #[arg(long, requires = "product")]
    no_verify: bool,
    /// User that the product signs in as; the user of the login where not given
    #[arg(long, value_name = "USER", requires = "product")]
    username: Option<String>,
    /// Read the consumer secret from stdin
    #[arg(long, requires = "product", conflicts_with = "password_stdin")]
    client_secret_stdin: bool,
    /// Read the consumer secret from FILE
    #[arg(long, value_name = "FILE", requires = "product")]
    client_secret_file: Option<PathBuf>,
    /// Read the password, with the security token behind it, from stdin
    #[arg(long, requires = "product")]
    password_stdin: bool,
    /// Read it from FILE
    #[arg(long, value_name = "FILE", requires = "product")]
    password_file: Option<PathBuf>,
}

/// What is known before anything is asked.
pub struct Known {
    /// At the org's own host. Its secret may still be missing.
    pub app: App,
    pub kind: Kind,
    /// Whether the login in use was made with this app.
    pub signed_in: bool,
}

/// What is handed over, as far as the form asks for it.
struct Handed {
    app: App,
    kind: Kind,
    access: Option<Secret>,
    refresh: Option<Secret>,
    username: Option<String>,
    password: Option<Secret>,
}

/// The preset of this name, or a usage error that names those which are like it.
pub fn product(ctx: &Ctx, name: &str) -> anyhow::Result<Preset> {
    let own = super::app::presets(ctx);
    let unknown = |error: app::Error| -> anyhow::Error {
        let presets = app::all(&own).unwrap_or_default();
        let alike = nearest::of(name, presets.iter().map(|preset| preset.name.as_str()));
        let meant = alike.first().map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
        Failure::usage(format!("{error}{meant}")).hint("sfo app guide").into()
    };
    app::find(&own, name).map_err(unknown)
}

pub async fn run(how: &How, preset: &Preset, known: Known, ctx: &Ctx) -> anyhow::Result<()> {
    let fields: Vec<&Field> = preset.fields(known.kind).collect();
    how.check(&fields, ctx)?;
    let out = ctx.private_out()?;
    let board = how.copy.is_some().then(copy::open).transpose()?;
    let mut handed = gather::values(how, &fields, known, ctx).await?;
    if !how.no_verify {
        verify::all(&fields, &mut handed, ctx).await?;
    }
    if handed.refresh.is_some() {
        ctx.term.warn(ROTATES);
    }
    let hidden = ctx.on_screen() && !how.reveal;
    let filled = Filled::new(&fields, &handed, hidden);
    match (&how.copy, board) {
        (Some(label), Some(board)) => copy::run(&filled.only(label), board, how.clear_after, ctx).await,
        _ => filled.hand_out(out, ctx),
    }
}

impl How {
    /// What cannot be done, before anything is asked or sent.
    fn check(&self, fields: &[&Field], ctx: &Ctx) -> anyhow::Result<()> {
        let Some(label) = &self.copy else { return Ok(()) };
        let labels = || fields.iter().map(|field| field.label.as_str());
        if ctx.options.to_file() {
            return Err(Failure::usage("--copy and --output are two ways; take one").into());
        }
        if label.is_empty() && !ctx.term.may_ask() {
            let text = "to copy one field after the other, somebody has to press Enter";
            return Err(Failure::usage(text).hint(format!("--copy '{}'", labels().next().unwrap_or_default())).into());
        }
        if !label.is_empty() && !labels().any(|known| filled::is_label(known, label)) {
            let known: Vec<_> = labels().collect();
            return Err(Failure::usage(format!("there is no field `{label}`; there are {}", known.join(", "))).into());
        }
        Ok(())
    }
}
