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

#[test]
fn data_are_taken_and_their_records_written() {
    let caller = Caller::new(&["--job-delay", "300ms", "--batch-size", "2"]);
    let job = caller.json(&["POST", "jobs/ingest", "object=Account", "operation=insert", "columnDelimiter=PIPE"]);
    let path = format!("jobs/ingest/{}", job["id"].as_str().expect("an id"));
    let rows = caller.sandbox.write("rows.csv", "Name|Phone\nFirst|1\n|2\nThird|3\n");
    let rows = rows.to_str().expect("is text");
    caller.send(&["PUT", &format!("{path}/batches"), "-H", "Content-Type: text/csv", "--input", rows]);
    caller.send(&["PATCH", &path, "state=UploadComplete"]);
    let (states, job) = caller.watch(&path);
    assert_eq!(states, ["UploadComplete", "InProgress", "JobComplete"]);
    assert_eq!((&job["numberRecordsProcessed"], &job["numberRecordsFailed"]), (&3.into(), &1.into()));
    let failed = caller.send(&[&format!("{path}/failedResults")]);
    let expected = "\"sf__Id\"|\"sf__Error\"|Name|Phone\n\"\"|\"REQUIRED_FIELD_MISSING:Required fields are missing: \
                    [Name]:Name --\"|\"\"|\"2\"\n";
    assert_eq!(failed, expected);
    let packed = caller.send(&["-H", "Accept-Encoding: gzip", &format!("{path}/successfulResults")]);
    assert_eq!(packed.lines().count(), 3);
}

/// Every command runs an org of its own over the same store: one starts the job, another sees its end.
#[test]
fn a_job_outlives_the_process_that_started_it() {
    let sandbox = Sandbox::new();
    let send = |args: &[&str]| -> Value {
        let out = sandbox.run(&[&["-o", "demo", "api"], args].concat());
        assert_eq!(out.code, 0, "{}", out.show());
        serde_json::from_str(&out.stdout).expect("is JSON")
    };
    let job = send(&["POST", "jobs/query", "operation=query", "query=SELECT Id FROM Account"]);
    let path = format!("jobs/query/{}", job["id"].as_str().expect("an id"));
    let mut state = Value::Null;
    for _ in 0..100 {
        state = send(&[&path])["state"].clone();
        if state == "JobComplete" {
            break;
        }
    }
    assert_eq!(state, "JobComplete");
}

/// The same awkward rows, page by page, by ranges of Ids and by a bulk job.
#[test]
fn computed_rows_are_the_same_by_every_route() {
    let caller = Caller::new(&["--rows", "Account=5000"]);
    let soql = "SELECT Id, Name, AnnualRevenue, Description, CreatedDate FROM Account";
    let run = |more: &[&str]| {
        let out = caller.sandbox.run(&[&["-o", "bulk", "query", soql], more].concat());
        assert_eq!(out.code, 0, "{}", out.show());
        out.stdout
    };
    let pages = run(&["--csv"]);
    assert!(pages == run(&["--csv", "--parallel", "3"]));
    let job = caller.json(&["POST", "jobs/query", "operation=query", &format!("query={soql}")]);
    let path = format!("jobs/query/{}", job["id"].as_str().expect("an id"));
    assert_eq!(caller.watch(&path).1["numberRecordsProcessed"], 5_000);
    let bulk = caller.send(&[&format!("{path}/results")]);
    let rows = |text: &str| -> Vec<csv::StringRecord> {
        csv::Reader::from_reader(text.as_bytes()).records().collect::<Result<_, _>>().expect("is csv")
    };
    let (pages, bulk) = (rows(&pages), rows(&bulk));
    assert_eq!((pages.len(), bulk.len()), (5_000, 5_000));
    for (one, other) in pages.iter().zip(&bulk) {
        assert_eq!((&one[0], &one[1], &one[3]), (&other[0], &other[1], &other[3]));
        assert_eq!(one[2].parse::<f64>().ok(), other[2].parse::<f64>().ok());
    }
    assert!(bulk.iter().any(|row| row[2].contains('E')) && bulk.iter().any(|row| row[3].contains("old mac\rlines")));
}

#[test]
fn an_org_may_have_no_api_for_jobs() {
    let caller = Caller::new(&["--fail", "POST /services/data/*/jobs/*=disabled"]);
    let out = caller.sandbox.run(&["-o", "bulk", "api", "POST", "jobs/query", "operation=query", "query=x"]);
    assert!(out.code == 1 && out.stderr.contains("API_DISABLED_FOR_ORG"), "{}", out.show());
}
