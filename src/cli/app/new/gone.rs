//! `sfo app new --delete`: takes an app away.

use super::{Args, deploy};
use crate::app::metadata::destruction;
use crate::cli::app::there::There;
use crate::cli::consent::Harm;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use serde::Serialize;
use std::fmt;

#[derive(Serialize)]
struct Gone {
    app: String,
    id: Option<String>,
    outcome: &'static str,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let out = ctx.out()?;
    let client = ctx.client().await?;
    let there = There::read(client, &args.name).await?;
    if !there.exists() {
        let text = format!("there is no External Client App {}", args.name);
        return Err(Failure::new(Exit::NotFound, text).hint("sfo app show").into());
    }
    let call = deploy::call(&destruction(args.name.as_str(), &client.version().to_string()))?;
    let again = format!("sfo app new {} --delete --yes", args.name);
    if !args.dry_run {
        let (request, deed) =
            (client.request(&call)?, format!("Delete the app {} and end all its sign-ins", args.name));
        args.consent.harm(ctx, client, &Harm { deed, request: &request, again: &again })?;
        deploy::run(ctx, client, &call, &again).await?;
    }
    let outcome = if args.dry_run { "would be deleted" } else { "deleted" };
    ctx.show_in(out, &Gone { app: args.name.to_string(), id: there.id, outcome })
}

impl fmt::Display for Gone {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let id = self.id.as_deref().map(|id| format!(" ({id})")).unwrap_or_default();
        write!(f, "{}{id} {}", self.app, self.outcome)
    }
}
