//! `sfo app secret show`: the key of an app; its secret only where that was asked for, or where no screen shows it.

use super::sheet::Sheet;
use super::{Target, cured, staged, whole};
use crate::api::oauth_app::{self, App, Consumer, Part, Staged};
use crate::api::{self, Client};
use crate::cli::app::switch::kept;
use crate::ctx::Ctx;
use crate::error::Failure;
use clap::ValueEnum;
use std::io::Write;

/// Show the key of an app, and its secret where nobody looks on
///
/// On a terminal the secret is hidden unless --reveal is given. A pipe gets it, and so does the file of --output, which
/// only you can read.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo app secret show Demo_Confidential --only key
  sfo -o demo app secret show Demo_Confidential --switch --yes --output pair.json")]
pub struct Args {
    #[command(flatten)]
    target: Target,
    /// Show the secret on the terminal, too
    #[arg(long)]
    reveal: bool,
    /// Print this alone
    #[arg(long, value_name = "PART", value_enum)]
    only: Option<Only>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Only {
    Key,
    Secret,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let seen = args.seen(ctx)?;
    let (mut out, client) = (ctx.private_out()?, ctx.client().await?);
    let sheet = args.target.run(ctx, "show", async |app, consumer| args.read(client, &app, &consumer, seen).await);
    let sheet = sheet.await?;
    if seen {
        ctx.term.note(&format!("writing the secret of {} to {}", sheet.app, destination(ctx)));
    }
    let only = match args.only {
        None => return ctx.show_in(out, &sheet),
        Some(Only::Key) => sheet.pair.key,
        Some(Only::Secret) => sheet.pair.secret,
    };
    let only = only.ok_or_else(|| api::Error::Unreadable("it holds no such part".to_owned()))?;
    writeln!(out, "{only}")?;
    Ok(out.finish()?)
}

impl Args {
    /// Whether the secret is to be seen.
    fn seen(&self, ctx: &Ctx) -> anyhow::Result<bool> {
        let seen = self.only != Some(Only::Key) && (self.reveal || !ctx.on_screen());
        if self.only == Some(Only::Secret) && !seen {
            let hint = format!("sfo app secret show {} --only secret --reveal", self.target.app);
            return Err(Failure::usage("the terminal would show the secret").hint(hint).into());
        }
        Ok(seen)
    }

    async fn read(&self, client: &Client, app: &App, consumer: &Consumer, seen: bool) -> anyhow::Result<Sheet> {
        let told = oauth_app::credentials(client, &app.id, &consumer.id, self.part(seen)).await;
        let told = told.map_err(|error| cured(error, app))?;
        let second = if self.only.is_none() { second(client, app, consumer, seen).await? } else { None };
        Ok(Sheet::new(app, &Consumer { name: consumer.name.clone(), ..told }, second.as_ref(), seen))
    }

    /// What to ask the org for: no secret that nobody is to see.
    fn part(&self, seen: bool) -> Part {
        match self.only {
            Some(Only::Secret) => Part::Secret,
            None if seen => Part::Both,
            Some(Only::Key) | None => Part::Key,
        }
    }
}

fn destination(ctx: &Ctx) -> String {
    let file = ctx.options.output.as_ref().filter(|_| ctx.options.to_file());
    file.map_or_else(|| "stdout".to_owned(), |path| format!("{}, which only you can read", path.display()))
}

/// The second pair. An org that keeps secrets to itself does not tell of it; then there is just the first to be shown.
async fn second(client: &Client, app: &App, consumer: &Consumer, seen: bool) -> anyhow::Result<Option<Staged>> {
    match staged(client, app, consumer).await {
        Ok(Some(pair)) if seen => whole(client, app, consumer, pair).await.map(Some),
        Err(error) if !seen && kept(&error).is_some() => Ok(None),
        found => found,
    }
}
