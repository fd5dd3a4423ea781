//! Output on a screen: as it is while it fits, through the user's pager once it does not.

use super::{progress::Bar, size::Size};
use std::env;
use std::io::{self, Stdout, Write};
use std::mem::replace;
use std::process::{Child, ChildStdin, Command, Stdio};

pub struct Pager {
    size: Size,
    bar: Bar,
    used: Used,
    state: State,
}

enum State {
    /// Not yet more than a screen.
    Holding(Vec<u8>),
    Plain(Stdout),
    Paging {
        child: Child,
        pipe: ChildStdin,
    },
}

impl Pager {
    pub fn new(size: Size, bar: Bar) -> Self {
        Self { size, bar, used: Used::default(), state: State::Holding(Vec::new()) }
    }

    /// Shows what is held, and waits until the user has left the pager.
    pub fn finish(&mut self) -> io::Result<()> {
        match replace(&mut self.state, State::Plain(io::stdout())) {
            State::Holding(held) => {
                self.bar.clear();
                self.write_all(&held)?;
                self.flush()
            }
            State::Plain(mut stdout) => stdout.flush(),
            State::Paging { mut child, pipe } => {
                drop(pipe);
                child.wait().map(drop)
            }
        }
    }

    /// Stops holding back: there is more than a screen.
    fn release(&mut self) -> io::Result<()> {
        self.bar.clear();
        match replace(&mut self.state, start().unwrap_or_else(|| State::Plain(io::stdout()))) {
            State::Holding(held) => self.target().write_all(&held),
            State::Plain(_) | State::Paging { .. } => Ok(()),
        }
    }

    fn target(&mut self) -> &mut dyn Write {
        match &mut self.state {
            State::Holding(held) => held,
            State::Plain(stdout) => stdout,
            State::Paging { pipe, .. } => pipe,
        }
    }
}

impl Write for Pager {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.target().write(bytes)?;
        if let State::Holding(_) = self.state {
            self.used.add(&bytes[..written], self.size.columns);
            // The prompt of the shell wants a row as well.
            if self.used.rows >= self.size.rows {
                self.release()?;
            }
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.target().flush()
    }
}

impl Drop for Pager {
    fn drop(&mut self) {
        // An error is on its way already; what came before it is still shown.
        let _ = self.finish();
    }
}

/// The pager of the user's choice; none if they want none or it can not be started.
fn start() -> Option<State> {
    let chosen = env::var("SFO_PAGER").or_else(|_| env::var("PAGER")).unwrap_or_else(|_| "less".to_owned());
    let mut words = chosen.split_whitespace();
    let mut command = Command::new(words.next()?);
    if env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    let mut child = command.args(words).stdin(Stdio::piped()).spawn().ok()?;
    let pipe = child.stdin.take()?;
    Some(State::Paging { child, pipe })
}

/// How much of a screen some text takes.
#[derive(Default)]
struct Used {
    rows: usize,
    column: usize,
}

impl Used {
    fn add(&mut self, text: &[u8], columns: usize) {
        let starts = text.iter().filter(|byte| **byte & 0xC0 != 0x80);
        for byte in starts {
            self.column += 1;
            if *byte == b'\n' {
                self.rows += 1;
                self.column = 0;
            } else if self.column > columns {
                self.rows += 1;
                self.column = 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> usize {
        let mut used = Used::default();
        used.add(text.as_bytes(), 4);
        used.rows
    }

    #[test]
    fn long_lines_take_more_than_one_row() {
        assert_eq!(rows(""), 0);
        assert_eq!(rows("ab\ncd\n"), 2);
        assert_eq!(rows("abcd\n"), 1);
        assert_eq!(rows("abcde\n"), 2);
        assert_eq!(rows("éééé\n"), 1);
    }
}
