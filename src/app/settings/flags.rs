//! An app as it is asked for: a preset, and what flags add to it.

use super::{Policy, Settings};
use crate::app::preset::{Kind, Preset};
use crate::app::{Name, boxes, callback, scope};

/// What flags say of an app.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Flags {
    /// What it is for: a preset of `sfo app guide`
    #[arg(long, value_name = "NAME")]
    pub preset: Option<String>,
    /// Allow this callback too; repeatable
    #[arg(long, value_name = "URL", value_parser = callback::parse)]
    pub callback: Vec<String>,
    /// Allow this scope too, such as web; repeatable
    #[arg(long, value_name = "NAME", value_parser = known_scope)]
    pub scope: Vec<String>,
    /// Name that people see
    #[arg(long, value_name = "TEXT", value_parser = line)]
    pub label: Option<String>,
    /// Whom to ask about the app
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub contact_email: Option<String>,
    /// What the app is for, in words
    #[arg(long, value_name = "TEXT", value_parser = line)]
    pub description: Option<String>,
    /// Turn this box on, such as jwt; repeatable
    #[arg(long, value_name = "BOX", value_parser = known_box)]
    pub on: Vec<String>,
    /// Turn this box off; repeatable
    #[arg(long, value_name = "BOX", value_parser = known_box)]
    pub off: Vec<String>,
    /// User that the client credentials flow runs as
    #[arg(long, value_name = "USERNAME", value_parser = address)]
    pub run_as: Option<String>,
    /// Permission set whose holders may use the app
    #[arg(long, value_name = "NAME")]
    pub permission_set: Option<Name>,
}

impl Settings {
    /// What a preset and flags ask for; the error is what does not go together.
    pub fn new(name: &Name, preset: &Preset, flags: &Flags) -> Result<Self, String> {
        let policy = &preset.policy;
        let settings = Self {
            name: name.as_str().to_owned(),
            label: flags.label.clone(),
            contact_email: flags.contact_email.clone(),
            description: flags.description.clone(),
            callbacks: together(&preset.callbacks, &flags.callback),
            scopes: together(&preset.scopes, &flags.scope),
            boxes: boxes_of(preset, flags)?,
            policy: Policy {
                enabled: true,
                permitted_users: policy.permitted_users,
                permission_sets: flags.set().or(policy.permission_set.clone()).into_iter().collect(),
                session_minutes: policy.session_minutes,
                run_as: flags.run_as.clone(),
            },
        };
        settings.sound()?;
        Ok(settings)
    }

    fn sound(&self) -> Result<(), String> {
        let callbacks: usize = self.callbacks.iter().map(|callback| callback.chars().count() + 1).sum();
        if self.callbacks.is_empty() {
            return Err("an app needs a callback; this preset leaves it to --callback URL".to_owned());
        }
        if callbacks > callback::LONGEST {
            return Err(format!("all callbacks together have more than {} characters", callback::LONGEST));
        }
        if self.policy.run_as.is_some() && !self.has("client-credentials") {
            return Err("--run-as is for the client credentials flow; --on client-credentials turns it on".to_owned());
        }
        Ok(())
    }
}

impl Flags {
    fn set(&self) -> Option<String> {
        self.permission_set.as_ref().map(Name::to_string)
    }
}

/// New apps of the kind that a preset may be for cannot be made any more, and what takes their place has no password
/// grant: the same service user signs in by the client credentials flow (`spec/oauth.md` 5, 10.1).
fn boxes_of(preset: &Preset, flags: &Flags) -> Result<Vec<String>, String> {
    if let Some(both) = flags.on.iter().find(|name| flags.off.contains(name)) {
        return Err(format!("--on {both} and --off {both} exclude each other"));
    }
    let instead = preset.kind == Kind::ConnectedApp;
    let on = |name: &str| {
        let asked = preset.has(name) || instead && name == "client-credentials";
        let named = |list: &[String]| list.iter().any(|known| known == name);
        (asked || named(&flags.on)) && !named(&flags.off)
    };
    Ok(boxes::all().filter(|known| on(known.name)).map(|known| known.name.to_owned()).collect())
}

