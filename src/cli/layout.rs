//! The flags of every command that prints rows.

use crate::output::{Children, Style};

#[derive(clap::Args)]
#[command(next_help_heading = "Output")]
pub struct Layout {
    /// Keep the org's own envelope and attributes
    #[arg(long)]
    pub raw: bool,
    /// Write null as TEXT where the format has no null
    #[arg(long, value_name = "TEXT")]
    null_as: Option<String>,
    /// Begin csv and tsv with a byte order mark
    #[arg(long)]
    bom: bool,
    /// Keep spreadsheets from running csv and tsv cells as formulas
    #[arg(long)]
    formula_guard: bool,
    /// What becomes of child rows outside JSON
    #[arg(long, value_name = "HOW", value_enum, default_value_t)]
    children: Children,
}

impl Layout {
    pub fn apply(&self, style: &mut Style) {
        style.null_as.clone_from(&self.null_as);
        style.bom = self.bom;
        style.formula_guard = self.formula_guard;
        style.children = self.children;
    }
}
