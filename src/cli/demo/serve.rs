//! `sfo demo serve`: keep the demo org running for other programs.

use super::{folder, sheet::Sheet};
use crate::ctx::{Ctx, advise};
use crate::demo::{self, Answered, guide::Guide};
use crate::error::Failure;
use std::io;

/// Run the demo org for other programs, until Ctrl-C
///
/// Prints the address, the apps and the users to sign in with. Everything about it is public and listens on this
/// machine only; `-v` tells each request on stderr.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo demo serve
  sfo demo serve --rows Account=1000000 --rows Contact=50000
  sfo demo serve --port 8080 --latency 200ms --fail 'GET /services/data/*/query*=503x2'
  sfo demo serve --jq '.apps[0].clientId'")]
pub struct Args {
    #[command(flatten)]
    options: demo::Options,
}

pub async fn run(args: Args, ctx: &Ctx) -> anyhow::Result<()> {
    let (verbose, term, port) = (ctx.options.verbose, ctx.term.clone(), args.options.port);
    let observer = move |answered: &Answered| {
        if verbose > 0 {
            let Answered { method, path, status, took } = answered;
            term.tell(&format!("{method} {path} {status} {} ms", took.as_millis()));
        }
    };
    let folder = folder(ctx);
    let running = demo::start(&folder, args.options, Box::new(observer)).map_err(|error| advise(taken(error, port)))?;
    ctx.show(&Sheet::new(Guide::new(&running.org, &folder)?).at(&running.origin))?;
    ctx.term.note("Ctrl-C ends it");
    std::future::pending().await
}

fn taken(error: anyhow::Error, port: u16) -> anyhow::Error {
    let in_use = |error: &io::Error| error.kind() == io::ErrorKind::AddrInUse;
    if error.downcast_ref::<io::Error>().is_some_and(in_use) {
        let hint = "sfo demo serve --port 0";
        return Failure::usage(format!("port {port} is in use by another program")).hint(hint).into();
    }
    error
}
