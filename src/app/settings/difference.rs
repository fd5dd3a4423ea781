//! What it takes to make one app of another, setting by setting.

use super::{Found, Setting, Settings};
use serde::Serialize;
use std::fmt;

/// What becomes of one setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    #[serde(serialize_with = "name")]
    pub setting: Setting,
    /// As Setup labels it.
    pub label: &'static str,
    /// What goes.
    pub removed: Vec<String>,
    /// What comes.
    pub added: Vec<String>,
}

fn name<S: serde::Serializer>(setting: &Setting, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(setting.name())
}

/// What differs from `wanted`, without what is unknown and what nobody has an opinion of. Order does not count, and
/// permission sets that others have added are nobody's business.
pub fn difference(found: &Found, wanted: &Settings) -> Vec<Change> {
    let known = Setting::all().filter(|setting| !found.unknown.contains(setting));
    let change = |setting: Setting| {
        let want = setting.values(wanted)?;
        let have = setting.values(&found.settings).unwrap_or_default();
        let without = |from: &[String], these: &[String]| {
            let mut rest: Vec<_> = from.iter().filter(|value| !these.contains(value)).cloned().collect();
            rest.dedup();
            rest
        };
        let added = without(&want, &have);
        let removed = if setting == Setting::PermissionSets { Vec::new() } else { without(&have, &want) };
        let same = added.is_empty() && removed.is_empty();
        (!same).then(|| Change { setting, label: setting.label(), removed, added })
    };
    known.filter_map(change).collect()
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}:", self.label)?;
        self.removed.iter().try_for_each(|value| write!(f, "\n  - {value}"))?;
        self.added.iter().try_for_each(|value| write!(f, "\n  + {value}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(change: impl FnOnce(&mut Settings)) -> Settings {
        let text = |text: &str| vec![text.to_owned()];
        let mut settings = Settings {
            name: "app".to_owned(),
            callbacks: text("https://a.example/cb"),
            scopes: ["api", "refresh_token"].map(str::to_owned).to_vec(),
            boxes: text("pkce"),
            ..Settings::default()
        };
        change(&mut settings);
        settings
    }

    fn found(change: impl FnOnce(&mut Settings)) -> Found {
        Found { settings: settings(change), ..Found::default() }
    }

    fn told(found: &Found, wanted: &Settings) -> String {
        difference(found, wanted).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_differs_is_told_by_its_label() {
        let there = found(|it| {
            it.callbacks = vec!["https://a.example/cb/".to_owned()];
            it.boxes = vec!["secret".to_owned()];
            it.label = Some("Theirs".to_owned());
        });
        insta::assert_snapshot!(told(&there, &settings(|_| ())), @r"
        Callback URL:
          - https://a.example/cb/
          + https://a.example/cb
        Require secret for Web Server Flow:
          - on
          + off
        Require Proof Key for Code Exchange (PKCE) extension for Supported Authorization Flows:
          - off
          + on
        ");
    }

    #[test]
    fn order_second_names_and_what_others_added_are_no_difference() {
        let there = found(|it| {
            it.scopes = ["offline_access", "api"].map(str::to_owned).to_vec();
            it.policy.permission_sets = ["theirs", "ours"].map(str::to_owned).to_vec();
            it.policy.session_minutes = Some(15);
        });
        let wanted = settings(|it| it.policy.permission_sets = vec!["ours".to_owned()]);
        assert_eq!(told(&there, &wanted), "");
    }

    #[test]
    fn what_could_not_be_read_is_not_compared() {
        assert_eq!(told(&Found::nothing("app"), &settings(|_| ())), "");
    }
}
