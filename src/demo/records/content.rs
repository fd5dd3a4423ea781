//! Files: a version brings its document with it, or becomes the latest one of a document that is there.

use super::{Refusal, Writer, body::members};
use crate::demo::{
    id,
    schema::Object,
    store::{row, table::quoted},
};
use serde_json::{Map, Value, json};

/// Extensions whose file type is not their own name.
const TYPES: [(&str, &str); 5] =
    [("txt", "TEXT"), ("jpg", "JPEG"), ("docx", "WORD_X"), ("xlsx", "EXCEL_X"), ("pptx", "POWER_POINT_X")];

/// Adds to a new version what its bytes and its path say, and sees to its document.
pub fn publish(writer: &Writer, object: &Object, version: &mut Map<String, Value>) -> Result<(), Refusal> {
    if object.name != "ContentVersion" {
        return Ok(());
    }
    describe(writer, version);
    let document = text(version, "ContentDocumentId").map(|given| id::long(&given).unwrap_or(given));
    let published = document_of(writer, version)?;
    let number = if let Some(document) = document {
        renew(writer, object, &document, &published)?
    } else {
        let document = file(writer, version, published)?;
        version.insert("ContentDocumentId".to_owned(), document.into());
        1
    };
    version.insert("VersionNumber".to_owned(), number.to_string().into());
    Ok(())
}

fn describe(writer: &Writer, version: &mut Map<String, Value>) {
    let path = text(version, "PathOnClient").unwrap_or_default();
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    version.entry("Title").or_insert(stem.into());
    version.extend(members(json!({
        "FileExtension": extension,
        "FileType": file_type(extension),
        "IsLatest": true,
        "ContentModifiedDate": writer.now,
        "ContentModifiedById": writer.user(),
    })));
}

fn file_type(extension: &str) -> String {
    let known = TYPES.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known));
    match extension {
        "" => "UNKNOWN".to_owned(),
        _ => known.map_or_else(|| extension.to_ascii_uppercase(), |(_, name)| (*name).to_owned()),
    }
}

/// What a document says of its latest version.
fn document_of(writer: &Writer, version: &Map<String, Value>) -> Result<Map<String, Value>, Refusal> {
    let same = ["Title", "FileExtension", "FileType", "ContentSize", "ContentModifiedDate"];
    let mut document: Map<_, _> =
        same.into_iter().filter_map(|name| Some((name.to_owned(), version.get(name)?.clone()))).collect();
    document.insert("LatestPublishedVersionId".to_owned(), writer.next_id(writer.object("ContentVersion")?)?.into());
    Ok(document)
}

/// Returns the number of the document's next version.
fn renew(writer: &Writer, versions: &Object, document: &str, changes: &Map<String, Value>) -> Result<usize, Refusal> {
    let sql = format!("UPDATE {} SET \"IsLatest\" = 0 WHERE \"ContentDocumentId\" = ?1", quoted(&versions.name));
    let earlier = writer.records.prepare_cached(&sql)?.execute([document])?;
    row::update(writer.records, writer.object("ContentDocument")?, document, changes)?;
    Ok(earlier + 1)
}

/// Makes the document, shared with whoever publishes it and with the record it is published on.
fn file(writer: &Writer, version: &Map<String, Value>, document: Map<String, Value>) -> Result<String, Refusal> {
    let id = writer.add("ContentDocument", document)?;
    let place = text(version, "FirstPublishLocationId").map(|place| (place, "V"));
    for (place, share) in [Some((writer.user().to_owned(), "I")), place].into_iter().flatten() {
        link(writer, &id, &place, share)?;
    }
    Ok(id)
}

fn link(writer: &Writer, document: &str, place: &str, share: &str) -> Result<(), Refusal> {
    let link = members(json!({
        "LinkedEntityId": place,
        "ContentDocumentId": document,
        "ShareType": share,
        "Visibility": "AllUsers",
    }));
    writer.add("ContentDocumentLink", link).map(drop)
}

fn text(record: &Map<String, Value>, name: &str) -> Option<String> {
    record.get(name).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_give_file_types() {
        for (extension, expected) in [("txt", "TEXT"), ("JPG", "JPEG"), ("csv", "CSV"), ("", "UNKNOWN")] {
            assert_eq!(file_type(extension), expected);
        }
    }
}
