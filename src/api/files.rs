//! Files of an org (`spec/rest.md` 6.5): which there are, where their bytes are, and how new ones are sent.

use super::query::{self, Ask};
use super::{Call, Client, Error, Place};
use crate::http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use crate::http::{Form, Method, Upload};
use crate::record::Value;
use serde_json::{Map, json};
use std::borrow::Cow;
use std::io;
use std::sync::Arc;

/// Ids of one query.
const CHUNK: usize = 200;

/// A file that an org holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Of whatever holds the bytes: a version, an attachment or a document.
    pub id: String,
    pub object: &'static str,
    /// As people see it, with the ending.
    pub name: String,
    pub size: u64,
    pub created: String,
    /// What the versions of one file share.
    pub document: Option<String>,
    /// The Id by which it was asked for.
    pub asked: String,
}

impl Stored {
    /// Asks for the bytes.
    pub fn content(&self) -> Call {
        let field = if self.object == "ContentVersion" { "VersionData" } else { "Body" };
        Call::get(Place::Resource(format!("sobjects/{}/{}/{field}", self.object, self.id)), HeaderMap::new())
    }
}

/// Where a query finds files, and under which names.
struct Source {
    /// What holds the bytes.
    object: &'static str,
    from: &'static str,
    /// The field of the Id that is asked for.
    asked: &'static str,
    only: &'static str,
    id: &'static str,
    title: &'static str,
    ending: Option<&'static str>,
    size: &'static str,
    created: &'static str,
    document: Option<&'static str>,
}

const VERSION: Source = Source {
    object: "ContentVersion",
    from: "ContentVersion",
    asked: "Id",
    only: "",
    id: "Id",
    title: "Title",
    ending: Some("FileExtension"),
    size: "ContentSize",
    created: "CreatedDate",
    document: Some("ContentDocumentId"),
};
const LATEST: Source = Source { asked: "ContentDocumentId", only: " AND IsLatest = true", ..VERSION };
const LINKED: Source = Source {
    from: "ContentDocumentLink",
    asked: "LinkedEntityId",
    id: "ContentDocument.LatestPublishedVersionId",
    title: "ContentDocument.Title",
    ending: Some("ContentDocument.FileExtension"),
    size: "ContentDocument.ContentSize",
    created: "ContentDocument.CreatedDate",
    ..VERSION
};
const ATTACHMENT: Source = Source {
    object: "Attachment",
    from: "Attachment",
    title: "Name",
    ending: None,
    size: "BodyLength",
    document: None,
    ..VERSION
};
const ATTACHED: Source = Source { asked: "ParentId", ..ATTACHMENT };
const DOCUMENT: Source = Source { object: "Document", from: "Document", ending: Some("Type"), ..ATTACHMENT };

/// What an Id is of, where it names a file itself.
pub fn names_a_file(id: &str) -> bool {
    ["068", "069", "00P", "015"].iter().any(|prefix| id.starts_with(prefix))
}

/// Where to look for the files of an Id.
fn sources(id: &str) -> &'static [Source] {
    match id.get(..3).unwrap_or_default() {
        "068" => &[VERSION],
        "069" => &[LATEST],
        "00P" => &[ATTACHMENT],
        "015" => &[DOCUMENT],
        _ => &[LINKED, ATTACHED],
    }
}

/// The files of records, and files that are named by their own Ids, in the order of the Ids.
pub async fn find(client: &Arc<Client>, ids: &[String]) -> Result<Vec<Stored>, Error> {
    let mut found = Vec::new();
    for source in [VERSION, LATEST, ATTACHMENT, DOCUMENT, LINKED, ATTACHED] {
        let wanted = |id: &&String| sources(id).iter().any(|it| (it.from, it.asked) == (source.from, source.asked));
        let ids: Vec<&String> = ids.iter().filter(wanted).collect();
        for ids in ids.chunks(CHUNK) {
            source.ask(client, ids, &mut found).await?;
        }
    }
    let place = |file: &Stored| ids.iter().position(|id| same(id, &file.asked));
    found.sort_by_key(place);
    Ok(found)
}

/// Whether two Ids, long or short, are of one record.
pub fn same(one: &str, other: &str) -> bool {
    one.get(..15) == other.get(..15)
}

impl Source {
    async fn ask(&self, client: &Arc<Client>, ids: &[&String], into: &mut Vec<Stored>) -> Result<(), Error> {
        let soql = self.soql(ids);
        let ask = Ask { soql: &soql, all_rows: false, tooling: false, page_size: None, raw: false, limit: None };
        let mut pages = query::start(client, &ask).await?;
        while let Some(rows) = pages.next().await? {
            for row in rows.iter() {
                into.extend(self.read(row));
            }
        }
        Ok(())
    }

    fn soql(&self, ids: &[&String]) -> String {
        let fields = [self.asked, self.id, self.title, self.size, self.created].into_iter();
        let mut fields: Vec<_> = fields.chain(self.ending).chain(self.document).collect();
        fields.sort_unstable();
        fields.dedup();
        let ids: Vec<_> = ids.iter().map(|id| format!("'{id}'")).collect();
        let Self { from, asked, only, .. } = self;
        format!("SELECT {} FROM {from} WHERE {asked} IN ({}){only}", fields.join(", "), ids.join(", "))
    }

