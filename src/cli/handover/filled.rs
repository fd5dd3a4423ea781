//! A form with its values: as an object by label for programs, as lines for people, who see no secret unasked.

use super::Handed;
use crate::app::{Field, What};
use crate::ctx::Ctx;
use crate::secret::Secret;
use crate::term::Out;
use crate::text::{visible, width};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::fmt;

/// Stands for a secret on a screen.
const MASK: &str = "****";

pub struct Filled {
    pub entries: Vec<Entry>,
    /// Secrets are not shown.
    hidden: bool,
}

pub struct Entry {
    pub label: String,
    pub value: Secret,
    secret: bool,
}

/// Whether this is what the user calls a field: letter case does not count.
pub fn is_label(label: &str, typed: &str) -> bool {
    label.to_lowercase() == typed.to_lowercase()
}

impl Filled {
    pub fn new(fields: &[&Field], handed: &Handed, hidden: bool) -> Self {
        let entry = |field: &&Field| {
            let (value, secret) = value(field, handed);
            Entry { label: field.label.clone(), value, secret }
        };
        Self { entries: fields.iter().map(entry).collect(), hidden }
    }

    /// The entry with this label; without one, all.
    pub fn only(&self, label: &str) -> Vec<&Entry> {
        self.entries.iter().filter(|entry| label.is_empty() || is_label(&entry.label, label)).collect()
    }

    pub fn hand_out(&self, out: Out, ctx: &Ctx) -> anyhow::Result<()> {
        ctx.show_in(out, self)?;
        if self.hidden && self.entries.iter().any(|entry| entry.secret) {
            ctx.term.note("--reveal shows the secrets, --copy puts them on the clipboard, --output into a file");
        }
        Ok(())
    }

    fn shown<'e>(&self, entry: &'e Entry) -> &'e str {
        if self.hidden && entry.secret { MASK } else { entry.value.expose() }
    }
}

/// What belongs into a field, and whether it is a secret.
fn value(field: &Field, handed: &Handed) -> (Secret, bool) {
    let app = &handed.app;
    let open = |text: &str| (Secret::new(text), false);
    let closed = |secret: &Option<Secret>| (secret.clone().unwrap_or_else(|| Secret::new("")), true);
    match field.value {
        None => open(field.text.as_deref().unwrap_or_default()),
        Some(What::InstanceUrl) => open(&app.host.origin().ascii_serialization()),
        Some(What::TokenUrl) => open(app.endpoint("token").as_str()),
        Some(What::ClientId) => open(&app.client_id),
        Some(What::GrantType) => open(handed.kind.grant_type()),
        Some(What::Username) => open(handed.username.as_deref().unwrap_or_default()),
        Some(What::ClientSecret) => closed(&app.client_secret),
        Some(What::AccessToken) => closed(&handed.access),
        Some(What::RefreshToken) => closed(&handed.refresh),
        Some(What::PasswordAndToken) => closed(&handed.password),
    }
}

impl Serialize for Filled {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.entries.len()))?;
        for entry in &self.entries {
            map.serialize_entry(&entry.label, self.shown(entry))?;
        }
        map.end()
    }
}

impl fmt::Display for Filled {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let longest = self.entries.iter().map(|entry| width(&visible(&entry.label))).max().unwrap_or(0);
        for entry in &self.entries {
            let label = visible(&entry.label);
            let room = longest - width(&label);
            writeln!(f, "{label}{:room$}  {}", "", visible(self.shown(entry)))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(hidden: bool) -> Filled {
        let entry =
            |label: &str, value: &str, secret| Entry { label: label.to_owned(), value: Secret::new(value), secret };
        Filled {
            entries: vec![entry("Base URL", "https://a.example", false), entry("Schlüssel", "S3\u{1b}[31m", true)],
            hidden,
        }
    }

    #[test]
    fn a_secret_is_seen_only_when_it_is_to_be() {
        assert_eq!(filled(true).to_string(), "Base URL   https://a.example\nSchlüssel  ****\n");
        let json = serde_json::to_string(&filled(true)).expect("writes");
        assert_eq!(json, r#"{"Base URL":"https://a.example","Schlüssel":"****"}"#);
        let json = serde_json::to_string(&filled(false)).expect("writes");
        assert_eq!(json, r#"{"Base URL":"https://a.example","Schlüssel":"S3\u001b[31m"}"#);
    }

    #[test]
    fn a_value_does_not_steer_the_terminal() {
        assert!(filled(false).to_string().ends_with("S3␛[31m\n"));
    }

    #[test]
    fn one_field_is_found_by_its_label() {
        let form = filled(false);
        assert_eq!(form.only("schlüssel").len(), 1);
        assert_eq!((form.only("").len(), form.only("Key").len()), (2, 0));
    }
}
