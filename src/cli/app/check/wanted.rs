//! What the app is to be: what a preset asks for, and what flags say.

use crate::app::settings::{Flags, Policy, Setting};
use crate::app::{Name, Preset, Settings};
use std::collections::BTreeSet;

pub struct Wanted {
    pub settings: Settings,
    /// Settings that somebody has an opinion of; whatever stands in the others will do.
    opinions: BTreeSet<Setting>,
    pub preset: Option<Preset>,
}

impl Wanted {
    /// The error is what does not go together.
    pub fn new(name: &Name, preset: Option<Preset>, flags: &Flags) -> Result<Self, String> {
        let settings = match &preset {
            Some(preset) => Settings::new(name, preset, flags)?,
            None => of_flags(flags),
        };
        let stated = |setting: &Setting| match setting {
            // An app that is switched off is good for nothing.
            Setting::Enabled => true,
            Setting::Callbacks => !settings.callbacks.is_empty(),
            Setting::Scopes => !settings.scopes.is_empty(),
            Setting::Box(known) if preset.is_none() => flags.on.iter().chain(&flags.off).any(|name| name == known.name),
            Setting::PermittedUsers => preset.is_some(),
            setting => setting.values(&settings).is_some(),
        };
        let opinions = Setting::all().filter(stated).collect();
        Ok(Self { settings, opinions, preset })
    }

    /// What is to stand in a setting; `None` is no opinion.
    pub fn values(&self, setting: Setting) -> Option<Vec<String>> {
        self.opinions.contains(&setting).then(|| setting.values(&self.settings)).flatten()
    }

    /// A list of the settings, where somebody has an opinion of it.
    pub fn stated<'w>(&self, setting: Setting, list: &'w [String]) -> &'w [String] {
        if self.opinions.contains(&setting) { list } else { &[] }
    }

    /// Scopes that do no harm where they are not asked for. `None` where nobody minds any.
    pub fn tolerated(&self, sandbox: bool) -> Option<Vec<String>> {
        let preset = self.preset.as_ref()?;
        let more = preset.sandbox_scopes.iter().filter(|_| sandbox);
        Some(self.settings.scopes.iter().chain(more).cloned().collect())
    }
}

fn of_flags(flags: &Flags) -> Settings {
    let Flags { label, contact_email, description, callback, scope, on, run_as, permission_set, .. } = flags.clone();
    let (callbacks, scopes, boxes) = (callback, scope, on);
    let permission_sets = permission_set.iter().map(ToString::to_string).collect();
    let policy = Policy { enabled: true, run_as, permission_sets, ..Policy::default() };
    Settings { label, contact_email, description, callbacks, scopes, boxes, policy, ..Settings::default() }
}

/// The flags as they are typed, each with a blank before it.
pub fn given(flags: &Flags) -> String {
    let Flags { preset, label, contact_email, description, callback, scope, on, off, run_as, permission_set } = flags;
    let permission_set = permission_set.as_ref().map(ToString::to_string);
    let lists: [(&str, &[String]); 10] = [
        ("preset", preset.as_slice()),
        ("callback", callback),
        ("scope", scope),
        ("label", label.as_slice()),
        ("contact-email", contact_email.as_slice()),
        ("description", description.as_slice()),
        ("on", on),
        ("off", off),
        ("run-as", run_as.as_slice()),
        ("permission-set", permission_set.as_slice()),
    ];
    let each =
        |(name, values): (_, &[String])| values.iter().map(|value| format!(" --{name} {}", typed(value))).collect();
    lists.into_iter().map(each).collect::<Vec<Vec<_>>>().concat().concat()
}

/// In quotes, where a shell would make something else of it.
pub fn typed(value: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@,+%".contains(c);
    let safe = !value.is_empty() && value.chars().all(plain);
    if safe { value.to_owned() } else { format!("'{}'", value.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{boxes, find};
    use std::path::Path;

    fn wanted(preset: Option<&str>, flags: &Flags) -> Wanted {
        let preset = preset.map(|name| find(Path::new("/nowhere"), name).expect("is there"));
        Wanted::new(&"app".parse().expect("is a name"), preset, flags).expect("goes together")
    }

    #[test]
    fn without_a_preset_only_what_flags_say_counts() {
        let flags = Flags { on: vec!["jwt".to_owned()], off: vec!["device".to_owned()], ..Flags::default() };
        let wanted = wanted(None, &flags);
        let stated = |name: &str| {
            let known = boxes::all().find(|known| known.name == name).expect("is there");
            wanted.values(Setting::Box(known)).map(|values| values.concat())
        };
        assert_eq!(stated("jwt").as_deref(), Some("on"));
        assert_eq!(stated("device").as_deref(), Some("off"));
        assert_eq!(stated("pkce"), None);
        assert_eq!(wanted.values(Setting::Callbacks), None);
        assert_eq!(wanted.values(Setting::PermittedUsers), None);
        assert_eq!(wanted.tolerated(true), None);
    }

    #[test]
    fn a_preset_has_an_opinion_of_every_box_and_may_tolerate_scopes_in_a_sandbox() {
        let wanted = wanted(Some("writer"), &Flags::default());
        assert!(boxes::all().all(|known| wanted.values(Setting::Box(known)).is_some()));
        let tolerated = |sandbox| wanted.tolerated(sandbox).is_some_and(|scopes| scopes.contains(&"full".to_owned()));
        assert!(tolerated(true) && !tolerated(false));
    }

    #[test]
    fn a_shell_gets_the_flags_as_they_were() {
        let flags = Flags {
            preset: Some("c1".to_owned()),
            callback: vec!["https://a/cb?x=1&y='".to_owned(), "https://b/".to_owned()],
            ..Flags::default()
        };
        assert_eq!(given(&flags), r" --preset c1 --callback 'https://a/cb?x=1&y='\''' --callback https://b/");
        assert_eq!(given(&Flags::default()), "");
    }
}
