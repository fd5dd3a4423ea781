//! `sfo app show`: all that an org tells about one of its apps.

use super::inside::{Inside, Lasting};
use super::named;
use crate::api::oauth_app::{self, Kind, Staged};
use crate::api::{Client, Error};
use crate::app::boxes;
use crate::app::scope;
use crate::app::settings::Setting;
use crate::ctx::Ctx;
use serde::Serialize;
use std::fmt::{self, Display};

/// Users that a person is shown.
const ENOUGH: usize = 10;

/// Show all that the org tells about an app, but no secret
///
/// Boxes and values have the labels of Setup. What the org keeps from your user is called unknown.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo app show Demo_Public -o demo
  sfo app show Demo_Confidential -o demo --jq .clientId")]
pub struct Args {
    /// Developer name, label or Id of the app
    name: String,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    let inside = Inside::read(client, named::app(client, &args.name).await?).await?;
    let staged = staged(client, &inside).await?;
    ctx.show(&Sheet::new(inside, staged.as_ref()))
}

/// The second pair of its credentials. That the org keeps it to itself is no failure.
async fn staged(client: &Client, inside: &Inside) -> Result<Option<Staged>, Error> {
    let Some(consumer) = &inside.consumer else { return Ok(None) };
    match oauth_app::staged(client, &inside.app.id, &consumer.id).await {
        Err(Error::Refused(_)) => Ok(None),
        staged => staged,
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sheet {
    name: String,
    id: String,
    label: String,
    kind: &'static str,
    client_id: Option<String>,
    /// When it was changed last, as far as the org tells.
    changed: Option<jiff::Timestamp>,
    /// `null` is unknown, here and below.
    callbacks: Option<Vec<String>>,
    scopes: Option<Vec<String>>,
    boxes: Vec<Ticked>,
    policy: Policy,
    /// What opens the app to users, where an administrator decides.
    permission_sets: Option<Vec<String>>,
    users: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    staged: Option<Second>,
    /// Why some of it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    gap: Option<&'static str>,
}

#[derive(Serialize)]
struct Ticked {
    #[serde(rename = "box")]
    name: &'static str,
    #[serde(skip)]
    section: &'static str,
    label: &'static str,
    on: Option<bool>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Policy {
    enabled: Option<bool>,
    permitted_users: Option<&'static str>,
    session_minutes: Option<u32>,
    run_as: Option<String>,
    refresh_token: Option<Lasting>,
}

/// The second pair of credentials.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Second {
    state: &'static str,
    expires: Option<String>,
}

impl Sheet {
    fn new(inside: Inside, staged: Option<&Staged>) -> Self {
        let found = &inside.found;
        let known = |setting: Setting| (!found.unknown.contains(&setting)).then_some(&found.settings);
        let boxes = boxes::all().map(|it| {
            let on = known(Setting::Box(it)).map(|settings| settings.has(it.name));
            Ticked { name: it.name, section: it.section, label: it.label, on }
        });
        let admission = inside.admission.as_ref().ok();
        Self {
            boxes: boxes.collect(),
            callbacks: known(Setting::Callbacks).map(|settings| settings.callbacks.clone()),
            scopes: known(Setting::Scopes).map(|settings| settings.scopes.clone()),
            policy: Policy {
                enabled: known(Setting::Enabled).map(|settings| settings.policy.enabled),
                permitted_users: known(Setting::PermittedUsers).map(|it| it.policy.permitted_users.label()),
                session_minutes: found.settings.policy.session_minutes,
                run_as: found.settings.policy.run_as.clone(),
                refresh_token: inside.refresh.clone(),
            },
            permission_sets: admission.map(|admission| admission.sets.clone()),
            users: admission.map(|admission| admission.users.clone()),
            staged: staged.map(|it| Second { state: it.state.name(), expires: it.expiration_date.clone() }),
            gap: (!found.unknown.is_empty()).then(|| inside.gap()),
            changed: inside.changed,
            client_id: inside.key().map(str::to_owned),
            kind: if inside.app.kind == Kind::Connected { "connected app" } else { "External Client App" },
            name: inside.app.name,
            id: inside.app.id,
            label: inside.app.label,
        }
    }
}

const UNKNOWN: &str = "unknown";

impl Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        line(f, "name", &self.name)?;
        line(f, "id", &self.id)?;
        line(f, "label", &self.label)?;
        line(f, "kind", self.kind)?;
        line(f, "Consumer Key", self.client_id.as_deref().unwrap_or(UNKNOWN))?;
        list(f, Setting::Callbacks.label(), self.callbacks.as_deref())?;
        let labels = self.scopes.as_ref().map(|scopes| scopes.iter().map(|name| labelled(name)).collect::<Vec<_>>());
        list(f, Setting::Scopes.label(), labels.as_deref())?;
        self.write_boxes(f)?;
        self.write_policy(f)?;
        list(f, "Permission sets and profiles that open it", self.permission_sets.as_deref())?;
        self.write_users(f)?;
        if let Some(Second { state, expires }) = &self.staged {
            line(f, "\nSecond pair of credentials", state)?;
            line(f, "until", expires.as_deref().unwrap_or(UNKNOWN))?;
        }
        self.gap.map_or(Ok(()), |gap| writeln!(f, "\nunknown is what this login is not told: {gap}"))
    }
}

impl Sheet {
    fn write_boxes(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let mut section = "";
        self.boxes.iter().try_for_each(|it| {
            if it.section != section {
                section = it.section;
                writeln!(f, "\n{section}")?;
            }
            let mark = it.on.map_or('?', |on| if on { 'x' } else { ' ' });
            writeln!(f, "  [{mark}] {}", it.label)
        })
    }

    fn write_policy(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Policy { enabled, permitted_users, session_minutes, run_as, refresh_token } = &self.policy;
        writeln!(f, "\nPolicies")?;
        line(f, "  App Status", enabled.map_or(UNKNOWN, |on| if on { "Enabled" } else { "Disabled" }))?;
        line(f, "  Permitted Users", permitted_users.unwrap_or(UNKNOWN))?;
        let refresh = refresh_token.as_ref().map_or(UNKNOWN.to_owned(), ToString::to_string);
        line(f, "  Refresh Token Policy", &refresh)?;
        let minutes = session_minutes.map(|minutes| format!("{minutes} minutes"));
        let more = [("  Session Timeout", &minutes), ("  Run As", run_as)];
        more.into_iter()
            .filter_map(|(name, text)| Some((name, text.as_ref()?)))
            .try_for_each(|(name, text)| line(f, name, text))
    }

    /// The first of them, and how many there are.
    fn write_users(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Some(users) = self.users.as_ref().filter(|users| !users.is_empty()) else { return Ok(()) };
        list(f, "Users who have one of them", Some(&users[..users.len().min(ENOUGH)]))?;
        if users.len() > ENOUGH { writeln!(f, "  and {} more", users.len() - ENOUGH) } else { Ok(()) }
    }
}

fn labelled(name: &str) -> String {
    scope::find(name).map_or_else(|| name.to_owned(), |scope| scope.label.to_owned())
}

fn line(f: &mut fmt::Formatter, name: &str, text: &str) -> fmt::Result {
    writeln!(f, "{name:<24}{text}")
}

/// One a line, below a title.
fn list(f: &mut fmt::Formatter, title: &str, values: Option<&[String]>) -> fmt::Result {
    writeln!(f, "\n{title}")?;
    match values {
        None => writeln!(f, "  {UNKNOWN}"),
        Some([]) => writeln!(f, "  none"),
        Some(values) => values.iter().try_for_each(|value| writeln!(f, "  {value}")),
    }
}
