//! Rows through a filter: each by itself, or all of them as one array.

use super::Filter;
use crate::output::{Sink, Style, Written};
use crate::record::Value;
use std::io::{self, Write};

/// Filters each row by itself.
pub struct Each {
    filter: Filter,
    style: Style,
    out: Box<dyn Write>,
    rows: u64,
}

impl Each {
    pub fn new(filter: Filter, style: Style, out: Box<dyn Write>) -> Self {
        Self { filter, style, out, rows: 0 }
    }
}

impl Sink for Each {
    fn row(&mut self, record: Value) -> io::Result<()> {
        self.rows += 1;
        self.filter.apply(record.text(), &self.style, &mut self.out)
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        self.out.flush()?;
        Ok(Written::rows(self.rows))
    }
}

/// Filters the array of all rows, for which it has to collect them.
pub struct Whole {
    filter: Filter,
    style: Style,
    out: Box<dyn Write>,
    text: String,
    rows: u64,
}

impl Whole {
    pub fn new(filter: Filter, style: Style, out: Box<dyn Write>) -> Self {
        let text = format!("{}[", style.around().0);
        Self { filter, style, out, text, rows: 0 }
    }
}

impl Sink for Whole {
    fn row(&mut self, record: Value) -> io::Result<()> {
        if self.rows > 0 {
            self.text.push(',');
        }
        self.rows += 1;
        self.text.push_str(record.text());
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        self.text.push(']');
        self.text.push_str(self.style.around().1);
        self.filter.apply(&self.text, &self.style, &mut self.out)?;
        self.out.flush()?;
        Ok(Written::rows(self.rows))
    }
}
