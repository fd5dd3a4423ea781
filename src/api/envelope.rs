//! Failures inside an answer that looks like success: composite, batch, graph, tree, collections, actions and GraphQL
//! answer 200 (the tree 400) and say in the body which parts failed. Told apart by shape, at every depth, because a part
//! of a composite may be a batch of its own.

use super::Refusal;
use crate::record::{Kind, Value};

/// One part that was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// How the caller named it, or else its place: `NewContact`, `graph1/NewContact`, `#3`.
    pub name: String,
    pub code: String,
    pub message: String,
}

/// What an envelope says of its parts.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Parts {
    pub total: usize,
    pub failed: Vec<Failed>,
}

impl Parts {
    /// The parts of a body; `None` where it is no envelope.
    pub fn read(body: Value) -> Option<Self> {
        let mut parts = Self::default();
        parts.envelope(body, "").then_some(parts)
    }

    /// Counts the parts of one envelope. `false` where it is none.
    fn envelope(&mut self, body: Value, place: &str) -> bool {
        if let Some(items) = body.get("compositeResponse") {
            self.each(items, place, |item| (item.get("referenceId"), "httpStatusCode", "body"));
        } else if let Some(items) = body.get("results").filter(|_| body.get("hasErrors").is_some()) {
            self.each(items, place, |item| (item.get("referenceId"), "statusCode", "result"));
        } else if let Some(graphs) = body.get("graphs").filter(|graphs| graphs.kind() == Kind::Array) {
            for (index, graph) in graphs.items().enumerate() {
                let name = format!("{}/", named(place, graph.get("graphId"), index));
                if let Some(inner) = graph.get("graphResponse") {
                    self.envelope(inner, &name);
                }
            }
        } else if body.kind() == Kind::Array && body.items().any(|item| success(item).is_some()) {
            self.each(body, place, |_| (None, "", ""));
        } else {
            return false;
        }
        true
    }

    /// `describe` gives the name of an item, and the members that hold its status and what it brought.
    fn each<'v>(
        &mut self,
        items: Value<'v>,
        place: &str,
        describe: impl Fn(Value<'v>) -> (Option<Value<'v>>, &'static str, &'static str),
    ) {
        for (index, item) in items.items().enumerate() {
            let (name, status, brought) = describe(item);
            let name = named(place, name, index);
            let status = item.get(status).and_then(|status| status.text().parse().ok());
            let brought = item.get(brought);
            match failure(item, status, brought) {
                Some((code, message)) => self.failed.push(Failed { name, code, message }),
                None if brought.is_some_and(|body| self.envelope(body, &format!("{name}/"))) => continue,
                None => {}
            }
            self.total += 1;
        }
    }
}

fn named(place: &str, name: Option<Value>, index: usize) -> String {
    let name = name.filter(|name| !name.is_null());
    name.map_or_else(|| format!("{place}#{}", index + 1), |name| format!("{place}{}", name.string()))
}

/// Why one part was not done. What was not modified is an answer that was asked for.
fn failure(item: Value, status: Option<u16>, brought: Option<Value>) -> Option<(String, String)> {
    match (status, success(item)) {
        (Some(304 | ..300), _) | (None, None | Some(true)) => None,
        (Some(status), _) => Some(reason(status, brought.unwrap_or(Value::NULL))),
        (None, Some(false)) => Some(reason(400, item.get("errors").unwrap_or(item))),
    }
}

/// Collections and actions spell it differently; the tree names only what failed.
fn success(item: Value) -> Option<bool> {
    let said = ["success", "isSuccess"].iter().find_map(|name| item.get(name));
    let errors = item.get("errors").filter(|_| item.get("referenceId").is_some());
    said.map(|said| said.text() == "true").or(errors.map(|_| false))
}

fn reason(status: u16, body: Value) -> (String, String) {
    let refusal = Refusal::read(status, body.text(), None);
    (refusal.code, refusal.message)
}

