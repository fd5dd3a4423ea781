//! What `sfo api` writes: answers as the org worded them, and requests that are not sent.

use crate::api::Answer;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::http::header::HeaderMap;
use crate::http::{Request, shown};
use crate::record::Value;
use crate::term::Out;
use std::io::{self, Write};

/// Status line, headers and an empty line.
pub fn head(out: &mut Out, answer: &Answer) -> io::Result<()> {
    writeln!(out, "HTTP {}", answer.status)?;
    headers(out, &answer.headers)?;
    writeln!(out)
}

/// A body: JSON filtered and laid out like all JSON, anything else byte for byte. An error is for nobody's filter.
pub fn body(out: &mut Out, answer: &Answer, ctx: &Ctx) -> anyhow::Result<()> {
    match json(answer) {
        Some(value) if answer.failed() => writeln!(out, "{}", value.text())?,
        Some(value) => ctx.put(out, value)?,
        None if ctx.options.jq.is_some() && !answer.failed() && !answer.body.is_empty() => {
            return Err(Failure::new(Exit::Refused, "the reply is not JSON, and --jq filters nothing else").into());
        }
        None => out.write_all(&answer.body)?,
    }
    Ok(())
}

/// The body, if it is JSON.
pub fn json(answer: &Answer) -> Option<Value<'_>> {
    Value::parse(std::str::from_utf8(&answer.body).ok()?).ok()
}

/// The request as it would be sent, without its secrets.
pub fn request(out: &mut Out, request: &Request) -> io::Result<()> {
    writeln!(out, "{} {}", request.method(), request.url())?;
    writeln!(out, "authorization: Bearer ****")?;
    headers(out, request.headers())?;
    if let Some(body) = request.body().and_then(|body| body.as_bytes()) {
        writeln!(out)?;
        out.write_all(body)?;
        writeln!(out)?;
    }
    Ok(())
}

fn headers(out: &mut Out, headers: &HeaderMap) -> io::Result<()> {
    headers.iter().try_for_each(|(name, value)| writeln!(out, "{name}: {}", shown(name, value)))
}
