//! A body that is read while it is sent, a piece at a time.

use axum::body::{Bytes, HttpBody};
use http_body::Frame;
use std::{
    io::{self, Read},
    pin::Pin,
    task::{Context, Poll},
};

/// Bytes of a piece.
const PIECE: usize = 64 << 10;

pub struct Stream<R>(pub R);

impl<R: Read + Send + Unpin> HttpBody for Stream<R> {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let mut piece = vec![0; PIECE];
        Poll::Ready(match self.0.read(&mut piece) {
            Ok(0) => None,
            Ok(length) => {
                piece.truncate(length);
                Some(Ok(Frame::data(piece.into())))
            }
            Err(error) => Some(Err(error)),
        })
    }
}