/// The errors of a GraphQL answer, which is 200 whatever happened.
pub fn graphql(status: u16, body: Value, request_id: Option<String>) -> Option<Refusal> {
    let errors: Vec<Value> = body.get("errors")?.items().collect();
    let first = errors.first()?;
    let kind = first.get("extensions").and_then(|more| more.get("ErrorType")).map(|kind| kind.string().into_owned());
    let messages: Vec<_> = errors.iter().filter_map(|error| error.get("message")).map(Value::string).collect();
    let code = kind.unwrap_or_else(|| "GraphQL".to_owned());
    Some(Refusal { status, code, message: messages.join("; "), request_id })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Option<String> {
        let parts = Parts::read(Value::parse(body).expect("is JSON"))?;
        let failed = parts.failed.iter().map(|part| format!(" {} {} {}", part.name, part.code, part.message));
        Some(format!("{}{}", parts.total, failed.collect::<String>()))
    }

    const ERROR: &str = r#"[{"errorCode":"E","message":"m"}]"#;

    #[test]
    fn every_envelope_names_its_failures() {
        let composite = format!(
            r#"{{"compositeResponse":[{{"body":null,"httpStatusCode":304,"referenceId":"a"}},{{"body":{ERROR},"httpStatusCode":400,"referenceId":"b"}}]}}"#
        );
        assert_eq!(read(&composite).as_deref(), Some("2 b E m"));
        let graph = format!(r#"{{"graphs":[{{"graphId":"g","graphResponse":{composite},"isSuccessful":false}}]}}"#);
        assert_eq!(read(&graph).as_deref(), Some("2 g/b E m"));
        let batch = format!(
            r#"{{"hasErrors":true,"results":[{{"statusCode":204,"result":null}},{{"statusCode":400,"result":{ERROR}}}]}}"#
        );
        assert_eq!(read(&batch).as_deref(), Some("2 #2 E m"));
        let tree = r#"{"hasErrors":true,"results":[{"referenceId":"r","errors":[{"statusCode":"E","message":"m","fields":[]}]}]}"#;
        assert_eq!(read(tree).as_deref(), Some("1 r E m"));
        assert_eq!(read(r#"{"hasErrors":false,"results":[{"referenceId":"r","id":"001"}]}"#).as_deref(), Some("1"));
        let rows = r#"[{"id":"001","success":true,"errors":[]},{"success":false,"errors":[{"statusCode":"E","message":"m","fields":[]}]}]"#;
        assert_eq!(read(rows).as_deref(), Some("2 #2 E m"));
        let action =
            r#"[{"actionName":"x","errors":[{"statusCode":"E","message":"m"}],"isSuccess":false,"outputValues":null}]"#;
        assert_eq!(read(action).as_deref(), Some("1 #1 E m"));
    }

    #[test]
    fn a_part_that_is_an_envelope_is_looked_into() {
        let rows =
            r#"[{"id":"1","success":true,"errors":[]},{"success":false,"errors":[{"statusCode":"E","message":"m"}]}]"#;
        let composite =
            format!(r#"{{"compositeResponse":[{{"body":{rows},"httpStatusCode":200,"referenceId":"many"}}]}}"#);
        assert_eq!(read(&composite).as_deref(), Some("2 many/#2 E m"));
    }

    #[test]
    fn anything_else_is_no_envelope() {
        for body in [
            "{}",
            "[]",
            "[null]",
            r#"[{"Id":"001"}]"#,
            r#"{"records":[],"done":true}"#,
            r#"{"id":"1","success":false}"#,
        ] {
            assert_eq!(read(body), None, "{body}");
        }
    }

    #[test]
    fn graphql_tells_its_errors_with_their_kind() {
        let told = |body: &str| graphql(200, Value::parse(body).expect("is JSON"), None);
        let refusal = told(
            r#"{"data":null,"errors":[{"message":"a","extensions":{"ErrorType":"ValidationError"}},{"message":"b"}]}"#,
        );
        assert_eq!(
            refusal.map(|refusal| (refusal.code, refusal.message)),
            Some(("ValidationError".into(), "a; b".into()))
        );
        assert_eq!(told(r#"{"data":{},"errors":[]}"#), None);
        assert_eq!(told(r#"{"data":{}}"#), None);
    }
}
