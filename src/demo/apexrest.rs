//! `/services/apexrest/Cases/*`: a class of the org's own, as every org has some. It has the methods of the class that
//! Salesforce's guide to Apex REST teaches with, and fails in the words of Apex.

use super::{
    apex,
    org::Org,
    query::Reader,
    records::{Refusal, Writer, body, place},
    wire::{Call, Fault, Outcome, Reply},
};
use serde_json::{Map, Value, json};

const METHODS: [&str; 5] = ["DELETE", "GET", "PATCH", "POST", "PUT"];
const FIELDS: [&str; 5] = ["CaseNumber", "Subject", "Status", "Origin", "Priority"];
/// Parameters of the methods that take some, and the fields that they fill.
const PARAMETERS: [(&str, &str); 4] =
    [("subject", "Subject"), ("status", "Status"), ("origin", "Origin"), ("priority", "Priority")];

/// A method of the class, for messages.
#[derive(Clone, Copy)]
struct Method {
    name: &'static str,
    line: usize,
}

/// What a method does to a case.
struct Write<'a> {
    method: Method,
    /// As an exception calls it.
    word: &'static str,
    /// Of the case that is there.
    id: Option<&'a str>,
    fields: Map<String, Value>,
}

pub fn answer(org: &Org, call: &Call) -> Outcome {
    let path: Vec<&str> = call.path.iter().skip(2).map(String::as_str).collect();
    let (["Cases"], id) = path.split_at(path.len().min(1)) else {
        return Err(Fault::new(404, "NOT_FOUND", "Could not find a match for URL"));
    };
    let id = id.last().copied().unwrap_or_default();
    match call.method.as_str() {
        "GET" => read(org, call, id),
        "POST" => {
            let method = Method { name: "createCase", line: 19 };
            write(org, call, &Write { method, word: "Insert", id: None, fields: created(call, &[])? })
        }
        "PUT" => put(org, call),
        "PATCH" => {
            let method = Method { name: "updateCaseFields", line: 45 };
            write(org, call, &Write { method, word: "Update", id: Some(id), fields: body::fields(call)? })
        }
        "DELETE" => delete(org, call, id),
        method => {
            let message = format!("HTTP Method '{method}' not allowed. Allowed are {}", METHODS.join(","));
            Err(Fault::new(405, "METHOD_NOT_ALLOWED", message))
        }
    }
}

fn read(org: &Org, call: &Call, id: &str) -> Outcome {
    let method = Method { name: "getCaseById", line: 8 };
    let object = org.schema.object("Case").ok_or_else(Fault::not_found)?;
    let context = org.asked_by(&call.user)?;
    // Records are named by the addresses of the data API.
    let path = ["services", "data", "v67.0"].map(str::to_owned).to_vec();
    let asked = Call { path, query: Vec::new(), ..call.clone() };
    let reader = Reader::new(&context, &asked, object, &[&FIELDS[..], &["Id", "IsDeleted"]].concat())?;
    let found = place::id(object, id).ok().map(|id| org.store.read(|records| reader.read(records, &id))).transpose()?;
    let record: Option<Value> = found.flatten().and_then(|text| serde_json::from_slice(&text).ok());
    match record {
        Some(Value::Object(mut record)) if record["IsDeleted"] == false => {
            record.shift_remove("IsDeleted");
            Ok(Reply::json(200, &record.into()))
        }
        _ => Err(thrown(method, "QueryException: List has no rows for assignment to SObject")),
    }
}

/// The fields that the parameters of a method give.
fn created(call: &Call, also: &[&str]) -> Result<Map<String, Value>, Fault> {
    let mut given = body::fields(call)?;
    if let Some(name) =
        given.keys().find(|name| !also.contains(&name.as_str()) && PARAMETERS.iter().all(|it| it.0 != *name))
    {
        let message = format!("Unexpected parameter encountered during deserialization: {name} at [line:1, column:1]");
        return Err(Fault::new(400, "JSON_PARSER_ERROR", message));
    }
    let fields = PARAMETERS.iter().filter_map(|(name, field)| Some(((*field).to_owned(), given.remove(*name)?)));
    Ok(fields.collect())
}

fn put(org: &Org, call: &Call) -> Outcome {
    let method = Method { name: "upsertCase", line: 33 };
    let given = body::fields(call)?;
    let id = given.get("id").and_then(Value::as_str).map(str::to_owned);
    write(org, call, &Write { method, word: "Upsert", id: id.as_deref(), fields: created(call, &["id"])? })
}