    fn read(&self, row: Value) -> Option<Stored> {
        let text = |path: &str| at(row, path).map(Value::string).map(Cow::into_owned);
        let (title, ending) = (text(self.title).unwrap_or_default(), self.ending.and_then(text).unwrap_or_default());
        Some(Stored {
            id: text(self.id)?,
            object: self.object,
            name: full(title, &ending),
            size: at(row, self.size).and_then(|size| size.text().parse().ok()).unwrap_or(0),
            created: text(self.created).unwrap_or_default(),
            document: self.document.and_then(text),
            asked: text(self.asked)?,
        })
    }
}

/// A title with its ending, which some titles have already.
fn full(title: String, ending: &str) -> String {
    let has = title.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending));
    if ending.is_empty() || has { title } else { format!("{title}.{ending}") }
}

fn at<'r>(row: Value<'r>, path: &str) -> Option<Value<'r>> {
    path.split('.').try_fold(row, Value::get).filter(|value| !value.is_null())
}

/// A file that is to be sent.
pub struct New<'a> {
    pub name: &'a str,
    pub title: Option<&'a str>,
    pub description: Option<&'a str>,
    pub content: Upload,
}

/// What becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A file of its own, linked to this record.
    Linked(String),
    /// The next version of this document.
    Version(String),
    /// An attachment of this record.
    Attached(String),
}

impl Purpose {
    /// Sends a file: the record as JSON, and its bytes behind it.
    pub fn upload(&self, file: New) -> io::Result<Call> {
        let stem = file.name.rsplit_once('.').map_or(file.name, |(stem, _)| stem);
        let title = file.title.unwrap_or(if stem.is_empty() { file.name } else { stem });
        let version = json!({"Title": title, "PathOnClient": file.name});
        let (object, field, record, (key, id)) = match self {
            Self::Linked(id) => ("ContentVersion", "VersionData", version, ("FirstPublishLocationId", id)),
            Self::Version(id) => ("ContentVersion", "VersionData", version, ("ContentDocumentId", id)),
            Self::Attached(id) => {
                ("Attachment", "Body", json!({"Name": file.title.unwrap_or(file.name)}), ("ParentId", id))
            }
        };
        let mut record: Map<_, _> = record.as_object().cloned().unwrap_or_default();
        record.insert(key.to_owned(), id.as_str().into());
        if let Some(description) = file.description {
            record.insert("Description".to_owned(), description.into());
        }
        let mut form = Form::new()?;
        form.json("entity", serde_json::Value::Object(record).to_string());
        form.file(field, file.name, None, file.content);
        let (body, kind) = form.finish();
        let kind = HeaderValue::try_from(kind).map_err(io::Error::other)?;
        let (headers, place) = (HeaderMap::from_iter([(CONTENT_TYPE, kind)]), format!("sobjects/{object}"));
        Ok(Call { method: Method::POST, place: Place::Resource(place), headers, body: Some(body) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_its_ending_once() {
        for (title, ending, name) in [("a", "pdf", "a.pdf"), ("a.PDF", "pdf", "a.PDF"), ("a.b", "", "a.b")] {
            assert_eq!(full(title.to_owned(), ending), name);
        }
    }

    #[test]
    fn a_record_is_asked_for_its_links_and_attachments() {
        let ids = ["001000000000001".to_owned()];
        let soql = LINKED.soql(&[&ids[0]]);
        assert_eq!(
            soql,
            "SELECT ContentDocument.ContentSize, ContentDocument.CreatedDate, ContentDocument.FileExtension, \
             ContentDocument.LatestPublishedVersionId, ContentDocument.Title, ContentDocumentId, LinkedEntityId \
             FROM ContentDocumentLink WHERE LinkedEntityId IN ('001000000000001')"
        );
        let row = r#"{"LinkedEntityId":"001000000000001AAA","ContentDocumentId":"069","ContentDocument":{"LatestPublishedVersionId":"068","Title":"a","FileExtension":"b","ContentSize":3,"CreatedDate":null}}"#;
        let file = LINKED.read(Value::trusted(row)).expect("is a file");
        assert_eq!((file.name.as_str(), file.size, file.document.as_deref()), ("a.b", 3, Some("069")));
        assert!(same(&file.asked, &ids[0]));
    }

    #[test]
    fn what_is_sent_says_what_it_is_for() {
        let sent = |purpose: Purpose, name| {
            let file = New { name, title: None, description: Some("d"), content: Upload::from("x") };
            let call = purpose.upload(file).expect("there are random bytes");
            let Place::Resource(place) = call.place else { panic!("is below the version") };
            let body = call.body.expect("has a body");
            let text = body.parts().filter_map(Result::ok).flatten().copied().collect();
            let text = String::from_utf8(text).expect("is text");
            let json = text.split("\r\n").find(|line| line.starts_with('{')).expect("has a record").to_owned();
            (place, json)
        };
        let id = || "001".to_owned();
        let expected = r#"{"Title":"a","PathOnClient":"a.txt","FirstPublishLocationId":"001","Description":"d"}"#;
        assert_eq!(sent(Purpose::Linked(id()), "a.txt"), ("sobjects/ContentVersion".to_owned(), expected.to_owned()));
        assert!(sent(Purpose::Version(id()), ".env").1.contains(r#""Title":".env""#));
        let expected = r#"{"Name":"a.txt","ParentId":"001","Description":"d"}"#;
        assert_eq!(sent(Purpose::Attached(id()), "a.txt"), ("sobjects/Attachment".to_owned(), expected.to_owned()));
    }
}
