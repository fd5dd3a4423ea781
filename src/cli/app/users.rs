//! `sfo app users`: who lets an app act for them.

use super::named;
use crate::api::oauth_app::{self, User};
use crate::ctx::Ctx;
use crate::output::Columns;
use crate::record::Value;

/// List who lets an app act for them
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo app users Demo_Confidential
  sfo -o demo app users Demo_Confidential --csv")]
pub struct Args {
    /// App, by developer name, label or Id
    app: String,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let (out, client) = (ctx.out()?, ctx.client().await?);
    let app = named::external(client, &args.app, "its users", "Connected Apps OAuth Usage").await?;
    let users = oauth_app::users(client, &app.id).await?;
    if users.is_empty() {
        ctx.term.note(&format!("nobody lets {} act for them", app.name));
    }
    let mut sink = ctx.sink(&out, columns(&users), |_| ());
    for User(members) in users {
        sink.row(Value::trusted(&serde_json::Value::from(members).to_string()))?;
    }
    let written = sink.finish()?;
    ctx.end_rows(&out, &written, Ok(()))
}

/// All that the org tells of anybody.
fn columns(users: &[User]) -> Columns {
    let mut names: Vec<String> = Vec::new();
    for name in users.iter().flat_map(|User(members)| members.keys()) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    Columns::new(names, false)
}
