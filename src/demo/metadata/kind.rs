//! The metadata types that the org takes, from `kinds.txt`: where their files belong and what may stand in them.
//!
//! ```text
//! Type folder suffix
//!   element! kind
//! ```
//!
//! `!` demands an element. Kinds: `text`, `flag`, `scope`, `scopes`, `1..720` for a number, `Name(A,B)` for one of
//! these, `{Type}` for elements of its own, `[kind]` and `[Type]` for any number of them.

use std::sync::LazyLock;

const FILE: &str = include_str!("kinds.txt");
static ALL: LazyLock<Vec<Kind>> = LazyLock::new(|| read(FILE));

/// What everything in `settings` is in a manifest.
pub const SETTINGS: &str = "Settings";

pub struct Kind {
    pub name: &'static str,
    /// Folder and suffix; a part of another type has neither.
    pub place: Option<(&'static str, &'static str)>,
    /// In the order of their names, as the org writes them.
    pub elements: Vec<Element>,
}

pub struct Element {
    pub name: &'static str,
    pub required: bool,
    pub shape: Shape,
}

pub enum Shape {
    Text,
    Flag,
    Scope,
    Scopes,
    Number(i64, i64),
    OneOf(&'static str, Vec<&'static str>),
    Own(&'static str),
    Many(Box<Shape>),
}

impl Kind {
    pub fn named(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|kind| kind.name == name)
    }

    /// The types that a manifest calls so.
    pub fn listed(name: &str) -> impl Iterator<Item = &'static Self> {
        ALL.iter().filter(move |kind| kind.place.is_some() && kind.manifest_name() == name)
    }

    /// The type of a file, and the component that it holds.
    pub fn of_path(path: &str) -> Option<(&'static Self, &str)> {
        let (folder, file) = path.split_once('/')?;
        let here = |kind: &&Self| kind.place.is_some_and(|(known, _)| known == folder);
        let mut kinds = ALL.iter().filter(here).filter_map(|kind| {
            let (_, suffix) = kind.place?;
            Some((kind, file.strip_suffix(suffix)?.strip_suffix('.')?))
        });
        // Settings share a folder: there the component says which type it is.
        kinds.find(|(kind, name)| !kind.settings() || kind.name.strip_suffix(SETTINGS) == Some(name))
    }

    pub fn settings(&self) -> bool {
        self.place.is_some_and(|(folder, _)| folder == "settings")
    }

    pub fn manifest_name(&self) -> &'static str {
        if self.settings() { SETTINGS } else { self.name }
    }

    /// Whether `folder` is one of theirs.
    pub fn has_folder(folder: &str) -> bool {
        ALL.iter().any(|kind| kind.place.is_some_and(|(known, _)| known == folder))
    }

    /// Parents have a lower one than what belongs to them.
    pub fn rank(&self) -> usize {
        ALL.iter().position(|kind| kind.name == self.name).unwrap_or(ALL.len())
    }

    /// The path of a component in a zip.
    pub fn path(&self, name: &str) -> String {
        let (folder, suffix) = self.place.unwrap_or_default();
        format!("{folder}/{name}.{suffix}")
    }

    pub fn element(&self, name: &str) -> Option<&Element> {
        self.elements.iter().find(|element| element.name == name)
    }
}

fn read(text: &'static str) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("  ").and_then(element), kinds.last_mut()) {
            (Some(element), Some(kind)) => kind.elements.push(element),
            _ => kinds.extend(kind(line)),
        }
    }
    kinds
}

fn kind(line: &'static str) -> Option<Kind> {
    let mut words = line.split(' ');
    let name = words.next()?;
    Some(Kind { name, place: words.next().zip(words.next()), elements: Vec::new() })
}

fn element(line: &'static str) -> Option<Element> {
    let (name, word) = line.split_once(' ')?;
    let (name, required) = name.strip_suffix('!').map_or((name, false), |name| (name, true));
    Some(Element { name, required, shape: shape(word)? })
}

fn shape(word: &'static str) -> Option<Shape> {
    let within = |open, close| word.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    if let Some(name) = within('{', '}') {
        return Some(Shape::Own(name));
    }
    if let Some(inner) = within('[', ']') {
        return Some(Shape::Many(Box::new(shape(inner)?)));
    }
    if let Some((name, values)) = word.strip_suffix(')').and_then(|word| word.split_once('(')) {
        return Some(Shape::OneOf(name, values.split(',').collect()));
    }
    if let Some((least, most)) = word.split_once("..") {
        return Some(Shape::Number(least.parse().ok()?, most.parse().ok()?));
    }
    Some(match word {
        "text" => Shape::Text,
        "flag" => Shape::Flag,
        "scope" => Shape::Scope,
        "scopes" => Shape::Scopes,
        name => Shape::Own(name),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The type of elements of its own.
    fn own(shape: &Shape) -> Option<&'static str> {
        match shape {
            Shape::Own(name) => Some(name),
            Shape::Many(inner) => own(inner),
            _ => None,
        }
    }

    #[test]
    fn every_line_is_read_and_every_part_is_there() {
        let elements: usize = ALL.iter().map(|kind| kind.elements.len()).sum();
        assert_eq!(ALL.len() + elements, FILE.lines().count());
        for element in ALL.iter().flat_map(|kind| &kind.elements) {
            assert!(own(&element.shape).is_none_or(|name| Kind::named(name).is_some()), "{}", element.name);
        }
        assert!(ALL.iter().all(|kind| kind.elements.is_sorted_by_key(|element| element.name)));
    }

    #[test]
    fn folder_and_suffix_say_the_type() {
        let of = |path| Kind::of_path(path).map(|(kind, name)| (kind.name, name));
        assert_eq!(of("externalClientApps/a.b.eca"), Some(("ExternalClientApplication", "a.b")));
        assert_eq!(of("settings/OauthOidc.settings"), Some(("OauthOidcSettings", "OauthOidc")));
        for path in ["externalClientApps/a.ecaOauth", "settings/Other.settings", "a.eca", "classes/a.cls"] {
            assert_eq!(of(path), None, "{path}");
        }
        assert_eq!(Kind::named("ConnectedApp").expect("is there").path("A"), "connectedApps/A.connectedApp");
    }
}
