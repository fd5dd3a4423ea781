//! The body of a reply: unpacked as it arrives, held only as far as its reader wants, and whole or an error.

use super::{Error, Fault, Tally, Url, header};
use bytes::Bytes;
use flate2::write::MultiGzDecoder;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Packed bytes that are unpacked at a time; they can become a thousand times as many.
const SLICE: usize = 4 << 10;

/// Is shown what has come so far, and says whether it wants to see more.
pub type Peek<'p> = &'p mut (dyn FnMut(&[u8]) -> bool + Send);

pub struct Body {
    reply: reqwest::Response,
    url: Url,
    tally: Arc<Tally>,
    /// Has arrived and is not unpacked yet.
    packed: Bytes,
    ready: Unpack,
    ended: bool,
}

impl Body {
    pub fn new(reply: reqwest::Response, url: Url, tally: Arc<Tally>) -> Self {
        Self { reply, url, tally, packed: Bytes::new(), ready: Unpack::Plain(Vec::new()), ended: false }
    }

    /// The whole body. Fails when it is cut short, does not unpack or is longer than `cap` bytes unpacked.
    pub async fn bytes(mut self, cap: usize) -> Result<Vec<u8>, Error> {
        let bytes = self.up_to(cap, &mut |_| false).await?;
        if self.ended { Ok(bytes) } else { Err(self.too_large(cap)) }
    }

    /// The head of the body: all of it, or somewhat more than `most` bytes with the rest still to come.
    pub async fn up_to(&mut self, most: usize, peek: Peek<'_>) -> Result<Vec<u8>, Error> {
        let mut curious = true;
        while self.ready.bytes().len() <= most && self.advance().await? {
            curious = curious && peek(self.ready.bytes());
        }
        Ok(std::mem::take(self.ready.bytes()))
    }

    /// Whether nothing more will come.
    pub fn ended(&self) -> bool {
        self.ended
    }

    pub fn too_large(&self, cap: usize) -> Error {
        Error::of(&self.url, Fault::TooLarge(cap))
    }

    /// Unpacks what arrives next; `false` where there is nothing more.
    async fn advance(&mut self) -> Result<bool, Error> {
        if self.packed.is_empty() {
            match self.arrived().await? {
                Some(chunk) => self.packed = chunk,
                None if self.ended => return Ok(false),
                None => {
                    self.ended = true;
                    self.ready.finish().map_err(|error| self.broken(&error))?;
                    return Ok(false);
                }
            }
        }
        let slice = self.packed.split_to(SLICE.min(self.packed.len()));
        self.ready.write(&slice).map_err(|error| self.broken(&error))?;
        Ok(true)
    }

    async fn arrived(&mut self) -> Result<Option<Bytes>, Error> {
        let chunk = self.reply.chunk().await.map_err(|error| Error::new(&self.url, &error))?;
        let Some(chunk) = chunk else { return Ok(None) };
        self.tally.bytes.fetch_add(chunk.len() as u64, Ordering::Relaxed);
        // The answer to HEAD tells how a body would be packed, and has none.
        if self.reply.headers().get(header::CONTENT_ENCODING).is_some_and(|how| how == "gzip") {
            self.ready.gzip();
        }
        Ok(Some(chunk))
    }

    fn broken(&self, error: &io::Error) -> Error {
        Error::of(&self.url, Fault::Broken(error.to_string()))
    }
}

/// Where unpacked bytes wait for their reader.
enum Unpack {
    Plain(Vec<u8>),
    Gzip(Box<MultiGzDecoder<Vec<u8>>>),
}

impl Unpack {
    /// From here on everything is packed.
    fn gzip(&mut self) {
        if let Self::Plain(bytes) = self {
            *self = Self::Gzip(Box::new(MultiGzDecoder::new(std::mem::take(bytes))));
        }
    }

    fn bytes(&mut self) -> &mut Vec<u8> {
        match self {
            Self::Plain(bytes) => bytes,
            Self::Gzip(decoder) => decoder.get_mut(),
        }
    }

    fn write(&mut self, slice: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(bytes) => bytes.write_all(slice),
            Self::Gzip(decoder) => decoder.write_all(slice),
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(_) => Ok(()),
            Self::Gzip(decoder) => decoder.try_finish(),
        }
    }
}
