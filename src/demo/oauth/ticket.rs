//! Tickets: random strings that stand for something until they expire or are spent. Access tokens, refresh tokens,
//! authorization codes, browser sessions, one-time passwords and device codes are all of this one kind of thing.

use super::mint;
use crate::demo::clock;
use serde_json::Value;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Access,
    Refresh,
    Code,
    Browser,
    Otp,
    Device,
}

#[derive(Clone, Debug)]
pub struct Ticket {
    pub kind: Kind,
    /// Id of the app, which keeps it when its key changes; empty for a browser session.
    pub app: String,
    /// 18-character user id; empty for a device that waits.
    pub user: String,
    /// Granted scopes with blanks between.
    pub scope: String,
    /// What came of one login shares its family and ends with it.
    pub family: String,
    /// Milliseconds since 1970, like the two below.
    pub issued: i64,
    pub expires: i64,
    pub spent: Option<i64>,
    /// What only this kind has to remember.
    pub detail: Value,
}

impl Ticket {
    /// One that comes of no app and lasts `lifetime` milliseconds.
    pub fn new(kind: Kind, user: &str, lifetime: i64) -> Self {
        let now = clock::millis();
        Self {
            kind,
            app: String::new(),
            user: user.to_owned(),
            scope: String::new(),
            family: mint::plain(),
            issued: now,
            expires: now.saturating_add(lifetime),
            spent: None,
            detail: Value::Null,
        }
    }

    pub fn live(&self) -> bool {
        self.spent.is_none() && self.expires > clock::millis()
    }

    /// Whether the granted scopes hold `scope`, which `full` does for all but `refresh_token`.
    pub fn may(&self, scope: &str) -> bool {
        self.scope.split(' ').any(|granted| granted == scope || granted == "full")
    }
}

impl Kind {
    pub const ALL: [Self; 6] = [Self::Access, Self::Refresh, Self::Code, Self::Browser, Self::Otp, Self::Device];

    pub fn name(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Refresh => "refresh",
            Self::Code => "code",
            Self::Browser => "browser",
            Self::Otp => "otp",
            Self::Device => "device",
        }
    }
}
