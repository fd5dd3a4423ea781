//! A body that arrives in pieces, with pauses between them, and may break off before its end.

use axum::body::{Bytes, HttpBody};
use http_body::Frame;
use std::{
    collections::VecDeque,
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::time::{Sleep, sleep};

pub struct Drip {
    pieces: VecDeque<Bytes>,
    pause: Duration,
    breaks: bool,
    asleep: Option<Pin<Box<Sleep>>>,
}

impl Drip {
    /// The first half, then a broken connection. The pause lets the half leave before the break.
    pub fn broken(body: &[u8]) -> Self {
        let half = Bytes::copy_from_slice(&body[..body.len() / 2]);
        Self { pieces: [half].into(), pause: Duration::from_millis(50), breaks: true, asleep: None }
    }

    /// Everything, over four seconds.
    pub fn slow(body: &[u8]) -> Self {
        let pieces = body.chunks(body.len().div_ceil(8).max(1)).map(Bytes::copy_from_slice).collect();
        Self { pieces, pause: Duration::from_millis(500), breaks: false, asleep: None }
    }
}

impl HttpBody for Drip {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if let Some(asleep) = &mut self.asleep {
            ready!(asleep.as_mut().poll(context));
            self.asleep = None;
        }
        match self.pieces.pop_front() {
            Some(piece) => {
                self.asleep = Some(Box::pin(sleep(self.pause)));
                Poll::Ready(Some(Ok(Frame::data(piece))))
            }
            None if self.breaks => Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into()))),
            None => Poll::Ready(None),
        }
    }
}
