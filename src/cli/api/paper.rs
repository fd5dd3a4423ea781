//! What `sfo api` writes: answers as the org worded them, and requests that are not sent.

use crate::api::{self, Answer};
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::http::header::{CONTENT_TYPE, HeaderMap};
use crate::http::{Body, Request, shown};
use crate::record::Value;
use crate::term::Out;
use crate::text::visible_lines;
use std::fmt::Write as _;
use std::io::{self, Write};

/// Bytes of a long body that are written at a time.
const BLOCK: usize = 256 << 10;

/// Status line, headers and an empty line.
pub fn head(out: &mut Out, answer: &Answer, ctx: &Ctx) -> io::Result<()> {
    let text = format!("HTTP {}\n{}\n", answer.status, headers(&answer.headers));
    as_it_is(out, text.as_bytes(), ctx)
}

/// A body: JSON filtered and laid out like all JSON, anything else byte for byte. An error is for nobody's filter.
pub fn body(out: &mut Out, answer: &Answer, ctx: &Ctx) -> anyhow::Result<()> {
    match json(answer) {
        Some(value) if answer.failed() => as_it_is(out, format!("{}\n", value.text()).as_bytes(), ctx)?,
        Some(value) => ctx.put(out, value)?,
        None if ctx.options.jq.is_some() && !answer.failed() && !answer.body.is_empty() => {
            return Err(Failure::new(Exit::Refused, "the reply is not JSON, and --jq filters nothing else").into());
        }
        None => as_it_is(out, &answer.body, ctx)?,
    }
    Ok(())
}

/// A body that is too long to be held, byte for byte.
pub async fn long(out: &mut Out, answer: &Answer, mut rest: Body) -> anyhow::Result<()> {
    out.write_all(&answer.body)?;
    while !rest.ended() {
        out.write_all(&rest.up_to(BLOCK, &mut |_| false).await.map_err(api::Error::from)?)?;
    }
    if answer.headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json")) {
        writeln!(out)?;
    }
    Ok(())
}

/// Refuses what a terminal cannot show, unless it was asked for by name.
pub fn refuse_binary(answer: &Answer, ctx: &Ctx) -> Result<(), Failure> {
    if !ctx.on_screen() || ctx.options.output.is_some() || is_text(&answer.body) {
        return Ok(());
    }
    let kind = answer.headers.get(CONTENT_TYPE).map_or("bytes".into(), |kind| String::from_utf8_lossy(kind.as_bytes()));
    Err(Failure::new(Exit::Refused, format!("the reply is {kind}, which no terminal shows")).hint("--output FILE"))
}

/// Text, or the head of one that ends within a character.
fn is_text(bytes: &[u8]) -> bool {
    let torn = |error: std::str::Utf8Error| error.error_len().is_none();
    !bytes.contains(&0) && std::str::from_utf8(bytes).map_or_else(torn, |_| true)
}

/// The body, if it is JSON.
pub fn json(answer: &Answer) -> Option<Value<'_>> {
    Value::parse(std::str::from_utf8(&answer.body).ok()?).ok()
}

/// The request as it would be sent, without its secrets; of files, which.
pub fn request(out: &mut Out, request: &Request) -> io::Result<()> {
    writeln!(out, "{} {}", request.method(), request.url())?;
    write!(out, "authorization: Bearer ****\n{}", headers(request.headers()))?;
    let Some(body) = request.body() else { return Ok(()) };
    writeln!(out)?;
    for part in body.parts() {
        match part {
            Ok(bytes) => out.write_all(bytes)?,
            Err((path, len)) => write!(out, "<{len} bytes of {}>", path.display())?,
        }
    }
    writeln!(out)
}

/// Byte for byte, but nothing steers a screen.
fn as_it_is(out: &mut Out, bytes: &[u8], ctx: &Ctx) -> io::Result<()> {
    if ctx.on_screen() && ctx.options.output.is_none() {
        return out.write_all(visible_lines(&String::from_utf8_lossy(bytes)).as_bytes());
    }
    out.write_all(bytes)
}

fn headers(headers: &HeaderMap) -> String {
    headers.iter().fold(String::new(), |mut text, (name, value)| {
        let _ = writeln!(text, "{name}: {}", shown(name, value));
        text
    })
}

#[cfg(test)]
mod tests {
    use super::is_text;

    #[test]
    fn text_is_told_from_bytes() {
        assert!(is_text(b"") && is_text("é\n".as_bytes()) && is_text(&"aé".as_bytes()[..2]));
        assert!(!is_text(b"%PDF\0") && !is_text(b"\xff\xfe") && !is_text(b"\xc3("));
    }
}
