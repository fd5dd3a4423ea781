//! `sfo completion`: the completion script of a shell, and what such a script asks for. The script is a few lines that
//! hand the words over; what may stand there is found here, from what is kept on disk: nothing is sent, no keychain is
//! opened, no demo org started. Who types is never bothered with errors: what cannot be read is not offered.

mod candidate;
mod command;
mod known;
mod line;
mod object;
mod offer;
mod place;
mod script;
mod soql;

pub use script::script;

use crate::cli::Cli;
use crate::ctx::Ctx;
use candidate::Candidate;
use clap::CommandFactory;
use clap_complete::Shell;
use known::Known;
use line::Word;
use offer::Offer;
use std::io::Write;

/// Print a completion script
///
/// Besides commands and flags it completes, in bash, fish and zsh, orgs, objects, fields (also in SOQL), picklist
/// values, actions and jobs: those that `sfo describe`, `sfo action` and `sfo bulk` have left on disk.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo completion bash > ~/.local/share/bash-completion/completions/sfo
  sfo -o demo describe Account")]
pub struct Args {
    /// Shell to complete in
    shell: Shell,
    /// What the script hands over
    #[arg(last = true, hide = true)]
    words: Vec<String>,
}

pub fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let mut out = ctx.out()?;
    if args.words.is_empty() {
        out.write_all(&script(args.shell))?;
    } else {
        let request = script::Request::read(args.shell, &args.words);
        let mut candidates = find(&request.words, &request.typed, &request.whole, ctx);
        if candidates.len() == 1 && request.typed.quote.is_some() && args.shell != Shell::Zsh {
            candidates = widened(&request, candidates, ctx);
        }
        write!(out, "{}", request.answer(&candidates))?;
    }
    Ok(out.finish()?)
}

/// What the word that is being typed may become, behind these words.
fn find(words: &[String], typed: &Word, whole: &str, ctx: &Ctx) -> Vec<Candidate> {
    let mut root = Cli::command();
    root.build();
    let place = place::find(&root, words);
    let org = place.value("org").map(|org| ctx.of(org));
    let known = Known::of(org.as_ref().unwrap_or(ctx));
    Offer { place: &place, known: &known, typed: &typed.text, whole }.candidates()
}

/// Shells close the quotes behind the only candidate. One that is to be followed by more is offered with that.
fn widened(request: &script::Request, only: Vec<Candidate>, ctx: &Ctx) -> Vec<Candidate> {
    let [candidate] = only.as_slice() else { return only };
    if !candidate.open {
        return only;
    }
    let next = Word { text: format!("{} ", candidate.word), ..request.typed.clone() };
    let more = find(&request.words, &next, "", ctx);
    if more.len() > 1 { more } else { only }
}
