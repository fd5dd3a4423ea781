//! The app, and the consumer of it, that names on the command line stand for.

use super::switch;
use crate::api::oauth_app::{self, App, Consumer, Found, Kind};
use crate::api::{self, Client};
use crate::cli::describe::nearest;
use crate::error::{Exit, Failure, Remark};
use std::sync::Arc;

/// What the user needs beside it.
const PERMISSIONS: &str = "a permission set with External Client App Developer and View Client Secret";

/// The app with this developer name, label or Id.
pub async fn app(client: &Arc<Client>, name: &str) -> anyhow::Result<App> {
    match oauth_app::find(client, name).await? {
        Found::One(app) => Ok(app),
        Found::Several(apps) => {
            let apps: Vec<_> = apps.iter().map(|app| format!("{} ({})", app.name, app.id)).collect();
            let text = format!("`{name}` is the label of several apps: {}; give a developer name", apps.join(", "));
            Err(Failure::usage(text).into())
        }
        Found::None(apps) => {
            let names = apps.iter().flat_map(|app| [app.name.as_str(), app.label.as_str()]);
            let mut alike = nearest::of(name, names);
            alike.dedup();
            Err(nearest::missing(&format!("no app `{name}`"), &alike))
        }
    }
}

/// The same where only an External Client App will do: of a connected app, `page` of Setup has `what` no API has.
pub async fn external(client: &Arc<Client>, name: &str, what: &str, page: &str) -> anyhow::Result<App> {
    let app = app(client, name).await?;
    if app.kind == Kind::External {
        return Ok(app);
    }
    let text = format!("{} is a connected app, and no API has {what}; it is at Setup > {page}", app.name);
    Err(Failure::new(Exit::Refused, text).into())
}

/// The consumer of an app with this name, Id or key, or its only one.
pub async fn consumer(client: &Client, app: &App, wanted: Option<&str>) -> anyhow::Result<Consumer> {
    let mut all = oauth_app::consumers(client, &app.id).await.map_err(|error| cured(error, &app.name, None))?;
    if let Some(wanted) = wanted {
        all.retain(|one| {
            one.id == wanted || [&one.name, &one.key].iter().any(|known| known.as_deref() == Some(wanted))
        });
    }
    let names: Vec<_> = all.iter().map(|one| one.name.as_deref().unwrap_or(&one.id).to_owned()).collect();
    match (all.pop(), all.is_empty()) {
        (Some(one), true) => Ok(one),
        (Some(_), false) => {
            let text = format!("{} has several consumers: {}", app.name, names.join(", "));
            Err(Failure::usage(text).hint(format!("--consumer {}", names[0])).into())
        }
        (None, _) => {
            let text = wanted.map_or_else(|| "no OAuth settings".to_owned(), |name| format!("no consumer `{name}`"));
            Err(Failure::new(Exit::NotFound, format!("{} has {text}", app.name)).into())
        }
    }
}

/// An error of the credentials API, with what has to be changed where the org keeps them to itself.
pub fn cured(error: api::Error, app: &str, hint: Option<&str>) -> anyhow::Error {
    let forbidden = matches!(&error, api::Error::Refused(refusal) if refusal.status == 403);
    let error = anyhow::Error::from(error);
    if !forbidden {
        return error;
    }
    error.context(Remark {
        about: format!("the pair of {app}"),
        cause: Some("the org keeps secrets from its API, or your user may not have them".to_owned()),
        setup: Some(format!("{}; and for your user {PERMISSIONS}", switch::PLACE)),
        hint: hint.map(str::to_owned),
    })
}
