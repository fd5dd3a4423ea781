//! From an HTTP request to a [`Call`]: size limits, the host it was meant for, compressed bodies, method overrides.

use super::spool;
use crate::demo::wire::{Call, Fault, Reply, address};
use axum::http::{HeaderMap, request, uri::PathAndQuery};
use axum::{body, extract::Request};
use flate2::read::{GzDecoder, ZlibDecoder};
use std::{borrow::Cow, io::Read, sync::Arc};

/// Bytes of an address, and of an address with its headers.
const ADDRESS: usize = 16_384;
/// Bytes of a body by what it is, also after it was unpacked: rows of a job, JSON, and a file with its record. The
/// last is less than some orgs take, because the store keeps no longer texts.
const BODY: usize = 150 << 20;
const JSON: usize = 50 << 20;
const FILE: usize = 500 << 20;

pub async fn call(request: Request) -> Result<Call, Reply> {
    let (head, body) = request.into_parts();
    measure(&head)?;
    let host = host(&head.headers).ok_or_else(misdirected)?;
    if spool::wanted(&head.headers) {
        let file = spool::file(&head.headers, body, BODY.try_into().unwrap_or(u64::MAX)).await?;
        return Ok(Call { upload: Some(Arc::new(file)), ..assemble(&head, host, Vec::new()) });
    }
    let most = most(&head.headers);
    let body = body::to_bytes(body, most).await.map_err(|_| Reply::from(too_large()))?;
    let body = unpacked(&head.headers, &body, most)?;
    Ok(assemble(&head, host, body))
}

fn assemble(head: &request::Parts, host: &str, body: Vec<u8>) -> Call {
    let (path, mut query) = address(head.uri.path_and_query().map_or("", PathAndQuery::as_str));
    let method = match query.iter().position(|(name, _)| name == "_HttpMethod") {
        Some(at) if head.method == "POST" => query.remove(at).1.to_ascii_uppercase(),
        _ => head.method.as_str().to_owned(),
    };
    let headers = head
        .headers
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
    Call {
        method,
        path,
        query,
        headers: headers.collect(),
        body,
        origin: format!("http://{host}"),
        user: String::new(),
        ..Call::default()
    }
}

fn measure(head: &request::Parts) -> Result<(), Reply> {
    let address = head.uri.path_and_query().map_or(0, |address| address.as_str().len());
    let headers: usize = head.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    match address {
        ADDRESS.. if address > ADDRESS => Err(page(414, "URI Too Long")),
        _ if address + headers > ADDRESS => Err(page(431, "Request Header Fields Too Large")),
        _ => Ok(()),
    }
}

/// The host that the caller asked for, where it is this machine. Any other name means that a page in a browser
/// got here through a name server of its own.
fn host(headers: &HeaderMap) -> Option<&str> {
    let host = headers.get("host")?.to_str().ok()?;
    let (bare, port) = match host.rsplit_once(':') {
        Some((bare, port)) if !port.ends_with(']') => (bare, port),
        _ => (host, ""),
    };
    let bare = bare.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(bare);
    if !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let loopback = bare.parse::<std::net::IpAddr>().map(|address| address.is_loopback());
    let plain = bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-');
    let named = bare == "localhost" || plain && bare.ends_with(".localhost");
    loopback.unwrap_or(named).then_some(host)
}

/// The most bytes that the body may have.
fn most(headers: &HeaderMap) -> usize {
    let kind = headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    match kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "application/json" | "application/xml" => JSON,
        "multipart/form-data" => FILE,
        _ => BODY,
    }
}

fn unpacked(headers: &HeaderMap, body: &[u8], most: usize) -> Result<Vec<u8>, Fault> {
    let encoding =
        headers.get("content-encoding").map_or(Cow::default(), |value| String::from_utf8_lossy(value.as_bytes()));
    match encoding.to_ascii_lowercase().as_str() {
        "" | "identity" => Ok(body.to_vec()),
        "gzip" | "x-gzip" => inflated(GzDecoder::new(body), "GZIP", most),
        "deflate" => inflated(ZlibDecoder::new(body), "DEFLATE", most),
        _ => Err(unknown_encoding(&encoding)),
    }
}

fn inflated(body: impl Read, format: &str, most: usize) -> Result<Vec<u8>, Fault> {
    let mut plain = Vec::new();
    let cap = u64::try_from(most).unwrap_or(u64::MAX);
    match body.take(cap + 1).read_to_end(&mut plain) {
        Ok(size) if size > most => Err(too_large()),
        Ok(_) => Ok(plain),
        Err(_) => Err(Fault::new(400, "INVALID_INPUT", format!("Not in {format} format"))),
    }
}

