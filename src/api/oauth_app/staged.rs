//! The second pair of a consumer. A staged pair works beside the first; rotating makes it the first, and the one before
//! goes on in its place until it expires or is deleted. There is never more than one.

use super::{ask, call};
use crate::api::{Call, Client, Error, describe};
use crate::http::Method;
use crate::secret::Secret;
use jiff::Timestamp;
use serde::Deserialize;

/// What the second pair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum State {
    /// New, to become the first.
    Active,
    /// Was the first.
    Rotated,
    Expired,
    /// Something that this program does not know.
    Other,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Staged {
    pub id: String,
    pub state: State,
    pub key: Option<String>,
    pub secret: Option<Secret>,
    pub created_by: Option<String>,
    pub created_date: Option<String>,
    pub expiration_date: Option<String>,
}

impl State {
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Rotated => "Rotated",
            Self::Expired => "Expired",
            Self::Other => "Other",
        }
    }
}

impl From<String> for State {
    fn from(name: String) -> Self {
        let known = [Self::Active, Self::Rotated, Self::Expired];
        known.into_iter().find(|state| state.name().eq_ignore_ascii_case(&name)).unwrap_or(Self::Other)
    }
}

impl Staged {
    /// Whether the pair still opens anything.
    pub fn works(&self) -> bool {
        let ended = self.expiration_date.as_deref().and_then(|date| date.parse::<Timestamp>().ok());
        self.state != State::Expired && ended.is_none_or(|end| end > Timestamp::now())
    }
}

/// What the org tells of second pairs: a list, which holds one at most, or one by itself.
#[derive(Deserialize)]
#[serde(untagged)]
enum Told {
    #[serde(rename_all = "camelCase")]
    List {
        staged_credentials: Vec<Staged>,
    },
    One(Staged),
}

/// The second pair of a consumer. Not every org tells its secret here.
pub async fn staged(client: &Client, app: &str, consumer: &str) -> Result<Option<Staged>, Error> {
    match send(client, &call(Method::GET, &place(app, consumer, ""), None)).await {
        // Before version 65 there is no such place.
        Err(Error::Refused(refusal)) if refusal.status == 404 => Ok(None),
        told => told,
    }
}

/// The second pair with its secret.
pub async fn whole(client: &Client, app: &str, consumer: &str, pair: Staged) -> Result<Staged, Error> {
    if pair.secret.is_some() && pair.key.is_some() {
        return Ok(pair);
    }
    ask(client, &call(Method::GET, &place(app, consumer, &pair.id), None)).await
}

/// What makes a second pair. Without a body the org waits for one.
pub fn staging(app: &str, consumer: &str) -> Call {
    call(Method::POST, &place(app, consumer, ""), Some("{}"))
}

/// What makes the second pair the first.
pub fn rotating(app: &str, consumer: &str, id: &str) -> Call {
    call(Method::PATCH, &place(app, consumer, id), Some(r#"{"command":"rotate"}"#))
}

/// What ends the second pair.
pub fn discarding(app: &str, consumer: &str, id: &str) -> Call {
    call(Method::DELETE, &place(app, consumer, id), None)
}

/// Sends one of these; what comes back is the second pair as it is then, if the org tells it.
pub async fn send(client: &Client, call: &Call) -> Result<Option<Staged>, Error> {
    let text = client.accept(client.call(call).await?)?;
    if text.trim().is_empty() {
        return Ok(None);
    }
    Ok(match describe::read(&text)? {
        Told::List { staged_credentials } => staged_credentials.into_iter().next(),
        Told::One(pair) => Some(pair),
    })
}

fn place(app: &str, consumer: &str, id: &str) -> String {
    let behind = if id.is_empty() { String::new() } else { format!("/{id}") };
    format!("apps/oauth/credentials/{app}/{consumer}/staged{behind}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_works_until_its_date() {
        let staged = |state: &str, date: &str| -> Staged {
            let text = format!(r#"{{"id":"1","state":"{state}","expirationDate":"{date}","secret":"CANARY"}}"#);
            serde_json::from_str(&text).expect("reads")
        };
        assert!(staged("rotated", "2999-01-01T00:00:00.000Z").works());
        assert!(staged("Active", "").works());
        assert!(!staged("Active", "2020-01-01T00:00:00.000Z").works());
        assert!(!staged("Expired", "2999-01-01T00:00:00.000Z").works());
        assert_eq!(staged("Paused", "").state, State::Other);
        assert!(!format!("{:?}", staged("Active", "")).contains("CANARY"));
    }

    #[test]
    fn a_second_pair_comes_alone_or_in_a_list() {
        let key = |text: &str| match describe::read(text).expect("reads") {
            Told::List { staged_credentials } => staged_credentials.into_iter().next().and_then(|pair| pair.key),
            Told::One(pair) => pair.key,
        };
        let pair = r#"{"id":"1","state":"Active","key":"3MVG"}"#;
        assert_eq!(key(pair).as_deref(), Some("3MVG"));
        assert_eq!(key(&format!(r#"{{"stagedCredentials":[{pair}],"url":"/x"}}"#)).as_deref(), Some("3MVG"));
        assert_eq!(key(r#"{"stagedCredentials":[],"url":"/x"}"#), None);
    }
}
