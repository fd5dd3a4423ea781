//! `--list-view OBJECT/NAME`: the query that a list view of the org stands for.

use crate::api::{Error, list_view};
use crate::cli::describe::{known, nearest};
use crate::ctx::{Ctx, Freshness};
use crate::error::{Exit, Failure};
use std::str::FromStr;

/// A list view by its object and its label, developer name or id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListView {
    object: String,
    name: String,
}

impl FromStr for ListView {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (object, name) = text.split_once('/').ok_or("a list view looks like Account/AllAccounts")?;
        let plain = |c: char| c == '_' || c.is_ascii_alphanumeric();
        if object.is_empty() || name.is_empty() || !object.chars().all(plain) {
            return Err("a list view looks like Account/AllAccounts".to_owned());
        }
        Ok(Self { object: object.to_owned(), name: name.to_owned() })
    }
}

/// The SOQL of a list view, as the org tells it.
pub async fn soql(view: &ListView, ctx: &Ctx) -> anyhow::Result<String> {
    if ctx.several().is_some() {
        return Err(Failure::usage("--list-view is about one org").hint("--org ALIAS").into());
    }
    let client = ctx.client().await?;
    let known = match list_view::all(client, &view.object).await {
        Err(Error::Refused(refusal)) if refusal.status == 404 => {
            // Mostly there is no such object.
            known::one(&view.object, Freshness::Renewed, ctx).await?;
            return Err(Error::Refused(refusal).into());
        }
        outcome => outcome?,
    };
    let Some(found) = list_view::find(&known, &view.name) else {
        let names: Vec<&str> = known.iter().map(|known| known.developer_name.as_str()).collect();
        let alike = nearest::of(&view.name, names.iter().copied());
        let which = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        let text = format!("`{}` has no list view `{}`", view.object, view.name);
        // An object may have hundreds.
        let text = if alike.is_empty() { format!("{text}; it has {which}") } else { text };
        return Err(nearest::missing(&text, &alike));
    };
    if !found.soql_compatible {
        let text = format!("the list view `{}` of `{}` cannot be asked for as SOQL", view.name, view.object);
        return Err(Failure::new(Exit::Refused, text).into());
    }
    Ok(list_view::query(client, &view.object, &found.id).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_an_object_and_a_name() {
        let view: ListView = "Account/All / Accounts".parse().expect("is one");
        assert_eq!((view.object.as_str(), view.name.as_str()), ("Account", "All / Accounts"));
        for text in ["Account", "Account/", "/x", "Acc?ount/x", "../x"] {
            assert!(text.parse::<ListView>().is_err(), "{text}");
        }
    }
}
