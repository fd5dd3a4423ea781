//! `sfo action list`: every action of the org, one a row.

use super::catalog::{self, Entry};
use super::{Copy, name};
use crate::cli::view::View;
use crate::ctx::Ctx;
use serde_json::{Value, json};
use wildmatch::WildMatch;

/// List the actions of an org
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo action list --custom
  sfo -o demo action list --match 'flow/*' --csv
  sfo -o demo action list --match '*case*' --jq '.[].name'")]
pub struct Args {
    /// Only what was made in this org: Apex, flows, quick actions, alerts
    #[arg(long)]
    custom: bool,
    /// Only what comes with the platform
    #[arg(long, conflicts_with = "custom")]
    standard: bool,
    /// Only names that match, with * and ?
    #[arg(long = "match", value_name = "GLOB")]
    pattern: Option<String>,
    #[command(flatten)]
    copy: Copy,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let out = ctx.out()?;
    let entries = catalog::list(ctx, args.roots(), |place| args.may_match(place), args.copy.freshness()).await?;
    let rows = entries.iter().filter(|entry| args.wants(&entry.name)).map(row).collect();
    View { columns: &["name", "label", "type"], rows }.show(ctx, &out, None)
}

fn row(entry: &Entry) -> Value {
    json!({"name": entry.name, "label": entry.label, "type": entry.kind})
}

impl Args {
    /// Names of standard actions have no family.
    fn roots(&self) -> &'static [&'static str] {
        let in_family = self.pattern.as_ref().is_some_and(|pattern| pattern.contains('/'));
        match (self.custom || in_family, self.standard) {
            (true, true) => &[],
            (true, _) => &["custom"],
            (_, true) => &["standard"],
            _ => &["standard", "custom"],
        }
    }

    fn wants(&self, name: &str) -> bool {
        self.pattern.as_ref().is_none_or(|pattern| WildMatch::new_case_insensitive(pattern).matches(name))
    }

    /// Whether names below a place can match: each list is a request, and an org may have hundreds.
    fn may_match(&self, place: &str) -> bool {
        let Some(pattern) = &self.pattern else { return true };
        let fixed = pattern.split(['*', '?']).next().unwrap_or_default().to_lowercase();
        let beginning = name::beginning(place).to_lowercase();
        beginning.starts_with(&fixed) || fixed.starts_with(&beginning)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_cannot_match_are_not_looked_into() {
        let looks = |pattern: &str, place: &str| {
            let copy = Copy { offline: false, refresh: false };
            let args = Args { custom: false, standard: false, pattern: Some(pattern.to_owned()), copy };
            args.may_match(place)
        };
        assert!(looks("flow/*", "custom/flow") && looks("F*", "custom/flow") && looks("*", "custom/flow"));
        assert!(looks("quick/Case.*", "custom/quickAction") && looks("quick/case.L*", "custom/quickAction/Case"));
        assert!(!looks("flow/*", "custom/apex") && !looks("quick/Case.*", "custom/quickAction/Account"));
    }
}
