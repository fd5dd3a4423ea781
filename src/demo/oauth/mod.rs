//! OAuth, identity and the browser's side of the org: apps, logins, tokens, and the pages that people see.

mod app;
mod assertion;
mod authorize;
mod bridge;
mod browser;
mod claims;
mod client;
mod connect;
mod discovery;
mod form;
mod grant;
mod identity;
mod introspect;
mod login;
pub mod mint;
mod page;
pub mod password;
mod pkce;
mod refusal;
mod revoke;
mod sign_in;
mod signer;
#[cfg(test)]
mod tests;
mod ticket;
mod tickets;
mod token;
mod user;

pub use client::Client;
pub use form::Form;
pub use login::Login;
pub use refusal::Refusal;
#[cfg(test)]
pub use signer::signature;
pub use ticket::{Kind, Ticket};
pub use tickets::{Held, Tickets};
pub use user::{PASSWORD, SECURITY_TOKEN, User};

use super::{
    org::Org,
    wire::{Call, Reply},
};

/// What every handler here returns. An error is an answer too: one that came early.
pub type Answer = Result<Reply, Reply>;

/// Everything outside the data APIs.
pub fn answer(org: &Org, call: &Call) -> Reply {
    let path: Vec<&str> = call.path.iter().map(String::as_str).collect();
    let answer = match path.as_slice() {
        ["services", "oauth2", "authorize"] | ["services", "oauth2", "authorize", _] => authorize::answer(org, call),
        ["services", "oauth2", "token"] => token::answer(org, call),
        ["services", "oauth2", "revoke"] => revoke::answer(org, call),
        ["services", "oauth2", "introspect"] => introspect::answer(org, call),
        ["services", "oauth2", "userinfo"] => identity::user_info(org, call),
        ["services", "oauth2", "singleaccess"] => bridge::single_access(org, call),
        ["services", "oauth2", "success" | "callback" | "echo"] => Ok(arrived()),
        ["services", ..] => Ok(page::message(404, "Not found", "The demo org has nothing here.")),
        ["id", "keys"] => Ok(Reply::json(200, &signer::published())),
        ["id", organization, user] => identity::identity(org, call, organization, user),
        [".well-known", "openid-configuration"] => discovery::openid(call),
        [".well-known", "auth-configuration"] => discovery::login_page(call),
        [".well-known", "oauth-authorization-server"] => discovery::server(call),
        [".well-known", "oauth-protected-resource", path @ ..] => discovery::resource(call, path),
        [".well-known" | "favicon.ico", ..] => Ok(Reply::empty(404)),
        ["secur", "frontdoor.jsp"] => bridge::front_door(org, call),
        ["setup", "connect"] => connect::answer(org, call),
        ["login"] => sign_in::answer(org, call),
        _ => bridge::landing(org, call),
    };
    let reply = answer.unwrap_or_else(|early| early);
    reply.with("Cache-Control", "no-cache,must-revalidate,max-age=0,no-store,private")
}

/// Where a browser ends that nobody waits for: its address holds what the app needs.
fn arrived() -> Reply {
    page::message(200, "Signed in", "Copy the address of this page and paste it into the program that sent you here.")
}

/// The live session behind the bearer token of a call.
pub fn session(org: &Org, call: &Call) -> rusqlite::Result<Option<Ticket>> {
    bearer(call).map_or(Ok(None), |token| session_of(org, token))
}

/// The live session behind an access token.
pub fn session_of(org: &Org, token: &str) -> rusqlite::Result<Option<Ticket>> {
    org.tickets().live(Kind::Access, token)
}

/// `OAuth` is what `Bearer` was once called.
fn bearer(call: &Call) -> Option<&str> {
    let (scheme, token) = call.header("authorization")?.split_once(' ')?;
    let known = ["bearer", "oauth"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    known.then_some(token.trim())
}
