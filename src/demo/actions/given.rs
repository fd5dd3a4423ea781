//! The inputs of one invocation: every name is one the action has, every value of its type, nothing required missing.

use super::definition::{Definition, Parameter};
use crate::demo::{id, records::Refusal, store::value, wire::Fault};
use serde_json::{Map, Value};

/// Inputs that the action takes.
pub struct Given<'a>(&'a Map<String, Value>);

impl<'a> Given<'a> {
    pub fn read(action: &Definition, input: &'a Value) -> Result<Self, Refusal> {
        let Some(input) = input.as_object() else {
            return Err(invalid("Each of the inputs has to be an object").into());
        };
        let mut faults = Vec::new();
        for (name, value) in input {
            match action.inputs.iter().find(|known| known.name == *name) {
                Some(known) => faults.extend(misfit(known, value)),
                None => faults.push(invalid(&format!("Invalid input parameter: {name}")).on(&[name])),
            }
        }
        let given = Self(input);
        let missing = action.inputs.iter().filter(|known| known.required && given.value(&known.name).is_none());
        faults.extend(missing.map(|input| missing_input(&input.name)));
        Refusal::unless_none(faults).map(|()| given)
    }

    /// What was given, unless that is nothing.
    pub fn value(&self, name: &str) -> Option<&'a Value> {
        let nothing = |value: &&Value| value.is_null() || value.as_str() == Some("");
        self.0.get(name).filter(|value| !nothing(value))
    }

    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.value(name)?.as_str()
    }

    /// A text that the action demands.
    pub fn needed(&self, name: &str) -> &'a str {
        self.text(name).unwrap_or_default()
    }

    pub fn texts(&self, name: &str) -> Vec<&'a str> {
        self.value(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
    }

    pub fn records(&self, name: &str) -> impl Iterator<Item = &'a Map<String, Value>> {
        self.value(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
    }

    pub fn is_set(&self, name: &str) -> bool {
        self.value(name) == Some(&Value::Bool(true))
    }

    /// All of them, by name.
    pub fn members(&self) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.0.iter()
    }
}

pub fn missing_input(name: &str) -> Fault {
    Fault::new(400, "REQUIRED_FIELD_MISSING", format!("Missing required input parameter: {name}")).on(&[name])
}

fn invalid(message: &str) -> Fault {
    Fault::new(400, "INVALID_API_INPUT", message).on(&[])
}

/// What is wrong with a value, if anything.
fn misfit(input: &Parameter, value: &Value) -> Option<Fault> {
    if value.is_null() {
        return None;
    }
    let wrong = |why: String| Some(invalid(&format!("Input parameter {}: {why}", input.name)).on(&[&input.name]));
    match value {
        Value::Array(items) if input.max > 1 => {
            if items.len() > input.max {
                return wrong(format!("more than {} values", input.max));
            }
            items.iter().find_map(|item| unfit(input, item)).and_then(wrong)
        }
        _ if input.max > 1 => wrong("expected a list".to_owned()),
        _ => unfit(input, value).and_then(wrong),
    }
}

/// Why one value is not of the input's type.
fn unfit(input: &Parameter, value: &Value) -> Option<String> {
    let text = value.as_str();
    let fits = match input.kind.as_str() {
        "BOOLEAN" => value.is_boolean(),
        "INTEGER" => value.is_i64(),
        "DECIMAL" => value.is_number(),
        "ID" => text.is_some_and(id::looks_like),
        "DATE" => text.is_some_and(|text| value::date(text).is_some()),
        "SOBJECT" => input.sobject.as_deref() == value["attributes"]["type"].as_str(),
        "PICKLIST" => text.is_some_and(|text| input.values.iter().any(|known| known == text)),
        _ => text.is_some(),
    };
    if !fits {
        return Some(format!("{value} is not of type {}", input.kind));
    }
    let long = text.filter(|_| input.length > 0)?.chars().nth(input.length).is_some();
    long.then(|| format!("data value too large (max length={})", input.length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn codes(path: &str, input: &Value) -> Vec<&'static str> {
        let action = Definition::at(path).expect("an action");
        let faults = Given::read(action, input).err().map(|refusal| refusal.faults).unwrap_or_default();
        faults.into_iter().map(|fault| fault.code).collect()
    }

    #[test]
    fn every_fault_is_told() {
        let found = codes("custom/flow/Close_Case", &json!({"nothing": 1, "reason": 7}));
        assert_eq!(found, ["INVALID_API_INPUT", "INVALID_API_INPUT", "REQUIRED_FIELD_MISSING"]);
        assert_eq!(codes("custom/flow/Close_Case", &json!([])), ["INVALID_API_INPUT"]);
    }

    #[test]
    fn values_have_to_be_of_their_type() {
        let raise = |percent: Value, preview: Value| {
            let input = json!({"opportunityId": "006000000000001AAA", "percent": percent, "preview": preview});
            codes("custom/apex/RaiseAmount", &input).len()
        };
        assert_eq!(raise(json!(1.10), json!(true)), 0);
        assert_eq!(raise(json!("1.10"), json!(null)), 1);
        assert_eq!(raise(json!(1), json!("true")), 1);
    }

    #[test]
    fn a_record_says_of_which_object_it_is() {
        let add = |contact: Value| {
            let input = json!({"accountId": "001000000000001AAA", "contacts": [contact]});
            codes("custom/flow/Add_Contacts", &input).len()
        };
        assert_eq!(add(json!({"attributes": {"type": "Contact"}, "LastName": "x"})), 0);
        for wrong in [json!({"LastName": "x"}), json!({"attributes": {"type": "Lead"}}), json!("x")] {
            assert_eq!(add(wrong.clone()), 1, "{wrong}");
        }
    }

    #[test]
    fn a_list_is_a_list_and_a_choice_is_one_of_them() {
        let echo = |texts: Value| codes("custom/apex/EchoAction", &json!({"echo": texts})).len();
        assert_eq!((echo(json!(["a", "b"])), echo(json!("a")), echo(json!(["a", 1]))), (0, 1, 1));
        let plan = |priority: &str| {
            let input = json!({"contactIds": ["003000000000001AAA"], "subject": "x", "priority": priority});
            codes("custom/flow/Plan_Calls", &input).len()
        };
        assert_eq!((plan("High"), plan("high"), plan("")), (0, 1, 1));
    }
}
