//! The global flags as typed.

use crate::api::Version;
use crate::output::Format;
use crate::term::{Color, Term};
use std::path::PathBuf;
use std::time::Duration;

#[derive(Clone, clap::Args, Debug)]
#[command(next_help_heading = "Global flags")]
pub struct Options {
    /// Org: an alias, a user name, or `demo`; for `query` also several, with commas between them
    #[arg(short, long, global = true, value_name = "ALIAS", visible_alias = "target-org")]
    pub org: Option<String>,
    /// Output format
    #[arg(short, long, global = true, value_name = "FORMAT", value_enum)]
    pub format: Option<Format>,
    /// Short for --format json
    #[arg(long, global = true, conflicts_with_all = ["format", "csv"])]
    json: bool,
    /// Short for --format csv
    #[arg(long, global = true, conflicts_with = "format")]
    csv: bool,
    /// Filter the JSON with a jq expression
    #[arg(long, global = true, value_name = "EXPR")]
    pub jq: Option<String>,
    /// Write to FILE instead of stdout
    #[arg(long, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// API version, such as 67.0
    #[arg(long, global = true, value_name = "N")]
    pub api_version: Option<Version>,
    /// Give up a request after DUR, such as 90s or 5m
    #[arg(long, global = true, value_name = "DUR", value_parser = duration)]
    pub timeout: Option<Duration>,
    /// Say nothing but data and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Tell each request on stderr; twice for headers
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    color: Color,
    /// Never ask
    #[arg(long, global = true)]
    no_input: bool,
    /// Send at most N requests, those of sign-in and retries included; exit 6 before one more
    #[arg(long, global = true, value_name = "N")]
    pub max_calls: Option<u64>,
    /// Tell requests, bytes, time and API calls left at the end
    #[arg(long, global = true)]
    pub stats: bool,
}

impl Options {
    pub fn term(&self) -> Term {
        Term::new(self.color, self.quiet, self.no_input)
    }

    /// Flag, then `SFO_FORMAT`, then what suits stdout.
    pub fn format(&self, term: &Term) -> Format {
        let short = if self.csv { Some(Format::Csv) } else { (self.json || self.jq.is_some()).then_some(Format::Json) };
        let variable = || {
            let name = std::env::var("SFO_FORMAT").ok()?;
            <Format as clap::ValueEnum>::from_str(&name, true).ok()
        };
        let default = || if self.on_screen(term) { Format::Table } else { Format::Json };
        self.format.or(short).or_else(variable).unwrap_or_else(default)
    }

    /// Whether people are looking at what is written.
    pub fn on_screen(&self, term: &Term) -> bool {
        term.is_terminal() && !self.to_file()
    }

    /// Whether the user said how the output is to look.
    pub fn chose_format(&self) -> bool {
        let variable = std::env::var("SFO_FORMAT").is_ok_and(|name| !name.is_empty());
        self.format.is_some() || self.json || self.csv || self.jq.is_some() || variable
    }

    /// The same for another org.
    pub fn of(&self, org: &str) -> Self {
        let mut options = self.clone();
        options.org = Some(org.to_owned());
        options
    }

    pub fn to_file(&self) -> bool {
        self.output.as_ref().is_some_and(|path| path.as_os_str() != "-")
    }
}

/// `90s`, `5m`, `1h 30m`; a bare number is seconds.
pub fn duration(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().map(Duration::from_secs);
    let spelled = || text.parse::<jiff::SignedDuration>().ok().and_then(|span| span.try_into().ok());
    let positive = |length: &Duration| !length.is_zero();
    seconds.or_else(spelled).filter(positive).ok_or_else(|| "a duration looks like 500ms, 90s or 5m".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_people_write_them() {
        assert_eq!(duration("90"), Ok(Duration::from_secs(90)));
        assert_eq!(duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(duration("1h 30m"), Ok(Duration::from_secs(5400)));
        for text in ["", "0", "-5s", "soon"] {
            assert!(duration(text).is_err(), "{text}");
        }
    }
}
