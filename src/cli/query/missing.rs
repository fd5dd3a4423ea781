//! Which values of a list no row has.

use super::Args;
use super::merge::Merge;
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::term::Out;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

/// Where they are told.
#[derive(Clone, Debug)]
pub enum Place {
    Stderr,
    File(PathBuf),
}

impl From<OsString> for Place {
    fn from(name: OsString) -> Self {
        if name.is_empty() { Self::Stderr } else { Self::File(name.into()) }
    }
}

/// More than this many are counted and not named.
const NAMED: usize = 20;

pub fn report(args: &Args, merge: &Merge, ctx: &Ctx) -> anyhow::Result<()> {
    let Some(place) = &args.report_missing else { return Ok(()) };
    let missing = merge.missing();
    if merge.unknown > 0 {
        ctx.term.warn(&format!("{} rows have a value that reads like none of the list", merge.unknown));
    }
    if let Place::File(file) = place {
        let mut out = Out::file(file).map_err(|error| Failure::usage(error.to_string()))?;
        missing.iter().try_for_each(|value| writeln!(out, "{value}"))?;
        out.finish()?;
        return Ok(());
    }
    let named = missing.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let more = match missing.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more (--report-missing=FILE has all)"),
    };
    let text = if missing.is_empty() {
        "all values were found".to_owned()
    } else {
        format!("{} not found: {named}{more}", missing.len())
    };
    ctx.term.tell(&text);
    Ok(())
}
