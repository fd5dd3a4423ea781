//! List views (`spec/rest.md` 5.6): which an object has, and the query behind one.

use super::describe::read;
use super::{Client, Error};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    listviews: Vec<ListView>,
    next_records_url: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListView {
    pub id: String,
    pub developer_name: String,
    pub label: String,
    /// Whether it can be had as a query.
    pub soql_compatible: bool,
}

/// The list views of an object.
pub async fn all(client: &Client, object: &str) -> Result<Vec<ListView>, Error> {
    let mut page: Page = read(&client.get(&format!("sobjects/{object}/listviews"), &[]).await?)?;
    let mut views = page.listviews;
    while let Some(next) = page.next_records_url {
        page = read(&client.fetch(&next).await?)?;
        views.append(&mut page.listviews);
    }
    Ok(views)
}

/// The view with this developer name, label or id; names of programs go before those of people.
pub fn find<'v>(views: &'v [ListView], name: &str) -> Option<&'v ListView> {
    let by = |matches: fn(&ListView, &str) -> bool| views.iter().find(|view| matches(view, name));
    by(|view, name| view.developer_name == name)
        .or_else(|| by(|view, name| view.developer_name.eq_ignore_ascii_case(name)))
        .or_else(|| by(|view, name| view.label.eq_ignore_ascii_case(name)))
        .or_else(|| by(|view, name| view.id == name || view.id.get(..15) == Some(name)))
}

/// The SOQL of a view.
pub async fn query(client: &Client, object: &str, id: &str) -> Result<String, Error> {
    #[derive(Deserialize)]
    struct Described {
        query: String,
    }
    let described: Described = read(&client.get(&format!("sobjects/{object}/listviews/{id}/describe"), &[]).await?)?;
    Ok(described.query)
}
