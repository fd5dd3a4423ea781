//! From words and flags to the call that is meant: what its body is, and what kind of content that has.

use super::words::Words;
use super::{form, graphql};
use crate::api::{Call, Place};
use crate::cli::argument;
use crate::cli::field::Field;
use crate::error::Failure;
use crate::http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use crate::http::{Method, Upload, media};
use form_urlencoded::Serializer;
use serde_json::{Map, Value};

const JSON: &str = "application/json";

/// Where a body may come from, beside the fields.
pub struct Source<'a> {
    pub input: Option<&'a str>,
    pub form: &'a [Field],
}

/// The call that the words describe, with headers beside its own.
pub fn call(words: Words, source: &Source, mut headers: HeaderMap) -> Result<Call, Failure> {
    let Words { method, mut path, mut fields } = words;
    if matches!(method, Some(Method::GET | Method::HEAD)) {
        path = asking(path, &std::mem::take(&mut fields));
    }
    let place = Place::typed(&path);
    let body = if graphql::meant(&place) && method.as_ref().is_none_or(|method| *method == Method::POST) {
        Some(query(source, fields)?)
    } else {
        source.body(fields)?
    };
    let method = method.unwrap_or(if body.is_some() { Method::POST } else { Method::GET });
    let Some((body, kind)) = body else { return Ok(Call { method, place, headers, body: None }) };
    let kind = HeaderValue::try_from(kind).map_err(|_| Failure::usage("the content type holds control characters"))?;
    headers.entry(CONTENT_TYPE).or_insert(kind);
    Ok(Call { method, place, headers, body: Some(body) })
}

/// What is sent, and its content type.
type Content = (Upload, String);

impl Source<'_> {
    fn body(&self, fields: Map<String, Value>) -> Result<Option<Content>, Failure> {
        match (self.input, self.form) {
            (Some(_), _) if !fields.is_empty() => {
                Err(Failure::usage("a body comes from fields or from --input, not from both"))
            }
            (_, [_, ..]) if !fields.is_empty() => {
                Err(Failure::usage("a body comes from fields or from --form, not from both"))
            }
            (_, form @ [_, ..]) => form::body(form).map(Some),
            (Some(file), _) => Ok(Some((argument::upload(file)?, media::kind(file).unwrap_or(JSON).to_owned()))),
            (None, []) if fields.is_empty() => Ok(None),
            (None, []) => Ok(Some(json(fields))),
        }
    }
}

fn query(source: &Source, fields: Map<String, Value>) -> Result<Content, Failure> {
    if !source.form.is_empty() {
        return Err(Failure::usage("GraphQL takes no --form; its variables are fields, such as name=value"));
    }
    let input = source.input.map(argument::bytes).transpose()?;
    graphql::request(input.as_deref(), fields).map(json)
}

fn json(object: Map<String, Value>) -> Content {
    (Value::Object(object).to_string().into(), JSON.to_owned())
}

/// The path with the fields in its query.
fn asking(path: String, fields: &Map<String, Value>) -> String {
    if fields.is_empty() {
        return path;
    }
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let pairs = fields.iter().map(|(name, value)| (name, text(value)));
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}{}", Serializer::new(String::new()).extend_pairs(pairs).finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str], form: &[&str]) -> Result<String, String> {
        let words: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
        let form: Vec<Field> = form.iter().map(|word| word.parse().expect("is a field")).collect();
        let source = Source { input: None, form: &form };
        let call = Words::read(&words, None).and_then(|words| call(words, &source, HeaderMap::new()));
        let call = call.map_err(|error| error.to_string())?;
        let (Place::Resource(path) | Place::Location(path)) = call.place;
        let body = call.body.unwrap_or_default();
        Ok(format!("{} {path} {}", call.method, String::from_utf8_lossy(body.as_bytes().unwrap_or(b"parts"))))
    }

    #[test]
    fn the_method_follows_from_the_body() {
        assert_eq!(read(&["limits"], &[]).as_deref(), Ok("GET limits "));
        assert_eq!(read(&["sobjects/Account", "Name=A"], &[]).as_deref(), Ok(r#"POST sobjects/Account {"Name":"A"}"#));
        assert_eq!(read(&["x"], &["a=b"]).as_deref(), Ok("POST x parts"));
        assert_eq!(read(&["patch", "x", "A:=1"], &[]).as_deref(), Ok(r#"PATCH x {"A":1}"#));
    }

    #[test]
    fn fields_of_a_get_go_into_the_url() {
        let call = read(&["GET", "query?a=b", "q=SELECT Id", "n:=1"], &[]);
        assert_eq!(call.as_deref(), Ok("GET query?a=b&q=SELECT+Id&n=1 "));
    }

    #[test]
    fn fields_of_graphql_are_variables() {
        let call = read(&["graphql", "query={a}", "n:=1"], &[]);
        assert_eq!(call.as_deref(), Ok(r#"POST graphql {"query":"{a}","variables":{"n":1}}"#));
        assert!(read(&["graphql"], &[]).is_err());
        assert!(read(&["graphql"], &["n=1"]).is_err_and(|error| error.contains("--form")));
        assert_eq!(read(&["GET", "graphql"], &[]).as_deref(), Ok("GET graphql "));
    }

    #[test]
    fn a_body_has_one_source() {
        assert!(read(&["x", "A=1"], &["a=b"]).is_err());
    }
}
