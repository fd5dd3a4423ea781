//! An app as an org has it now: over the Metadata API, or where a session is a JWT, which that API does not take, as far
//! as queries tell.

use crate::api::query::{self, Ask};
use crate::api::soap::message::text;
use crate::api::{self, Client, metadata};
use crate::app::Name;
use crate::app::metadata::{Component, Kind, of_row, read, soql};
use crate::app::settings::Found;
use crate::auth::Access;
use crate::record::{Kind as Json, Value};
use std::sync::Arc;

/// What an org has of an app.
pub struct There {
    pub name: String,
    /// The Id of the app, where the org has it and tells of it.
    pub id: Option<String>,
    pub components: Vec<Component>,
    /// The session is a JWT, so that only a part could be read.
    pub by_query: bool,
}

impl There {
    /// Asks for all of it.
    pub async fn read(client: &Arc<Client>, name: &Name) -> anyhow::Result<Self> {
        Self::read_kinds(client, name, &Kind::all().collect::<Vec<_>>()).await
    }

    /// Asks for the components of these kinds.
    pub async fn read_kinds(client: &Arc<Client>, name: &Name, kinds: &[Kind]) -> anyhow::Result<Self> {
        let by_query = matches!(Access::read(&client.token().await?), Access::Jwt(_));
        let rows = rows(client, &id_soql(name), &["Id"]).await?;
        let told = rows.is_some();
        let id = rows.and_then(|rows| rows.into_iter().flatten().next()).map(|(_, id)| id);
        let mut there = Self { name: name.to_string(), id, components: Vec::new(), by_query };
        match (&there.id, by_query) {
            (None, _) if told => {}
            (_, false) => there.components = by_metadata(client, name, kinds).await?,
            (Some(id), true) => there.components = by_queries(client, name, id, kinds).await?,
            (None, true) => {}
        }
        Ok(there)
    }

    pub fn exists(&self) -> bool {
        self.id.is_some() || self.components.iter().any(|component| component.kind == Kind::App)
    }

    /// Its settings, as far as they are known.
    pub fn found(&self) -> Found {
        read(&self.name, &self.components)
    }
}

fn id_soql(name: &Name) -> String {
    format!("SELECT Id FROM ExternalClientApplication WHERE DeveloperName = '{name}'")
}

async fn by_metadata(client: &Arc<Client>, name: &Name, kinds: &[Kind]) -> anyhow::Result<Vec<Component>> {
    let mut components = Vec::new();
    for kind in kinds {
        let found = match read_members(client, *kind, &[kind.member(name.as_str())]).await {
            Ok(found) if found.is_empty() && *kind != Kind::App => under_another_name(client, name, *kind).await,
            found => found,
        };
        match found {
            Ok(found) => components.extend(found),
            // An org older than the type does not know it.
            Err(api::Error::Refused(refusal)) if refusal.code == "INVALID_TYPE" => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(components)
}

/// The consumer key as the metadata tells it, which no component keeps.
pub async fn key(client: &Client, name: &Name) -> anyhow::Result<Option<String>> {
    if matches!(Access::read(&client.token().await?), Access::Jwt(_)) {
        return Ok(None);
    }
    let member = Kind::Global.member(name.as_str());
    match metadata::read(client, Kind::Global.name(), &[member], |node| text(node, "consumerKey").map(str::to_owned))
        .await
    {
        Err(api::Error::Refused(_)) => Ok(None),
        keys => Ok(keys?.pop().filter(|key| !key.is_empty())),
    }
}

async fn read_members(client: &Client, kind: Kind, members: &[String]) -> Result<Vec<Component>, api::Error> {
    metadata::read(client, kind.name(), members, |node| Component::read(kind, node)).await
}

/// What belongs to an app may be called anything; only its content says whose it is.
async fn under_another_name(client: &Client, name: &Name, kind: Kind) -> Result<Vec<Component>, api::Error> {
    let members = match metadata::list(client, kind.name()).await {
        Err(api::Error::Refused(_)) => return Ok(Vec::new()),
        members => members?,
    };
    let mut found = Vec::new();
    for members in members.chunks(metadata::MOST) {
        found.extend(read_members(client, kind, members).await?);
    }
    found.retain(|component| component.text("externalClientApplication") == Some(name.as_str()));
    Ok(found)
}

async fn by_queries(client: &Arc<Client>, name: &Name, id: &str, kinds: &[Kind]) -> anyhow::Result<Vec<Component>> {
    let mut components = Vec::new();
    for kind in kinds {
        let Some((soql, columns)) = soql(*kind, id) else { continue };
        let row = rows(client, &soql, &columns).await?.and_then(|rows| rows.into_iter().next());
        components.extend(row.map(|cells| of_row(*kind, name.as_str(), &cells)));
    }
    if let Some(policy) = components.iter_mut().find(|component| component.kind == Kind::OauthPolicy) {
        let soql = format!(
            "SELECT Parent.Name FROM SetupEntityAccess WHERE SetupEntityId = '{id}' AND Parent.IsOwnedByProfile = false"
        );
        let sets = rows(client, &soql, &["Parent.Name"]).await?.unwrap_or_default();
        let names: Vec<_> = sets.into_iter().flatten().map(|(_, name)| name).collect();
        if !names.is_empty() {
            policy.set("commaSeparatedPermissionSet", &names.join(", "));
        }
    }
    Ok(components)
}

type Row<'c> = Vec<(&'c str, String)>;

/// The cells of rows that are not null. `None` where the org does not know the object or a column: these objects are
/// its own affair (`spec/oauth.md` 11.4).
pub async fn rows<'c>(client: &Arc<Client>, soql: &str, columns: &[&'c str]) -> anyhow::Result<Option<Vec<Row<'c>>>> {
    let ask = Ask { soql, all_rows: false, tooling: false, page_size: None, raw: false, limit: None };
    let mut found = Vec::new();
    let mut pages = match query::start(client, &ask).await {
        Err(api::Error::Refused(refusal)) if ["INVALID_TYPE", "INVALID_FIELD"].contains(&refusal.code.as_str()) => {
            return Ok(None);
        }
        pages => pages?,
    };
    while let Some(page) = pages.next().await? {
        found.extend(page.iter().map(|row| {
            let cell = |column: &&'c str| Some((*column, at(row, column)?.string().into_owned()));
            columns.iter().filter_map(cell).collect()
        }));
    }
    Ok(Some(found))
}

/// What stands at a path such as `Parent.Name`, unless it is null.
fn at<'r>(row: Value<'r>, path: &str) -> Option<Value<'r>> {
    let value = path.split('.').try_fold(row, Value::get)?;
    (value.kind() != Json::Null).then_some(value)
}
