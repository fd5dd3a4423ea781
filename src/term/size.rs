//! How much a terminal shows: what the user says, what the terminal says, or what terminals once were.

use terminal_size::{Height, Width, terminal_size};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub columns: usize,
    pub rows: usize,
}

impl Size {
    pub fn now() -> Self {
        let measured = terminal_size().filter(|(Width(columns), Height(rows))| *columns > 0 && *rows > 0);
        let (Width(columns), Height(rows)) = measured.unwrap_or((Width(80), Height(24)));
        Self { columns: variable("COLUMNS").unwrap_or(columns.into()), rows: variable("LINES").unwrap_or(rows.into()) }
    }
}

fn variable(name: &str) -> Option<usize> {
    std::env::var(name).ok()?.parse().ok().filter(|number| *number > 0)
}
