//! The terminal: which streams are one, how wide, whether colour is welcome, and every byte that leaves the program.
//! Knows nothing of what is written.

mod ask;
mod clipboard;
mod color;
mod draft;
mod out;
mod pager;
mod progress;
mod size;

pub use clipboard::Clipboard;
pub use color::Color;
pub use out::{Out, ReaderLeft};
pub use progress::Progress;

use crate::text::visible_lines;
use progress::Bar;
use size::Size;
use std::env::var_os;
use std::io::{self, IsTerminal, Write};

/// The cursor goes home and what was below is gone.
const EMPTIED: &[u8] = b"\x1b[H\x1b[J";

/// What is known about the streams of this process. Copies speak to the same terminal.
#[derive(Clone)]
pub struct Term {
    /// Of the terminal that stdout is, if it is one.
    size: Option<Size>,
    stderr: bool,
    color: Color,
    quiet: bool,
    may_ask: bool,
    bar: Bar,
}

impl Term {
    pub fn new(color: Color, quiet: bool, no_input: bool) -> Self {
        let stdout = io::stdout().is_terminal();
        let stderr = io::stderr().is_terminal();
        let may_ask = !no_input && var_os("CI").is_none() && io::stdin().is_terminal() && stderr;
        let size = stdout.then(Size::now);
        Self { size, stderr, color, quiet, may_ask, bar: Bar::default() }
    }

    /// Whether stdout is a terminal.
    pub fn is_terminal(&self) -> bool {
        self.size.is_some()
    }

    /// Columns of the terminal that stdout is, if it is one.
    pub fn width(&self) -> Option<usize> {
        self.size.map(|size| size.columns)
    }

    /// Rows of the terminal that stdout is at this moment, if it is one.
    pub fn height(&self) -> Option<usize> {
        self.size.map(|_| Size::now().rows)
    }

    /// Whether stdout wants colour.
    pub fn color(&self) -> bool {
        self.color.wanted(self.is_terminal(), |name| var_os(name))
    }

    /// Whether someone is there to answer a question.
    pub fn may_ask(&self) -> bool {
        self.may_ask
    }

    /// Stdout for data; on a terminal through the pager once there is more than a screen of it.
    pub fn out(&self) -> Out {
        match self.size {
            Some(size) => Out::screen(size, self.bar.clone()),
            None => Out::stdout(),
        }
    }

    /// Stdout for a picture that comes again and again: no pager, and on a terminal an empty screen to begin with.
    pub fn canvas(&self) -> Out {
        let mut out = Out::stdout();
        if self.is_terminal() {
            // A terminal that is gone is found out by what is drawn.
            let _ = out.write_all(EMPTIED);
        }
        out
    }

    /// Shows that work goes on, should it take long. `unit` is what is counted: `rows`.
    pub fn progress(&self, unit: &'static str) -> Progress {
        self.bar.start(unit, self.stderr && !self.quiet)
    }

    /// Says something that is good to know.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            self.tell(text);
        }
    }

    /// Says something that may surprise later.
    pub fn warn(&self, text: &str) {
        self.note(&format!("warning: {text}"));
    }

    /// Says why something failed. Not silenced.
    pub fn error(&self, text: &str) {
        self.tell(text);
    }

    /// Writes a line to stderr that was asked for. On a terminal it can not steer it, whoever wrote the text; a file
    /// gets it as it is, so that JSON stays JSON.
    pub fn tell(&self, text: &str) {
        self.put(&format!("{text}\n"));
    }

    fn put(&self, text: &str) {
        let text = if self.stderr { visible_lines(text) } else { text.into() };
        self.bar.aside(|| {
            // Nobody is left to be told that stderr is gone.
            let _ = write!(io::stderr(), "{text}");
        });
    }
}
