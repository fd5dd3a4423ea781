//! Where data goes: stdout, the screen with its pager, or a file. Tells a reader who left from a pipe that broke.

use super::{draft::Draft, pager::Pager, progress::Bar, size::Size};
use std::cell::RefCell;
use std::fmt;
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

const BUFFER: usize = 64 * 1024;

/// A place for data. Copies write to the same place; when the last one goes unfinished, stdout keeps what it got and a
/// file is as it was before.
#[derive(Clone)]
pub struct Out(Rc<RefCell<Place>>);

enum Place {
    Stdout(BufWriter<Stdout>),
    Screen(Pager),
    File(Draft),
}

impl Out {
    pub fn stdout() -> Self {
        Self::to(Place::Stdout(BufWriter::with_capacity(BUFFER, io::stdout())))
    }

    pub fn screen(size: Size, bar: Bar) -> Self {
        Self::to(Place::Screen(Pager::new(size, bar)))
    }

    /// A file that appears when it is complete. Fails at once, naming the path, if it can not be written.
    pub fn file(path: &Path) -> io::Result<Self> {
        Draft::open(path).map(|draft| Self::to(Place::File(draft)))
    }

    /// The same for secrets: nobody else may read it.
    pub fn private(path: &Path) -> io::Result<Self> {
        Draft::private(path).map(|draft| Self::to(Place::File(draft)))
    }

    /// Goes on with a file that was kept; `None` where it is not what it was.
    pub fn reopen(path: &Path, partial: &Path, len: u64) -> io::Result<Option<Self>> {
        Ok(Draft::reopen(path, partial, len)?.map(|draft| Self::to(Place::File(draft))))
    }

    /// Leaves an unfinished file for another process to go on with, and says where: its place to be, and its place now.
    pub fn keep(&self) -> Option<(PathBuf, PathBuf)> {
        match &mut *self.0.borrow_mut() {
            Place::File(draft) => draft.keep(),
            _ => None,
        }
    }

    fn to(place: Place) -> Self {
        Self(Rc::new(RefCell::new(place)))
    }

    /// All is written: empties buffers, waits for the pager, puts the file in its place.
    pub fn finish(&self) -> io::Result<()> {
        match &mut *self.0.borrow_mut() {
            Place::Stdout(stdout) => stdout.flush(),
            Place::Screen(pager) => pager.finish(),
            Place::File(draft) => return draft.finish(),
        }
        .map_err(reader)
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut *self.0.borrow_mut() {
            Place::Stdout(stdout) => stdout.write(bytes),
            Place::Screen(pager) => pager.write(bytes),
            Place::File(draft) => return draft.write(bytes),
        }
        .map_err(reader)
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut *self.0.borrow_mut() {
            Place::Stdout(stdout) => stdout.flush(),
            Place::Screen(pager) => pager.flush(),
            Place::File(draft) => return draft.flush(),
        }
        .map_err(reader)
    }
}

/// Whoever read our output has seen enough. Found inside an [`io::Error`]; a socket that breaks has none.
#[derive(Debug)]
pub struct ReaderLeft;

impl fmt::Display for ReaderLeft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the reader of the output left")
    }
}

impl std::error::Error for ReaderLeft {}

fn reader(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::BrokenPipe => io::Error::new(io::ErrorKind::BrokenPipe, ReaderLeft),
        _ => error,
    }
}
