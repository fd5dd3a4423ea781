//! From a [`Reply`] to an HTTP response: indented and compressed as the caller asked, spoiled as `--fail` asked.

use super::{
    drip::Drip,
    failure::Outcome,
    packed::{Shelf, packed},
    pretty,
    stream::Stream,
};
use crate::demo::wire::{Call, Reply};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::{body::Body, response::Response};
use flate2::{Compression, read::GzEncoder};
use std::io::Read;

/// What the caller's headers say about the form of the reply.
#[derive(Clone, Copy, Default)]
pub struct Wish {
    pretty: bool,
    gzip: bool,
}

impl Wish {
    pub fn of(call: &Call) -> Self {
        let accepted = call.header("accept-encoding").unwrap_or_default();
        Self { pretty: call.header("x-prettyprint") == Some("1"), gzip: accepted.contains("gzip") }
    }
}

pub fn response(mut reply: Reply, wish: Wish, spoiled: Option<Outcome>, shelf: &Shelf) -> Response {
    if wish.pretty || !wish.gzip {
        reply = reply.whole();
    }
    if wish.pretty {
        reply.body = pretty::indent(reply.body);
    }
    let mut response = match reply.file.take() {
        Some(file) if spoiled.is_none() && wish.gzip => {
            reply = reply.with(header::CONTENT_ENCODING.as_str(), "gzip");
            Response::new(Body::new(Stream(GzEncoder::new(file, Compression::fast()))))
        }
        Some(file) if spoiled.is_none() => Response::new(Body::new(Stream(file))),
        file => {
            if let Some(mut file) = file {
                // What cannot be read is missing at the end, as it would be on its way.
                let _ = file.read_to_end(&mut reply.body);
            }
            if wish.gzip && !reply.body.is_empty() {
                reply = packed(reply, shelf);
            }
            Response::new(body(std::mem::take(&mut reply.body), spoiled))
        }
    };
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in reply.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().append(name, value);
        }
    }
    response
}

fn body(mut bytes: Vec<u8>, spoiled: Option<Outcome>) -> Body {
    match spoiled {
        Some(Outcome::Reset) => Body::new(Drip::broken(&bytes)),
        Some(Outcome::Slow) => Body::new(Drip::slow(&bytes)),
        Some(Outcome::Truncate) => {
            bytes.truncate(bytes.len() / 2);
            bytes.into()
        }
        _ => bytes.into(),
    }
}
