//! The session of a browser: one cookie, from before anybody has signed in, and what protects forms against other
//! sites.

use super::{Form, Kind, Refusal, Ticket, User, mint};
use crate::demo::{
    org::Org,
    wire::{Call, Reply},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::digest::{SHA256, digest};
use serde_json::json;

/// Milliseconds that a browser stays signed in.
const LIFETIME: i64 = 12 * 3_600_000;
const COOKIE: &str = "sid";

pub struct Browser {
    cookie: String,
    session: Option<Ticket>,
}

impl Browser {
    pub fn of(org: &Org, call: &Call) -> Result<Self, Refusal> {
        let Some(cookie) = sent(call) else { return Ok(Self { cookie: mint::plain(), session: None }) };
        let session = org.tickets().live(Kind::Browser, cookie)?;
        Ok(Self { cookie: cookie.to_owned(), session })
    }

    pub fn user(&self, org: &Org) -> Result<Option<User>, Refusal> {
        let Some(session) = &self.session else { return Ok(None) };
        Ok(User::of_id(org, &session.user)?.filter(|user| user.active))
    }

    /// Whether somebody signed in for this very address, and not for something else before.
    pub fn fresh_for(&self, start: &str) -> bool {
        self.session.as_ref().is_some_and(|session| session.detail["start"] == start)
    }

    /// What a form has to carry. Other sites can make a browser send the cookie, but cannot read it.
    pub fn csrf(&self) -> String {
        URL_SAFE_NO_PAD.encode(digest(&SHA256, format!("csrf {}", self.cookie).as_bytes()))
    }

    pub fn check(&self, form: &Form) -> Result<(), Refusal> {
        let right = form.get("csrf") == Some(self.csrf().as_str());
        right.then_some(()).ok_or_else(|| Refusal::new("invalid_request", "this form has expired, start again"))
    }

    /// `reply` with the cookie that its form will be checked against.
    pub fn keep(&self, reply: Reply) -> Reply {
        set(reply, &self.cookie)
    }
}

/// Signs `user` in with a new cookie and goes on to `start`.
pub fn sign_in(org: &Org, user: &User, start: &str) -> Result<Reply, Refusal> {
    let cookie = mint::plain();
    let ticket = Ticket { detail: json!({"start": start}), ..Ticket::new(Kind::Browser, &user.id, LIFETIME) };
    org.tickets().issue(&cookie, &ticket)?;
    Ok(set(Reply::empty(302).with("Location", start), &cookie))
}

fn set(reply: Reply, cookie: &str) -> Reply {
    reply.with("Set-Cookie", &format!("{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Lax"))
}

fn sent(call: &Call) -> Option<&str> {
    let pairs = call.header("cookie")?.split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(name, _)| *name == COOKIE).map(|(_, value)| value).next()
}

/// A path on this host, whatever was asked for.
pub fn local(start: Option<&str>) -> &str {
    let ours =
        |start: &&str| start.starts_with('/') && !start.starts_with("//") && !start.contains(['\\', '\r', '\n', '\t']);
    start.filter(ours).unwrap_or("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_host() {
        for (start, kept) in [(Some("/a?b=//c"), "/a?b=//c"), (None, "/")] {
            assert_eq!(local(start), kept);
        }
        for start in ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "evil", ""] {
            assert_eq!(local(Some(start)), "/", "{start}");
        }
    }
}
