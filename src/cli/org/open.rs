//! `sfo org open`: the org in a browser, by a link that works once and holds no token.

use super::place::Place;
use crate::api::Client;
use crate::auth;
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::secret::Secret;
use std::env::var_os;
use std::io::Write;

/// Open the org in a browser
///
/// The link works once and for a short time. It needs the scope `web`. Where no browser can be opened it is printed.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo org open -o dev
  sfo org open -o dev Account --url-only | wc -l
  sfo org open -o dev setup/ManageUsers --url-only | wc -l
  sfo org open -o dev /lightning/o/Account/list?filterName=Recent --url-only | wc -l")]
pub struct Args {
    /// Id of a record, name of an object, `setup` or `setup/PAGE`, or a path
    #[arg(default_value = "/")]
    place: Place,
    /// Print the link instead of opening it
    #[arg(long)]
    url_only: bool,
    /// Open it in this program instead of the default browser
    #[arg(long, value_name = "PROGRAM", conflicts_with = "url_only")]
    browser: Option<String>,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    if ctx.hosts_demo() {
        let text = "this demo org ends with the command, and no browser could reach it; sign in to one that is served";
        return Err(Failure::usage(text).hint("sfo demo serve").into());
    }
    let path = args.place.path(ctx).await?;
    let link = match link(client, &path).await {
        // This service says 403 where the data APIs say 401, so that nothing has renewed the token yet.
        Err(error) if error.downcast_ref().is_some_and(auth::Error::stale) => {
            client.renew_token().await?;
            link(client, &path).await?
        }
        outcome => outcome?,
    };
    if !args.url_only && args.show(&link) {
        return Ok(());
    }
    let mut out = ctx.out()?;
    writeln!(out, "{}", link.expose())?;
    Ok(out.finish()?)
}

impl Args {
    /// Whether a browser was found to open the link.
    fn show(&self, link: &Secret) -> bool {
        match &self.browser {
            Some(program) => open::with_detached(link.expose(), program).is_ok(),
            None => has_screen() && open::that_detached(link.expose()).is_ok(),
        }
    }
}

/// Without a screen the program that opens browsers fails, and only after it has been started.
fn has_screen() -> bool {
    let signs = ["DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "WSL_DISTRO_NAME"];
    !cfg!(all(unix, not(target_os = "macos"))) || signs.iter().any(|name| var_os(name).is_some_and(|it| !it.is_empty()))
}

async fn link(client: &Client, path: &str) -> anyhow::Result<Secret> {
    Ok(auth::singleaccess(client.http(), client.origin(), &client.token().await?, path).await?)
}
