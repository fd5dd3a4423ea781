//! The checklist for a person in Setup: which page, which box, which value to the character.

use super::preset::{Field, Kind, Preset, What};
use super::{boxes, scope};
use serde::Serialize;
use std::fmt::{self, Display, Write};

/// What is known of the org and the app.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The address of the org, such as `https://acme.my.salesforce.com`.
    pub instance_url: Option<String>,
    pub sandbox: bool,
    /// What the app is to be called.
    pub name: Option<String>,
    /// Callbacks that come on top.
    pub callbacks: Vec<String>,
}

/// A checklist.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Guide {
    pub preset: String,
    pub product: String,
    pub steps: Vec<Step>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// One place in Setup, or one thing to do elsewhere.
#[derive(Debug, Serialize)]
pub struct Step {
    pub title: String,
    /// The path of the page in the org, where it has one of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<&'static str>,
    pub lines: Vec<Line>,
}

/// A box or a value.
#[derive(Debug, Serialize)]
pub struct Line {
    pub label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Whether the box is to be ticked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticked: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// Pages of Setup by the names that the steps use.
const PAGES: &[(&str, &str)] = &[
    ("External Client App Manager", "/lightning/setup/ManageExternalClientApplication/home"),
    ("App Manager", "/lightning/setup/NavigationMenus/home"),
    ("User Interface", "/lightning/setup/UserInterfaceUI/home"),
    ("Permission Sets", "/lightning/setup/PermSets/home"),
    ("Users", "/lightning/setup/ManageUsers/home"),
];

impl Guide {
    pub fn new(preset: &Preset, facts: &Facts) -> Self {
        let mut steps = vec![basics(preset, facts), oauth(preset, facts)];
        steps.extend(ticks(preset, "Flow Enablement"));
        steps.extend(ticks(preset, "Security"));
        steps.push(policies(preset));
        steps.extend(service_user(preset));
        steps.extend(preset.by_hand.iter().map(|hand| {
            let line = Line { why: Some(hand.why.clone()), ..Line::tick(&hand.label, true) };
            Step::at(&hand.page, "", vec![line])
        }));
        steps.push(copy(preset));
        steps.push(form(preset, facts));
        Self { preset: preset.name.clone(), product: preset.product.clone(), steps, notes: preset.notes.clone() }
    }

    /// The pages to open, in order, each once.
    pub fn pages(&self) -> Vec<&'static str> {
        let mut pages: Vec<_> = self.steps.iter().filter_map(|step| step.page).collect();
        pages.dedup();
        pages
    }

    /// As a task list of markdown.
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n", self.product);
        for (number, step) in self.steps.iter().enumerate() {
            let _ = write!(text, "\n## {}. {}\n\n", number + 1, step.title);
            for line in &step.lines {
                let _ = writeln!(text, "- [ ] {}", line.sentence(|value| format!("`{value}`")));
            }
        }
        self.notes.iter().for_each(|note| {
            let _ = write!(text, "\n> {note}\n");
        });
        text
    }
}

impl Step {
    /// A step on a page of Setup.
    fn at(page: &str, then: &str, lines: Vec<Line>) -> Self {
        let path = PAGES.iter().find(|(name, _)| *name == page).map(|(_, path)| *path);
        Self { title: format!("Setup > {page}{then}"), page: path, lines }
    }

    /// A step on the page of the one before.
    fn below(title: &str, lines: Vec<Line>) -> Self {
        Self { title: title.to_owned(), page: None, lines }
    }
}

impl Line {
    fn value(label: &str, value: impl Into<String>) -> Self {
        Self { label: label.to_owned(), value: Some(value.into()), ticked: None, why: None }
    }

    fn tick(label: &str, ticked: bool) -> Self {
        Self { label: label.to_owned(), value: None, ticked: Some(ticked), why: None }
    }

    /// The line in words, for those who cannot see a box.
    fn sentence(&self, mark: impl Fn(&str) -> String) -> String {
        let state = match self.ticked {
            Some(true) => " on",
            Some(false) => " off",
            None => "",
        };
        let value = self.value.as_deref().map(|value| format!(": {}", mark(value))).unwrap_or_default();
        let why = self.why.as_deref().map(|why| format!(" ({why})")).unwrap_or_default();
        format!("{}{state}{value}{why}", self.label)
    }
}

fn basics(preset: &Preset, facts: &Facts) -> Step {
    let name = facts.name.as_deref().unwrap_or(&preset.name);
    match preset.kind {
        Kind::ConnectedApp => {
            Step::at("App Manager", " > the connected app > Edit", vec![Line::value("Connected App Name", name)])
        }
        Kind::ExternalClientApp => {
            let lines = vec![
                Line::value("External Client App Name", name),
                Line::value("Contact Email", "your own"),
                Line::value("Distribution State", "Local"),
            ];
            Step::at("External Client App Manager", " > New External Client App", lines)
        }
    }
}

fn oauth(preset: &Preset, facts: &Facts) -> Step {
    let mut lines = vec![Line::tick("Enable OAuth", true)];
    let callbacks = preset.callbacks.iter().chain(&facts.callbacks);
    lines.extend(callbacks.map(|callback| Line::value("Callback URL", callback)));
    let label = |name: &String| scope::find(name).map_or(name.clone(), |scope| scope.label.to_owned());
    lines.extend(preset.scopes.iter().map(|name| Line::value("Selected OAuth Scopes", label(name))));
    let advised = preset.sandbox_scopes.iter().filter(|_| facts.sandbox);
    lines.extend(advised.map(|name| Line {
        why: Some("recommended in a sandbox".to_owned()),
        ..Line::value("Selected OAuth Scopes", label(name))
    }));
    Step::below("API (Enable OAuth Settings)", lines)
}

