//! One metadata file: XML whose root is the type, read into JSON values that fit the type's elements.

use super::{
    kind::{Element, Kind, Shape},
    problem::Problem,
};
use crate::demo::apps::scope;
use roxmltree::{Document, Node};
use serde_json::{Map, Value};

pub const NAMESPACE: &str = "http://soap.sforce.com/2006/04/metadata";

pub type Fields = Map<String, Value>;

/// The elements of a file that holds a component of this type.
pub fn read(text: &str, kind: &Kind) -> Result<Fields, Problem> {
    let document = parse(text)?;
    let root = document.root_element();
    if root.tag_name().name() != kind.name {
        let found = root.tag_name().name();
        return Err(at(root, format!("Element {{{NAMESPACE}}}{found} invalid: expected {}", kind.name)));
    }
    fields(root, kind)
}

pub fn parse(text: &str) -> Result<Document<'_>, Problem> {
    let document = Document::parse(text).map_err(|error| {
        let position = error.pos();
        Problem::new(format!("Error parsing file: {error}")).at(position.row, position.col)
    })?;
    let root = document.root_element();
    if root.tag_name().namespace() != Some(NAMESPACE) {
        return Err(at(root, format!("Content is not allowed: the namespace has to be {NAMESPACE}")));
    }
    Ok(document)
}

/// The child elements of `node` as the fields of `kind`.
pub fn fields(node: Node, kind: &Kind) -> Result<Fields, Problem> {
    let mut fields = Fields::new();
    for child in node.children().filter(Node::is_element) {
        let name = child.tag_name().name();
        let known = kind.element(name).filter(|_| child.tag_name().namespace() == Some(NAMESPACE));
        let invalid =
            || at(child, format!("Element {{{NAMESPACE}}}{name} invalid at this location in type {}", kind.name));
        let element = known.ok_or_else(invalid)?;
        add(&mut fields, element, child)?;
    }
    for element in kind.elements.iter().filter(|element| element.required) {
        if fields.get(element.name).is_none_or(|value| value.as_str() == Some("")) {
            return Err(at(node, format!("Required field is missing: {}", element.name)));
        }
    }
    Ok(fields)
}

fn add(fields: &mut Fields, element: &Element, node: Node) -> Result<(), Problem> {
    let name = element.name.to_owned();
    if let Shape::Many(shape) = &element.shape {
        let value = value(node, element.name, shape)?;
        if let Some(list) = fields.entry(name).or_insert_with(|| Value::Array(Vec::new())).as_array_mut() {
            list.push(value);
        }
        return Ok(());
    }
    if fields.insert(name, value(node, element.name, &element.shape)?).is_some() {
        return Err(at(node, format!("Duplicate element: {}", element.name)));
    }
    Ok(())
}

fn value(node: Node, name: &str, shape: &Shape) -> Result<Value, Problem> {
    if let Shape::Own(kind) = shape {
        let kind = Kind::named(kind).ok_or_else(|| at(node, format!("unknown type {kind}")))?;
        return Ok(fields(node, kind)?.into());
    }
    if let Some(child) = node.children().find(Node::is_element) {
        return Err(at(child, format!("Element {} invalid at this location in {name}", child.tag_name().name())));
    }
    let text = node.text().unwrap_or_default().trim();
    plain(text, shape).map_err(|problem| at(node, problem))
}

fn plain(text: &str, shape: &Shape) -> Result<Value, String> {
    match shape {
        Shape::Flag => match text {
            "true" | "1" => Ok(true.into()),
            "false" | "0" => Ok(false.into()),
            _ => Err(format!("'{text}' is not a valid value for the type xsd:boolean")),
        },
        Shape::Number(least, most) => {
            let number = text.parse::<i64>().ok().filter(|number| (least..=most).contains(&number));
            number.map(Value::from).ok_or_else(|| format!("'{text}' is not a number from {least} to {most}"))
        }
        Shape::OneOf(name, values) if !values.contains(&text) => {
            Err(format!("'{text}' is not a valid value for the enum '{name}'"))
        }
        // Numbers that only certain values may have are numbers all the same.
        Shape::OneOf(..) => Ok(text.parse::<i64>().map_or_else(|_| text.into(), Value::from)),
        Shape::Scope => known(text).map(|()| text.into()),
        Shape::Scopes => {
            text.split(',').map(str::trim).filter(|scope| !scope.is_empty()).try_for_each(known)?;
            Ok(text.into())
        }
        Shape::Text | Shape::Own(_) | Shape::Many(_) => Ok(text.into()),
    }
}

/// Scopes have names of their own here: `RefreshToken`, not `refresh_token`.
fn known(name: &str) -> Result<(), String> {
    let unknown = || format!("'{name}' is not a valid value for the enum 'ConnectedAppOauthAccessScope'");
    scope::of_metadata(name).map(drop).ok_or_else(unknown)
}

fn at(node: Node, text: String) -> Problem {
    let position = node.document().text_pos_at(node.range().start);
    let text = if text.starts_with("Required") { text } else { format!("Error parsing file: {text}") };
    Problem::new(text).at(position.row, position.col)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn settings(elements: &str) -> Result<Value, Problem> {
        let kind = Kind::named("ExtlClntAppOauthSettings").expect("is there");
        let text = format!("<{0} xmlns=\"{NAMESPACE}\">\n{elements}</{0}>", kind.name);
        read(&text, kind).map(Value::from)
    }

    const APP: &str = "<externalClientApplication>a</externalClientApplication>";

    #[test]
    fn elements_become_values_of_their_kind() {
        let read = settings(&format!(
            "{APP}<commaSeparatedOauthScopes>Api, RefreshToken</commaSeparatedOauthScopes>\
             <isFirstPartyAppEnabled> true </isFirstPartyAppEnabled><assetTokenValidity>5</assetTokenValidity>\
             <customAttributes><formula>1 &lt; 2</formula><key>k</key></customAttributes>"
        ));
        let expected = json!({
            "externalClientApplication": "a",
            "commaSeparatedOauthScopes": "Api, RefreshToken",
            "isFirstPartyAppEnabled": true,
            "assetTokenValidity": 5,
            "customAttributes": [{"formula": "1 < 2", "key": "k"}],
        });
        assert_eq!(read, Ok(expected));
    }

    #[test]
    fn what_does_not_fit_is_said_with_its_place() {
        for (elements, problem) in [
            ("", "Required field is missing: externalClientApplication"),
            (
                "<colour>red</colour>",
                "Element {http://soap.sforce.com/2006/04/metadata}colour invalid at this location",
            ),
            (
                "<isFirstPartyAppEnabled>yes</isFirstPartyAppEnabled>",
                "'yes' is not a valid value for the type xsd:boolean",
            ),
            (
                "<commaSeparatedOauthScopes>Api,api</commaSeparatedOauthScopes>",
                "'api' is not a valid value for the enum",
            ),
            ("<assetTokenValidity>many</assetTokenValidity>", "'many' is not a number"),
            ("<label>a</label><label>b</label>", "Duplicate element: label"),
            ("<label><b/></label>", "Element b invalid at this location in label"),
        ] {
            let found = settings(elements).expect_err(elements);
            assert!(found.text.contains(problem), "{}", found.text);
            assert!(found.place.is_some(), "{elements}");
        }
        assert_eq!(settings("<label>").expect_err("is cut").place.map(|(row, _)| row), Some(2));
    }
}
