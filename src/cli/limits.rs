//! `sfo limits`: what the org allows, the most used first.

use crate::api::limits::{self, Limit};
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::output::Columns;
use crate::record::Value;
use serde_json::json;

/// List the org's limits, the most used first
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo limits
  sfo -o demo limits --fail-under 10% --csv")]
pub struct Args {
    /// Exit 8 where less than this share of a limit is left
    #[arg(long, value_name = "PERCENT", value_parser = share)]
    fail_under: Option<f64>,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let out = ctx.out()?;
    let mut limits = limits::read(ctx.client().await?).await?;
    limits.sort_by(|a, b| {
        let used = |limit: &Limit| limit.used().unwrap_or(f64::NEG_INFINITY);
        used(b).total_cmp(&used(a)).then_with(|| a.name.cmp(&b.name))
    });
    let columns = ["name", "max", "remaining", "usedPercent"].map(str::to_owned).to_vec();
    let mut sink = ctx.sink(&out, Columns::new(columns, false), |_| ());
    for limit in &limits {
        let Limit { name, max, remaining } = limit;
        let row = json!({"name": name, "max": max, "remaining": remaining, "usedPercent": limit.used()});
        sink.row(Value::trusted(&row.to_string()))?;
    }
    let written = sink.finish()?;
    ctx.end_rows(&out, &written, args.judge(&limits))
}

impl Args {
    fn judge(&self, limits: &[Limit]) -> anyhow::Result<()> {
        let Some(least) = self.fail_under else { return Ok(()) };
        let short = limits.iter().filter(|limit| limit.used().is_some_and(|used| 100.0 - used < least));
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

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_share_is_of_a_hundred() {
        assert_eq!(share("10%"), Ok(10.0));
        assert_eq!(share("2.5"), Ok(2.5));
        for text in ["", "%", "-1", "101%", "NaN"] {
            assert!(share(text).is_err(), "{text}");
        }
    }
}
