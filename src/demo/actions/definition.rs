//! The actions that the demo org has, from the files of `definitions`: where each is, what it takes and what it gives.

use serde::Deserialize;
use serde_json::{Map, Value};
use std::sync::LazyLock;

const FILES: [&str; 2] = [include_str!("definitions/standard.toml"), include_str!("definitions/custom.toml")];

static ALL: LazyLock<Vec<Definition>> = LazyLock::new(|| {
    let read = |text: &str| toml::from_str::<File>(text).expect("a test reads the files").action;
    FILES.into_iter().flat_map(read).collect()
});

#[derive(Deserialize)]
struct File {
    action: Vec<Definition>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Below `actions`: `standard/submit`, `custom/quickAction/Account/NewContact`.
    pub path: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub label: String,
    pub category: Option<String>,
    pub description: Option<String>,
    #[serde(default)]
    pub inputs: Vec<Parameter>,
    #[serde(default)]
    pub outputs: Vec<Parameter>,
    /// The object of the record that a quick action makes, and its field for the record it is made from.
    pub creates: Option<String>,
    pub parent: Option<String>,
    /// What a quick action fills in where the caller does not.
    #[serde(default)]
    pub defaults: Map<String, Value>,
}

/// An input or an output.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub label: String,
    #[serde(default)]
    pub required: bool,
    /// How many values it takes; more than one come as a list.
    #[serde(default = "one")]
    pub max: usize,
    /// The most characters of a text.
    #[serde(default)]
    pub length: usize,
    #[serde(default)]
    pub values: Vec<String>,
    /// The object that an id or a record is of.
    pub sobject: Option<String>,
}

fn one() -> usize {
    1
}

impl Definition {
    pub fn all() -> impl Iterator<Item = &'static Self> {
        ALL.iter()
    }

    /// The action at a path below `actions`, in any case.
    pub fn at(path: &str) -> Option<&'static Self> {
        Self::all().find(|action| action.path.eq_ignore_ascii_case(path))
    }

    /// The actions right below a path.
    pub fn below(folder: &str) -> impl Iterator<Item = &'static Self> {
        Self::all().filter(move |action| action.folder().eq_ignore_ascii_case(folder))
    }

    fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// `Account.NewContact`, or the name alone.
    pub fn qualified_name(&self) -> String {
        self.object().map_or_else(|| self.name().to_owned(), |object| format!("{object}.{}", self.name()))
    }

    /// The object whose action it is.
    pub fn object(&self) -> Option<&str> {
        self.path.split('/').nth_back(1).filter(|_| self.path.split('/').count() == 4)
    }

    pub fn is_standard(&self) -> bool {
        self.path.starts_with("standard/")
    }

    pub fn is_flow(&self) -> bool {
        self.kind == "FLOW"
    }
}

/// Tells one state of the definitions from another.
pub fn text() -> String {
    FILES.concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::schema::Schema;
    use std::collections::HashSet;

    #[test]
    fn paths_are_unique_and_objects_are_known() {
        let schema = Schema::read();
        let mut paths = HashSet::new();
        for action in Definition::all() {
            assert!(paths.insert(action.path.to_lowercase()), "{}", action.path);
            let objects = action.inputs.iter().filter_map(|input| input.sobject.as_deref()).chain(action.object());
            for name in objects.chain(action.creates.as_deref()) {
                assert!(schema.object(name).is_some(), "{}: {name}", action.path);
            }
        }
        assert!(paths.len() >= 20);
    }

    #[test]
    fn an_action_is_found_in_any_case() {
        let action = Definition::at("custom/quickaction/account/newcontact").expect("is there");
        assert_eq!(action.qualified_name(), "Account.NewContact");
        assert_eq!(Definition::at("standard/submit").and_then(Definition::object), None);
        assert_eq!(Definition::below("custom/flow").count(), 3);
    }
}
