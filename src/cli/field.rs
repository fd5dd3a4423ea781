//! A member of a JSON object, as typed: `NAME=TEXT`, `NAME:=JSON` or `NAME=@FILE`.

use super::argument;
use crate::error::Failure;
use serde_json::{Map, Value};
use std::str::FromStr;

#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub name: String,
    pub given: Given,
}

/// What stands behind the name.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    Text(String),
    Json(Value),
    File(String),
}

impl FromStr for Field {
    type Err = Failure;

    fn from_str(word: &str) -> Result<Self, Failure> {
        let wrong = |why: &str| Failure::usage(format!("`{word}` {why}; write NAME=TEXT, NAME:=JSON or NAME=@FILE"));
        let (name, text) = word.split_once('=').ok_or_else(|| wrong("is no field"))?;
        let (name, given) = match (name.strip_suffix(':'), text.strip_prefix('@')) {
            (Some(name), _) => {
                (name, Given::Json(serde_json::from_str(text).map_err(|error| wrong(&format!("is no JSON: {error}")))?))
            }
            (None, Some(file)) => (name, Given::File(file.to_owned())),
            (None, None) => (name, Given::Text(text.to_owned())),
        };
        if name.is_empty() { Err(wrong("has no name")) } else { Ok(Self { name: name.to_owned(), given }) }
    }
}

/// The object that the fields make, with their files read.
pub fn object(fields: Vec<Field>) -> Result<Map<String, Value>, Failure> {
    let mut object = Map::new();
    for Field { name, given } in fields {
        let value = match given {
            Given::Text(text) => text.into(),
            Given::Json(value) => value,
            Given::File(file) => argument::text(format!("@{file}"))?.into(),
        };
        if object.contains_key(&name) {
            return Err(Failure::usage(format!("`{name}` is given more than once")));
        }
        object.insert(name, value);
    }
    Ok(object)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<String, String> {
        let fields: Result<Vec<Field>, _> = words.iter().map(|word| word.parse()).collect();
        let object = fields.and_then(object).map_err(|error| error.to_string())?;
        Ok(Value::Object(object).to_string())
    }

    #[test]
    fn text_is_text_and_json_keeps_its_digits() {
        let made = read(&["Name=12", "Revenue:=1.10", "Phone:=null", "Site=a=b", "Note="]);
        assert_eq!(made.as_deref(), Ok(r#"{"Name":"12","Revenue":1.10,"Phone":null,"Site":"a=b","Note":""}"#));
    }

    #[test]
    fn what_is_no_field_is_named() {
        for word in ["Name", "=x", "N:=yes", ":=1"] {
            assert!(read(&[word]).is_err_and(|error| error.contains(word)), "{word}");
        }
        assert!(read(&["A=1", "A=2"]).is_err_and(|error| error.contains("more than once")));
    }
}
