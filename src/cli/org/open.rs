//! `sfo org open`: the org in a browser, by a link that works once and holds no token.

use crate::api::Client;
use crate::auth;
use crate::ctx::Ctx;
use crate::secret::Secret;
use std::io::Write;

/// Open the org in a browser
///
/// The link works once and for a short time. It needs the scope `web`.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  sfo org open -o dev /lightning/o/Account/home\n  sfo org open -o dev --url-only | wc -l"
)]
pub struct Args {
    /// Path in the org, or the id of a record
    #[arg(default_value = "/")]
    place: String,
    /// Print the link instead of opening it
    #[arg(long)]
    url_only: bool,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    let id = args.place.chars().all(|c| c.is_ascii_alphanumeric()) && matches!(args.place.len(), 15 | 18);
    let path = if id { format!("/{}", args.place) } else { args.place.clone() };
    let link = match link(client, &path).await {
        // This service says 403 where the data APIs say 401, so that nothing has renewed the token yet.
        Err(error) if error.downcast_ref().is_some_and(auth::Error::stale) => {
            client.renew_token().await?;
            link(client, &path).await?
        }
        outcome => outcome?,
    };
    if !args.url_only && open::that_detached(link.expose()).is_ok() {
        return Ok(());
    }
    let mut out = ctx.out()?;
    writeln!(out, "{}", link.expose())?;
    Ok(out.finish()?)
}

async fn link(client: &Client, path: &str) -> anyhow::Result<Secret> {
    Ok(auth::singleaccess(client.http(), client.origin(), &client.token().await?, path).await?)
}
