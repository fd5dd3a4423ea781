//! Pairs as they are shown. A secret is in here only where it may be seen.

use crate::api::oauth_app::{App, Consumer, Staged};
use crate::secret::Secret;
use serde::Serialize;
use std::fmt;

/// The pair of an app, and the second one where there is one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    pub app: String,
    pub app_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consumer: Option<String>,
    #[serde(flatten)]
    pub pair: Pair,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staged: Option<Second>,
}

#[derive(Serialize)]
pub struct Pair {
    pub key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}

/// The second pair of an app.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Second {
    pub state: &'static str,
    #[serde(flatten)]
    pub pair: Pair,
    pub created_by: Option<String>,
    pub created_date: Option<String>,
    pub expiration_date: Option<String>,
}

impl Sheet {
    pub fn new(app: &App, consumer: &Consumer, staged: Option<&Staged>, seen: bool) -> Self {
        let pair = Pair::new(consumer.key.as_ref(), consumer.secret.as_ref(), seen);
        let name = consumer.name.clone();
        let staged = staged.map(|staged| Second::new(staged, seen));
        Self { app: app.name.clone(), app_id: app.id.clone(), consumer: name, pair, staged }
    }
}

impl Pair {
    fn new(key: Option<&String>, secret: Option<&Secret>, seen: bool) -> Self {
        let secret = secret.filter(|_| seen).map(|secret| secret.expose().to_owned());
        Self { key: key.cloned(), secret }
    }

    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<9} {}", "key", self.key.as_deref().unwrap_or("not told by the org"))?;
        writeln!(f, "{:<9} {}", "secret", self.secret.as_deref().unwrap_or("**** (app secret show --reveal has it)"))
    }
}

impl Second {
    pub fn new(staged: &Staged, seen: bool) -> Self {
        Self {
            state: staged.state.name(),
            pair: Pair::new(staged.key.as_ref(), staged.secret.as_ref(), seen),
            created_by: staged.created_by.clone(),
            created_date: staged.created_date.clone(),
            expiration_date: staged.expiration_date.clone(),
        }
    }
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<9} {} ({})", "app", self.app, self.app_id)?;
        if let Some(consumer) = &self.consumer {
            writeln!(f, "{:<9} {consumer}", "consumer")?;
        }
        self.pair.write(f)?;
        self.staged.as_ref().map_or(Ok(()), |second| write!(f, "\n{second}"))
    }
}

impl fmt::Display for Second {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.state {
            "Active" => "staged, works beside the first",
            "Rotated" => "the one before, still works",
            "Expired" => "expired",
            _ => self.state,
        };
        writeln!(f, "{:<9} {what}", "second")?;
        self.pair.write(f)?;
        let until = self.expiration_date.as_deref();
        until.map_or(Ok(()), |date| writeln!(f, "{:<9} {date}", "until"))
    }
}
