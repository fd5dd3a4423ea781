//! Components as files, with the list of them that goes along, and the zip that carries both.

use super::component::{Component, Content, Element};
use super::{Kind, write};
use serde::Serialize;
use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A file of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct File {
    /// With slashes, below the root.
    pub path: String,
    pub content: String,
}

/// What files are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As the Metadata API takes them.
    Metadata,
    /// As projects of the official CLI keep them.
    Source,
}

/// The files of these components, `package.xml` first.
pub fn package(components: &[Component], form: Form, version: &str) -> Vec<File> {
    let ending = if form == Form::Source { "-meta.xml" } else { "" };
    let members: Vec<_> = components.iter().map(|component| (component.kind.name(), component.name.as_str())).collect();
    let mut files = vec![File { path: "package.xml".to_owned(), content: list(&members, version) }];
    files.extend(components.iter().map(|component| File {
        path: format!("{}{ending}", component.kind.path(&component.name)),
        content: component.xml(),
    }));
    files
}

/// The files that take an app away, and all that belongs to it.
pub fn destruction(app: &str, version: &str) -> Vec<File> {
    let file = |path: &str, content| File { path: path.to_owned(), content };
    let gone = list(&[(Kind::App.name(), app)], version);
    vec![file("package.xml", list(&[], version)), file("destructiveChanges.xml", gone)]
}

/// The list of members, each type once and in the order of the alphabet.
pub fn list(members: &[(&str, &str)], version: &str) -> String {
    let text = |name: &str, text: &str| Element { name: name.to_owned(), content: Content::Text(text.to_owned()) };
    let mut kinds: Vec<_> = members.iter().map(|(kind, _)| *kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut content: Vec<_> = kinds
        .into_iter()
        .map(|kind| {
            let own = members.iter().filter(|(of, _)| *of == kind);
            let mut inner: Vec<_> = own.map(|(_, member)| text("members", member)).collect();
            inner.push(text("name", kind));
            Element { name: "types".to_owned(), content: Content::Elements(inner) }
        })
        .collect();
    content.push(text("version", version));
    write::document("Package", &content)
}

/// What a deploy takes. The same files make the same bytes: no time of day goes in.
pub fn zip(files: &[File]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // A few kilobytes of text are not worth packing.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let written = files.iter().try_for_each(|file| {
        zip.start_file(&file.path, options)?;
        zip.write_all(file.content.as_bytes())?;
        Ok(())
    });
    let finished = written.and_then(|()| zip.finish());
    finished.map_err(|error: zip::result::ZipError| error).expect("memory takes what is written to it").into_inner()
}
