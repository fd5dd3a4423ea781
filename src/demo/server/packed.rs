//! Bodies packed with gzip. Computed rows are the same every time, so what came of packing a page of them is kept and set
//! between what differs from reply to reply: in deflate, pieces that begin with nothing behind them may follow each other.

use crate::demo::wire::{Late, Reply};
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
/// Bytes of what is kept beside a piece, generously.
const AROUND: usize = 1 << 10;
/// What stands at the head of a gzip file that says nothing of its name, time and system.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 0xff];
/// Bytes that fit a stored block.
const BLOCK: usize = 0xffff;

/// Packed pages of computed rows.
#[derive(Default)]
pub struct Shelf(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    /// By query; the one that was asked last comes last.
    queries: Vec<(String, Pieces)>,
    size: usize,
}

type Pieces = HashMap<(u64, u64), Arc<Piece>>;

/// A deflate stream without its end, and the checksum of what it unpacks to.
struct Piece {
    packed: Vec<u8>,
    sum: Crc,
}

/// Packs the body of a reply; what cannot be packed stays as it is.
pub fn packed(reply: Reply, shelf: &Shelf) -> Reply {
    let body = match &reply.late {
        Some(late) => shelf.packed(&reply.body, late),
        None => whole(&reply.body),
    };
    match body {
        Ok(body) => Reply { body, late: None, ..reply }.with(header::CONTENT_ENCODING.as_str(), "gzip"),
        Err(_) => reply.whole(),
    }
}

fn whole(body: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::fast());
    encoder.write_all(body)?;
    encoder.finish()
}

impl Shelf {
    fn packed(&self, body: &[u8], late: &Late) -> io::Result<Vec<u8>> {
        let piece = match self.find(late) {
            Some(piece) => piece,
            None => self.keep(late, Piece::of(&(late.write)())?),
        };
        let (head, tail) = body.split_at(late.at.min(body.len()));
        let (mut sum, mut end) = (Crc::new(), Crc::new());
        sum.update(head);
        sum.combine(&piece.sum);
        end.update(tail);
        sum.combine(&end);
        let mut out = Vec::with_capacity(piece.packed.len() + body.len() + 64);
        out.extend_from_slice(&HEAD);
        head.chunks(BLOCK).for_each(|block| stored(block, false, &mut out));
        out.extend_from_slice(&piece.packed);
        tail.chunks(BLOCK).for_each(|block| stored(block, false, &mut out));
        stored(&[], true, &mut out);
        out.extend_from_slice(&sum.sum().to_le_bytes());
        out.extend_from_slice(&sum.amount().to_le_bytes());
        Ok(out)
    }

    fn find(&self, late: &Late) -> Option<Arc<Piece>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.last(&late.query)?.get(&late.rows).cloned()
    }

    /// Keeps a piece if there is room, for which the queries that were not asked for longest make way.
    fn keep(&self, late: &Late, piece: Piece) -> Arc<Piece> {
        let piece = Arc::new(piece);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.last(&late.query).is_none() {
            kept.queries.push((late.query.clone(), Pieces::new()));
        }
        while kept.size + piece.size() > ROOM && kept.queries.len() > 1 {
            let (_, gone) = kept.queries.remove(0);
            kept.size -= gone.values().map(|piece| piece.size()).sum::<usize>();
        }
        let free = kept.size + piece.size() <= ROOM;
        if let Some(pieces) = kept.last(&late.query).filter(|_| free)
            && pieces.insert(late.rows, piece.clone()).is_none()
        {
            kept.size += piece.size();
        }
        piece
    }
}

impl Kept {
    /// The pieces of a query, which is the last from now on.
    fn last(&mut self, query: &str) -> Option<&mut Pieces> {
        let at = self.queries.iter().position(|(known, _)| known == query)?;
        self.queries[at..].rotate_left(1);
        self.queries.last_mut().map(|(_, pieces)| pieces)
    }
}

impl Piece {
    /// Bytes that keeping it takes.
    fn size(&self) -> usize {
        self.packed.len() + AROUND
    }

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
    use crate::demo::trial::text;
    use flate2::read::GzDecoder;
    use std::io::Read;

    fn reply(head: &str, rows: &'static str, query: &str, first: u64) -> Reply {
        let write = Arc::new(|| rows.as_bytes().to_vec());
        let late = Late { query: query.to_owned(), rows: (first, first + 1), at: head.len(), write };
        Reply { late: Some(Box::new(late)), ..Reply::text(200, "text/plain", format!("{head}}}")) }
    }

    fn unpacked(reply: &Reply) -> String {
        let mut text = String::new();
        // One member and nothing behind it.
        let mut decoder = GzDecoder::new(reply.body.as_slice());
        decoder.read_to_string(&mut text).expect("unpacks");
        assert!(decoder.into_inner().is_empty());
        text
    }

    fn pieces(shelf: &Shelf) -> Vec<(String, usize)> {
        let kept = shelf.0.lock().expect("is whole");
        kept.queries.iter().map(|(query, pieces)| (query.clone(), pieces.len())).collect()
    }

    #[test]
    fn what_was_kept_is_set_between_what_is_new() {
        let shelf = Shelf::default();
        let rows: &str = "row and ".repeat(50_000).leak();
        for head in ["", "a", &"long ".repeat(40_000)] {
            let packed = packed(reply(head, rows, "q", 1), &shelf);
            assert_eq!(unpacked(&packed), format!("{head}{rows}}}"));
            assert_eq!(text(&reply(head, rows, "q", 1).whole()), unpacked(&packed));
            assert!(packed.body.len() < head.len() + 10_000);
        }
        assert_eq!(pieces(&shelf), [("q".to_owned(), 1)]);
    }

    #[test]
    fn rows_of_other_numbers_and_queries_are_not_taken_for_each_other() {
        let shelf = Shelf::default();
        for (rows, query, first) in [("a", "q", 1), ("b", "q", 2), ("c", "r", 1), ("d", "s", 1), ("a", "q", 1)] {
            assert_eq!(unpacked(&packed(reply("{", rows, query, first), &shelf)), format!("{{{rows}}}"));
        }
        assert_eq!(pieces(&shelf), [("r", 1), ("s", 1), ("q", 2)].map(|(query, count)| (query.to_owned(), count)));
    }

    #[test]
    fn rows_that_were_kept_are_not_written_again() {
        let shelf = Shelf::default();
        packed(reply("{", "a", "q", 1), &shelf);
        let mut again = reply("{", "", "q", 1);
        if let Some(late) = &mut again.late {
            late.write = Arc::new(|| unreachable!("they are known"));
        }
        assert_eq!(unpacked(&packed(again, &shelf)), "{a}");
    }

    #[test]
    fn queries_of_long_ago_make_way_and_one_alone_keeps_what_fits() {
        let shelf = Shelf::default();
        let keep = |query, first| {
            let piece = Piece { packed: vec![0; ROOM / 2 - AROUND], sum: Crc::new() };
            shelf.keep(&reply("", "", query, first).late.expect("is there"), piece);
        };
        keep("old", 1);
        (1..5).for_each(|first| keep("new", first));
        assert_eq!(pieces(&shelf), [("new".to_owned(), 2)]);
        assert_eq!(shelf.0.lock().expect("is whole").size, ROOM);
    }
}
