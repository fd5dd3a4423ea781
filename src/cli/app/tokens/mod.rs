//! `sfo app tokens`: the refresh tokens that an app holds, and ending them.

mod list;
mod revoke;

use super::named;
use crate::api::oauth_app::{self, App, Token, User};
use crate::api::{Client, is_id};
use crate::cli::describe::nearest;
use crate::ctx::Ctx;

/// List the refresh tokens that an app holds, never the tokens themselves, or end some
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(after_help = "Examples:
  sfo -o demo app tokens Demo_Confidential --csv
  sfo -o acme app tokens Writer --user jo@example.com
  sfo -o demo app tokens revoke Demo_Confidential --all --yes")]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    list: Option<list::Args>,
}

#[derive(clap::Subcommand)]
enum Command {
    List(list::Args),
    Revoke(revoke::Args),
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    match (&args.command, &args.list) {
        (Some(Command::Revoke(args)), _) => revoke::run(args, ctx).await,
        (Some(Command::List(args)), _) | (None, Some(args)) => list::run(args, ctx).await,
        (None, None) => unreachable!("the parser demands one of them"),
    }
}

/// A refresh token, and the Id of whose it is.
struct Held {
    user: String,
    token: Token,
}

/// The tokens that an app holds, of one user or of everybody.
async fn held(client: &Client, app: &App, user: Option<&str>) -> anyhow::Result<Vec<Held>> {
    let mut users = oauth_app::users(client, &app.id).await?;
    if let Some(wanted) = user {
        users = vec![one(&users, wanted, app)?.clone()];
    }
    let mut all = Vec::new();
    for user in users.iter().filter_map(User::id) {
        let tokens = oauth_app::tokens(client, &app.id, user).await?;
        all.extend(tokens.into_iter().map(|token| Held { user: user.to_owned(), token }));
    }
    Ok(all)
}

/// The user with this name or Id among those who let the app in.
fn one<'u>(users: &'u [User], wanted: &str, app: &App) -> anyhow::Result<&'u User> {
    let same = |id: &str| is_id(wanted) && id.get(..15) == wanted.get(..15);
    let named = |name: &str| name.eq_ignore_ascii_case(wanted);
    let found = users.iter().find(|user| user.name().is_some_and(named) || user.id().is_some_and(same));
    found.ok_or_else(|| {
        let alike = nearest::of(wanted, users.iter().filter_map(User::name));
        nearest::missing(&format!("`{wanted}` does not let {} act for them", app.name), &alike)
    })
}

/// `1 token`, `2 tokens`.
fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
