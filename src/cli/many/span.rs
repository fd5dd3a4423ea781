//! Numbers of rows, stretches of them in one piece: `3, 7-9, 12`.

use std::fmt;

/// Stretches that are named.
const NAMED: usize = 40;

/// Rows that were added in rising order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spans {
    spans: Vec<(u64, u64)>,
    pub count: u64,
}

impl Spans {
    pub fn add(&mut self, row: u64) {
        self.count += 1;
        match self.spans.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => self.spans.push((row, row)),
        }
    }
}

impl fmt::Display for Spans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.count == 1 { "row " } else { "rows " })?;
        for (at, (first, last)) in self.spans.iter().take(NAMED).enumerate() {
            write!(f, "{}{first}", if at == 0 { "" } else { ", " })?;
            if last > first {
                write!(f, "-{last}")?;
            }
        }
        let left: u64 = self.spans.iter().skip(NAMED).map(|(first, last)| last - first + 1).sum();
        if left > 0 { write!(f, " and {left} more") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::Spans;

    fn shown(rows: impl IntoIterator<Item = u64>) -> String {
        let mut spans = Spans::default();
        rows.into_iter().for_each(|row| spans.add(row));
        spans.to_string()
    }

    #[test]
    fn neighbours_are_one_stretch() {
        assert_eq!(shown([3]), "row 3");
        assert_eq!(shown([3, 7, 8, 9, 12]), "rows 3, 7-9, 12");
        assert_eq!(shown(1..=200), "rows 1-200");
        assert!(shown((1..100).map(|n| n * 2)).ends_with(", 78, 80 and 59 more"));
    }
}
