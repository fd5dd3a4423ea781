//! One app, whole.

use super::{
    pair::Second,
    policy::{Permitted, Policy},
    scope,
    types::{Global, Header, Plugins, Settings},
};
use crate::demo::org;
use serde::{Deserialize, Serialize};

/// First characters of the ids of connected apps; all others are external client apps.
const CONNECTED: &str = "0H4";

#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct App {
    /// `0xI…`, or `0H4…` for a connected app.
    pub id: String,
    /// Developer name.
    pub name: String,
    pub consumer: Consumer,
    /// `ExternalClientApplication`
    pub header: Header,
    /// `ExtlClntAppGlobalOauthSettings`; without it nobody can sign in.
    pub global: Option<Global>,
    /// `ExtlClntAppOauthSettings`
    pub settings: Option<Settings>,
    /// `ExtlClntAppOauthConfigurablePolicies`
    pub policy: Policy,
    /// `ExtlClntAppConfigurablePolicies`
    pub plugins: Plugins,
    /// Another org that it is local to.
    pub home: Option<String>,
    /// An administrator has blocked it under Connected Apps OAuth Usage.
    pub blocked: bool,
    /// How it is has not reached the hosts of the org, and never does until it is changed again.
    pub spreading: bool,
}

/// What OAuth knows an app by.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Consumer {
    pub id: String,
    pub key: String,
    pub secret: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<Second>,
}

/// The records of the metadata API that one app is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Header,
    Global,
    Settings,
    Policy,
    Plugins,
}

impl App {
    pub fn label(&self) -> &str {
        if self.header.label.is_empty() { &self.name } else { &self.header.label }
    }

    pub fn connected(&self) -> bool {
        self.id.starts_with(CONNECTED)
    }

    /// Whether it may be used at all.
    pub fn enabled(&self) -> bool {
        self.plugins.is_enabled && self.plugins.is_oauth_plugin_enabled && !self.blocked
    }

    /// An administrator decides who may use it.
    pub fn admin_approved(&self) -> bool {
        self.policy.permitted_users_policy_type == Permitted::AdminApprovedPreAuthorized
    }

    /// Where people may be sent back to, letter by letter.
    pub fn callbacks(&self) -> impl Iterator<Item = &str> {
        let text = self.global.as_ref().map_or("", |global| &global.callback_url);
        text.lines().map(str::trim).filter(|line| !line.is_empty())
    }

    /// Scopes as they are asked for, with blanks between.
    pub fn scopes(&self) -> String {
        let listed = self.settings.as_ref().map_or("", |settings| &settings.comma_separated_oauth_scopes);
        scope::runtime(listed).collect::<Vec<_>>().join(" ")
    }

    /// Client credentials are switched on both where the app is made and where it is allowed.
    pub fn runs_alone(&self) -> bool {
        let switch = |global: &Global| global.is_client_credentials_flow_enabled;
        self.global.as_ref().is_some_and(switch) && self.policy.is_client_credentials_flow_enabled
    }

    /// The org's name for it across orgs: `ORGID:NAME`.
    pub fn org_scoped(&self, org: &str) -> String {
        format!("{}:{}", self.home.as_deref().unwrap_or(org), self.name)
    }

    /// What ties its settings to its consumer, across orgs.
    pub fn oauth_link(&self) -> String {
        format!("{}:{}", &org::ID[..15], self.consumer.id.get(..15).unwrap_or_default())
    }

    /// The name of a part in the metadata API.
    pub fn full_name(&self, part: Part) -> String {
        let named = match part {
            Part::Global => self.global.as_ref().map(|global| global.full_name.as_str()),
            Part::Settings => self.settings.as_ref().map(|settings| settings.full_name.as_str()),
            _ => None,
        };
        match (part, named.filter(|name| !name.is_empty())) {
            (_, Some(name)) => name.to_owned(),
            (Part::Header, None) => self.name.clone(),
            (Part::Global, None) => format!("{}_glbloauth", self.name),
            (Part::Settings, None) => format!("{}_oauth", self.name),
            (Part::Policy, None) => format!("{}_oauthPlcy", self.name),
            (Part::Plugins, None) => format!("{}_plcy", self.name),
        }
    }
}
