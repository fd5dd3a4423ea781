//! Counts the lines of delimited text as it goes by. A line end between quotes ends none.

use memchr::memchr2;

#[derive(Default)]
pub struct Lines {
    quoted: bool,
    /// Whether something stands behind the last line end.
    open: bool,
    ended: u64,
    bytes: u64,
    /// Bytes of the first line with its end.
    first: Option<u64>,
}

impl Lines {
    pub fn see(&mut self, text: &[u8]) {
        let mut at = 0;
        while let Some(found) = memchr2(b'"', b'\n', &text[at..]) {
            at += found + 1;
            if text[at - 1] == b'"' {
                self.quoted = !self.quoted;
            } else if !self.quoted {
                self.ended += 1;
                self.first.get_or_insert(self.bytes + at as u64);
            }
        }
        self.bytes += text.len() as u64;
        if let Some(last) = text.last() {
            self.open = self.quoted || *last != b'\n';
        }
    }

    pub fn count(&self) -> u64 {
        self.ended + u64::from(self.open)
    }

    /// How many bytes the first line takes.
    pub fn first(&self) -> u64 {
        self.first.unwrap_or(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_however_the_text_is_cut() {
        let text = b"\"Id\",\"a\nb\"\r\n\"1\",\"x\"\"\n\"\n\"2\",\"\"";
        for cut in 1..text.len() {
            let mut lines = Lines::default();
            for part in text.chunks(cut) {
                lines.see(part);
            }
            assert_eq!((lines.count(), lines.first()), (3, 12), "{cut}");
        }
        for (text, count) in [("", 0), ("Id", 1), ("Id\n", 1), ("Id\n\n", 2)] {
            let mut lines = Lines::default();
            lines.see(text.as_bytes());
            assert_eq!(lines.count(), count, "{text:?}");
        }
    }
}
