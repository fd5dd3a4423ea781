//! Bodies packed with gzip. Computed rows are the same every time, so what came of packing a page of them is kept and set
//! between what differs from reply to reply: in deflate, pieces that begin with nothing behind them may follow each other.

use crate::demo::wire::{Reply, Steady};
use axum::http::header;
use flate2::{
    Compression, Crc,
    write::{DeflateEncoder, GzEncoder},
};
use std::{
    collections::HashMap,
    io::{self, Write},
    mem,
    sync::{Arc, Mutex, PoisonError},
};

/// Bytes of all kept pieces.
const ROOM: usize = 16 << 20;
/// What stands at the head of a gzip file that says nothing of its name, time and system.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 0xff];
/// Bytes that fit a stored block.
const BLOCK: usize = 0xffff;

/// Packed pages of the query that was asked last.
#[derive(Default)]
pub struct Shelf(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    query: String,
    pieces: HashMap<(u64, u64), Arc<Piece>>,
    size: usize,
}

/// A deflate stream without its end, and the checksum of what it unpacks to.
struct Piece {
    packed: Vec<u8>,
    sum: Crc,
}

/// Packs the body of a reply; what cannot be packed stays as it is.
pub fn packed(mut reply: Reply, shelf: &Shelf) -> Reply {
    let body = match reply.steady.take() {
        Some(steady) => shelf.packed(&reply.body, &steady),
        None => whole(&reply.body),
    };
    match body {
        Ok(body) => Reply { body, ..reply }.with(header::CONTENT_ENCODING.as_str(), "gzip"),
        Err(_) => reply,
    }
}

fn whole(body: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::fast());
    encoder.write_all(body)?;
    encoder.finish()
}

impl Shelf {
    fn packed(&self, body: &[u8], steady: &Steady) -> io::Result<Vec<u8>> {
        let (head, rest) = body.split_at(steady.range.start.min(body.len()));
        let (rows, tail) = rest.split_at(steady.range.len().min(rest.len()));
        let piece = match self.find(steady) {
            Some(piece) => piece,
            None => self.keep(steady, Piece::of(rows)?),
        };
        let mut sum = Crc::new();
        sum.update(head);
        sum.combine(&piece.sum);
        let mut end = Crc::new();
        end.update(tail);
        sum.combine(&end);
        let mut out = Vec::with_capacity(piece.packed.len() + head.len() + tail.len() + 64);
        out.extend_from_slice(&HEAD);
        head.chunks(BLOCK).for_each(|block| stored(block, false, &mut out));
        out.extend_from_slice(&piece.packed);
        tail.chunks(BLOCK).for_each(|block| stored(block, false, &mut out));
        stored(&[], true, &mut out);
        out.extend_from_slice(&sum.sum().to_le_bytes());
        out.extend_from_slice(&sum.amount().to_le_bytes());
        Ok(out)
    }

    fn find(&self, steady: &Steady) -> Option<Arc<Piece>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.query == steady.query { kept.pieces.get(&steady.rows).cloned() } else { None }
    }

    /// Keeps a piece as long as there is room. Pieces of another query go, because nobody may ask it again.
    fn keep(&self, steady: &Steady, piece: Piece) -> Arc<Piece> {
        let piece = Arc::new(piece);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.query != steady.query {
            *kept = Kept { query: steady.query.clone(), ..Kept::default() };
        }
        if kept.size + piece.packed.len() <= ROOM && kept.pieces.insert(steady.rows, piece.clone()).is_none() {
            kept.size += piece.packed.len();
        }
        piece
    }
}

impl Piece {
    fn of(bytes: &[u8]) -> io::Result<Self> {
        let mut sum = Crc::new();
        sum.update(bytes);
        let mut encoder = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::fast());
        encoder.write_all(bytes)?;
        // Ends at the border of a byte, and not the stream.
        encoder.flush()?;
        Ok(Self { packed: mem::take(encoder.get_mut()), sum })
    }
}

/// A block of bytes as they are: whether it is the last, its length, and the same with all bits turned.
fn stored(block: &[u8], last: bool, out: &mut Vec<u8>) {
    let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
    out.push(last.into());
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&(!length).to_le_bytes());
    out.extend_from_slice(block);
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read;

    fn reply(head: &str, rows: &str, query: &str, first: u64) -> Reply {
        let range = head.len()..head.len() + rows.len();
        let steady = Steady { query: query.to_owned(), rows: (first, first + 1), range };
        Reply { steady: Some(steady), ..Reply::text(200, "text/plain", format!("{head}{rows}}}")) }
    }

    fn unpacked(reply: &Reply) -> String {
        let mut text = String::new();
        // One member and nothing behind it.
        let mut decoder = GzDecoder::new(reply.body.as_slice());
        decoder.read_to_string(&mut text).expect("unpacks");
        assert!(decoder.into_inner().is_empty());
        text
    }

    #[test]
    fn what_was_kept_is_set_between_what_is_new() {
        let (shelf, rows) = (Shelf::default(), "row and ".repeat(50_000));
        for head in ["", "a", &"long ".repeat(40_000)] {
            let packed = packed(reply(head, &rows, "q", 1), &shelf);
            assert_eq!(unpacked(&packed), format!("{head}{rows}}}"));
            assert!(packed.body.len() < head.len() + 10_000);
        }
        assert_eq!(shelf.0.lock().expect("is whole").pieces.len(), 1);
    }

    #[test]
    fn rows_of_other_numbers_and_queries_are_not_taken_for_each_other() {
        let shelf = Shelf::default();
        for (rows, query, first) in [("a", "q", 1), ("b", "q", 2), ("c", "r", 1), ("a", "q", 1)] {
            assert_eq!(unpacked(&packed(reply("{", rows, query, first), &shelf)), format!("{{{rows}}}"));
        }
        assert_eq!(shelf.0.lock().expect("is whole").pieces.len(), 1);
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let shelf = Shelf::default();
        let piece = || Piece { packed: vec![0; ROOM / 2], sum: Crc::new() };
        for first in 1..5 {
            shelf.keep(&reply("", "", "q", first).steady.expect("is there"), piece());
        }
        let kept = shelf.0.lock().expect("is whole");
        assert_eq!((kept.pieces.len(), kept.size), (2, ROOM));
    }
}