/// Both, each once.
fn together(some: &[String], more: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for value in some.iter().chain(more) {
        if !all.contains(value) {
            all.push(value.clone());
        }
    }
    all
}

fn known_scope(name: &str) -> Result<String, String> {
    scope::find(name).map(|scope| scope.name.to_owned()).ok_or_else(|| {
        let names: Vec<_> = scope::all().map(|scope| scope.name).collect();
        format!("there is no such scope; there are {}", names.join(", "))
    })
}

fn known_box(name: &str) -> Result<String, String> {
    let names: Vec<_> = boxes::all().map(|known| known.name).collect();
    let unknown = || format!("there is no such box; there are {}", names.join(", "));
    names.contains(&name).then(|| name.to_owned()).ok_or_else(unknown)
}

/// A line of text: XML has no form for most control characters.
fn line(text: &str) -> Result<String, String> {
    let broken = text.is_empty() || text.contains(char::is_control);
    if broken { Err("one line of text is meant".to_owned()) } else { Ok(text.to_owned()) }
}

fn address(text: &str) -> Result<String, String> {
    let sound = text.split_once('@').is_some_and(|(before, after)| !before.is_empty() && after.contains('.'));
    let broken = text.contains(|c: char| c.is_whitespace() || c.is_control());
    if sound && !broken { Ok(text.to_owned()) } else { Err("an address looks like ops@example.com".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::find;
    use std::path::Path;

    fn settings(preset: &str, flags: &Flags) -> Result<Settings, String> {
        let preset = find(Path::new("/nowhere"), preset).expect("is there");
        Settings::new(&"app".parse().expect("is a name"), &preset, flags)
    }

    fn list(values: &[&str]) -> Vec<String> {
        values.iter().map(|&value| value.to_owned()).collect()
    }

    #[test]
    fn flags_come_on_top_of_the_preset() {
        let flags = Flags {
            scope: list(&["web", "api"]),
            on: list(&["jwt"]),
            off: list(&["rotation"]),
            callback: list(&["https://a.example/cb"]),
            ..Flags::default()
        };
        let settings = settings("sfo", &flags).expect("goes together");
        assert_eq!(settings.scopes, ["api", "refresh_token", "web"]);
        assert_eq!(settings.boxes, ["pkce", "jwt"]);
        assert_eq!(settings.callbacks.len(), 4);
        assert_eq!(settings.callbacks[3], "https://a.example/cb");
    }

    #[test]
    fn what_cannot_be_a_connected_app_has_the_client_credentials_flow() {
        let flags = Flags { run_as: Some("svc@example.com".to_owned()), ..Flags::default() };
        let settings = settings("moveworks", &flags).expect("goes together");
        assert!(settings.has("client-credentials"));
        assert_eq!(settings.policy.run_as.as_deref(), Some("svc@example.com"));
        assert_eq!(settings.policy.permission_sets, ["moveworks_connected_app"]);
        assert_eq!(settings.policy.session_minutes, Some(1440));
    }

    #[test]
    fn what_does_not_go_together_is_named() {
        let refused = |preset, flags: Flags| settings(preset, &flags).expect_err("is refused");
        assert!(refused("generic", Flags::default()).contains("--callback"));
        let on_off = Flags { on: list(&["jwt"]), off: list(&["jwt"]), ..Flags::default() };
        assert!(refused("c1", on_off).contains("--off jwt"));
        let run_as = Flags { run_as: Some("a@b.c".to_owned()), ..Flags::default() };
        assert!(refused("c1", run_as).contains("--on client-credentials"));
        let long = Flags { callback: vec![format!("https://a.example/{}", "x".repeat(2000))], ..Flags::default() };
        assert!(refused("c1", long).contains("2000"));
        assert!(known_scope("Api").is_err() && known_box("Jwt").is_err());
        assert!(address("ops@example").is_err() && line("a\u{1b}[2J").is_err() && line("R&D <1>").is_ok());
    }
}