/// Creates or changes the case, and says which one it is.
fn write(org: &Org, call: &Call, Write { method, word, id, fields }: &Write) -> Outcome {
    let object = org.schema.object("Case").ok_or_else(Fault::not_found)?;
    let written: Result<String, Refusal> = org.store.write(|records| {
        let writer = Writer::new(org, call, records);
        let Some(id) = id else { return writer.create(object, fields) };
        let id = place::id(object, id)?;
        writer.update(object, &id, fields)?;
        Ok(id)
    });
    let id = written
        .map_err(|refusal| thrown(*method, &format!("DmlException: {}", apex::refused(word, 0, *id, &refusal))))?;
    Ok(Reply::json(200, &json!(id)))
}

fn delete(org: &Org, call: &Call, id: &str) -> Outcome {
    let method = Method { name: "deleteCase", line: 26 };
    let object = org.schema.object("Case").ok_or_else(Fault::not_found)?;
    let deleted: Result<(), Refusal> =
        org.store.write(|records| Writer::new(org, call, records).delete(object, &place::id(object, id)?));
    match deleted {
        Ok(()) => Ok(Reply::empty(200)),
        // It is selected before it is deleted.
        Err(_) => Err(thrown(method, "QueryException: List has no rows for assignment to SObject")),
    }
}

/// What is thrown and not caught.
fn thrown(Method { name, line }: Method, text: &str) -> Fault {
    let message = format!("System.{text}\n\nClass.CaseManager.{name}: line {line}, column 1");
    Fault::new(500, "APEX_ERROR", message)
}

#[cfg(test)]
mod tests {
    use crate::demo::{
        Options,
        trial::{Trial, json, text},
    };
    use serde_json::json;

    #[test]
    fn a_case_is_made_read_changed_and_deleted() {
        let trial = Trial::signed_in("apexrest", Options::default());
        let send = |method: &str, path: &str, body: &str| {
            trial.send(method, &format!("services/apexrest/Cases{path}"), &[("content-type", "application/json")], body)
        };
        let made = send("POST", "", r#"{"subject":"Bigfoot","status":"New","origin":"Phone","priority":"Low"}"#);
        let id = json(&made).as_str().expect("is an id").to_owned();
        assert_eq!(send("PATCH", &format!("/{id}"), r#"{"Status":"Working"}"#).status, 200);
        let put = json!({"subject": "Yeti", "priority": "High", "id": id}).to_string();
        assert_eq!(json(&send("PUT", "", &put)), id.as_str());
        let case = json(&send("GET", &format!("/{id}"), ""));
        assert_eq!(
            (&case["Subject"], &case["Status"], &case["Id"]),
            (&"Yeti".into(), &"Working".into(), &id.as_str().into())
        );
        assert_eq!(case["attributes"]["url"], format!("/services/data/v67.0/sobjects/Case/{id}"));
        let gone = send("DELETE", &format!("/{id}"), "");
        assert_eq!((gone.status, text(&gone)), (200, ""));
        let missing = send("GET", &format!("/{id}"), "");
        let message = "System.QueryException: List has no rows for assignment to SObject\n\nClass.CaseManager.getCaseById: line 8, column 1";
        assert_eq!((missing.status, json(&missing)), (500, json!([{"message": message, "errorCode": "APEX_ERROR"}])));
        assert_eq!(send("DELETE", &format!("/{id}"), "").status, 500);
    }

    #[test]
    fn what_the_class_does_not_take_is_refused() {
        let trial = Trial::signed_in("apexrest-refused", Options::default());
        let send = |method: &str, path: &str, body: &str| {
            let reply =
                trial.send(method, &format!("services/apexrest/{path}"), &[("content-type", "application/json")], body);
            (
                reply.status,
                json(&reply)[0]["errorCode"].clone(),
                json(&reply)[0]["message"].as_str().unwrap_or_default().to_owned(),
            )
        };
        assert_eq!(send("GET", "None", ""), (404, "NOT_FOUND".into(), "Could not find a match for URL".into()));
        assert_eq!(send("HEAD", "Cases", "").0, 405);
        assert_eq!(send("POST", "Cases", r#"{"Subject":"x"}"#).1, "JSON_PARSER_ERROR");
        let (status, code, message) = send("PATCH", "Cases/500000000000001AAA", r#"{"No":"x"}"#);
        assert_eq!((status, code), (500, "APEX_ERROR".into()));
        assert!(message.starts_with("System.DmlException: Update failed. First exception on row 0 with id 500000000000001AAA; first error: INVALID_FIELD, No such column 'No' on sobject of type Case: []\n\nClass.CaseManager.updateCaseFields"), "{message}");
        let unknown = Trial::new("apexrest-unknown", Options::default());
        assert_eq!(unknown.send("GET", "services/apexrest/Cases/x", &[], "").status, 401);
    }
}
