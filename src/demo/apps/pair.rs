//! The second pair of key and secret of an app: staged, it works beside the first; rotated, it is the one that was the
//! first, and works on for a while.

use super::model::{App, Consumer};
use crate::demo::{clock, id, oauth::mint};
use serde::{Deserialize, Serialize};

/// Milliseconds that a second pair lasts.
const LIFETIME: i64 = 30 * 24 * 3_600_000;

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Second {
    pub id: String,
    pub key: String,
    pub secret: String,
    /// It was the first.
    pub rotated: bool,
    /// Who staged it.
    pub by: String,
    /// Milliseconds since 1970, like the one below.
    pub created: i64,
    pub expires: i64,
}

impl Second {
    pub fn new(user: &str) -> Self {
        let now = clock::millis();
        let (key, secret) = (mint::consumer_key(), mint::consumer_secret());
        let id = id::make("0sC", now.unsigned_abs());
        Self { id, key, secret, rotated: false, by: user.to_owned(), created: now, expires: now + LIFETIME }
    }

    pub fn works(&self) -> bool {
        self.expires > clock::millis()
    }

    pub fn state(&self) -> &'static str {
        match (self.works(), self.rotated) {
            (false, _) => "Expired",
            (true, true) => "Rotated",
            (true, false) => "Active",
        }
    }
}

impl Consumer {
    /// Lets the two pairs change places; the one that was the first has its time from now on.
    pub fn rotate(&mut self) {
        if let Some(second) = &mut self.second {
            std::mem::swap(&mut self.key, &mut second.key);
            std::mem::swap(&mut self.secret, &mut second.secret);
            second.rotated = true;
            second.expires = clock::millis() + LIFETIME;
        }
    }
}

impl App {
    /// The app as whoever calls it by this key knows it: with the pair that the key belongs to.
    pub fn called(mut self, key: &str) -> Option<Self> {
        if self.consumer.key == key {
            return Some(self);
        }
        let second = self.consumer.second.take().filter(|second| second.key == key && second.works())?;
        self.consumer.key = second.key;
        self.consumer.secret = second.secret;
        Some(self)
    }
}
