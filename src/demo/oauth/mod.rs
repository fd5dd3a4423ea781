//! OAuth, identity and the browser's side of the org: apps, logins, tokens, and the pages that people see.

mod app;
mod assertion;
mod client;
mod form;
mod grant;
mod login;
mod mint;
mod pkce;
mod refusal;
mod signer;
mod ticket;
mod token;
mod user;

pub use app::{App, Apps, Flow, Rule};
pub use client::Client;
pub use form::Form;
pub use login::Login;
pub use refusal::Refusal;
pub use ticket::{Kind, Ticket, Tickets};
pub use user::{PASSWORD, SECURITY_TOKEN, User};

use super::{
    org::Org,
    wire::{Call, Reply},
};

/// What every handler here returns.
pub type Answer = Result<Reply, Refusal>;

/// Everything outside the data APIs.
pub fn answer(org: &Org, call: &Call) -> Reply {
    let path: Vec<&str> = call.path.iter().map(String::as_str).collect();
    let answer = match path.as_slice() {
        ["services", "oauth2", "token"] => token::answer(org, call),
        ["id", "keys"] => Ok(Reply::json(200, &signer::published())),
        _ => Ok(Reply::html(404, "<!DOCTYPE html><title>Not found</title>".to_owned())),
    };
    let reply = answer.unwrap_or_else(Reply::from);
    reply.with("Cache-Control", "no-cache,must-revalidate,max-age=0,no-store,private")
}

/// The live session behind the bearer token of a call.
pub fn session(org: &Org, call: &Call) -> rusqlite::Result<Option<Ticket>> {
    match bearer(call) {
        Some(token) => org.tickets().live(Kind::Access, token),
        None => Ok(None),
    }
}

/// `OAuth` is what `Bearer` was once called.
fn bearer(call: &Call) -> Option<&str> {
    let (scheme, token) = call.header("authorization")?.split_once(' ')?;
    let known = ["bearer", "oauth"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    known.then_some(token.trim())
}
