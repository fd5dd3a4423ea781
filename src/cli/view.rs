//! Rows that are all at hand, and their columns.

use super::layout::Layout;
use crate::ctx::Ctx;
use crate::output::{Columns, Style, Written};
use crate::record;
use crate::term::Out;
use serde_json::Value;

pub struct View {
    pub columns: &'static [&'static str],
    pub rows: Vec<Value>,
}

impl View {
    /// Writes the rows to `out`, which may get more.
    pub fn write(&self, ctx: &Ctx, out: &Out, adjust: impl FnOnce(&mut Style)) -> anyhow::Result<Written> {
        let columns = Columns::new(self.columns.iter().copied().map(str::to_owned).collect(), false);
        let mut sink = ctx.sink(out, columns, adjust);
        for row in &self.rows {
            sink.row(record::Value::trusted(&row.to_string()))?;
        }
        Ok(sink.finish()?)
    }

    /// Writes the rows and closes `out`.
    pub fn show(&self, ctx: &Ctx, out: &Out, layout: Option<&Layout>) -> anyhow::Result<()> {
        let written = self.write(ctx, out, |style| layout.iter().for_each(|layout| layout.apply(style)))?;
        ctx.end_rows(out, &written, Ok(()))
    }
}
