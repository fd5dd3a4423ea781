//! What became of a record, as a row: its Id and what was done with it.

use crate::api::sobject::Saved;
use crate::ctx::Ctx;
use crate::output::{Columns, Format};
use crate::record::Value;
use crate::term::Out;
use serde_json::json;

/// What was done, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Created,
    Updated,
    Deleted,
    Undeleted,
    Merged,
}

impl Done {
    fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
            Self::Undeleted => "undeleted",
            Self::Merged => "merged",
        }
    }

    /// As the row of one record. An upsert says itself what it did.
    pub fn row(self, saved: &Saved) -> String {
        let done = match saved.created {
            Some(true) => Self::Created,
            Some(false) => Self::Updated,
            None => self,
        };
        json!({"id": saved.id, "status": done.word()}).to_string()
    }

    /// Prints what became of one record: one object for programs.
    pub fn show(self, ctx: &Ctx, mut out: Out, saved: &Saved) -> anyhow::Result<()> {
        let row = self.row(saved);
        if matches!(ctx.format, Format::Json | Format::Ndjson) {
            ctx.put(&mut out, Value::trusted(&row))?;
            return Ok(out.finish()?);
        }
        let columns = ["id", "status"].map(str::to_owned).to_vec();
        let mut sink = ctx.sink(&out, Columns::new(columns, false), |_| ());
        sink.row(Value::trusted(&row))?;
        let written = sink.finish()?;
        ctx.end_rows(&out, &written, Ok(()))
    }
}