fn ticks(preset: &Preset, section: &str) -> Option<Step> {
    let of_section = boxes::all().filter(|known| known.section == section);
    let lines: Vec<_> = of_section.map(|known| Line::tick(known.label, preset.has(known.name))).collect();
    let wanted = section == "Security" || lines.iter().any(|line| line.ticked == Some(true));
    wanted.then(|| Step::below(section, lines))
}

fn policies(preset: &Preset) -> Step {
    let permitted = preset.policy.permitted_users.label();
    let mut lines = vec![Line::value("Permitted Users", permitted)];
    let set = preset.policy.permission_set.iter();
    lines.extend(set.map(|name| Line::value("Selected Permission Sets", name)));
    let minutes = preset.policy.session_minutes.iter();
    lines
        .extend(minutes.map(|minutes| Line::value("Session Timeout", format!("{} hours", f64::from(*minutes) / 60.0))));
    Step::below("Policies > Edit", lines)
}

fn service_user(preset: &Preset) -> Option<Step> {
    let policy = &preset.policy;
    let set = policy.permission_set.clone().unwrap_or_else(|| preset.name.clone());
    let lines = vec![
        Line::value("Username", "one of its own, in the form of an address"),
        Line::value("Permission Set Assignments", set),
        Line::value("Reset My Security Token", "as that user; it comes by mail"),
    ];
    policy.service_user.then(|| Step::at("Users", " > New User", lines))
}

fn copy(preset: &Preset) -> Step {
    let place = match preset.kind {
        Kind::ExternalClientApp => "the app > Settings > OAuth Settings > Consumer Key and Secret",
        Kind::ConnectedApp => "the app > Manage Consumer Details",
    };
    let lines = vec![
        Line::value("Copy", "Consumer Key, Consumer Secret"),
        Line::value("Wait", "up to ten minutes, until the org knows the app everywhere"),
    ];
    Step::below(place, lines)
}

fn form(preset: &Preset, facts: &Facts) -> Step {
    let fields = preset.fields(preset.kind);
    let lines = fields.map(|field| Line::value(&field.label, entry(field, preset.kind, facts))).collect();
    Step::below(&format!("In {}", preset.product), lines)
}

/// What is to be typed into a field, or where it comes from.
fn entry(field: &Field, kind: Kind, facts: &Facts) -> String {
    let url = facts.instance_url.as_deref();
    let text = match field.value {
        None => return field.text.clone().unwrap_or_default(),
        Some(What::InstanceUrl) => return url.unwrap_or("the org's My Domain URL").to_owned(),
        Some(What::TokenUrl) => {
            return url.map_or("the org's My Domain URL with /services/oauth2/token".to_owned(), |url| {
                format!("{url}/services/oauth2/token")
            });
        }
        Some(What::ClientId) => "the Consumer Key",
        Some(What::ClientSecret) => "the Consumer Secret",
        Some(What::AccessToken) => "printed by sfo auth token",
        Some(What::RefreshToken) => "of the sign-in",
        Some(What::GrantType) => kind.grant_type(),
        Some(What::Username) => "that of the service user",
        Some(What::PasswordAndToken) => "its password with its security token behind it",
    };
    text.to_owned()
}

impl Display for Guide {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "{}", self.product)?;
        for (number, step) in self.steps.iter().enumerate() {
            writeln!(f, "\n{}. {}", number + 1, step.title)?;
            let labels = step.lines.iter().filter(|line| line.ticked.is_none()).map(|line| line.label.len());
            let width = labels.max().unwrap_or(0);
            for line in &step.lines {
                match line.ticked {
                    Some(ticked) => write!(f, "   [{}] {}", if ticked { 'x' } else { ' ' }, line.label)?,
                    None => write!(f, "   {:<width$}  {}", line.label, line.value.as_deref().unwrap_or_default())?,
                }
                line.why.as_deref().map_or(Ok(()), |why| write!(f, " ({why})"))?;
                writeln!(f)?;
            }
        }
        self.notes.iter().try_for_each(|note| write!(f, "\nNote: {note}\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::find;
    use std::path::Path;

    fn guide(name: &str, facts: &Facts) -> Guide {
        Guide::new(&find(Path::new("/nowhere"), name).expect("is there"), facts)
    }

    #[test]
    fn callback_scopes_and_boxes_stand_to_the_character() {
        let facts =
            Facts { sandbox: true, instance_url: Some("https://acme.my.salesforce.com".into()), ..Facts::default() };
        let text = guide("writer", &facts).to_string();
        for line in [
            "Callback URL           https://app.writer.com/mcp/oauth/callback\n",
            "Selected OAuth Scopes  Access the Salesforce API Platform (sfap_api)\n",
            "Selected OAuth Scopes  Full access (full) (recommended in a sandbox)\n",
            "[x] Require secret for Web Server Flow\n",
            "[ ] Enable Refresh Token Rotation\n",
            "[x] Enable MCP Service (Beta) (no API reads or sets it",
            "Organization URL  https://acme.my.salesforce.com\n",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
        assert!(!guide("writer", &Facts::default()).to_string().contains("Full access"));
    }

    #[test]
    fn the_pages_are_those_of_the_steps() {
        let pages = guide("writer", &Facts::default()).pages();
        assert_eq!(pages.len(), 2);
        assert!(pages[1].contains("UserInterface"));
        assert!(guide("moveworks", &Facts::default()).pages()[0].contains("NavigationMenus"));
    }

    #[test]
    fn markdown_is_a_list_of_tasks() {
        let text = guide("c1", &Facts::default()).markdown();
        assert!(text.contains("- [ ] Callback URL: `https://accounts.conductor.one/auth/callback`\n"), "{text}");
        assert!(text.contains("- [ ] Require secret for Web Server Flow on\n"), "{text}");
    }
}
