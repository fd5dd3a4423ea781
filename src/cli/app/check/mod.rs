//! `sfo app check`: prove an app, from outside and, with a login, next to what the org says of it.

mod judge;
mod outside;
mod target;
mod wanted;

use crate::api::oauth_app::Kind;
use crate::app::check::{Report, Verdict};
use crate::app::settings::{Flags, Setting};
use crate::app::{Name, boxes, scope};
use crate::auth::App;
use crate::cli::auth::secret::Source;
use crate::cli::handover::product;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::http::Url;
use crate::org;
use crate::output::{Columns, Format};
use crate::record::Value;
use judge::{Case, Cure};
use outside::{Outside, Questions};
use std::path::PathBuf;
use target::Target;
use wanted::{Wanted, typed};

/// Prove that an app is what it has to be, one statement a line
///
/// By NAME, a login reads what Setup says, and the host is asked what it does. By --client-id and --host nobody has to be
/// signed in, and what shows only inside is not testable. Requests are harmless: codes and tokens are made up, no user is
/// named, no token is issued or revoked. Exit 1 where a statement fails; each failed one names the box to change.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo app check Demo_Public -o demo --scope web
  sfo app check Demo_Public -o demo --callback http://localhost:1717/OauthRedirect --on pkce
  sfo app check --client-id 3MVG9… --host acme --preset writer
  sfo app check Demo_Public -o demo --jq '.statements[] | select(.verdict == \"failed\")'")]
pub struct Args {
    /// Developer name, label or Id of the app; takes a login
    #[arg(required_unless_present = "client_id")]
    name: Option<String>,
    /// Consumer key of the app
    #[arg(long, value_name = "KEY")]
    client_id: Option<String>,
    /// Host to ask: a My Domain, production, sandbox, a host or a URL; that of the login where not given
    #[arg(long, value_name = "HOST", value_parser = org::host::login)]
    host: Option<Url>,
    /// Ask for the app's consumer secret, and try it
    #[arg(long)]
    client_secret: bool,
    /// Read the consumer secret from stdin
    #[arg(long)]
    client_secret_stdin: bool,
    /// Read the consumer secret from FILE
    #[arg(long, value_name = "FILE")]
    client_secret_file: Option<PathBuf>,
    #[command(flatten)]
    flags: Flags,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let wanted = args.wanted(ctx)?;
    let target = Target::find(args, ctx).await?;
    let client_secret = args.secret().find(ctx)?;
    let app = App { host: target.host.clone(), client_id: target.client_id.clone(), client_secret };
    let progress = ctx.term.progress("answers");
    let outside = Outside::look(&ctx.http(), &app, &questions(&wanted, &target), progress.counter()).await?;
    drop(progress);
    let report = report(args, ctx, &target, &wanted, &outside);
    show(&report, ctx)?;
    let failed = report.count(Verdict::Failed);
    if failed == 0 {
        return Ok(());
    }
    let text = format!("{failed} of {} statements failed", report.statements.len());
    Err(Failure::new(Exit::Refused, text).into())
}

/// Whole as JSON and as it reads; in any other format a row a statement.
fn show(report: &Report, ctx: &Ctx) -> anyhow::Result<()> {
    if matches!(ctx.format, Format::Json | Format::Table) {
        return ctx.show(report);
    }
    let out = ctx.out()?;
    let columns = ["statement", "subject", "verdict", "finding", "setup", "command"].map(str::to_owned).to_vec();
    let mut sink = ctx.sink(&out, Columns::new(columns, false), |_| ());
    for statement in &report.statements {
        sink.row(Value::trusted(&serde_json::to_string(statement)?))?;
    }
    let written = sink.finish()?;
    ctx.end_rows(&out, &written, Ok(()))
}

/// What to ask the host, so that each statement has its proof.
fn questions<'a>(wanted: &'a Wanted, target: &'a Target) -> Questions<'a> {
    let found = target.inside.as_ref().ok().map(|inside| &inside.found);
    let read = |setting: Setting| found.filter(|found| !found.unknown.contains(&setting));
    let names = || scope::all().map(|scope| scope.name);
    let other_scopes = match read(Setting::Scopes) {
        // One that the app lacks shows whether the host judges scopes at all.
        Some(found) => names().find(|name| !found.settings.scopes.iter().any(|has| has == name)).into_iter().collect(),
        None => names().collect(),
    };
    // Where a login tells of these two, they show whether changes have spread.
    let cheap = |name: &str| found.is_some() && ["secret", "secret-for-refresh"].contains(&name);
    let boxes = boxes::all().filter(|known| cheap(known.name) || wanted.values(Setting::Box(known)).is_some());
    Questions {
        callbacks: wanted.stated(Setting::Callbacks, &wanted.settings.callbacks),
        registered: read(Setting::Callbacks).map_or(&[], |found| &found.settings.callbacks),
        scopes: wanted.stated(Setting::Scopes, &wanted.settings.scopes),
        other_scopes,
        boxes: boxes.map(|known| known.name).collect(),
    }
}

fn report(args: &Args, ctx: &Ctx, target: &Target, wanted: &Wanted, outside: &Outside) -> Report {
    let app = target.inside.as_ref().ok().map(|inside| inside.app.name.as_str()).or(args.name.as_deref());
    let org = ctx.options.org.as_ref().map(|org| format!(" -o {}", typed(org))).unwrap_or_default();
    let connected = target.inside.as_ref().is_ok_and(|inside| inside.app.kind == Kind::Connected);
    let new = args.new_command(app.unwrap_or("NAME"), &org).filter(|_| !connected);
    let case = Case {
        host: &target.host,
        client_id: &target.client_id,
        wanted,
        outside,
        inside: target.inside.as_ref().map_err(String::as_str),
        own: target.own.as_ref(),
        cure: Cure { app, new, connected, org: &org },
    };
    let statements = judge::statements(&case);
    Report {
        app: app.map(str::to_owned),
        client_id: target.client_id.clone(),
        host: target.host.origin().ascii_serialization(),
        preset: args.flags.preset.clone(),
        sound: statements.iter().all(|statement| statement.verdict != Verdict::Failed),
        statements,
    }
}

impl Args {
    fn wanted(&self, ctx: &Ctx) -> anyhow::Result<Wanted> {
        let preset = self.flags.preset.as_deref().map(|name| product(ctx, name)).transpose()?;
        // What the app is called is no matter of settings.
        let name: Name = "app".parse().map_err(Failure::usage)?;
        Ok(Wanted::new(&name, preset, &self.flags).map_err(Failure::usage)?)
    }

    fn secret(&self) -> Source<'_> {
        Source::client_secret(self.client_secret_stdin, self.client_secret_file.as_deref(), self.client_secret)
    }

    /// What makes the app what it is to be; without a preset nobody said what that is.
    fn new_command(&self, app: &str, org: &str) -> Option<String> {
        self.flags.preset.as_ref()?;
        Some(format!("sfo app new {}{}{org}", typed(app), wanted::given(&self.flags)))
    }
}
