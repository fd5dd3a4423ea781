//! `package.xml` and the manifests of what is to be deleted: types and the names of their members.

use super::{document, kind::Kind, problem::Problem};
use roxmltree::Node;

pub struct Manifest {
    pub members: Vec<Member>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// As a manifest says it: `Settings` is every type of settings.
    pub kind: String,
    pub name: String,
}

impl Manifest {
    pub fn read(text: &str) -> Result<Self, Problem> {
        let document = document::parse(text)?;
        let elements = |node: Node<'_, '_>, name: &'static str| {
            let children = node.children().filter(move |child| child.tag_name().name() == name);
            children.map(|child| child.text().unwrap_or_default().trim().to_owned()).collect::<Vec<_>>()
        };
        let mut members = Vec::new();
        for types in document.root_element().children().filter(|node| node.tag_name().name() == "types") {
            let kind = elements(types, "name").pop().unwrap_or_default();
            members.extend(elements(types, "members").into_iter().map(|name| Member { kind: kind.clone(), name }));
        }
        Ok(Self { members })
    }

    /// Members of types that the org does not take.
    pub fn unknown(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| Kind::listed(&member.kind).next().is_none())
    }

    pub fn lists(&self, kind: &Kind, name: &str) -> bool {
        let this = |member: &Member| member.kind == kind.manifest_name() && (member.name == name || member.name == "*");
        self.members.iter().any(this)
    }
}

impl Member {
    /// The type that this member is of.
    pub fn kind(&self) -> Option<&'static Kind> {
        let mut kinds = Kind::listed(&self.kind);
        kinds.find(|kind| {
            !kind.settings() || Kind::of_path(&kind.path(&self.name)).is_some_and(|(of, _)| of.name == kind.name)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_lists_members_by_name_or_all_of_a_type() {
        let text = "<Package xmlns=\"http://soap.sforce.com/2006/04/metadata\"><types><members>a</members>\
                    <members>b</members><name>ExternalClientApplication</name></types><types><members>*</members>\
                    <name>Settings</name></types><types><members>C</members><name>ApexClass</name></types>\
                    <version>67.0</version></Package>";
        let manifest = Manifest::read(text).expect("is one");
        let lists = |kind: &str, name: &str| manifest.lists(Kind::named(kind).expect("is there"), name);
        assert!(lists("ExternalClientApplication", "b") && lists("OauthOidcSettings", "OauthOidc"));
        assert!(!lists("ExternalClientApplication", "c") && !lists("ExtlClntAppOauthSettings", "a"));
        assert_eq!(manifest.unknown().map(|member| member.name.as_str()).collect::<Vec<_>>(), ["C"]);
        let named = |kind: &str, name: &str| {
            Member { kind: kind.to_owned(), name: name.to_owned() }.kind().map(|kind| kind.name)
        };
        assert_eq!(named("Settings", "OauthOidc"), Some("OauthOidcSettings"));
        assert_eq!(named("Settings", "Other"), None);
        assert!(Manifest::read("<Package/>").is_err());
    }
}
