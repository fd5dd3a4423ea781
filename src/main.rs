//! `sfo`: Salesforce from the command line.

mod api;
mod app;
mod auth;
mod cli;
mod ctx;
mod demo;
mod error;
mod home;
mod http;
mod input;
mod org;
mod output;
mod record;
mod secret;
mod soql;
mod term;
mod text;

use clap::Parser;
use cli::Cli;
use ctx::Ctx;
use error::Exit;
use std::process::ExitCode;

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => start(cli),
        // Help and version are no errors, and a reader who has left them is none either.
        Err(shown) => {
            let _ = shown.print();
            ExitCode::from(u8::try_from(shown.exit_code()).unwrap_or(2))
        }
    }
}

fn start(cli: Cli) -> ExitCode {
    let (options, command) = cli.split();
    let term = options.term();
    let json = options.format(&term).is_machine();
    let outcome = Ctx::new(options).and_then(|ctx| {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        runtime.block_on(async {
            tokio::select! {
                // Listening begins before the command does, so that no moment is without it.
                biased;
                exit = ctx.stops.end() => Ok(exit?),
                outcome = command.run(&ctx) => {
                    ctx.end();
                    outcome.map(|()| Exit::Done)
                }
            }
        })
    });
    outcome.map_or_else(|error| error::report(&error, &term, json), ExitCode::from)
}
