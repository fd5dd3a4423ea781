//! What a person may choose about the look of values, the same for every format that can do it.

use super::jq::Filter;
use super::json;
use crate::record::{Kind, Value};
use jiff::tz::TimeZone;
use std::borrow::Cow;

/// How values look. The default is what a pipe gets.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// What a null reads in a cell; empty if not given.
    pub null_as: Option<String>,
    /// Start csv and tsv with a byte order mark.
    pub bom: bool,
    /// Keep spreadsheets from running text in csv and tsv as a formula.
    pub formula_guard: bool,
    pub children: Children,
    pub envelope: Option<Envelope>,
    pub jq: Option<Filter>,
    /// Show points in time as of this zone.
    pub zone: Option<TimeZone>,
    /// Columns of the terminal; `None` is no terminal, where nothing is cut and nothing is indented.
    pub width: Option<usize>,
    pub color: bool,
}

/// What becomes of lists of child rows in formats that have columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Children {
    /// The list as JSON text in one cell
    #[default]
    Json,
    /// How many there are
    Count,
    /// One row for each child, the parent's cells repeated
    Explode,
}

/// JSON text around the array of rows: `head`, the array, `tail`.
#[derive(Clone, Debug, Default)]
pub struct Envelope {
    pub head: String,
    pub tail: String,
}

impl Style {
    /// The text of a value in a cell.
    pub fn cell<'a>(&'a self, value: Value<'a>) -> Cow<'a, str> {
        match value.kind() {
            Kind::Null => Cow::Borrowed(self.null_as.as_deref().unwrap_or_default()),
            Kind::Array if self.children == Children::Count => Cow::Owned(value.items().count().to_string()),
            Kind::Array | Kind::Object => json::one_line(value),
            Kind::String | Kind::Number | Kind::Bool => value.string(),
        }
    }

    /// Whether the cell of this value holds a number.
    pub fn is_number(&self, value: Value) -> bool {
        match value.kind() {
            Kind::Array => self.children == Children::Count,
            kind => kind == Kind::Number,
        }
    }

    /// What is put before and after the array of rows.
    pub fn around(&self) -> (&str, &str) {
        self.envelope.as_ref().map_or(("", ""), |envelope| (&envelope.head, &envelope.tail))
    }
}
