//! What an order asks the org beside the app itself.

use crate::api::{self, Client, oauth_app};
use crate::app::Name;
use crate::auth;
use crate::cli::app::there::{self, rows};
use crate::error::Failure;
use crate::soql::quote;
use std::sync::Arc;

/// The address of whoever is signed in.
pub async fn own_address(client: &Client) -> anyhow::Result<String> {
    let token = client.token().await?;
    let told = auth::userinfo(client.http(), client.origin(), &token).await;
    let address = told.ok().and_then(|user| user.email);
    address.ok_or_else(|| {
        Failure::usage("a new app needs an address to ask about it").hint("--contact-email ADDRESS").into()
    })
}

/// Whether there is such a permission set.
pub async fn has_permission_set(client: &Arc<Client>, name: &str) -> anyhow::Result<bool> {
    let soql = format!("SELECT Name FROM PermissionSet WHERE Name = {}", quote(name));
    Ok(rows(client, &soql, &["Name"]).await?.is_some_and(|rows| !rows.is_empty()))
}

/// Whether there is such a user, who is active. An org that does not say has one.
pub async fn has_user(client: &Arc<Client>, name: &str) -> anyhow::Result<bool> {
    let soql = format!("SELECT Id FROM User WHERE Username = {} AND IsActive = true", quote(name));
    Ok(rows(client, &soql, &["Id"]).await?.is_none_or(|rows| !rows.is_empty()))
}

/// The consumer key, which is no secret: of the credentials API, or where that tells it nobody, of the metadata.
pub async fn key(client: &Client, name: &Name, id: Option<&str>) -> anyhow::Result<Option<String>> {
    let told = match id {
        Some(id) => oauth_app::first(client, id).await,
        None => Ok(None),
    };
    match told.map(|consumer| consumer.and_then(|consumer| consumer.key)) {
        Ok(Some(key)) => Ok(Some(key)),
        Ok(None) | Err(api::Error::Refused(_)) => there::key(client, name).await,
        Err(error) => Err(error.into()),
    }
}
