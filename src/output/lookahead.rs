//! Holds the first rows back until they have decided how all rows are written: which columns, how wide.

use super::{Sink, Written};
use crate::record::Value;
use std::io;

type Decide = Box<dyn FnOnce(&[Value]) -> io::Result<Box<dyn Sink>>>;

pub struct Lookahead {
    held: Vec<String>,
    enough: usize,
    /// Gone once the rows flow.
    decide: Option<Decide>,
    flowing: Option<Box<dyn Sink>>,
}

impl Lookahead {
    /// A sink that builds its successor from the first `enough` rows, or from all if there are fewer.
    pub fn boxed(enough: usize, decide: impl FnOnce(&[Value]) -> io::Result<Box<dyn Sink>> + 'static) -> Box<dyn Sink> {
        Box::new(Self { held: Vec::new(), enough, decide: Some(Box::new(decide)), flowing: None })
    }

    fn release(&mut self) -> io::Result<()> {
        let Some(decide) = self.decide.take() else { return Ok(()) };
        let held = std::mem::take(&mut self.held);
        let rows = held.iter().map(|text| Value::parse(text)).collect::<Result<Vec<_>, _>>()?;
        let mut sink = decide(&rows)?;
        rows.into_iter().try_for_each(|row| sink.row(row))?;
        self.flowing = Some(sink);
        Ok(())
    }
}

impl Sink for Lookahead {
    fn row(&mut self, record: Value) -> io::Result<()> {
        if let Some(sink) = &mut self.flowing {
            return sink.row(record);
        }
        self.held.push(record.text().to_owned());
        if self.held.len() < self.enough { Ok(()) } else { self.release() }
    }

    fn finish(mut self: Box<Self>) -> io::Result<Written> {
        self.release()?;
        self.flowing.map_or_else(|| Ok(Written::default()), Sink::finish)
    }
}
