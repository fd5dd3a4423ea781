//! The body of a reply: unpacked as it arrives, never longer than its reader allows, and whole or an error.

use super::{Error, Fault, Tally, Url, header};
use flate2::write::MultiGzDecoder;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Is shown what has come so far, and says whether it wants to see more.
pub type Peek<'p> = &'p mut (dyn FnMut(&[u8]) -> bool + Send);

pub struct Body {
    reply: reqwest::Response,
    url: Url,
    tally: Arc<Tally>,
}

impl Body {
    pub fn new(reply: reqwest::Response, url: Url, tally: Arc<Tally>) -> Self {
        Self { reply, url, tally }
    }

    /// The whole body. Fails when it is cut short, does not unpack or is longer than `cap` bytes unpacked.
    pub async fn bytes(self, cap: usize) -> Result<Vec<u8>, Error> {
        self.watched(cap, &mut |_| false).await
    }

    /// The same for somebody who wants to know how it begins before all of it is there.
    pub async fn watched(mut self, cap: usize, peek: Peek<'_>) -> Result<Vec<u8>, Error> {
        let mut next = self.chunk().await?;
        // The answer to HEAD tells how a body would be packed, and has none.
        let gzip = next.is_some() && self.reply.headers().get(header::CONTENT_ENCODING).is_some_and(|v| v == "gzip");
        let mut unpack = Unpack::new(gzip, Capped::new(cap));
        let mut curious = true;
        while let Some(chunk) = next {
            unpack.write(&chunk).map_err(|error| self.explain(&error, cap))?;
            curious = curious && peek(unpack.so_far());
            next = self.chunk().await?;
        }
        unpack.finish().map_err(|error| self.explain(&error, cap))
    }

    async fn chunk(&mut self) -> Result<Option<impl AsRef<[u8]> + use<>>, Error> {
        let chunk = self.reply.chunk().await.map_err(|error| Error::new(&self.url, &error))?;
        let len = chunk.as_ref().map_or(0, |chunk| chunk.len() as u64);
        self.tally.bytes.fetch_add(len, Ordering::Relaxed);
        Ok(chunk)
    }

    fn explain(&self, error: &io::Error, cap: usize) -> Error {
        let fault = if error.kind() == io::ErrorKind::FileTooLarge {
            Fault::TooLarge(cap)
        } else {
            Fault::Broken(error.to_string())
        };
        Error::of(&self.url, fault)
    }
}

enum Unpack {
    Plain(Capped),
    Gzip(Box<MultiGzDecoder<Capped>>),
}

impl Unpack {
    fn new(gzip: bool, out: Capped) -> Self {
        if gzip { Self::Gzip(Box::new(MultiGzDecoder::new(out))) } else { Self::Plain(out) }
    }

    fn write(&mut self, chunk: &impl AsRef<[u8]>) -> io::Result<()> {
        match self {
            Self::Plain(out) => out.write_all(chunk.as_ref()),
            Self::Gzip(out) => out.write_all(chunk.as_ref()),
        }
    }

    fn so_far(&self) -> &[u8] {
        match self {
            Self::Plain(out) => &out.bytes,
            Self::Gzip(out) => &out.get_ref().bytes,
        }
    }

    fn finish(self) -> io::Result<Vec<u8>> {
        match self {
            Self::Plain(out) => Ok(out.bytes),
            Self::Gzip(out) => Ok(out.finish()?.bytes),
        }
    }
}

/// A buffer that refuses to grow over its cap.
struct Capped {
    bytes: Vec<u8>,
    cap: usize,
}

impl Capped {
    fn new(cap: usize) -> Self {
        Self { bytes: Vec::new(), cap }
    }
}

impl Write for Capped {
    fn write(&mut self, chunk: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + chunk.len() > self.cap {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(chunk);
        Ok(chunk.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
