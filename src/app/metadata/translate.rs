//! Settings as elements, and back.

use super::component::listed;
use super::{Component, Kind};
use crate::app::preset::Permitted;
use crate::app::scope;
use crate::app::settings::{Found, Setting, Settings};

const FLOW: &str = "isClientCredentialsFlowEnabled";

/// The elements that say a setting; none where `settings` has no opinion.
fn elements(setting: Setting, settings: &Settings) -> Vec<(&'static str, String)> {
    let some = |name, text: Option<&String>| text.map(|text| (name, text.clone())).into_iter().collect();
    let policy = &settings.policy;
    match setting {
        Setting::Label => some("label", settings.label.as_ref()),
        Setting::ContactEmail => some("contactEmail", settings.contact_email.as_ref()),
        Setting::Description => some("description", settings.description.as_ref()),
        Setting::Callbacks => vec![("callbackUrl", settings.callbacks.join("\n"))],
        Setting::Scopes => vec![("commaSeparatedOauthScopes", scopes(&settings.scopes))],
        Setting::Box(known) => vec![(known.element, known.turned(settings.has(known.name)).to_string())],
        Setting::Enabled => vec![("isEnabled", policy.enabled.to_string())],
        Setting::PermittedUsers => vec![("permittedUsersPolicyType", policy.permitted_users.metadata().to_owned())],
        Setting::PermissionSets if policy.permission_sets.is_empty() => Vec::new(),
        Setting::PermissionSets => vec![("commaSeparatedPermissionSet", policy.permission_sets.join(", "))],
        Setting::SessionMinutes => {
            some("sessionTimeoutInMinutes", policy.session_minutes.map(|it| it.to_string()).as_ref())
        }
        Setting::RunAs => match &policy.run_as {
            Some(user) => vec![("clientCredentialsFlowUser", user.clone()), (FLOW, "true".to_owned())],
            None => Vec::new(),
        },
    }
}

fn scopes(names: &[String]) -> String {
    let word = |name: &String| scope::find(name).map_or(name.clone(), |scope| scope.metadata.to_owned());
    names.iter().map(word).collect::<Vec<_>>().join(", ")
}

impl Component {
    /// Makes it say a setting.
    pub fn say(&mut self, setting: Setting, wanted: &Settings) {
        for (name, mut text) in elements(setting, wanted) {
            if setting == Setting::PermissionSets {
                let mut sets = self.list(name);
                sets.extend(listed(&text).into_iter().filter(|set| !sets.contains(set)).collect::<Vec<_>>());
                text = sets.join(", ");
            }
            self.set(name, &text);
        }
    }
}

/// The settings that these components say. What is in none of them is unknown.
pub fn read(app: &str, components: &[Component]) -> Found {
    let mut found = Found::nothing(app);
    for component in components {
        let own = Setting::all().filter(|setting| Kind::of(*setting) == component.kind);
        for setting in own {
            if hear(&mut found.settings, setting, component) {
                found.unknown.remove(&setting);
            }
        }
    }
    found
}

/// Takes over what a component says of a setting. Whether it says anything.
fn hear(settings: &mut Settings, setting: Setting, component: &Component) -> bool {
    let owned = |name: &str| component.text(name).filter(|text| !text.is_empty()).map(str::to_owned);
    let policy = &mut settings.policy;
    match setting {
        Setting::Label => settings.label = owned("label"),
        Setting::ContactEmail => settings.contact_email = owned("contactEmail"),
        Setting::Description => settings.description = owned("description"),
        Setting::Callbacks => {
            let text = component.text("callbackUrl").unwrap_or_default();
            settings.callbacks =
                text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        }
        Setting::Scopes => {
            let name = |word: String| scope::of_metadata(&word).map_or(word, |scope| scope.name.to_owned());
            settings.scopes = component.list("commaSeparatedOauthScopes").into_iter().map(name).collect();
        }
        Setting::Box(known) => {
            let said = component.text(known.element).map_or(known.unsaid, |text| text == "true");
            if known.turned(said) {
                settings.boxes.push(known.name.to_owned());
            }
        }
        Setting::Enabled => policy.enabled = component.text("isEnabled") != Some("false"),
        Setting::PermittedUsers => {
            let said = component.text("permittedUsersPolicyType").and_then(Permitted::of_metadata);
            policy.permitted_users = said.unwrap_or_default();
            return said.is_some();
        }
        Setting::PermissionSets => policy.permission_sets = component.list("commaSeparatedPermissionSet"),
        Setting::SessionMinutes => {
            policy.session_minutes = component.text("sessionTimeoutInMinutes").and_then(|text| text.parse().ok());
        }
        Setting::RunAs => {
            policy.run_as = owned("clientCredentialsFlowUser").filter(|_| component.text(FLOW) == Some("true"));
        }
    }
    true
}
