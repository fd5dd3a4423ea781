//! Metadata as XML, laid out as a retrieve lays it out: elements in the order of the alphabet, four spaces a level.

use super::component::{Component, Content, Element};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io::{self, Write};

const NAMESPACE: &str = "http://soap.sforce.com/2006/04/metadata";

/// A file with one root.
pub fn document(root: &str, content: &[Element]) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 4);
    let written = whole(&mut writer, root, content);
    written.expect("memory takes what is written to it");
    String::from_utf8(writer.into_inner()).expect("was written from text") + "\n"
}

fn whole(writer: &mut Writer<Vec<u8>>, root: &str, content: &[Element]) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = writer.create_element(root).with_attribute(("xmlns", NAMESPACE));
    if content.is_empty() {
        return root.write_empty().map(drop);
    }
    root.write_inner_content(|writer| content.iter().try_for_each(|element| one(writer, element))).map(drop)
}

fn one<W: Write>(writer: &mut Writer<W>, element: &Element) -> io::Result<()> {
    let start = writer.create_element(element.name.as_str());
    match &element.content {
        Content::Text(text) => start.write_text_content(BytesText::new(text)).map(drop),
        Content::Elements(inner) => {
            start.write_inner_content(|writer| inner.iter().try_for_each(|element| one(writer, element))).map(drop)
        }
    }
}

impl Component {
    /// Its file.
    pub fn xml(&self) -> String {
        let mut elements = self.elements.clone();
        // Of the same name the order is kept: it may mean something.
        elements.sort_by(|one, other| one.name.cmp(&other.name));
        document(self.kind.name(), &elements)
    }
}
