//! `sfo help`: the help of a command, or a text on a topic.

use super::Cli;
use crate::ctx::Ctx;
use crate::error::Failure;
use clap::CommandFactory;
use std::io::Write;

/// Topics that no single command owns; the man pages carry the same texts.
pub const TOPICS: [(&str, &str); 4] = [
    ("exit-codes", include_str!("exit-codes.txt")),
    ("environment", include_str!("environment.txt")),
    ("formatting", include_str!("formatting.txt")),
    ("soql", include_str!("soql.txt")),
];

/// Show the help of a command or a topic
///
/// Topics are exit-codes, environment, formatting and soql.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  sfo help exit-codes")]
pub struct Args {
    /// Command or topic
    #[arg(value_name = "COMMAND|TOPIC")]
    words: Vec<String>,
}

pub fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let mut out = ctx.out()?;
    write!(out, "{}", text(&args.words)?)?;
    Ok(out.finish()?)
}

fn text(words: &[String]) -> Result<String, Failure> {
    if let [topic] = words
        && let Some((_, text)) = TOPICS.iter().find(|(name, _)| name == topic)
    {
        return Ok((*text).to_owned());
    }
    let mut command = Cli::command();
    command.build();
    let mut found = &mut command;
    for word in words {
        found = found.find_subcommand_mut(word).ok_or_else(|| unknown(word))?;
    }
    Ok(found.render_long_help().to_string())
}

fn unknown(word: &str) -> Failure {
    Failure::usage(format!("no such command or topic `{word}`")).hint("sfo help")
}
