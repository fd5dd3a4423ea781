//! Invocations, each on its own: what fails leaves nothing behind and does not keep the others (`spec/rest.md` 7.3).

use super::{definition::Definition, effect, given::Given, list};
use crate::demo::{
    org::Org,
    records::{Refusal, Writer, body},
    wire::{Call, Fault, Outcome, Reply},
};
use ring::rand::{SecureRandom, SystemRandom};
use serde_json::{Map, Value, json};

/// `POST actions/…`: one result for each of the `inputs`, in their order.
pub fn run(org: &Org, call: &Call) -> Outcome {
    let action = Definition::at(&list::path(call)).ok_or_else(Fault::not_found)?;
    let body = body::fields(call)?;
    let Some(Value::Array(inputs)) = body.get("inputs") else {
        return Err(Fault::new(400, "INVALID_API_INPUT", "The request body has to have a list called inputs"));
    };
    let outcomes: Vec<_> = org.store.write(|records| {
        let writer = Writer::new(org, call, records);
        Ok::<_, Fault>(inputs.iter().map(|input| once(&writer, action, input)).collect())
    })?;
    let failed = !outcomes.is_empty() && outcomes.iter().all(Result::is_err);
    let results = outcomes.into_iter().map(|outcome| said(action, outcome)).collect();
    Ok(Reply::json(if failed { 400 } else { 200 }, &results))
}

type Outputs = Map<String, Value>;

/// One invocation with its outputs.
fn once(writer: &Writer, action: &Definition, input: &Value) -> Result<Outputs, Refusal> {
    let given = Given::read(action, input)?;
    writer.whole(|| effect::of(action)(writer, action, &given))
}

fn said(action: &Definition, outcome: Result<Outputs, Refusal>) -> Value {
    let (errors, outputs) = match outcome {
        Ok(outputs) => (Value::Null, Some(with_interview(action, outputs))),
        Err(refusal) => (refusal.items(), None),
    };
    json!({
        "actionName": action.qualified_name(),
        "errors": errors,
        "invocationId": null,
        "isSuccess": errors.is_null(),
        "outcome": null,
        "outputValues": outputs.filter(|outputs| !outputs.is_empty()),
        "sortOrder": -1,
        "version": 1,
    })
}

/// Flows tell how their interview ended, whatever else they give.
fn with_interview(action: &Definition, mut outputs: Outputs) -> Outputs {
    if action.is_flow() {
        outputs.insert("Flow__InterviewStatus".to_owned(), "Finished".into());
        outputs.insert("Flow__InterviewGuid".to_owned(), guid().into());
    }
    outputs
}

fn guid() -> String {
    let mut bytes = [0; 16];
    SystemRandom::new().fill(&mut bytes).expect("the system has randomness");
    let digits = hex::encode(bytes);
    [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
}
