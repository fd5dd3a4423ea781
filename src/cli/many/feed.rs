//! Rows from an input, read on a thread of its own: nothing waits for a slow pipe but the rows that come out of it.

use super::flaw::{Flaw, Flaws};
use crate::error::Failure;
use crate::input::{self, Blank, Format, Row, Source};
use std::io;
use std::ops::Deref;
use tokio::sync::{mpsc, oneshot};

/// Bytes of the rows of one call. The org takes several times as many.
const SIZE: usize = 8 << 20;

/// Makes of a row what is sent, or says what is wrong with it. Each pass over the rows has its own.
pub trait Prepare: Send {
    fn row(&mut self, row: &Row) -> Result<String, Vec<Flaw>>;

    /// Says what is wrong with the rows together, when all have been checked.
    fn end(&mut self, flaws: &mut Flaws) -> io::Result<()> {
        let _ = flaws;
        Ok(())
    }
}

impl<F: FnMut(&Row) -> Result<String, Vec<Flaw>> + Send> Prepare for F {
    fn row(&mut self, row: &Row) -> Result<String, Vec<Flaw>> {
        self(row)
    }
}

/// Where rows come from.
pub struct Input {
    source: Source,
    blank: Blank,
    kept: bool,
}

/// How the input is written down.
pub struct Shape {
    pub format: Format,
    pub header: Vec<String>,
}

/// The rows of one call.
#[derive(Default)]
pub struct Batch(Vec<Ready>);

/// A row, and what is sent of it.
pub struct Ready {
    pub row: Row,
    pub text: String,
}

pub struct Feed(mpsc::Receiver<anyhow::Result<Batch>>);

impl Input {
    pub fn open(name: &str, blank: Blank) -> Result<Self, Failure> {
        let source = Source::open(name).map_err(|error| Failure::usage(format!("cannot read {name}: {error}")))?;
        Ok(Self { source, blank, kept: false })
    }

    /// Rows that are at hand, as lines of JSON.
    pub fn lines(name: &str, lines: &str) -> std::io::Result<Self> {
        // An input without any bytes is taken for a slip.
        let lines = if lines.is_empty() { "[]" } else { lines };
        Ok(Self { source: Source::held(name, lines)?, blank: Blank::Absent, kept: true })
    }

    /// Whether all rows are there already.
    pub fn is_kept(&self) -> bool {
        self.kept
    }

    /// Reads every row once, and returns their number or all that is wrong with them; whoever wants to may look again
    /// with other eyes.
    pub async fn check(mut self, mut prepare: Box<dyn Prepare>) -> anyhow::Result<(Self, anyhow::Result<u64>)> {
        aside(move || {
            self.source.keep().map_err(|error| unreadable(&self.source, &error))?;
            self.kept = true;
            let verdict = self.read_through(prepare.as_mut());
            Ok((self, verdict))
        })
        .await
    }

    fn read_through(&mut self, prepare: &mut dyn Prepare) -> anyhow::Result<u64> {
        let (mut flaws, mut count) = (Flaws::default(), 0);
        for row in self.source.rows(self.blank).map_err(|error| unreadable(&self.source, &error))? {
            let row = row.map_err(|error| unreadable(&self.source, &error))?;
            count += 1;
            if let Err(found) = prepare.row(&row) {
                flaws.add(&row, &found);
            }
        }
        prepare.end(&mut flaws)?;
        flaws.judge(&self.source.to_string())?;
        Ok(count)
    }

    /// Begins to read, `most` rows for each call.
    pub async fn feed(mut self, mut prepare: Box<dyn Prepare>, most: usize) -> anyhow::Result<(Shape, Feed)> {
        let (sender, receiver) = mpsc::channel(1);
        let (shape, told) = oneshot::channel();
        std::thread::spawn(move || {
            let rows = match self.source.rows(self.blank) {
                Ok(rows) => rows,
                Err(error) => return drop(shape.send(Err(unreadable(&self.source, &error)))),
            };
            let header = rows.header().map(<[String]>::to_vec).unwrap_or_default();
            drop(shape.send(Ok(Shape { format: rows.format(), header })));
            pour(rows, &self.source, prepare.as_mut(), most, |batch| sender.blocking_send(batch).is_ok());
        });
        Ok((told.await??, Feed(receiver)))
    }
}

/// Puts rows into batches. `send` says whether anybody still wants them.
fn pour(
    rows: input::Rows,
    source: &Source,
    prepare: &mut dyn Prepare,
    most: usize,
    mut send: impl FnMut(anyhow::Result<Batch>) -> bool,
) {
    let (mut batch, mut size) = (Batch::default(), 0);
    for row in rows {
        let ready = row.map_err(|error| unreadable(source, &error)).and_then(|row| match prepare.row(&row) {
            Ok(text) => Ok(Ready { row, text }),
            Err(flaws) => Err(flawed(source, &row, &flaws)),
        });
        let ready = match ready {
            Ok(ready) => ready,
            Err(error) => {
                // What came before is whole.
                let _ = (batch.is_empty() || send(Ok(batch))) && send(Err(error));
                return;
            }
        };
        if batch.len() == most || !batch.is_empty() && size + ready.text.len() > SIZE {
            if !send(Ok(std::mem::take(&mut batch))) {
                return;
            }
            size = 0;
        }
        size += ready.text.len();
        batch.0.push(ready);
    }
    if !batch.is_empty() {
        send(Ok(batch));
    }
}

fn flawed(source: &Source, row: &Row, flaws: &[Flaw]) -> anyhow::Error {
    let flaws: Vec<_> = flaws.iter().map(|flaw| flaw.at(row)).collect();
    Failure::usage(format!("{source}: {}", flaws.join("; "))).into()
}

fn unreadable(source: &Source, error: &impl std::fmt::Display) -> anyhow::Error {
    Failure::usage(format!("{source}: {error}")).into()
}

/// Runs what may block for long on a thread that the end of the run does not wait for.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> anyhow::Result<T> + Send + 'static) -> anyhow::Result<T> {
    let (sender, receiver) = oneshot::channel();
    std::thread::spawn(move || drop(sender.send(work())));
    receiver.await?
}

impl Feed {
    /// The next batch; after an error there are no more.
    pub async fn next(&mut self) -> Option<anyhow::Result<Batch>> {
        self.0.recv().await
    }
}

impl Batch {
    pub fn texts(&self) -> Vec<&str> {
        self.0.iter().map(|ready| ready.text.as_str()).collect()
    }
}

impl Deref for Batch {
    type Target = [Ready];

    fn deref(&self) -> &[Ready] {
        &self.0
    }
}
