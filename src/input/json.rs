//! JSON, one object at a time: the elements of an array, or objects that follow each other. The text of each is cut out
//! of the stream and then checked, so that digits stay and nothing but one object is held.

use super::{Error, Format, Row};
use crate::record::Value;
use std::io::BufRead;

pub struct Json<R> {
    read: R,
    format: Format,
    /// Of the byte that is read next.
    line: u64,
    at: At,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// The `[` of an array.
    Open,
    /// A first element, or the end of an empty array.
    First,
    /// An element.
    Element,
    /// A comma or the end of the array.
    Comma,
    /// An object or the end of the input.
    Free,
    /// The end of the input.
    End,
}

impl<R: BufRead> Json<R> {
    pub fn new(read: R, format: Format) -> Self {
        let at = if format == Format::Array { At::Open } else { At::Free };
        Self { read, format, line: 1, at }
    }

    pub fn format(&self) -> Format {
        self.format
    }

    pub fn next(&mut self, number: u64) -> Result<Option<Row>, Error> {
        loop {
            let next = self.peek()?;
            self.at = match (self.at, next) {
                (At::Free | At::End, None) => return Ok(None),
                (At::Open, Some(b'[')) => self.pass(At::First),
                (At::First | At::Comma, Some(b']')) => self.pass(At::End),
                (At::Comma, Some(b',')) => self.pass(At::Element),
                (at @ (At::First | At::Element | At::Free), Some(b'{')) => {
                    self.at = if at == At::Free { At::Free } else { At::Comma };
                    return self.object(number).map(Some);
                }
                (_, None) => return Err(Error::line(self.line, "the array does not end")),
                (_, Some(byte)) => return Err(self.strange(byte)),
            };
        }
    }

    fn pass(&mut self, at: At) -> At {
        self.read.consume(1);
        at
    }

    fn strange(&self, byte: u8) -> Error {
        let wanted = match self.at {
            At::Open | At::First | At::Element | At::Free => "an object",
            At::Comma => "a comma or the end of the array",
            At::End => "nothing more",
        };
        Error::line(self.line, format!("`{}` where {wanted} belongs", byte.escape_ascii()))
    }

    /// The next byte that is no white space, which is still to be read.
    fn peek(&mut self) -> Result<Option<u8>, Error> {
        loop {
            let bytes = self.read.fill_buf()?;
            if bytes.is_empty() {
                return Ok(None);
            }
            let white = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            self.line += lines(&bytes[..white]);
            let next = bytes.get(white).copied();
            self.read.consume(white);
            if next.is_some() {
                return Ok(next);
            }
        }
    }

    fn object(&mut self, number: u64) -> Result<Row, Error> {
        let line = self.line;
        let bytes = self.cut()?;
        self.line += lines(&bytes);
        let json = String::from_utf8(bytes).map_err(|error| {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            Error::line(line + lines(before), "is not UTF-8")
        })?;
        Value::parse(&json).map_err(|error| {
            let why = error.to_string();
            let why = why.split(" at line ").next().unwrap_or_default();
            Error::line(line + error.line() as u64 - 1, why)
        })?;
        Ok(Row { number, line, json, cells: None })
    }

    /// The bytes up to the bracket that closes the one that comes next.
    fn cut(&mut self) -> Result<Vec<u8>, Error> {
        let (mut object, mut nesting) = (Vec::new(), Nesting::default());
        loop {
            let bytes = self.read.fill_buf()?;
            if bytes.is_empty() {
                return Err(Error::line(self.line, "the object that starts here does not end"));
            }
            let end = bytes.iter().position(|byte| nesting.closes(*byte));
            let used = end.map_or(bytes.len(), |at| at + 1);
            object.extend_from_slice(&bytes[..used]);
            self.read.consume(used);
            if end.is_some() {
                return Ok(object);
            }
        }
    }
}

/// Follows brackets, but not those in strings.
#[derive(Default)]
struct Nesting {
    depth: usize,
    quoted: bool,
    escaped: bool,
}

impl Nesting {
    /// Whether this byte closes the first bracket.
    fn closes(&mut self, byte: u8) -> bool {
        if self.escaped {
            self.escaped = false;
        } else if self.quoted {
            self.escaped = byte == b'\\';
            self.quoted = byte != b'"';
        } else {
            match byte {
                b'"' => self.quoted = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth -= 1,
                _ => {}
            }
        }
        self.depth == 0
    }
}

fn lines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}
