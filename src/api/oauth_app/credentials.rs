//! The consumers of an app: whoever uses it, with the pair of key and secret that it proves itself by.

use super::{ask, call};
use crate::api::{Client, Error};
use crate::http::Method;
use crate::secret::Secret;
use serde::Deserialize;

/// What to ask for of a pair. The org keeps the secret to itself unless it was told otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Key,
    Secret,
    Both,
}

/// A consumer of an app. Most apps have one.
#[derive(Clone, Debug, Deserialize)]
pub struct Consumer {
    pub id: String,
    pub name: Option<String>,
    pub key: Option<String>,
    pub secret: Option<Secret>,
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Secret => "secret",
            Self::Both => "keyandsecret",
        }
    }
}

/// The consumers of the app with this Id, in the order of the org.
pub async fn consumers(client: &Client, app: &str) -> Result<Vec<Consumer>, Error> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Page {
        #[serde(default)]
        consumers: Vec<Consumer>,
        next_page_url: Option<String>,
    }
    let mut consumers = Vec::new();
    let mut next = Some(format!("apps/oauth/credentials/{app}"));
    while let Some(place) = next {
        let page: Page = ask(client, &call(Method::GET, &place, None)).await?;
        // Also the last page names a next one, which is empty.
        next = page.next_page_url.filter(|_| !page.consumers.is_empty());
        consumers.extend(page.consumers);
    }
    Ok(consumers)
}

/// The first consumer of an app, with its key. Most apps have no other.
pub async fn first(client: &Client, app: &str) -> Result<Option<Consumer>, Error> {
    match consumers(client, app).await?.into_iter().next() {
        Some(consumer) => keyed(client, app, consumer).await.map(Some),
        None => Ok(None),
    }
}

/// A consumer with its key, which not every org tells in the list.
pub async fn keyed(client: &Client, app: &str, consumer: Consumer) -> Result<Consumer, Error> {
    if consumer.key.is_some() {
        return Ok(consumer);
    }
    credentials(client, app, &consumer.id, Part::Key).await
}

/// The pair of a consumer, or a part of it.
pub async fn credentials(client: &Client, app: &str, consumer: &str, part: Part) -> Result<Consumer, Error> {
    let place = format!("apps/oauth/credentials/{app}/{consumer}?part={}", part.name());
    ask(client, &call(Method::GET, &place, None)).await
}
