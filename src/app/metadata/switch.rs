//! The switch of the whole org that lets its API tell the secrets of apps.

use super::component::{Content, Element};
use super::package::{File, list};
use super::write;
use roxmltree::Node;

/// Type and full name of the component that has the switch.
pub const SWITCHES: (&str, &str) = ("ExternalClientAppSettings", "ExternalClientApp");
const SECRETS_BY_API: &str = "enableClientSecretInRestApiAccess";

/// The files that turn it on or off.
pub fn turning(on: bool, version: &str) -> Vec<File> {
    let (kind, name) = SWITCHES;
    let element = Element { name: SECRETS_BY_API.to_owned(), content: Content::Text(on.to_string()) };
    let file = |path: String, content| File { path, content };
    vec![
        file("package.xml".to_owned(), list(&[("Settings", name)], version)),
        file(format!("settings/{name}.settings"), write::document(kind, &[element])),
    ]
}

/// Whether it is on, as the org tells it of the component.
pub fn is_on(settings: Node) -> Option<bool> {
    let switch = settings.children().find(|node| node.tag_name().name() == SECRETS_BY_API)?;
    Some(switch.text().map(str::trim) == Some("true"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switch_is_turned_alone() {
        let [package, settings] = &turning(true, "67.0")[..] else { panic!("is two files") };
        assert!(package.content.contains("<members>ExternalClientApp</members>\n        <name>Settings</name>"));
        assert_eq!(settings.path, "settings/ExternalClientApp.settings");
        let document = roxmltree::Document::parse(&settings.content).expect("is XML");
        let root = document.root_element();
        assert_eq!((root.tag_name().name(), is_on(root)), ("ExternalClientAppSettings", Some(true)));
        assert_eq!(root.children().filter(Node::is_element).count(), 1);
    }
}
