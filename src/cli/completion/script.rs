//! Scripts, and the words that they exchange with this program.

use super::candidate::Candidate;
use super::line::{self, Word};
use crate::cli::Cli;
use clap::CommandFactory;
use clap_complete::Shell;
use std::fmt::Write;

/// The completion script of a shell. Elvish and `PowerShell` get commands and flags only.
pub fn script(shell: Shell) -> Vec<u8> {
    match shell {
        Shell::Bash => include_bytes!("scripts/sfo.bash").to_vec(),
        Shell::Fish => include_bytes!("scripts/sfo.fish").to_vec(),
        Shell::Zsh => include_bytes!("scripts/sfo.zsh").to_vec(),
        shell => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "sfo", &mut script);
            script
        }
    }
}

/// What a script hands over.
pub struct Request {
    shell: Shell,
    /// The words between the program and the one that is being typed.
    pub words: Vec<String>,
    pub typed: Word,
    /// The typed word with what stands behind the cursor, as it stands in the line.
    pub whole: String,
    /// Of the typed word, what bash will replace.
    replaced: String,
    /// bash only wants to show them.
    listing: bool,
}

impl Request {
    /// bash: the line up to the cursor, what is behind, the part to replace, why it asks. Others: the typed word, the
    /// whole of it, the words before.
    pub fn read(shell: Shell, given: &[String]) -> Self {
        let text = |at: usize| given.get(at).cloned().unwrap_or_default();
        if shell == Shell::Bash {
            let mut words = line::split(&text(0));
            let typed = words.pop().unwrap_or_default();
            let words = words.into_iter().skip(1).map(|word| word.text).collect();
            let behind = text(1);
            let behind = typed.quote.and_then(|quote| behind.split(quote).next()).unwrap_or_default();
            let whole = format!("{}{behind}", typed.text);
            return Self { shell, words, typed, whole, replaced: text(2), listing: text(3) == "63" };
        }
        let (typed, whole) = (line::word(&text(0)), line::word(&text(1)).text);
        let words = given.get(2..).unwrap_or_default().to_vec();
        Self { shell, words, typed, whole, replaced: String::new(), listing: false }
    }

    pub fn answer(&self, candidates: &[Candidate]) -> String {
        let lines = candidates.iter().filter_map(|candidate| match self.shell {
            Shell::Bash => self.bash(candidate),
            Shell::Zsh => zsh(candidate),
            _ => Some(fish(candidate)),
        });
        lines.fold(String::new(), |mut text, line| {
            let _ = writeln!(text, "{line}");
            text
        })
    }

    /// The part to replace, quoted; nothing stands for files, which bash then looks for by itself.
    fn bash(&self, candidate: &Candidate) -> Option<String> {
        if candidate.files {
            return None;
        }
        if self.listing {
            return Some(candidate.shown.clone());
        }
        let kept = self.typed.raw.strip_suffix(self.replaced.as_str())?;
        let rest = candidate.word.get(line::word(kept).text.len()..)?;
        let space = if candidate.open || self.typed.quote.is_some() { "" } else { " " };
        Some(line::quoted(rest, self.typed.quote)? + space)
    }
}

/// Whether it is whole, the word, and what is shown; zsh quotes it by itself.
fn zsh(candidate: &Candidate) -> Option<String> {
    let kind = match candidate {
        Candidate { files: true, .. } => return Some("files".to_owned()),
        Candidate { open: true, .. } => "open",
        _ => "word",
    };
    line::quoted(&candidate.word, Some('"'))?;
    let about = if candidate.about.is_empty() { String::new() } else { format!("  ({})", candidate.about) };
    Some(format!("{kind}\t{}\t{}{about}", candidate.word, candidate.shown))
}

fn fish(candidate: &Candidate) -> String {
    let about = if candidate.about.is_empty() { String::new() } else { format!("\t{}", candidate.about) };
    if candidate.files { "files".to_owned() } else { format!("{}{about}", candidate.word) }
}
