//! `@{ref.field}`, `@{ref[0].id}`, `@{ref.records[0].Id}`: what earlier parts of a request answered, put into later
//! ones. Knows nothing of requests.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::Value;

/// What would end a parameter of an address, or be read as something else in it.
const MARKS: &AsciiSet = &CONTROLS.add(b'%').add(b'&').add(b'#').add(b'+').add(b'?');

/// Finds what a part answered by the part's name.
pub trait Known: Fn(&str) -> Option<Value> {}

impl<F: Fn(&str) -> Option<Value>> Known for F {}

/// A reference that leads nowhere.
#[derive(Debug, PartialEq, Eq)]
pub struct Nowhere(pub String);

impl Nowhere {
    pub fn message(&self) -> String {
        let name = self.0.split(['.', '[']).next().unwrap_or_default();
        format!("Invalid reference specified. No value for {} found in {name}", self.0)
    }
}

/// An address with its references replaced.
pub fn in_url(url: &str, known: &impl Known) -> Result<String, Nowhere> {
    replaced(url, |path| {
        let text = text(&found(path, known)?).ok_or_else(|| Nowhere(path.to_owned()))?;
        Ok(utf8_percent_encode(&text, MARKS).to_string())
    })
}

/// A body with the references in its texts replaced. A text that is nothing but a reference to null is null.
pub fn in_body(body: &Value, known: &impl Known) -> Result<Value, Nowhere> {
    Ok(match body {
        Value::String(whole) => {
            let inner = whole.strip_prefix("@{").and_then(|rest| rest.strip_suffix('}'));
            match inner.filter(|inner| !inner.contains('}')).map(|path| found(path, known)).transpose()? {
                Some(Value::Null) => Value::Null,
                _ => replaced(whole, |path| text(&found(path, known)?).ok_or_else(|| Nowhere(path.to_owned())))?.into(),
            }
        }
        Value::Array(items) => items.iter().map(|item| in_body(item, known)).collect::<Result<_, _>>()?,
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| Ok((name.clone(), in_body(value, known)?));
            Value::Object(members.iter().map(member).collect::<Result<_, Nowhere>>()?)
        }
        other => other.clone(),
    })
}

/// The names of the parts that `text` refers to.
pub fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split("@{").skip(1).filter_map(|rest| rest.split(['.', '[', '}']).next())
}

fn replaced(text: &str, value: impl Fn(&str) -> Result<String, Nowhere>) -> Result<String, Nowhere> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("@{") {
        let Some((path, after)) = behind.split_once('}') else { break };
        out.push_str(before);
        out.push_str(&value(path)?);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn found(path: &str, known: &impl Known) -> Result<Value, Nowhere> {
    let nowhere = || Nowhere(path.to_owned());
    let name = path.split(['.', '[']).next().unwrap_or_default();
    let mut value = known(name).ok_or_else(nowhere)?;
    for step in path[name.len()..].split(['.', '[']).skip(1) {
        value = match step.strip_suffix(']') {
            Some(index) => index.parse::<usize>().ok().and_then(|index| Some(value.get_mut(index)?.take())),
            None => value.get_mut(step).map(Value::take),
        }
        .ok_or_else(nowhere)?;
    }
    Ok(value)
}

/// Of what is one value.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn known(name: &str) -> Option<Value> {
        let answers = json!({
            "made": {"id": "001", "n": 1.5},
            "rows": {"records": [{"Id": "003", "Owner": {"Name": "A&B"}, "Fax": null}]},
            "list": [{"id": "a"}, {"id": "b"}],
        });
        answers.get(name).cloned()
    }

    #[test]
    fn paths_lead_through_members_and_lists() {
        for (text, expected) in [
            ("x/@{made.id}", "x/001"),
            ("@{list[1].id}-@{list[0].id}", "b-a"),
            ("q='@{rows.records[0].Owner.Name}'", "q='A%26B'"),
            ("n=@{made.n}", "n=1.5"),
            ("a@{b", "a@{b"),
        ] {
            assert_eq!(in_url(text, &known).as_deref(), Ok(expected));
        }
        let body = json!({"A": "@{made.id}", "B": ["x@{made.n}y", 5], "C": "@{rows.records[0].Fax}", "D": "}@{"});
        let filled = in_body(&body, &known).expect("is known");
        assert_eq!(filled, json!({"A": "001", "B": ["x1.5y", 5], "C": null, "D": "}@{"}));
    }

    #[test]
    fn paths_that_lead_nowhere_are_named() {
        for path in ["made.Id", "none.id", "list[2].id", "list.id", "rows.records", "made[0]", "made.id.x"] {
            assert_eq!(in_url(&format!("@{{{path}}}"), &known), Err(Nowhere(path.to_owned())), "{path}");
        }
        let message = "Invalid reference specified. No value for list[2].id found in list";
        assert_eq!(Nowhere("list[2].id".to_owned()).message(), message);
        assert_eq!(names("@{a.b}/x@{c[0]}@{d}").collect::<Vec<_>>(), ["a", "c", "d"]);
    }
}
