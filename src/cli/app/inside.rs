//! What an org tells a login about one of its apps. What it keeps from the login is a gap, not a failure.

use super::admission::Admission;
use super::there::There;
use crate::api::oauth_app::{self, App, Consumer, Kind};
use crate::api::organization::{self, Organization};
use crate::api::{Client, Error, metadata, query};
use crate::app::Name;
use crate::app::metadata::{Component, Kind as Part, read};
use crate::app::settings::Found;
use crate::soql;
use jiff::Timestamp;
use roxmltree::Node;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// Minutes after which a change has surely reached every host of the org (`spec/oauth.md` 10.10).
const SPREAD: i64 = 30;

pub struct Inside {
    pub app: App,
    /// With its key, without its secret.
    pub consumer: Option<Consumer>,
    pub found: Found,
    pub refresh: Option<Lasting>,
    pub admission: Result<Admission, String>,
    /// Whether there is an active user of the name that the client credentials flow runs as.
    pub runs_as_active: Option<bool>,
    pub org: Option<Organization>,
    /// The org refuses the password grant, which only connected apps have.
    pub password_blocked: Option<bool>,
    pub changed: Option<Timestamp>,
    gap: &'static str,
}

/// How long a refresh token lives.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Lasting {
    policy: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
}

impl Inside {
    pub async fn read(client: &Arc<Client>, app: App) -> anyhow::Result<Self> {
        let (parts, gap) = components(client, &app).await?;
        let found = read(&app.name, &parts);
        let policy = parts.iter().find(|part| part.kind == Part::OauthPolicy);
        let text = |name| policy?.text(name).filter(|text| !text.is_empty()).map(str::to_owned);
        let refresh = text("refreshTokenPolicyType").map(|policy| Lasting {
            policy,
            period: text("refreshTokenValidityPeriod"),
            unit: text("refreshTokenValidityUnit"),
        });
        let profiles = policy.map(|policy| policy.list("commaSeparatedProfile")).unwrap_or_default();
        let sets = &found.settings.policy.permission_sets;
        let admission = match Admission::read(client, &app.id, sets, &profiles).await {
            Ok(admission) => Ok(admission),
            Err(error) => Err(told(error)?),
        };
        let runs_as_active = match &found.settings.policy.run_as {
            Some(user) => untold(active(client, user).await)?,
            None => None,
        };
        Ok(Self {
            consumer: untold(oauth_app::first(client, &app.id).await)?.flatten(),
            changed: changed(client, &app).await?,
            org: untold(organization::read(client).await)?,
            password_blocked: match app.kind {
                Kind::Connected => untold(password_blocked(client).await)?.flatten(),
                Kind::External => None,
            },
            app,
            found,
            refresh,
            admission,
            runs_as_active,
            gap,
        })
    }

    /// The consumer key.
    pub fn key(&self) -> Option<&str> {
        self.consumer.as_ref()?.key.as_deref()
    }

    /// Why a setting could not be read.
    pub fn gap(&self) -> &'static str {
        self.gap
    }

    /// Whether its last change is old enough to have spread.
    pub fn settled(&self) -> bool {
        self.changed.is_some_and(|changed| Timestamp::now().duration_since(changed).as_mins() >= SPREAD)
    }

    /// How long ago it was changed.
    pub fn age(&self) -> String {
        let Some(changed) = self.changed else { return "at a time that the org does not tell".to_owned() };
        let minutes = Timestamp::now().duration_since(changed).as_mins().max(0);
        match minutes {
            0 => "less than a minute ago".to_owned(),
            1 => "a minute ago".to_owned(),
            2..120 => format!("{minutes} minutes ago"),
            120..2880 => format!("{} hours ago", minutes / 60),
            _ => format!("{} days ago", minutes / 1440),
        }
    }
}

impl Lasting {
    pub fn dies_at_once(&self) -> bool {
        self.policy == "Zero"
    }
}

impl fmt::Display for Lasting {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self { policy, period, unit } = self;
        let period = [period.as_deref().unwrap_or("?"), unit.as_deref().unwrap_or("Days")].join(" ").to_lowercase();
        match policy.as_str() {
            "Infinite" => f.write_str("valid until it is revoked"),
            "Zero" => f.write_str("expired at once"),
            "SpecificInactivity" => write!(f, "valid until it is not used for {period}"),
            "SpecificLifetime" => write!(f, "valid for {period}"),
            other => f.write_str(other),
        }
    }
}

/// What it is made of, and why that is not all.
async fn components(client: &Arc<Client>, app: &App) -> anyhow::Result<(Vec<Component>, &'static str)> {
    let name = app.name.parse::<Name>().ok().filter(|_| app.kind == Kind::External);
    let Some(name) = name else { return Ok((Vec::new(), "no API tells the settings of connected apps")) };
    match There::read(client, &name).await {
        Ok(there) if there.by_query => Ok((there.components, "the session is a JWT, and only the Metadata API tells")),
        Ok(there) => Ok((there.components, "the org does not tell")),
        Err(error) => match error.downcast::<Error>() {
            Ok(Error::Refused(_)) => Ok((Vec::new(), "the org does not let this login read metadata")),
            Ok(error) => Err(error.into()),
            Err(error) => Err(error),
        },
    }
}

async fn active(client: &Arc<Client>, user: &str) -> Result<bool, Error> {
    #[derive(Deserialize)]
    struct Row {}
    let soql = format!("SELECT Id FROM User WHERE Username = {} AND IsActive = true", soql::quote(user));
    Ok(!query::all::<Row>(client, &soql).await?.is_empty())
}

async fn password_blocked(client: &Client) -> Result<Option<bool>, Error> {
    let element = |record: Node| {
        let switch = record.children().find(|node| node.tag_name().name() == "blockOAuthUnPwFlow")?;
        Some(switch.text() == Some("true"))
    };
    let switches = metadata::read(client, "OauthOidcSettings", &["OauthOidc".to_owned()], element).await?;
    Ok(switches.into_iter().next())
}

/// When it or what belongs to it was changed last. The org does not tell it of all parts.
async fn changed(client: &Arc<Client>, app: &App) -> Result<Option<Timestamp>, Error> {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Row {
        last_modified_date: String,
    }
    let places: &[(&str, &str)] = match app.kind {
        Kind::Connected => &[("ConnectedApplication", "Id")],
        Kind::External => &[
            ("ExternalClientApplication", "Id"),
            ("ExtlClntAppOauthSettings", "ExternalClientApplicationId"),
            ("ExtlClntAppOauthPlcyCnfg", "ExternalClientApplicationId"),
            ("ExtlClntAppPlcyCnfg", "ExternalClientApplicationId"),
        ],
    };
    let mut last = None;
    for (object, field) in places {
        let soql = format!("SELECT LastModifiedDate FROM {object} WHERE {field} = {}", soql::quote(&app.id));
        let rows: Vec<Row> = untold(query::all(client, &soql).await)?.unwrap_or_default();
        last = rows.iter().filter_map(|row| row.last_modified_date.parse().ok()).chain(last).max();
    }
    Ok(last)
}

/// `None` where the org keeps it to itself.
fn untold<T>(outcome: Result<T, Error>) -> Result<Option<T>, Error> {
    match outcome {
        Ok(found) => Ok(Some(found)),
        Err(error) => told(error).map(|_| None),
    }
}

/// Why the org keeps something to itself, in its words.
fn told(error: Error) -> Result<String, Error> {
    match error {
        Error::Refused(refusal) => Ok(format!("{}: {}", refusal.code, refusal.message)),
        error => Err(error),
    }
}
