//! The apps that may ask an org for tokens (`spec/oauth.md` 10.7): which there are, their credentials, and who uses
//! them. External Client Apps have all of it; of a connected app the API tells little more than its name.

mod credentials;
mod staged;
mod usage;

pub use credentials::{Consumer, Part, consumers, credentials, first, keyed};
pub use staged::{Staged, State, discarding, rotating, send, staged, staging, whole};
pub use usage::{End, Token, User, revoke, revoking, tokens, users};

use super::describe::read;
use super::query;
use super::{Call, Client, Error, Place};
use crate::http::Method;
use crate::http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

const EXTERNAL: &str = "SELECT Id, DeveloperName, MasterLabel FROM ExternalClientApplication ORDER BY DeveloperName";
const CONNECTED: &str = "SELECT Id, Name FROM ConnectedApplication ORDER BY Name";

/// What an app is to the org.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    External,
    /// Of the kind that can no longer be made.
    Connected,
}

/// An app of the org.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    pub id: String,
    /// Its developer name; a connected app has none and is known by its label.
    pub name: String,
    pub label: String,
    pub kind: Kind,
}

/// What a name stands for.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    One(App),
    /// Several fit equally well.
    Several(Vec<App>),
    /// None fits; these are all there are.
    None(Vec<App>),
}

/// The app with this Id, developer name or label; names of programs go before those of people, External Client Apps
/// before connected apps.
pub async fn find(client: &Arc<Client>, name: &str) -> Result<Found, Error> {
    let mut apps = external(client).await?;
    let mut matching = named(&apps, name);
    if matching.is_empty() {
        let connected = connected(client).await?;
        matching = named(&connected, name);
        apps.extend(connected);
    }
    Ok(match (matching.pop(), matching.is_empty()) {
        (Some(app), true) => Found::One(app),
        (Some(app), false) => Found::Several(matching.into_iter().chain([app]).collect()),
        (None, _) => Found::None(apps),
    })
}

/// All that fit best.
fn named(apps: &[App], name: &str) -> Vec<App> {
    let fits: [fn(&App, &str) -> bool; 4] = [
        |app, name| app.id == name || app.id.get(..15) == Some(name),
        |app, name| app.name == name,
        |app, name| app.name.eq_ignore_ascii_case(name),
        |app, name| app.label.eq_ignore_ascii_case(name),
    ];
    let matching = |fits: &fn(&App, &str) -> bool| apps.iter().filter(|app| fits(app, name)).cloned().collect();
    fits.iter().map(matching).find(|matching: &Vec<App>| !matching.is_empty()).unwrap_or_default()
}

/// Every External Client App.
pub async fn external(client: &Arc<Client>) -> Result<Vec<App>, Error> {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Row {
        id: String,
        developer_name: String,
        master_label: Option<String>,
    }
    let app = |Row { id, developer_name: name, master_label }: Row| {
        let label = master_label.unwrap_or_else(|| name.clone());
        App { id, name, label, kind: Kind::External }
    };
    Ok(rows(client, EXTERNAL).await?.into_iter().map(app).collect())
}

async fn connected(client: &Arc<Client>) -> Result<Vec<App>, Error> {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Row {
        id: String,
        name: String,
    }
    let app = |Row { id, name }: Row| App { id, label: name.clone(), name, kind: Kind::Connected };
    Ok(rows(client, CONNECTED).await?.into_iter().map(app).collect())
}

/// The rows of a query. An object that the org does not have, or does not show, has none.
async fn rows<T: DeserializeOwned>(client: &Arc<Client>, soql: &str) -> Result<Vec<T>, Error> {
    match query::all(client, soql).await {
        Err(Error::Refused(refusal)) if refusal.code == "INVALID_TYPE" => Ok(Vec::new()),
        rows => rows,
    }
}

/// A call to a place that the org itself named, or to a resource.
fn call(method: Method, place: &str, body: Option<&str>) -> Call {
    let headers = body.map(|_| (CONTENT_TYPE, HeaderValue::from_static("application/json")));
    let body = body.map(|body| body.to_owned().into());
    Call { method, place: Place::typed(place), headers: HeaderMap::from_iter(headers), body }
}

/// Sends a call and reads what it brings.
async fn ask<T: DeserializeOwned>(client: &Client, call: &Call) -> Result<T, Error> {
    read(&client.accept(client.call(call).await?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_programs_go_before_those_of_people() {
        let app = |id: &str, name: &str, label: &str| App {
            id: id.to_owned(),
            name: name.to_owned(),
            label: label.to_owned(),
            kind: Kind::External,
        };
        let apps = [
            app("0xI000000000001AAA", "Writer", "Writer"),
            app("0xI000000000002AAA", "Writer_2", "writer"),
            app("0xI000000000003AAA", "Other", "Reports"),
            app("0xI000000000004AAA", "More", "reports"),
        ];
        let ids = |name: &str| named(&apps, name).into_iter().map(|app| app.id[10..15].to_owned()).collect::<Vec<_>>();
        assert_eq!(ids("Writer"), ["00001"]);
        assert_eq!(ids("writer"), ["00001"]);
        assert_eq!(ids("0xI000000000002"), ["00002"]);
        assert_eq!(ids("Reports"), ["00003", "00004"]);
        assert!(ids("Wrter").is_empty());
    }
}
