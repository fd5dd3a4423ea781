//! Jobs as a caller sees them, in an org of each test's own whose work is done when the test says so.

mod ingest;
mod query;

use super::work::step;
use crate::demo::{
    Options,
    trial::{Trial, json},
    wire::Reply,
};
use serde_json::{Value, json};

/// Works until nothing is left to do.
fn work(trial: &Trial) {
    while step(&trial.org).expect("works").is_none() {}
}

/// The id of a job that is created.
fn created(trial: &Trial, kind: &str, job: &Value) -> String {
    let reply = trial.call("POST", &format!("jobs/{kind}"), &job.to_string());
    let body = json(&reply);
    assert_eq!(reply.status, 200, "{body}");
    body["id"].as_str().expect("an id").to_owned()
}

/// Status, code and message of a refusal, whose code comes first.
fn refusal(reply: &Reply) -> String {
    let body = json(reply);
    let error = body[0].as_object().expect("an error");
    assert_eq!(error.keys().collect::<Vec<_>>(), ["errorCode", "message"]);
    let text = |name: &str| error[name].as_str().unwrap_or_default();
    format!("{} {} {}", reply.status, text("errorCode"), text("message"))
}

fn named(name: &str) -> Trial {
    Trial::signed_in(&format!("bulk-{name}"), Options::default())
}

fn abort() -> String {
    json!({"state": "Aborted"}).to_string()
}
