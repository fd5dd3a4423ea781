//! The inputs of an invocation, held against what the action takes before anything is sent.

use super::value::{self, Given};
use crate::api::action::Parameter;
use crate::cli::argument;
use crate::cli::describe::nearest;
use crate::cli::field::{self, Field};
use crate::cli::many::{self, Flaw};
use crate::error::Failure;
use crate::input::Row;
use crate::record::{Kind, Value};

/// What an invocation is given, names as they were typed.
pub type Members = Vec<(String, Given)>;

pub struct Inputs {
    /// What the action takes; `None` where the org does not say.
    pub known: Option<Vec<Parameter>>,
    /// What is given with every row that does not bring it.
    pub common: Members,
}

/// The members that arguments make, with their files read.
pub fn members(fields: Vec<Field>) -> Result<Members, Failure> {
    let given = |given: field::Given| {
        Ok(match given {
            field::Given::Text(text) => Given::Text(text),
            field::Given::Json(value) => Given::Json(value.to_string()),
            field::Given::File(file) => Given::Text(argument::text(format!("@{file}"))?),
        })
    };
    fields.into_iter().map(|field| Ok((field.name, given(field.given)?))).collect()
}

impl Inputs {
    /// The JSON of the invocation that the arguments alone make.
    pub fn alone(&self) -> Result<String, Vec<Flaw>> {
        self.check(&self.common)
    }

    /// The JSON of the invocation that a row makes.
    pub fn row(&self, row: &Row) -> Result<String, Vec<Flaw>> {
        if let Some(flaw) = many::doubt(row) {
            return Err(vec![flaw]);
        }
        let wanted = Value::trusted(&row.json).members().filter(|(name, _)| !many::is_remark(name));
        let mut members: Members = wanted
            .map(|(name, value)| {
                let bare = row.cells.is_some() && value.kind() == Kind::String;
                let given = if bare { Given::Text(value.string().into()) } else { Given::Json(value.text().into()) };
                (name.to_owned(), given)
            })
            .collect();
        let brought = |name: &str| members.iter().any(|(it, _)| it.eq_ignore_ascii_case(name));
        let more: Members = self.common.iter().filter(|(name, _)| !brought(name)).cloned().collect();
        members.extend(more);
        self.check(&members)
    }

    fn check(&self, members: &Members) -> Result<String, Vec<Flaw>> {
        let Some(known) = &self.known else { return Ok(unchecked(members)) };
        let mut flaws: Vec<Flaw> = members.iter().filter_map(|(name, _)| unknown(known, name)).collect();
        let mut checked = Vec::new();
        for parameter in known {
            let named = members.iter().filter(|(name, _)| name.eq_ignore_ascii_case(&parameter.name));
            let given: Vec<&Given> = named.map(|(_, given)| given).collect();
            if parameter.is_required() && given.iter().all(|given| given.is_nothing()) {
                flaws.push(Flaw::of(&parameter.name, "is required"));
            } else if !given.is_empty() {
                match value::read(parameter, &given) {
                    Ok(json) => checked.push(member(&parameter.name, &json)),
                    Err(why) => flaws.push(Flaw::of(&parameter.name, why)),
                }
            }
        }
        if flaws.is_empty() { Ok(format!("{{{}}}", checked.join(","))) } else { Err(flaws) }
    }
}

fn unknown(known: &[Parameter], name: &str) -> Option<Flaw> {
    if known.iter().any(|parameter| parameter.name.eq_ignore_ascii_case(name)) {
        return None;
    }
    let alike = nearest::of(name, known.iter().map(|parameter| parameter.name.as_str()));
    let meant = alike.first().map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
    Some(Flaw::of(name, format!("the action has no such input{meant}")))
}

/// As it was given: text is text, and what was given several times is a list.
fn unchecked(members: &Members) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in members {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let values = |name: &str| {
        let given = members.iter().filter(|(it, _)| it == name).map(|(_, given)| match given {
            Given::Text(text) => serde_json::Value::from(text.as_str()).to_string(),
            Given::Json(json) => json.clone(),
        });
        let given: Vec<String> = given.collect();
        if let [one] = given.as_slice() { one.clone() } else { format!("[{}]", given.join(",")) }
    };
    let members: Vec<_> = names.iter().map(|name| member(name, &values(name))).collect();
    format!("{{{}}}", members.join(","))
}

fn member(name: &str, json: &str) -> String {
    format!("{}:{json}", serde_json::Value::from(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn inputs(known: bool, words: &[&str]) -> Inputs {
        let parameters = json!([
            {"name": "caseId", "type": "ID", "required": true},
            {"name": "Reason", "type": "STRING"},
            {"name": "counts", "type": "INTEGER", "maxOccurs": 9},
        ]);
        let fields = words.iter().map(|word| word.parse().expect("a field")).collect();
        let known = known.then(|| serde_json::from_value(parameters).expect("parameters"));
        Inputs { known, common: members(fields).expect("no files") }
    }

    fn said(outcome: Result<String, Vec<Flaw>>) -> String {
        let say = |flaw: &Flaw| format!("{}: {}", flaw.column.as_deref().unwrap_or_default(), flaw.why);
        outcome.unwrap_or_else(|flaws| flaws.iter().map(say).collect::<Vec<_>>().join("; "))
    }

    const ID: &str = "500000000000001AAA";

    #[test]
    fn names_are_the_actions_own_in_any_case() {
        let id = format!("CASEID={ID}");
        let json = said(inputs(true, &[&id, "reason=12", "counts=1", "counts=2"]).alone());
        assert_eq!(json, format!(r#"{{"caseId":"{ID}","Reason":"12","counts":[1,2]}}"#));
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let why = said(inputs(true, &["reeson=x", "counts:=1", "caseId="]).alone());
        assert_eq!(
            why,
            "reeson: the action has no such input; did you mean `Reason`?; caseId: is required; \
             counts: takes a list, and `1` is none"
        );
    }

    #[test]
    fn where_the_org_does_not_say_all_is_sent_as_given() {
        assert_eq!(said(inputs(false, &["a=1", "b:=1.10", "a=2"]).alone()), r#"{"a":["1","2"],"b":1.10}"#);
    }

    #[test]
    fn a_row_gets_what_it_does_not_bring() {
        let inputs = inputs(true, &["reason=all", "counts=7"]);
        let json = format!(r#"{{"caseId":"{ID}","REASON":"own","_error":"E: old"}}"#);
        let row = Row { number: 1, line: 1, json, cells: None };
        assert_eq!(said(inputs.row(&row)), format!(r#"{{"caseId":"{ID}","Reason":"own","counts":[7]}}"#));
        let row = Row { json: r#"{"_error":"UNKNOWN: gone"}"#.to_owned(), ..row };
        assert!(said(inputs.row(&row)).contains("nobody knows"));
    }

    #[test]
    fn cells_are_text_and_json_is_not() {
        let inputs = inputs(true, &[&format!("caseId={ID}")]);
        let json = r#"{"counts":"3"}"#.to_owned();
        let row = Row { number: 1, line: 1, json, cells: None };
        assert_eq!(said(inputs.row(&row)), "counts: takes a list, and `\"3\"` is none");
        let row = Row { cells: Some(csv::StringRecord::new()), ..row };
        assert_eq!(said(inputs.row(&row)), format!(r#"{{"caseId":"{ID}","counts":[3]}}"#));
    }
}
