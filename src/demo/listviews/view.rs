//! A list view as it is kept: a few parts of a query, with names for people and programs.

use crate::demo::{id, schema::Object};
use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    #[serde(skip)]
    pub id: String,
    pub object: String,
    pub name: String,
    pub label: String,
    /// As in a SELECT.
    pub columns: Vec<String>,
    #[serde(default)]
    pub filter: String,
    #[serde(default = "everything")]
    pub scope: String,
    pub order: String,
}

fn everything() -> String {
    "everything".to_owned()
}

/// Columns that every view has and nobody sees.
pub const HIDDEN: [&str; 4] = ["Id", "CreatedDate", "LastModifiedDate", "SystemModstamp"];

/// All list views of the org.
pub struct Views(Vec<View>);

impl Views {
    pub fn read() -> anyhow::Result<Self> {
        #[derive(Deserialize)]
        struct File {
            view: Vec<View>,
        }
        let mut views = toml::from_str::<File>(include_str!("views.toml"))?.view;
        for (number, view) in (1..).zip(&mut views) {
            view.id = id::make("00B", number);
        }
        Ok(Self(views))
    }

    /// The views of one object, the one that its tab opens with first.
    pub fn of(&self, object: &Object) -> impl Iterator<Item = &View> {
        self.0.iter().filter(|view| view.object == object.name)
    }
}

impl View {
    /// Everything that is selected, as selected: what is shown, then what is hidden and not shown already.
    pub fn selected(&self) -> Vec<&str> {
        let hidden = HIDDEN.into_iter().filter(|name| !self.columns.iter().any(|column| column == name));
        self.columns.iter().map(String::as_str).chain(hidden).collect()
    }

    /// The query that the view stands for.
    pub fn query(&self) -> String {
        let scope = if self.scope == "mine" { " USING SCOPE mine" } else { "" };
        let filter = if self.filter.is_empty() { String::new() } else { format!(" WHERE {}", self.filter) };
        let (columns, object, order) = (self.selected().join(", "), &self.object, self.order());
        format!("SELECT {columns} FROM {object}{scope}{filter} ORDER BY {order}")
    }

    fn order(&self) -> String {
        let direction = if self.order.ends_with(" DESC") { " NULLS LAST" } else { " ASC NULLS FIRST" };
        format!("{}{direction}, Id ASC NULLS FIRST", self.order)
    }
}