pub fn unknown_encoding(encoding: &str) -> Fault {
    let message = format!("Content-Encoding header specified in HTTP request is not supported: {encoding}");
    Fault::new(415, "UNSUPPORTED_MEDIA_TYPE", message)
}

pub fn too_large() -> Fault {
    Fault::new(413, "EXCEEDED_MAX_SIZE_REQUEST", "Request size exceeded the maximum")
}

fn misdirected() -> Reply {
    Reply::text(421, "text/plain;charset=UTF-8", "this org answers on localhost only\n")
}

fn page(status: u16, reason: &str) -> Reply {
    Reply::html(
        status,
        format!("<!DOCTYPE html><html><head><title>{reason}</title></head><body>{reason}</body></html>"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{body::Body, http::header};
    use flate2::{Compression, read};

    fn head(uri: &str, host: &str) -> request::Parts {
        let request = axum::http::Request::post(uri).header("host", host).body(Body::empty());
        request.expect("is a request").into_parts().0
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for known in ["localhost:7717", "127.0.0.1", "[::1]:80", "[::1]", "login.localhost:1"] {
            assert_eq!(host(&head("/", known).headers), Some(known));
        }
        for foreign in
            ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1", "localhost:1\"2"]
        {
            assert_eq!(host(&head("/", foreign).headers), None, "{foreign}");
        }
    }

    #[test]
    fn packed_bodies_are_unpacked_and_unknown_packings_refused() {
        let body = b"{\"Name\":\"x\"}";
        let sent = |encoding: &str, body: &[u8]| {
            let headers = HeaderMap::from_iter([(header::CONTENT_ENCODING, encoding.parse().expect("is a value"))]);
            unpacked(&headers, body, 100).map_err(|fault| fault.status)
        };
        let (mut gzip, mut zlib) = (Vec::new(), Vec::new());
        read::GzEncoder::new(&body[..], Compression::fast()).read_to_end(&mut gzip).expect("packs");
        read::ZlibEncoder::new(&body[..], Compression::fast()).read_to_end(&mut zlib).expect("packs");
        assert_eq!(sent("GZIP", &gzip), Ok(body.to_vec()));
        assert_eq!(sent("deflate", &zlib), Ok(body.to_vec()));
        assert_eq!(sent("identity", body), Ok(body.to_vec()));
        assert_eq!((sent("gzip", body), sent("deflate", &gzip), sent("br", body)), (Err(400), Err(400), Err(415)));
    }

    #[test]
    fn what_a_body_is_says_how_long_it_may_be() {
        let most = |kind: &str| most(&HeaderMap::from_iter([(header::CONTENT_TYPE, kind.parse().expect("a value"))]));
        assert_eq!(most("Application/JSON; charset=UTF-8"), JSON);
        assert_eq!((most("multipart/form-data; boundary=a"), most("text/csv")), (FILE, BODY));
        let packed = HeaderMap::from_iter([(header::CONTENT_ENCODING, "gzip".parse().expect("a value"))]);
        let mut bomb = Vec::new();
        read::GzEncoder::new(&[0; 101][..], Compression::fast()).read_to_end(&mut bomb).expect("packs");
        assert_eq!(unpacked(&packed, &bomb, 100).map_err(|fault| fault.code), Err("EXCEEDED_MAX_SIZE_REQUEST"));
        assert!(unpacked(&packed, &bomb, 101).is_ok());
    }

    #[test]
    fn addresses_are_cut_decoded_and_overridden() {
        let head = head("/services/data/v67.0/query/?q=a+b%26c&_HttpMethod=patch", "localhost");
        let call = assemble(&head, "localhost", Vec::new());
        assert_eq!(call.path, ["services", "data", "v67.0", "query"]);
        assert_eq!(call.query, [("q".to_owned(), "a b&c".to_owned())]);
        assert_eq!(call.method, "PATCH");
    }

    #[test]
    fn long_addresses_and_headers_are_refused() {
        let status =
            |length: usize| measure(&head(&"/a".repeat(length / 2), "localhost")).err().map(|reply| reply.status);
        assert_eq!(status(16_000), None);
        assert_eq!(status(16_384), Some(431));
        assert_eq!(status(16_386), Some(414));
    }
}
