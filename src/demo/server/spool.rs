//! Bodies of comma-separated values go into a nameless file as they arrive, unpacked, so that their size costs no
//! memory.

use super::intake;
use crate::demo::wire::Fault;
use axum::{body::Body, http::HeaderMap};
use flate2::write::{MultiGzDecoder, ZlibDecoder};
use futures_util::StreamExt;
use std::{
    fs::File,
    io::{self, Seek, Write},
};

/// Whether a body is of that kind.
pub fn wanted(headers: &HeaderMap) -> bool {
    let kind = headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("text/csv"))
}

/// Writes the body into a file of at most `most` bytes, which is at its beginning then.
pub async fn file(headers: &HeaderMap, body: Body, most: u64) -> Result<File, Fault> {
    let encoding = headers.get("content-encoding").map_or(&b""[..], |encoding| encoding.as_bytes());
    let encoding = String::from_utf8_lossy(encoding).to_ascii_lowercase();
    let mut file = tempfile::tempfile().map_err(|error| broken(&error))?;
    let sink = Sink { file: file.try_clone().map_err(|error| broken(&error))?, left: most };
    let mut writer = Unpacking::new(&encoding, sink)?;
    let mut pieces = body.into_data_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| Fault::new(400, "INVALID_INPUT", "The body broke off"))?;
        writer.write(&piece).map_err(|error| refused(&error, &encoding))?;
    }
    writer.finish().map_err(|error| refused(&error, &encoding))?;
    file.rewind().map_err(|error| broken(&error))?;
    Ok(file)
}

enum Unpacking {
    Plain(Sink),
    Gzip(MultiGzDecoder<Sink>),
    Deflate(ZlibDecoder<Sink>),
}

impl Unpacking {
    fn new(encoding: &str, sink: Sink) -> Result<Self, Fault> {
        Ok(match encoding {
            "" | "identity" => Self::Plain(sink),
            "gzip" | "x-gzip" => Self::Gzip(MultiGzDecoder::new(sink)),
            "deflate" => Self::Deflate(ZlibDecoder::new(sink)),
            _ => return Err(intake::unknown_encoding(encoding)),
        })
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(sink) => sink.write_all(bytes),
            Self::Gzip(writer) => writer.write_all(bytes),
            Self::Deflate(writer) => writer.write_all(bytes),
        }
    }

    fn finish(self) -> io::Result<Sink> {
        match self {
            Self::Plain(sink) => Ok(sink),
            Self::Gzip(writer) => writer.finish(),
            Self::Deflate(writer) => writer.finish(),
        }
    }
}

/// A file with room for so many bytes.
struct Sink {
    file: File,
    left: u64,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(length).ok_or(io::ErrorKind::FileTooLarge)?;
        self.file.write_all(bytes).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn refused(error: &io::Error, encoding: &str) -> Fault {
    match error.kind() {
        io::ErrorKind::FileTooLarge => intake::too_large(),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            Fault::new(400, "INVALID_INPUT", format!("Not in {} format", encoding.to_ascii_uppercase()))
        }
        _ => broken(error),
    }
}

fn broken(error: &io::Error) -> Fault {
    Fault::new(500, "UNKNOWN_EXCEPTION", format!("An unexpected error occurred: {error}"))
}
