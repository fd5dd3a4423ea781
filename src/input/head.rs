//! The first bytes of an input, and what they say about the rest.

use super::{Error, Format};
use std::io::{self, Read};

/// A header longer than this is looked at no further.
const ENOUGH: usize = 64 * 1024;
/// Of two that are there equally often the first: a tab is in no name.
const DELIMITERS: [u8; 4] = [b'\t', b',', b';', b'|'];

/// Reads the first line that has something in it, and what came along with it; a byte order mark is left out.
pub fn read(read: &mut impl Read) -> Result<Vec<u8>, Error> {
    let mut head = Vec::new();
    let mut part = [0; 4096];
    while head.len() < ENOUGH && !head.trim_ascii_start().contains(&b'\n') {
        match read.read(&mut part) {
            Ok(0) => break,
            Ok(len) => head.extend_from_slice(&part[..len]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    if let Some(rest) = head.strip_prefix("\u{feff}".as_bytes()) {
        head = rest.to_vec();
    }
    Ok(head)
}

pub fn format(head: &[u8]) -> Result<Format, Error> {
    if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
        return Err(Error::Encoding("UTF-16"));
    }
    if head.contains(&0) {
        return Err(Error::Encoding("binary or UTF-16"));
    }
    match head.trim_ascii_start().first() {
        None => Err(Error::Empty),
        Some(b'[') => Ok(Format::Array),
        Some(b'{') => Ok(Format::Lines),
        Some(_) => Ok(Format::Delimited(delimiter(head.trim_ascii_start()))),
    }
}

/// The byte that parts the cells of the header: the one that is there most often outside quotes.
fn delimiter(head: &[u8]) -> u8 {
    let mut counts = [0; DELIMITERS.len()];
    let mut quoted = false;
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            byte => {
                if let Some(at) = DELIMITERS.iter().position(|known| known == byte) {
                    counts[at] += 1;
                }
            }
        }
    }
    let most = counts.iter().max().copied().filter(|most| *most > 0);
    counts.iter().position(|count| Some(*count) == most).map_or(b',', |at| DELIMITERS[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_show_the_format() {
        for (head, want) in [
            (" \n[", Format::Array),
            ("\r\n{\"a\":1}", Format::Lines),
            ("Id", Format::Delimited(b',')),
            ("Id,Name;x\n;;;;", Format::Delimited(b',')),
            ("Id;Name", Format::Delimited(b';')),
            ("\"a,b,c\";d", Format::Delimited(b';')),
            ("Id\tName, first", Format::Delimited(b'\t')),
            ("Id|Name", Format::Delimited(b'|')),
        ] {
            assert_eq!(format(head.as_bytes()).expect("is known"), want, "{head}");
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        let why = |head: &[u8]| format(head).expect_err("is refused").to_string();
        assert_eq!(why(b"\xff\xfeI\0d\0"), "is UTF-16 and not UTF-8");
        assert_eq!(why(b"I\0d\0"), "is binary or UTF-16 and not UTF-8");
        assert_eq!(why(b" \n "), "is empty");
    }
}
