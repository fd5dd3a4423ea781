//! One component of metadata: its elements, those that this program knows nothing of among them, so that what is sent
//! back keeps them.

use super::Kind;
use roxmltree::Node;

/// What is the org's to make, and orders that a component would carry out again each time it is sent.
const NEVER: [&str; 4] = ["consumerKey", "consumerSecret", "shouldRotateConsumerKey", "shouldRotateConsumerSecret"];

/// A component of an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    pub kind: Kind,
    /// Its full name.
    pub name: String,
    pub elements: Vec<Element>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    pub name: String,
    pub content: Content,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Text(String),
    Elements(Vec<Element>),
}

impl Component {
    /// One that is not there yet.
    pub fn new(kind: Kind, app: &str, label: &str) -> Self {
        let name = kind.member(app);
        let mut component = Self { kind, name: name.clone(), elements: Vec::new() };
        component.set("label", if kind == Kind::App { label } else { &name });
        if kind != Kind::App {
            component.set("externalClientApplication", app);
        }
        let more: &[(&str, &str)] = match kind {
            Kind::App => &[("distributionState", "Local"), ("isProtected", "false")],
            Kind::OauthPolicy => &[("ipRelaxationPolicyType", "Enforce"), ("refreshTokenPolicyType", "Infinite")],
            _ => &[],
        };
        for (name, text) in more {
            component.set(name, text);
        }
        component
    }

    /// Reads what the org tells of a component. `None` where it knows none of this name.
    pub fn read(kind: Kind, record: Node) -> Option<Self> {
        let mut elements = elements(record);
        let at = elements.iter().position(|element| element.name == "fullName")?;
        let Content::Text(name) = elements.remove(at).content else { return None };
        elements.retain(|element| !NEVER.contains(&element.name.as_str()));
        Some(Self { kind, name, elements })
    }

    /// The text of an element.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.elements.iter().find(|element| element.name == name).and_then(|element| match &element.content {
            Content::Text(text) => Some(text.as_str()),
            Content::Elements(_) => None,
        })
    }

    /// The parts of an element such as `a, b`.
    pub fn list(&self, name: &str) -> Vec<String> {
        listed(self.text(name).unwrap_or_default())
    }

    /// Gives an element this text, in place of whatever it had.
    pub fn set(&mut self, name: &str, text: &str) {
        self.elements.retain(|element| element.name != name);
        let element = Element { name: name.to_owned(), content: Content::Text(text.to_owned()) };
        self.elements.push(element);
    }
}

/// The parts of `a, b`.
pub fn listed(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn elements(parent: Node) -> Vec<Element> {
    let is_null = |node: &Node| node.attributes().any(|attribute| attribute.name() == "nil");
    let children = parent.children().filter(|node| node.is_element() && !is_null(node));
    children
        .map(|node| {
            let inner = elements(node);
            let text = || node.text().unwrap_or_default().to_owned();
            let content = if inner.is_empty() { Content::Text(text()) } else { Content::Elements(inner) };
            Element { name: node.tag_name().name().to_owned(), content }
        })
        .collect()
}
