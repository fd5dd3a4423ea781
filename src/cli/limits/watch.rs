//! Limits asked again and again: a table that is drawn anew on a terminal, lines for programs anywhere else.

use super::{Args, row};
use crate::api::limits::Limit;
use crate::cli::view::View;
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::output::Format;
use jiff::{Timestamp, Unit};
use serde_json::{Value, json};
use std::io::Write;
use std::time::Duration;

/// Rows of the screen that a table's head, the line about the rounds and the cursor take.
const FRAME: usize = 5;

/// Goes on until somebody ends it, the org fails, or less is left than `--fail-under` asks for.
pub async fn run(pause: Duration, args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let ctx = &lines_for_programs(ctx)?;
    loop {
        let limits = args.read(ctx).await?;
        draw(&limits, pause, ctx)?;
        args.judge(&limits)?;
        tokio::time::sleep(pause).await;
    }
}

/// An array without an end is no JSON, so programs get lines.
fn lines_for_programs(ctx: &Ctx) -> anyhow::Result<Ctx> {
    let format = match ctx.format {
        Format::Json | Format::Ndjson => Format::Ndjson,
        Format::Csv | Format::Tsv => return Err(Failure::usage("--watch writes tables or ndjson").into()),
        other => other,
    };
    if ctx.options.to_file() {
        return Err(Failure::usage("--watch has no end, so no file would be complete; send stdout there").into());
    }
    Ok(ctx.with_format(format))
}

fn timed(limit: &Limit, now: Timestamp) -> Value {
    let mut row = row(limit);
    if let Some(members) = row.as_object_mut() {
        members.shift_insert(0, "time".to_owned(), json!(now));
    }
    row
}

fn draw(limits: &[Limit], pause: Duration, ctx: &Ctx) -> anyhow::Result<()> {
    let now = Timestamp::now().round(Unit::Second)?;
    let rows = limits.iter().map(|limit| timed(limit, now));
    let (columns, most): (&[_], _) = match ctx.term.height() {
        Some(height) if ctx.format != Format::Ndjson => {
            (&["name", "max", "remaining", "usedPercent"], height.saturating_sub(FRAME).max(1))
        }
        _ => (&["time", "name", "max", "remaining", "usedPercent"], usize::MAX),
    };
    let mut out = ctx.term.canvas();
    View { columns, rows: rows.take(most).collect() }.write(ctx, &out, |_| ())?;
    if ctx.term.is_terminal() && ctx.format != Format::Ndjson {
        let more = limits.len().saturating_sub(most);
        let below = if more > 0 { format!(", {more} less used not shown") } else { String::new() };
        writeln!(out, "\n{now}, every {} s{below}; Ctrl-C ends", pause.as_secs_f32())?;
    }
    Ok(out.finish()?)
}
