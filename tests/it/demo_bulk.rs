//! Bulk jobs of the demo org, over its sockets.

use crate::support::{Demo, Sandbox};
use serde_json::Value;

/// Somebody who is signed in to a demo org of their own.
struct Caller {
    sandbox: Sandbox,
    _demo: Demo,
}

impl Caller {
    fn new(flags: &[&str]) -> Self {
        let (demo, sandbox) = (Demo::serve(flags), Sandbox::new());
        demo.sign_in(&sandbox, "bulk");
        Self { sandbox, _demo: demo }
    }

    fn send(&self, args: &[&str]) -> String {
        let out = self.sandbox.run(&[&["-o", "bulk", "api"], args].concat());
        assert_eq!(out.code, 0, "{}", out.show());
        out.stdout
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.send(args)).expect("is JSON")
    }

    /// The states that a job passes through until it has ended, each once, and what is said of it then.
    fn watch(&self, path: &str) -> (Vec<String>, Value) {
        let mut states: Vec<String> = Vec::new();
        loop {
            let job = self.json(&[path]);
            let state = job["state"].as_str().expect("a state").to_owned();
            let ended = ["JobComplete", "Failed", "Aborted"].contains(&state.as_str());
            states.push(state);
            if ended {
                states.dedup();
                return (states, job);
            }
        }
    }
}

#[test]
fn a_query_job_passes_through_its_states_and_gives_its_rows() {
    let caller = Caller::new(&["--job-delay", "700ms"]);
    let job = caller.json(&["POST", "jobs/query", "operation=query", "query=SELECT Id, Name FROM Account LIMIT 3"]);
    let path = format!("jobs/query/{}", job["id"].as_str().expect("an id"));
    let (states, job) = caller.watch(&path);
    assert_eq!(states, ["UploadComplete", "InProgress", "JobComplete"]);
    assert_eq!(job["numberRecordsProcessed"], 3);
    let rows = caller.send(&["-i", "-H", "Accept: text/csv", &format!("{path}/results")]);
    assert!(rows.to_lowercase().contains("sforce-locator: null"), "{rows}");
    assert!(rows.contains("\"Id\",\"Name\"\n\"001"), "{rows}");
}
