//! `[METHOD] PATH [FIELD]...`, told apart.

use crate::api::{Call, Place};
use crate::cli::field::{self, Field};
use crate::error::Failure;
use crate::http::Method;
use crate::http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use form_urlencoded::Serializer;
use serde_json::{Map, Value};

const METHODS: [Method; 7] =
    [Method::GET, Method::POST, Method::PATCH, Method::PUT, Method::DELETE, Method::HEAD, Method::OPTIONS];

/// The call that the words describe, with the body that is given beside them.
pub fn call(words: &[String], body: Option<Vec<u8>>, mut headers: HeaderMap) -> Result<Call, Failure> {
    let first = words.first().map(String::as_str).unwrap_or_default();
    let method = METHODS.into_iter().find(|method| method.as_str().eq_ignore_ascii_case(first));
    let rest = &words[usize::from(method.is_some())..];
    let (path, fields) =
        rest.split_first().ok_or_else(|| Failure::usage(format!("`{first}` of what? PATH is missing")))?;
    let fields = field::object(fields.iter().map(|word| word.parse()).collect::<Result<Vec<Field>, _>>()?)?;
    if body.is_some() && !fields.is_empty() {
        return Err(Failure::usage("a body comes from fields or from --input, not from both"));
    }
    let bodiless = matches!(method, Some(Method::GET | Method::HEAD));
    let path = if bodiless { asking(path, &fields) } else { path.clone() };
    let body = body.or_else(|| (!fields.is_empty() && !bodiless).then(|| Value::Object(fields).to_string().into()));
    if body.is_some() {
        headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/json"));
    }
    let method = method.unwrap_or(if body.is_some() { Method::POST } else { Method::GET });
    Ok(Call { method, place: Place::typed(&path), headers, body })
}

/// The path with the fields in its query.
fn asking(path: &str, fields: &Map<String, Value>) -> String {
    if fields.is_empty() {
        return path.to_owned();
    }
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let pairs = fields.iter().map(|(name, value)| (name, text(value)));
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}{}", Serializer::new(String::new()).extend_pairs(pairs).finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str], body: Option<&str>) -> Result<String, String> {
        let words: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
        let call = call(&words, body.map(Into::into), HeaderMap::new()).map_err(|error| error.to_string())?;
        let (Place::Resource(path) | Place::Location(path)) = call.place;
        Ok(format!("{} {path} {}", call.method, String::from_utf8_lossy(&call.body.unwrap_or_default())))
    }

    #[test]
    fn the_method_follows_from_the_body() {
        assert_eq!(read(&["limits"], None).as_deref(), Ok("GET limits "));
        assert_eq!(read(&["sobjects/Account", "Name=A"], None).as_deref(), Ok(r#"POST sobjects/Account {"Name":"A"}"#));
        assert_eq!(read(&["x"], Some("raw")).as_deref(), Ok("POST x raw"));
        assert_eq!(read(&["patch", "x", "A:=1"], None).as_deref(), Ok(r#"PATCH x {"A":1}"#));
    }

    #[test]
    fn fields_of_a_get_go_into_the_url() {
        let call = read(&["GET", "query?a=b", "q=SELECT Id", "n:=1"], None);
        assert_eq!(call.as_deref(), Ok("GET query?a=b&q=SELECT+Id&n=1 "));
    }

    #[test]
    fn half_a_call_is_none() {
        assert!(read(&["POST"], None).is_err());
        assert!(read(&["x", "A=1"], Some("{}")).is_err());
        assert!(read(&["limits", "POST"], None).is_err());
    }
}
