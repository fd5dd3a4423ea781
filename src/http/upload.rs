//! What a request carries: bytes and files, one behind the other. Files are read while they are sent, and anew for
//! every try, so that their size costs no memory.

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::collections::VecDeque;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// Files up to this size are read at once: what is at hand can be looked at and shown.
const SMALL: u64 = 1 << 20;
/// Read at a time. The disk is asked without a thread of its own: it is quicker than any network.
const BLOCK: usize = 64 << 10;

#[derive(Clone, Debug, Default)]
pub struct Upload {
    pieces: Vec<Piece>,
    watcher: Option<Watcher>,
}

/// Is told how many bytes have been sent.
#[derive(Clone)]
pub struct Watcher(Arc<dyn Fn(u64) + Send + Sync>);

impl Watcher {
    pub fn new(watch: impl Fn(u64) + Send + Sync + 'static) -> Self {
        Self(Arc::new(watch))
    }
}

impl fmt::Debug for Watcher {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Watcher")
    }
}

#[derive(Clone, Debug)]
enum Piece {
    Bytes(Bytes),
    File { path: PathBuf, len: u64 },
}

impl Upload {
    /// The content of a file. Of what has no length, such as a pipe, it is read here and now.
    pub fn file(path: &Path) -> io::Result<Self> {
        let known = std::fs::metadata(path)?;
        if known.is_file() && known.len() > SMALL {
            // Whether it may be read is to be known before anything is sent.
            File::open(path)?;
            return Ok(Self::of(Piece::File { path: path.to_owned(), len: known.len() }));
        }
        std::fs::read(path).map(Self::from)
    }

    fn of(piece: Piece) -> Self {
        Self { pieces: vec![piece], watcher: None }
    }

    /// Lets somebody look on while it is sent.
    #[must_use]
    pub fn watched(self, watcher: Watcher) -> Self {
        Self { watcher: Some(watcher), ..self }
    }

    /// Puts more behind it.
    pub fn push(&mut self, more: impl Into<Self>) {
        self.pieces.extend(more.into().pieces);
    }

    pub fn len(&self) -> u64 {
        self.pieces.iter().map(Piece::len).sum()
    }

    /// The whole content, where it is at hand in one piece.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self.pieces.as_slice() {
            [] => Some(&[]),
            [Piece::Bytes(bytes)] => Some(bytes),
            _ => None,
        }
    }

    /// The parts in order: bytes, or the name and size of a file.
    pub fn parts(&self) -> impl Iterator<Item = Result<&[u8], (&Path, u64)>> {
        self.pieces.iter().map(|piece| match piece {
            Piece::Bytes(bytes) => Ok(bytes.as_ref()),
            Piece::File { path, len } => Err((path.as_path(), *len)),
        })
    }

    /// Opens its files; the error names the one that cannot be read.
    pub fn open(&self) -> io::Result<reqwest::Body> {
        if let ([Piece::Bytes(bytes)], None) = (self.pieces.as_slice(), &self.watcher) {
            return Ok(bytes.clone().into());
        }
        let sources: io::Result<_> = self.pieces.iter().map(Source::open).collect();
        Ok(reqwest::Body::wrap(Stream {
            sources: sources?,
            all: self.len(),
            left: self.len(),
            watcher: self.watcher.clone(),
        }))
    }
}

impl<B: Into<Bytes>> From<B> for Upload {
    fn from(bytes: B) -> Self {
        Self::of(Piece::Bytes(bytes.into()))
    }
}

impl Piece {
    fn len(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File { len, .. } => *len,
        }
    }
}

enum Source {
    Bytes(Bytes),
    File { file: File, path: PathBuf, left: u64 },
}

impl Source {
    fn open(piece: &Piece) -> io::Result<Self> {
        match piece {
            Piece::Bytes(bytes) => Ok(Self::Bytes(bytes.clone())),
            Piece::File { path, len } => {
                let file = File::open(path).map_err(|error| named(path, &error))?;
                Ok(Self::File { file, path: path.clone(), left: *len })
            }
        }
    }

    /// What comes next; empty at the end.
    fn next(&mut self) -> io::Result<Bytes> {
        match self {
            Self::Bytes(bytes) => Ok(std::mem::take(bytes)),
            Self::File { left: 0, .. } => Ok(Bytes::new()),
            Self::File { file, path, left } => {
                let mut block = vec![0; BLOCK.min(usize::try_from(*left).unwrap_or(BLOCK))];
                let read = file.read(&mut block).map_err(|error| named(path, &error))?;
                if read == 0 {
                    return Err(named(path, &"it became shorter while it was sent"));
                }
                block.truncate(read);
                *left -= read as u64;
                Ok(block.into())
            }
        }
    }
}

fn named(path: &Path, why: &impl ToString) -> io::Error {
    io::Error::other(format!("cannot read {}: {}", path.display(), why.to_string()))
}

struct Stream {
    sources: VecDeque<Source>,
    all: u64,
    left: u64,
    watcher: Option<Watcher>,
}

impl Body for Stream {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        while let Some(source) = self.sources.front_mut() {
            match source.next() {
                Ok(bytes) if bytes.is_empty() => drop(self.sources.pop_front()),
                Ok(bytes) => {
                    self.left -= bytes.len() as u64;
                    if let Some(Watcher(tell)) = &self.watcher {
                        tell(self.all - self.left);
                    }
                    return Poll::Ready(Some(Ok(Frame::data(bytes))));
                }
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
        Poll::Ready(None)
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drain(upload: &Upload) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        for piece in &upload.pieces {
            let mut source = Source::open(piece)?;
            loop {
                let bytes = source.next()?;
                if bytes.is_empty() {
                    break;
                }
                all.extend_from_slice(&bytes);
            }
        }
        Ok(all)
    }

    #[test]
    fn a_big_file_stays_on_disk_and_is_read_again_for_every_try() {
        let path = std::env::temp_dir().join(format!("sfo-upload-{}", std::process::id()));
        let content: Vec<u8> = (0..3_000_000_u32).map(|n| n.to_le_bytes()[0]).collect();
        std::fs::write(&path, &content).expect("writes");
        let mut upload = Upload::from("head");
        upload.push(Upload::file(&path).expect("is there"));
        upload.push("tail");
        assert_eq!((upload.len(), upload.as_bytes()), (3_000_008, None));
        let whole = [b"head", content.as_slice(), b"tail"].concat();
        for _ in 0..2 {
            assert!(drain(&upload).expect("reads") == whole);
        }
        std::fs::write(&path, "short").expect("writes");
        let error = drain(&upload).expect_err("is shorter").to_string();
        assert!(error.contains("became shorter") && error.contains("sfo-upload"), "{error}");
        std::fs::remove_file(&path).expect("removes");
        assert!(upload.open().is_err_and(|error| error.to_string().contains("sfo-upload")));
    }

    #[test]
    fn what_is_small_is_at_hand() {
        assert_eq!(Upload::from("{}").as_bytes(), Some(&b"{}"[..]));
        assert_eq!(Upload::default().as_bytes(), Some(&b""[..]));
        assert!(Upload::file(Path::new("no-such-file")).is_err());
    }
}
