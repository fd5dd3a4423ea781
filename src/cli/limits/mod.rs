//! `sfo limits`: what the org allows, the most used first, and how many records it counts.

mod records;
mod watch;

use super::view::View;
use crate::api::limits::{self, Limit};
use crate::ctx::{Ctx, duration};
use crate::error::{Exit, Failure};
use serde_json::{Value, json};
use std::time::Duration;
use wildmatch::WildMatch;

/// A round costs a call of the day's allowance.
const SHORTEST: Duration = Duration::from_secs(1);

/// List the org's limits, the most used first
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo limits
  sfo -o demo limits --match 'Daily*' --fail-under 10% --csv
  sfo -o demo limits --records Account,Contact")]
pub struct Args {
    /// Exit 8 where less than this share of a limit is left
    #[arg(long, value_name = "PERCENT", value_parser = share)]
    fail_under: Option<f64>,
    /// Only names that match, with * and ?
    #[arg(long = "match", value_name = "GLOB")]
    pattern: Option<String>,
    /// Ask again every DUR until Ctrl-C; one line a limit and round where no terminal shows it
    #[arg(long, value_name = "DUR", num_args = 0..=1, default_missing_value = "10s", value_parser = pause)]
    watch: Option<Duration>,
    /// Records of these objects, with commas between them, as the org last counted them; without names, of all that have some
    #[arg(long, value_name = "OBJECTS", num_args = 0..=1, default_missing_value = "", value_delimiter = ',')]
    #[arg(value_parser = object, conflicts_with_all = ["fail_under", "watch"])]
    records: Option<Vec<String>>,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    if let Some(objects) = &args.records {
        return records::run(objects, args, ctx).await;
    }
    if let Some(pause) = args.watch {
        return watch::run(pause, args, ctx).await;
    }
    let out = ctx.out()?;
    let limits = args.read(ctx).await?;
    let view = View { columns: &["name", "max", "remaining", "usedPercent"], rows: limits.iter().map(row).collect() };
    let written = view.write(ctx, &out, |_| ())?;
    ctx.end_rows(&out, &written, args.judge(&limits))
}

fn row(limit: &Limit) -> Value {
    let Limit { name, max, remaining } = limit;
    json!({"name": name, "max": max, "remaining": remaining, "usedPercent": limit.used()})
}

impl Args {
    /// The limits that are wanted, the most used first.
    async fn read(&self, ctx: &Ctx) -> anyhow::Result<Vec<Limit>> {
        let mut limits = limits::read(ctx.client().await?).await?;
        limits.retain(|limit| self.wants(&limit.name));
        limits.sort_by(|a, b| {
            let left = |limit: &Limit| limit.left().unwrap_or(f64::INFINITY);
            left(a).total_cmp(&left(b)).then_with(|| a.name.cmp(&b.name))
        });
        Ok(limits)
    }

    fn wants(&self, name: &str) -> bool {
        self.pattern.as_ref().is_none_or(|pattern| WildMatch::new_case_insensitive(pattern).matches(name))
    }

    fn judge(&self, limits: &[Limit]) -> anyhow::Result<()> {
        let Some(least) = self.fail_under else { return Ok(()) };
        if let Some(pattern) = self.pattern.as_ref().filter(|_| limits.is_empty()) {
            return Err(Failure::new(Exit::NotFound, format!("no limit is called like `{pattern}`"))
                .hint("sfo limits")
                .into());
        }
        let short = limits.iter().filter(|limit| limit.left().is_some_and(|left| left < least));
        let names: Vec<&str> = short.map(|limit| limit.name.as_str()).collect();
        if names.is_empty() {
            return Ok(());
        }
        Err(Failure::new(Exit::Limit, format!("less than {least}% is left of {}", names.join(", "))).into())
    }
}

/// `10%`, or the number alone.
fn share(text: &str) -> Result<f64, String> {
    let number = text.trim_end_matches('%').parse().ok();
    number.filter(|number| (0.0..=100.0).contains(number)).ok_or_else(|| "a share looks like 10%".to_owned())
}

/// The time between two rounds.
fn pause(text: &str) -> Result<Duration, String> {
    let pause = duration(text)?;
    if pause < SHORTEST { Err("the org is asked once a second at most".to_owned()) } else { Ok(pause) }
}

fn object(text: &str) -> Result<String, String> {
    let is_name = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_name { Ok(text.to_owned()) } else { Err("objects are names with commas between them".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_of_a_hundred() {
        assert_eq!(share("10%"), Ok(10.0));
        assert_eq!(share("2.5"), Ok(2.5));
        for text in ["", "%", "-1", "101%", "NaN"] {
            assert!(share(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_org_gets_a_second_between_rounds() {
        assert_eq!(pause("1s"), Ok(SHORTEST));
        for text in ["999ms", "0", "soon"] {
            assert!(pause(text).is_err(), "{text}");
        }
    }
}
