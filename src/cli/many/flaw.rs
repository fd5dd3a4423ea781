//! What is wrong with a row before it is sent.

use crate::cli::rules::Repeats;
use crate::error::{Excerpt, Failure};
use crate::input::Row;

/// Flaws that are named; the others are counted.
pub const NAMED: usize = 20;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where it is about one.
    pub column: Option<String>,
    pub why: String,
}

impl std::fmt::Display for Flaw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let column = self.column.as_ref().map_or_else(String::new, |column| format!("{column}: "));
        write!(f, "{column}{}", self.why)
    }
}

/// The flaws of an input.
#[derive(Default)]
pub struct Flaws {
    named: Vec<String>,
    count: u64,
}

impl Flaw {
    pub fn of(column: &str, why: impl Into<String>) -> Self {
        Self { column: Some(column.to_owned()), why: why.into() }
    }

    /// With its place.
    pub fn at(&self, row: &Row) -> String {
        self.placed(row.number, row.line)
    }

    fn placed(&self, row: u64, line: u64) -> String {
        let column = self.column.as_ref().map_or_else(String::new, |column| format!(", {column}"));
        format!("row {row} (line {line}){column}: {}", self.why)
    }
}

impl Flaws {
    pub fn add(&mut self, row: &Row, flaws: &[Flaw]) {
        self.note(flaws.iter().map(|flaw| flaw.at(row)), flaws.len() as u64);
    }

    /// What is wrong with all rows.
    pub fn add_general(&mut self, flaw: &Flaw) {
        self.note([flaw.to_string()].into_iter(), 1);
    }

    /// Rows with a value that no two of them may have.
    pub fn add_repeats(&mut self, repeats: &Repeats) {
        let told = repeats.first.iter().map(|repeat| {
            let why = format!("`{}` is in row {} already", repeat.value, repeat.before);
            Flaw::of(&repeat.column, why).placed(repeat.row, repeat.line)
        });
        self.note(told, repeats.count);
    }

    fn note(&mut self, told: impl Iterator<Item = String>, count: u64) {
        let room = NAMED.saturating_sub(self.named.len());
        self.named.extend(told.take(room));
        self.count += count;
    }

    /// `Ok` where there are none.
    pub fn judge(self, input: &str) -> anyhow::Result<()> {
        if self.count == 0 {
            return Ok(());
        }
        let (thing, verb) = if self.count == 1 { ("thing", "is") } else { ("things", "are") };
        let message = format!("{input}: {} {thing} {verb} wrong, and nothing was sent", self.count);
        let mut lines = self.named;
        if self.count > lines.len() as u64 {
            lines.push(format!("and {} more", self.count - lines.len() as u64));
        }
        let failure = anyhow::Error::from(Failure::usage(format!("{message}: {}", lines.join("; "))));
        Err(failure.context(Excerpt { message, lines: format!("  {}", lines.join("\n  ")) }))
    }
}
