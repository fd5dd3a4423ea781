//! From what was found to statements. Pure: everything has been asked by now.

mod callback;
mod people;
mod reach;
mod scope;
mod settings;
mod spread;

use super::outside::Outside;
use super::target::Own;
use super::wanted::{Wanted, typed};
use crate::app::check::{Change, Statement};
use crate::app::settings::{Found, Setting};
use crate::cli::app::inside::Inside;
use crate::http::Url;
use std::borrow::Cow;

/// All that is known of one app.
pub struct Case<'a> {
    pub host: &'a Url,
    pub client_id: &'a str,
    pub wanted: &'a Wanted,
    pub outside: &'a Outside,
    /// What the org tells a login about the app; where there is none, why.
    pub inside: Result<&'a Inside, &'a str>,
    /// The login that asks, where it is one of this app.
    pub own: Option<&'a Own>,
    pub cure: Cure<'a>,
}

/// How the app is changed.
pub struct Cure<'a> {
    /// Its developer name, where it is known.
    pub app: Option<&'a str>,
    /// What makes it what it is to be; where nobody said what that is, nothing does.
    pub new: Option<String>,
    /// It is a connected app, which has other pages and no commands.
    pub connected: bool,
    /// `-o ORG`, where an org was named.
    pub org: &'a str,
}

/// Every statement, in the order in which one needs the other.
pub fn statements(case: &Case) -> Vec<Statement> {
    let parts = [
        reach::statements(case),
        spread::statements(case),
        callback::statements(case),
        scope::statements(case),
        settings::statements(case),
        people::statements(case),
    ];
    parts.into_iter().flatten().collect()
}

impl Case<'_> {
    /// The settings, where this one could be read.
    fn read(&self, setting: Setting) -> Result<&Found, Cow<'static, str>> {
        match self.inside {
            Err(why) => Err(why.to_owned().into()),
            Ok(inside) if inside.found.unknown.contains(&setting) => Err(inside.gap().into()),
            Ok(inside) => Ok(&inside.found),
        }
    }

    /// A setting has to be changed.
    fn change(&self, setting: Setting) -> Change {
        Change { setup: Some(self.cure.place(setting)), command: self.cure.new.clone() }
    }
}

impl Cure<'_> {
    /// A page of the app.
    pub fn page(&self, rest: &str) -> String {
        let app = self.app.unwrap_or("the app");
        match rest.strip_prefix("Policies > ").filter(|_| self.connected) {
            Some(rest) => format!("Setup > Manage Connected Apps > {app} > Edit Policies > {rest}"),
            None if self.connected => format!("Setup > App Manager > {app} > Edit > {rest}"),
            None => format!("Setup > External Client App Manager > {app} > {rest}"),
        }
    }

    /// Where Setup has a setting.
    fn place(&self, setting: Setting) -> String {
        let label = setting.label();
        self.page(&match setting {
            Setting::Label | Setting::ContactEmail | Setting::Description => {
                format!("Settings > Basic Information > {label}")
            }
            Setting::Callbacks | Setting::Scopes => format!("Settings > OAuth Settings > {label}"),
            Setting::Box(known) => format!("Settings > OAuth Settings > {} > {label}", known.section),
            Setting::Enabled | Setting::PermittedUsers => format!("Policies > {label}"),
            Setting::PermissionSets => format!("Policies > App Policies > {label}"),
            Setting::SessionMinutes => format!("Policies > OAuth Policies > {label}"),
            Setting::RunAs => format!(
                "Policies > OAuth Flows and External Client App Enhancements > Enable Client Credentials Flow > {label}"
            ),
        })
    }

    /// A command about the app, where its name is known.
    pub fn command(&self, verb: &str, more: &str) -> Option<String> {
        let app = typed(self.app?);
        Some(format!("sfo app {verb} {app}{more}{}", self.org))
    }
}
