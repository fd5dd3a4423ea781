//! Sorted runs of entries in one nameless file, read back side by side, a block of each at a time.

use super::entry::{Alike, Entry};
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;

/// Bytes of a run that are read at a time. There are hundreds of runs where there are millions of rows.
const BLOCK: u64 = 4 << 10;

pub struct Spool {
    file: File,
    /// Where each run is.
    runs: Vec<Range<u64>>,
}

impl Spool {
    pub fn new() -> io::Result<Self> {
        Ok(Self { file: tempfile::tempfile()?, runs: Vec::new() })
    }

    /// Puts a run behind the others.
    pub fn write(&mut self, entries: &[Entry]) -> io::Result<()> {
        let start = self.runs.last().map_or(0, |run| run.end);
        let mut out = BufWriter::new(&self.file);
        for entry in entries {
            entry.write(&mut out)?;
        }
        out.flush()?;
        drop(out);
        self.runs.push(start..self.file.stream_position()?);
        Ok(())
    }

    /// The entries of each run; `kinds` are those of the columns.
    pub fn runs<'s>(&'s self, kinds: &'s [Alike]) -> impl Iterator<Item = Run<'s>> {
        self.runs.iter().map(|run| Run { kinds, file: &self.file, left: run.clone(), block: Vec::new(), at: 0 })
    }
}

pub struct Run<'s> {
    kinds: &'s [Alike],
    file: &'s File,
    /// What has not been read.
    left: Range<u64>,
    block: Vec<u8>,
    at: usize,
}

impl Iterator for Run<'_> {
    type Item = io::Result<Entry>;

    fn next(&mut self) -> Option<Self::Item> {
        let ended = self.left.is_empty() && self.at == self.block.len();
        (!ended).then(|| {
            let kinds = self.kinds;
            Entry::read(self, kinds)
        })
    }
}

impl Read for Run<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.at == self.block.len() {
            self.block.clear();
            self.at = 0;
            self.file.seek(SeekFrom::Start(self.left.start))?;
            let most = BLOCK.min(self.left.end - self.left.start);
            self.left.start += Read::by_ref(&mut self.file).take(most).read_to_end(&mut self.block)? as u64;
        }
        let len = out.len().min(self.block.len() - self.at);
        out[..len].copy_from_slice(&self.block[self.at..self.at + len]);
        self.at += len;
        Ok(len)
    }
}
