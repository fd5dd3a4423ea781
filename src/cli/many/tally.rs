//! How many rows came to what, failures by their codes.

use super::span::Spans;
use crate::api::collections::Fault;

#[derive(Default)]
pub struct Tally {
    pub done: u64,
    groups: Vec<Group>,
    /// Rows that may have been done, and why nobody knows.
    pub unknown: Spans,
    why: String,
    pub unsent: Spans,
}

/// Rows that failed with one code.
struct Group {
    code: String,
    /// What was said of the first of them.
    message: String,
    rows: Spans,
}

impl Tally {
    pub fn failed(&mut self, row: u64, fault: &Fault) {
        let at = self.groups.iter().position(|group| group.code == fault.code).unwrap_or_else(|| {
            let Fault { code, message, .. } = fault.clone();
            self.groups.push(Group { code, message, rows: Spans::default() });
            self.groups.len() - 1
        });
        self.groups[at].rows.add(row);
    }

    pub fn unknown(&mut self, row: u64, why: &str) {
        if self.why.is_empty() {
            why.clone_into(&mut self.why);
        }
        self.unknown.add(row);
    }

    pub fn failures(&self) -> u64 {
        self.groups.iter().map(|group| group.rows.count).sum()
    }

    pub fn total(&self) -> u64 {
        self.done + self.failures() + self.unknown.count + self.unsent.count
    }

    /// `37 of 10000 rows failed`, or all the kinds there are.
    pub fn summary(&self) -> String {
        let (total, failed) = (self.total(), self.failures());
        let rows = if total == 1 { "row" } else { "rows" };
        if self.unknown.count + self.unsent.count == 0 {
            let count =
                if failed == 0 { format!("{total} {rows} done") } else { format!("{failed} of {total} {rows} failed") };
            return count;
        }
        let parts = [(failed, "failed"), (self.unknown.count, "unknown"), (self.unsent.count, "not sent")];
        let parts = parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}"));
        format!("{} of {total} {rows} done{}", self.done, parts.collect::<String>())
    }

    /// One line for each kind of failure, the most frequent first.
    pub fn lines(&mut self) -> Vec<String> {
        self.groups.sort_by_key(|group| std::cmp::Reverse(group.rows.count));
        let group = |Group { code, message, rows }: &Group| format!("{code} ({}), {rows}: {message}", rows.count);
        let mut lines: Vec<_> = self.groups.iter().map(group).collect();
        if self.unknown.count > 0 {
            lines.push(format!("unknown, {}: {}", self.unknown, self.why));
        }
        if self.unsent.count > 0 {
            lines.push(format!("not sent: {}", self.unsent));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_grouped_by_code() {
        let mut tally = Tally { done: 5, ..Tally::default() };
        let fault = |code: &str| Fault { code: code.to_owned(), message: format!("of {code}"), fields: Vec::new() };
        for (row, code) in [(1, "A"), (2, "B"), (4, "B")] {
            tally.failed(row, &fault(code));
        }
        assert_eq!(tally.summary(), "3 of 8 rows failed");
        assert_eq!(tally.lines(), ["B (2), rows 2, 4: of B", "A (1), row 1: of A"]);
        tally.unknown(6, "gone");
        tally.unsent.add(7);
        assert_eq!(tally.summary(), "5 of 10 rows done, 3 failed, 1 unknown, 1 not sent");
        assert_eq!(tally.lines()[2..], ["unknown, row 6: gone", "not sent: row 7"]);
    }
}
