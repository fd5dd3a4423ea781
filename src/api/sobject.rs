//! One record of an object (`spec/rest.md` 6.1, 6.2): what is sent to read, write and take it away, and what is said of
//! it.

use super::query::ESCAPED;
use super::{Answer, Call, Client, Duplicate, Error, Place};
use crate::http::Method;
use crate::http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use crate::record::Value;
use percent_encoding::utf8_percent_encode;

/// Which record of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Id(String),
    /// The record whose key field has this value.
    Key {
        field: String,
        value: String,
    },
}

/// A record that was written.
#[derive(Debug, PartialEq, Eq)]
pub struct Saved {
    pub id: String,
    /// Said of upserts only.
    pub created: Option<bool>,
}

/// Asks for a record, or for some fields of it.
pub fn read(object: &str, target: &Target, fields: &[String], headers: HeaderMap) -> Call {
    let fields: Vec<_> = fields.iter().map(|field| utf8_percent_encode(field, ESCAPED).to_string()).collect();
    let query = if fields.is_empty() { String::new() } else { format!("?fields={}", fields.join(",")) };
    Call::get(Place::Resource(format!("{}{query}", place(object, target))), headers)
}

/// Creates a record.
pub fn create(object: &str, body: String, headers: HeaderMap) -> Call {
    writing(Method::POST, format!("sobjects/{object}"), body, headers)
}

/// Changes a record that is there.
pub fn update(object: &str, target: &Target, body: String, headers: HeaderMap) -> Call {
    let only = if matches!(target, Target::Key { .. }) { "?updateOnly=true" } else { "" };
    writing(Method::PATCH, format!("{}{only}", place(object, target)), body, headers)
}

/// Changes the record with this key, or creates it.
pub fn upsert(object: &str, target: &Target, body: String, headers: HeaderMap) -> Call {
    writing(Method::PATCH, place(object, target), body, headers)
}

/// Puts a record into the recycle bin.
pub fn delete(object: &str, target: &Target) -> Call {
    let place = Place::Resource(place(object, target));
    Call { method: Method::DELETE, place, headers: HeaderMap::new(), body: None }
}

fn place(object: &str, target: &Target) -> String {
    match target {
        Target::Id(id) => format!("sobjects/{object}/{id}"),
        Target::Key { field, value } => format!("sobjects/{object}/{field}/{}", utf8_percent_encode(value, ESCAPED)),
    }
}

fn writing(method: Method, resource: String, body: String, mut headers: HeaderMap) -> Call {
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Call { method, place: Place::Resource(resource), headers, body: Some(body.into()) }
}

/// Sends a call about one record; the text of the answer is empty where the org has nothing to say.
pub async fn send(client: &Client, call: &Call) -> Result<String, Error> {
    let answer = client.call(call).await?;
    if answer.status == 300 {
        return Err(Error::Several(ids(&answer)));
    }
    match Duplicate::read(&answer, client) {
        Some(duplicate) => Err(Error::Duplicate(Box::new(duplicate))),
        None => client.accept(answer),
    }
}

/// The records whose addresses the org lists.
fn ids(answer: &Answer) -> Vec<String> {
    let text = String::from_utf8_lossy(&answer.body);
    let list = Value::parse(&text).unwrap_or(Value::EMPTY_LIST);
    list.items().filter_map(|url| url.string().rsplit('/').next().map(str::to_owned)).collect()
}

/// What the org says of a record that it wrote; an answer without words is about the record that was named.
pub fn saved(text: &str, target: Option<&Target>) -> Result<Saved, Error> {
    let member = |name: &str| Value::parse(text).ok()?.get(name);
    let id = member("id").map(|id| id.string().into_owned()).or_else(|| match target {
        Some(Target::Id(id)) => Some(id.clone()),
        _ => None,
    });
    let created = member("created").map(|created| created.text() == "true");
    let id = id.ok_or_else(|| Error::Unreadable("it names no record".to_owned()))?;
    Ok(Saved { id, created })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(value: &str) -> Target {
        Target::Key { field: "Ext__c".to_owned(), value: value.to_owned() }
    }

    #[test]
    fn keys_are_escaped_in_addresses() {
        assert_eq!(place("Account", &key("a/b?c d")), "sobjects/Account/Ext__c/a%2Fb%3Fc%20d");
        let call =
            read("Account", &Target::Id("001".to_owned()), &["Name".to_owned(), "A&b".to_owned()], HeaderMap::new());
        assert_eq!(call.place, Place::Resource("sobjects/Account/001?fields=Name,A%26b".to_owned()));
    }

    #[test]
    fn an_answer_names_its_record_or_is_about_the_one_that_was_named() {
        let text = r#"{"id":"001A","success":true,"errors":[],"created":false}"#;
        assert_eq!(saved(text, Some(&key("E"))).ok(), Some(Saved { id: "001A".to_owned(), created: Some(false) }));
        let target = Target::Id("001B".to_owned());
        assert_eq!(saved("", Some(&target)).ok(), Some(Saved { id: "001B".to_owned(), created: None }));
        // Before version 46 the org does not say which record it changed.
        assert!(saved("", Some(&key("E"))).is_err());
    }
}
