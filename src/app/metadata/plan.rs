//! What has to be sent to make an app what it is to be.

use super::{Component, Kind, read};
use crate::app::settings::{Setting, Settings, difference};

/// The components of these kinds that do not say yet what is wanted, each whole: what the org does not find in one it
/// may take for taken back. `label` is for an app that has none.
pub fn to_send(kinds: &[Kind], there: &[Component], wanted: &Settings, label: &str) -> Vec<Component> {
    let found = read(&wanted.name, there);
    let differs: Vec<_> = difference(&found, wanted).iter().map(|change| change.setting).collect();
    let to_say = |setting: &Setting| {
        // Every app is enabled until somebody turns it off.
        let unknown = found.unknown.contains(setting) && *setting != Setting::Enabled;
        setting.values(wanted).is_some() && (unknown || differs.contains(setting))
    };
    let one = |kind: Kind| {
        let settings: Vec<_> = Setting::all().filter(|it| Kind::of(*it) == kind).filter(to_say).collect();
        let known = there.iter().find(|component| component.kind == kind);
        let mut component = match known {
            None if settings.is_empty() && kind != Kind::App => return None,
            Some(_) if settings.is_empty() => return None,
            Some(known) => known.clone(),
            None => Component::new(kind, &wanted.name, label),
        };
        for setting in settings {
            component.say(setting, wanted);
        }
        Some(component)
    };
    kinds.iter().copied().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Form, package};
    use super::*;
    use crate::app::find;
    use crate::app::settings::Flags;
    use roxmltree::Document;
    use std::path::Path;

    fn wanted(preset: &str, flags: &Flags) -> Settings {
        let preset = find(Path::new("/nowhere"), preset).expect("is there");
        Settings::new(&"sfo_cli".parse().expect("is a name"), &preset, flags).expect("goes together")
    }

    fn all(there: &[Component], wanted: &Settings) -> Vec<Component> {
        to_send(&Kind::all().collect::<Vec<_>>(), there, wanted, "sfo cli")
    }

    fn shown(components: &[Component]) -> String {
        let files = package(components, Form::Source, "66.0");
        let texts: Vec<_> = files.iter().map(|file| format!("== {}\n{}", file.path, file.content)).collect();
        texts.concat()
    }

    /// As the org tells it, with an element more.
    fn told(component: &Component, more: &str) -> Component {
        let xml = component.xml().replace("xmlns=", "xmlns:m=");
        let inner = xml.split_once('>').and_then(|(_, rest)| rest.split_once('>')).expect("has a root").1;
        let (inner, _) = inner.rsplit_once("</").expect("has an end");
        let record = format!("<records><fullName>{}</fullName>{more}{inner}</records>", component.name);
        Component::read(component.kind, Document::parse(&record).expect("is XML").root_element()).expect("is one")
    }

    #[test]
    fn a_new_app_is_written_whole() {
        let flags = Flags {
            label: Some("</label><x> & \"co\"".to_owned()),
            contact_email: Some("ops@example.com".to_owned()),
            callback: vec!["https://a.example/cb?a=1&b=<2>".to_owned()],
            ..Flags::default()
        };
        insta::assert_snapshot!(shown(&all(&[], &wanted("sfo", &flags))));
    }

    #[test]
    fn policies_name_who_may_use_the_app() {
        let flags = Flags { run_as: Some("svc@example.com".to_owned()), ..Flags::default() };
        let sent = to_send(&Kind::SECOND, &[], &wanted("moveworks", &flags), "sfo cli");
        insta::assert_snapshot!(shown(&sent));
    }

    #[test]
    fn an_app_that_is_as_wanted_is_left_alone() {
        for preset in ["writer", "c1", "moveworks", "aisquared", "sfo"] {
            let wanted = wanted(preset, &Flags::default());
            let there: Vec<_> = all(&[], &wanted).iter().map(|component| told(component, "")).collect();
            assert_eq!(there.len(), 4, "{preset}");
            assert_eq!(all(&there, &wanted), [], "{preset}");
        }
    }

    #[test]
    fn only_what_differs_is_sent_and_keeps_what_is_not_ours() {
        let flags = Flags { callback: vec!["https://a.example/cb".to_owned()], ..Flags::default() };
        let more = "<certificate>MII</certificate><consumerKey>3MVG</consumerKey><consumerSecret>S</consumerSecret>\
                    <idTokenConfig><idTokenValidityInMinutes>2</idTokenValidityInMinutes></idTokenConfig>";
        let there: Vec<_> = all(&[], &wanted("c1", &Flags::default()))
            .iter()
            .map(|component| told(component, if component.kind == Kind::Global { more } else { "" }))
            .collect();
        insta::assert_snapshot!(shown(&all(&there, &wanted("c1", &flags))));
    }

    #[test]
    fn permission_sets_come_to_those_that_are_there() {
        let mut there = all(&[], &wanted("moveworks", &Flags::default()));
        for component in there.iter_mut().filter(|component| component.kind == Kind::OauthPolicy) {
            component.set("commaSeparatedPermissionSet", "theirs");
        }
        let sent = all(&there, &wanted("moveworks", &Flags::default()));
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].text("commaSeparatedPermissionSet"), Some("theirs, moveworks_connected_app"));
    }

    #[test]
    fn an_app_that_was_turned_off_is_turned_on() {
        let wanted = wanted("c1", &Flags::default());
        let mut there = all(&[], &wanted);
        let mut policy = Component::new(Kind::Policy, "sfo_cli", "");
        policy.set("isEnabled", "false");
        there.push(policy);
        let sent = all(&there, &wanted);
        assert_eq!((sent.len(), sent[0].text("isEnabled")), (1, Some("true")));
    }
}
