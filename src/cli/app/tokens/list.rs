//! `sfo app tokens`: when each refresh token was given and last used.

use super::{Held, held, named};
use crate::cli::view::View;
use crate::ctx::Ctx;
use serde_json::{Value, json};

/// List the refresh tokens that an app holds, never the tokens themselves
#[derive(clap::Args)]
#[group(id = "listing")]
pub struct Args {
    /// App, by developer name, label or Id
    app: String,
    /// Only those of this user, by user name or Id
    #[arg(long, value_name = "USER")]
    user: Option<String>,
}

const COLUMNS: &[&str] =
    &["id", "username", "userId", "accessTokenFormat", "initialConnectionAt", "lastUsedAt", "useCount"];

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let (out, client) = (ctx.out()?, ctx.client().await?);
    let app = named::external(client, &args.app, "its tokens", "Connected Apps OAuth Usage").await?;
    let tokens = held(client, &app, args.user.as_deref()).await?;
    if tokens.is_empty() {
        ctx.term.note(&format!("{} holds no refresh token", app.name));
    }
    View { columns: COLUMNS, rows: tokens.iter().map(row).collect() }.show(ctx, &out, None)
}

fn row(Held { user, token }: &Held) -> Value {
    json!({
        "id": token.id(), "username": token.username, "userId": user,
        "accessTokenFormat": token.access_token_format, "initialConnectionAt": token.initial_connection_at,
        "lastUsedAt": token.last_used_at, "useCount": token.use_count,
    })
}
