//! sObject Collections (`spec/rest.md` 6.10): up to 200 records in one call, each with an outcome of its own.

use super::sobject::Saved;
use super::{Call, Error, Place};
use crate::http::Method;
use crate::http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use crate::record::Value;

/// Records of one call.
pub const MOST: usize = 200;

/// What is done with records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verb {
    Create,
    /// By the Id that each brings.
    Update,
    /// By the key field of this name.
    Upsert(String),
    Delete,
}

/// Why the org did not do something with a record, in its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fault {
    pub code: String,
    pub message: String,
    pub fields: Vec<String>,
}

/// What all calls of one run have in common.
pub struct Collection {
    pub object: String,
    pub verb: Verb,
    pub all_or_none: bool,
    pub headers: HeaderMap,
}

impl Collection {
    /// The call for these records, which are JSON objects without `attributes`.
    pub fn call(&self, records: &[&str]) -> Call {
        if self.verb == Verb::Delete {
            let place = format!("composite/sobjects?ids={}&allOrNone={}", ids(records).join(","), self.all_or_none);
            let place = Place::Resource(place);
            return Call { method: Method::DELETE, place, headers: self.headers.clone(), body: None };
        }
        let (method, resource) = match &self.verb {
            Verb::Create => (Method::POST, "composite/sobjects".to_owned()),
            Verb::Upsert(field) => (Method::PATCH, format!("composite/sobjects/{}/{field}", self.object)),
            Verb::Update | Verb::Delete => (Method::PATCH, "composite/sobjects".to_owned()),
        };
        let mut headers = self.headers.clone();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Call { method, place: Place::Resource(resource), headers, body: Some(self.body(records).into()) }
    }

    /// Written as text, so that digits stay as they are.
    fn body(&self, records: &[&str]) -> String {
        let mut body = format!(r#"{{"allOrNone":{},"records":["#, self.all_or_none);
        for (at, record) in records.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            let rest = record.trim_start().strip_prefix('{').unwrap_or_default().trim_start();
            let more = if rest.starts_with('}') { "" } else { "," };
            body.extend([comma, r#"{"attributes":{"type":""#, &self.object, r#""}"#, more, rest]);
        }
        body.push_str("]}");
        body
    }
}

/// The Ids that records bring.
pub fn ids(records: &[&str]) -> Vec<String> {
    let id = |record: &&str| {
        let mut members = Value::trusted(record).members();
        let (_, id) = members.find(|(name, _)| name.eq_ignore_ascii_case("Id"))?;
        Some(id.string().into_owned())
    };
    records.iter().filter_map(id).collect()
}

/// What an answer says of each record, in their order.
pub fn outcomes(text: &str) -> Result<Vec<Result<Saved, Fault>>, Error> {
    let list = Value::parse(text).map_err(|error| Error::Unreadable(error.to_string()))?;
    list.items().map(outcome).collect()
}

fn outcome(item: Value) -> Result<Result<Saved, Fault>, Error> {
    let told = |name| item.get(name).map(|value| value.text() == "true");
    match told("success") {
        Some(true) => {
            let id = item.get("id").ok_or_else(|| Error::Unreadable("a record has no id".to_owned()))?;
            Ok(Ok(Saved { id: id.string().into_owned(), created: told("created") }))
        }
        Some(false) => Ok(Err(fault(item.get("errors").unwrap_or(Value::EMPTY_LIST)))),
        None => Err(Error::Unreadable("it does not say what became of a record".to_owned())),
    }
}

/// Several errors of a record as one: the first one's code, everybody's words and fields.
pub fn fault(errors: Value) -> Fault {
    let text = |error: Value, name: &str| error.get(name).map(|value| value.string().into_owned());
    let mut fault = Fault::default();
    for error in errors.items() {
        let code = text(error, "statusCode").or_else(|| text(error, "errorCode")).unwrap_or_default();
        let message = text(error, "message").unwrap_or_default();
        let fields = error.get("fields").unwrap_or(Value::EMPTY_LIST);
        fault.add(code, &message, fields.items().map(|field| field.string().into_owned()));
    }
    fault
}

impl Fault {
    /// Takes in another error of the same record.
    pub fn add(&mut self, code: String, message: &str, fields: impl Iterator<Item = String>) {
        if self.code.is_empty() {
            self.code = code;
        } else {
            self.message.push_str("; ");
        }
        self.message.push_str(message);
        self.fields.extend(fields);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collection(verb: Verb) -> Collection {
        Collection { object: "Account".to_owned(), verb, all_or_none: false, headers: HeaderMap::new() }
    }

    #[test]
    fn records_are_sent_digit_for_digit_with_their_type() {
        let call = collection(Verb::Create).call(&[r#"{"N":1.10}"#, "{}", " { \"A\":1}"]);
        let body = call.body.expect("has one");
        assert_eq!(
            std::str::from_utf8(body.as_bytes().expect("is at hand")),
            Ok(concat!(
                r#"{"allOrNone":false,"records":[{"attributes":{"type":"Account"},"N":1.10},"#,
                r#"{"attributes":{"type":"Account"}},{"attributes":{"type":"Account"},"A":1}]}"#
            ))
        );
        let call = collection(Verb::Upsert("E__c".to_owned())).call(&["{}"]);
        assert_eq!(call.place, Place::Resource("composite/sobjects/Account/E__c".to_owned()));
        let call = collection(Verb::Delete).call(&[r#"{"id":"1"}"#, r#"{"Id":"2"}"#]);
        assert_eq!(call.place, Place::Resource("composite/sobjects?ids=1,2&allOrNone=false".to_owned()));
    }

    #[test]
    fn each_record_has_an_outcome() {
        let text = concat!(
            r#"[{"id":"001","success":true,"errors":[],"created":true},{"success":false,"errors":["#,
            r#"{"statusCode":"A","message":"m","fields":["X"]},{"statusCode":"B","message":"n","fields":["Y"]}]}]"#
        );
        let fault = Fault { code: "A".into(), message: "m; n".into(), fields: vec!["X".into(), "Y".into()] };
        let saved = Saved { id: "001".into(), created: Some(true) };
        assert_eq!(outcomes(text).expect("reads"), [Ok(saved), Err(fault)]);
        assert!(outcomes("[{}]").is_err() && outcomes(r#"[{"success":true}]"#).is_err());
    }
}
