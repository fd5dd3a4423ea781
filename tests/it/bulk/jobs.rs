//! `sfo bulk list`, `status`, `results` and `abort`, and loads that were cut off.

use super::ID;
use crate::support::{Demo, Org, Reply, Request, Sandbox};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| panic!("is JSON: {text}"))
}

#[test]
fn jobs_are_listed_looked_at_and_ended() {
    let (demo, sandbox) = (Demo::serve(&["--job-delay", "1h"]), Sandbox::new());
    demo.sign_in(&sandbox, "slow");
    let run = |args: &[&str]| sandbox.run_with(&[&["-o", "slow", "bulk"], args].concat(), "LastName\na\nb\nc\n");
    let started = run(&["insert", "Contact", "--input", "-", "--no-wait", "--split", "2"]);
    assert_eq!(started.code, 0, "{}", started.show());
    let told = json(&started.stdout);
    let id = told["jobs"][0].as_str().expect("an id");
    assert_eq!((&told["rows"], &told["unprocessed"]), (&3.into(), &3.into()), "{told}");
    let listed = json(&run(&["list"]).stdout);
    assert_eq!(listed.as_array().map(Vec::len), Some(2), "{listed}");
    assert!(listed[0]["here"] == true && listed[0]["state"] == "UploadComplete", "{listed}");
    assert_eq!(json(&run(&["list", "--here"]).stdout).as_array().map(Vec::len), Some(2));
    assert_eq!(json(&run(&["status", id]).stdout).as_array().map(Vec::len), Some(2));
    let early = run(&["results", id]);
    assert!(early.code == 2 && early.stderr.contains("has not ended"), "{}", early.show());
    let ended = run(&["abort", id]);
    let states = json(&ended.stdout);
    assert!(ended.code == 0 && states[0]["state"] == "Aborted" && states[1]["state"] == "Aborted", "{}", ended.show());
    assert_eq!(run(&["abort", id]).code, 1);
    let results = run(&["results", id, "--results", "out"]);
    assert_eq!(results.code, 1, "{}", results.show());
    let left = std::fs::read_to_string(sandbox.path("out/unprocessed.csv")).expect("is there");
    assert_eq!(left, "LastName\na\nb\nc\n");
    let again = run(&["insert", "Contact", "--retry-failed", id, "--no-wait"]);
    assert_eq!((again.code, &json(&again.stdout)["rows"]), (0, &3.into()), "{}", again.show());
    assert_eq!(run(&["update", "Contact", "--retry-failed", id]).code, 2);
}

#[test]
fn a_load_that_was_killed_is_gone_on_with_and_no_row_is_there_twice() {
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    demo.sign_in(&sandbox, "dev");
    let rows = (0..1_000).map(|n| format!("Killed {n}\n")).collect::<Vec<_>>().concat();
    sandbox.write("rows.csv", format!("LastName\n{rows}"));
    for jobs in 1..=3 {
        let args =
            ["-o", "dev", "bulk", "insert", "Contact", "--input", "rows.csv", "--split", "100", "--parallel", "2"];
        let mut child = sandbox.command(&args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("starts");
        let mut lines = BufReader::new(child.stderr.take().expect("is piped")).lines();
        let ids: Vec<String> = lines.by_ref().take(jobs).map(|line| line.expect("reads").replace("job ", "")).collect();
        child.kill().expect("is killed");
        child.wait().expect("ends");
        let out = sandbox.run(&["-o", "dev", "bulk", "resume", &ids[0]]);
        assert_eq!(out.code, 0, "{}", out.show());
        assert_eq!(json(&out.stdout)["done"], 1_000);
        let names = "SELECT LastName FROM Contact WHERE LastName LIKE 'Killed %'";
        let there = sandbox.run(&["-o", "dev", "query", names, "--csv"]).stdout;
        let mut there: Vec<_> = there.lines().skip(1).collect();
        there.sort_unstable();
        assert_eq!(there.len(), 1_000 * jobs);
        there.dedup();
        assert_eq!(there.len(), 1_000);
    }
}

/// What each job of an org got, and what became of it.
type Jobs = Arc<Mutex<Vec<(String, &'static str)>>>;

/// An org that takes the data of all jobs but the first. `fault` may answer instead, and sees how many there are.
fn refusing(fault: impl Fn(&Request, usize) -> Option<Reply> + Send + Sync + 'static) -> (Org, Jobs) {
    let jobs = Jobs::default();
    let kept = Arc::clone(&jobs);
    let shown = |at: usize, state: &str| {
        let counts = r#""numberRecordsProcessed":2,"numberRecordsFailed":0"#;
        let fixed = format!(r#""id":"750{at:012}","operation":"insert","object":"A","apiVersion":60.0"#);
        Reply::json(200, &format!(r#"{{{fixed},"state":"{state}",{counts}}}"#))
    };
    let org = Org::new(move |request, _| {
        let at = request.target.split("jobs/ingest/750").nth(1).and_then(|rest| rest.get(..12)?.parse::<usize>().ok());
        let mut jobs = jobs.lock().expect("no holder panics");
        if let Some(reply) = fault(request, jobs.len()) {
            return reply;
        }
        match (request.method.as_str(), at) {
            ("POST", _) => {
                jobs.push((String::new(), "Open"));
                shown(jobs.len() - 1, "Open")
            }
            ("PUT", Some(0)) => {
                Reply::json(400, r#"[{"errorCode":"INVALIDJOBSTATE","message":"Found multiple contents"}]"#)
            }
            ("PUT", Some(at)) => {
                assert_eq!(request.header("content-encoding"), Some("gzip"));
                jobs[at].0.clone_from(&request.body);
                Reply::of(201, "text/plain", b"", "")
            }
            ("PATCH", Some(at)) => {
                jobs[at].1 = if request.body.contains("Aborted") { "Aborted" } else { "JobComplete" };
                shown(at, jobs[at].1)
            }
            (_, Some(at)) => shown(at, jobs[at].1),
            _ => Reply::json(404, r#"[{"errorCode":"NOT_FOUND","message":"no"}]"#),
        }
    });
    (org, kept)
}

const LOAD: [&str; 6] = ["bulk", "insert", "A", "--input", "-", "--no-preflight"];

fn is_there_once(jobs: &Jobs) {
    let jobs = jobs.lock().expect("no holder panics");
    assert_eq!(*jobs, [(String::new(), "Aborted"), ("Name\na\nb\n".to_owned(), "JobComplete")]);
}

#[test]
fn an_upload_that_breaks_off_is_begun_anew_with_another_job() {
    let (org, jobs) = refusing(|_, _| None);
    let out = org.sandbox().run_with(&LOAD, "Name\na\nb\n");
    assert_eq!((out.code, &json(&out.stdout)["done"]), (0, &2.into()), "{}", out.show());
    is_there_once(&jobs);
}

#[test]
fn a_load_that_was_killed_between_two_jobs_has_its_rows_still() {
    let (asked, wait) = mpsc::channel();
    let (asked, alive) = (Mutex::new(asked), Arc::new(AtomicBool::new(true)));
    let away = Arc::clone(&alive);
    let (org, jobs) = refusing(move |request, made| {
        let second = request.method == "POST" && made == 1 && away.load(Ordering::Relaxed);
        second.then(|| {
            let _ = asked.lock().expect("no holder panics").send(());
            Reply::json(503, "")
        })
    });
    let sandbox = org.sandbox();
    sandbox.write("rows.csv", "Name\na\nb\n");
    let args = LOAD.map(|word| if word == "-" { "rows.csv" } else { word });
    let mut child = sandbox.command(&args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
    wait.recv_timeout(Duration::from_secs(20)).expect("a second job is asked for");
    child.kill().expect("is killed");
    child.wait().expect("ends");
    alive.store(false, Ordering::Relaxed);
    let out = sandbox.run(&["bulk", "resume"]);
    assert_eq!((out.code, &json(&out.stdout)["done"]), (0, &2.into()), "{}", out.show());
    is_there_once(&jobs);
}

#[test]
fn what_is_not_remembered_is_asked_of_the_org() {
    let org = Org::new(|request, _| {
        if request.target.contains("jobs/query") {
            return Reply::json(404, r#"[{"errorCode":"NOT_FOUND","message":"no"}]"#);
        }
        if request.target == "/services/data/" {
            return Reply::json(200, r#"[{"version":"67.0"}]"#);
        }
        let counts = r#""numberRecordsProcessed":3,"numberRecordsFailed":0"#;
        Reply::json(
            200,
            &format!(
                r#"{{"id":"{ID}","operation":"update","object":"A","state":"JobComplete","apiVersion":60.0,{counts}}}"#
            ),
        )
    });
    let out = org.sandbox().run(&["bulk", "resume", ID]);
    assert_eq!((out.code, &json(&out.stdout)["done"]), (0, &3.into()), "{}", out.show());
}

#[test]
fn awkward_rows_are_the_same_by_every_way() {
    let sandbox = Sandbox::new();
    let names = [
        "plain",
        "a,b",
        "say \"hi\"",
        "line\nend",
        "cr\rlf\r\n",
        " spaces ",
        "=1+1",
        "é😀",
        "007",
        "\t",
        "#x",
        "a\\b",
        "NULL",
        "null",
    ];
    let numbers = ["", "0", "0.1", "-1.10", "10000000", "12345678901.25", "-0.0001", "99999999999999"];
    let rows = (0..10_000).map(|n| {
        let name = format!("Awkward {n} {}", names[n % names.len()]);
        let fields = serde_json::json!({
            "Name": name, "Description": if n % 3 == 0 { Value::Null } else { names[n % 7].into() },
            "NumberOfEmployees": if n % 5 == 0 { Value::Null } else { n.into() },
        });
        let amount = numbers[n % numbers.len()];
        let amount = if amount.is_empty() { "null" } else { amount };
        format!("{},\"AnnualRevenue\":{amount}}}\n", fields.to_string().trim_end_matches('}'))
    });
    let mut input = std::fs::File::create(sandbox.path("rows.ndjson")).expect("the home can be written");
    rows.for_each(|row| input.write_all(row.as_bytes()).expect("the home can be written"));
    let run = |args: &[&str]| sandbox.run(&[&["-o", "demo", "-q"], args].concat());
    let out = run(&["bulk", "insert", "Account", "--input", "rows.ndjson", "--split", "4000"]);
    assert_eq!((out.code, &json(&out.stdout)["done"]), (0, &10_000.into()), "{}", out.show());
    let soql = "SELECT Id, Name, Description, NumberOfEmployees, AnnualRevenue, Owner.Name, Parent.Name, CreatedDate FROM Account WHERE Name LIKE 'Awkward %'";
    let pages = run(&["query", soql, "--csv"]);
    assert!(pages.code == 0 && pages.stdout.lines().count() > 10_000, "{}", pages.stderr);
    for flags in [&["--parallel", "4"][..], &["--bulk", "always"]] {
        let other = run(&[&["query", soql, "--csv"], flags].concat());
        assert!(other.code == 0 && other.stdout == pages.stdout, "{flags:?} {}", other.stderr);
    }
}

#[test]
fn a_job_takes_over_where_there_are_many_rows_and_says_where_it_cannot() {
    let many = |body: &str| Reply::json(200, body);
    let page = r#"{"totalSize":60000,"done":false,"nextRecordsUrl":"/services/data/v67.0/query/0r8-1","records":[{"Id":"a"}]}"#;
    let last = r#"{"totalSize":60000,"done":true,"records":[]}"#;
    let org = Org::new(move |request, _| match request.target.as_str() {
        path if path.contains("/query/0r8") => many(last),
        path if path.contains("/query?") => many(page),
        _ => Reply::json(404, r#"[{"errorCode":"NOT_FOUND","message":"no"}]"#),
    });
    let query = |args: &[&str]| org.sandbox().run(&[&["query"], args].concat());
    let offered = query(&["SELECT Id FROM Account"]);
    assert!(offered.stderr.contains("60000 rows; with --bulk auto a job gets them"), "{}", offered.show());
    assert!(!query(&["SELECT Id FROM Account", "--bulk", "never"]).stderr.contains("--bulk auto"));
    let taken = query(&["SELECT Id FROM Account", "--bulk", "auto"]);
    assert!(taken.code == 5 && org.requests().iter().any(|request| request.method == "POST"), "{}", taken.show());
    let children = "SELECT Id, (SELECT Id FROM Contacts) FROM Account";
    let kept = query(&[children, "--bulk", "auto"]);
    assert!(
        kept.stderr.contains("60000 rows come page by page, for a job cannot run this query: it asks for child rows"),
        "{}",
        kept.show()
    );
    assert_eq!(query(&[children, "--bulk", "always"]).code, 2);
}

/// The id that a run that waits for its job has told.
fn waiting(sandbox: &Sandbox, args: &[&str]) -> (std::process::Child, String) {
    let mut child = sandbox.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let mut line = String::new();
    let mut byte = [0];
    let stderr = child.stderr.as_mut().expect("is piped");
    while stderr.read(&mut byte).is_ok_and(|len| len == 1) && byte[0] != b'\n' {
        line.push(char::from(byte[0]));
    }
    (child, line.replace("job ", ""))
}

#[test]
fn whoever_waits_for_a_job_hears_that_another_has_ended_it() {
    let (demo, sandbox) = (Demo::serve(&["--job-delay", "1h"]), Sandbox::new());
    demo.sign_in(&sandbox, "slow");
    let (child, id) = waiting(&sandbox, &["-o", "slow", "bulk", "query", "SELECT Id FROM Account", "--csv"]);
    let ended = sandbox.run(&["-o", "slow", "bulk", "abort", &id]);
    assert_eq!((ended.code, &json(&ended.stdout)[0]["state"]), (0, &"Aborted".into()), "{}", ended.show());
    let out = child.wait_with_output().expect("ends");
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!((out.status.code(), out.stdout.len()), (Some(1), 0), "{told}");
    assert!(told.contains(&format!("job {id} ended as Aborted")), "{told}");
}

#[test]
fn a_job_is_deleted_with_its_load_and_no_record_of_it() {
    let (demo, sandbox) = (Demo::serve(&["--job-delay", "1h"]), Sandbox::new());
    demo.sign_in(&sandbox, "slow");
    let run = |args: &[&str]| sandbox.run_with(&[&["-o", "slow", "bulk"], args].concat(), "LastName\na\nb\nc\n");
    let started = run(&["insert", "Contact", "--input", "-", "--no-wait", "--split", "2"]);
    let id = json(&started.stdout)["jobs"][1].as_str().expect("an id").to_owned();
    let early = run(&["delete-job", &id, "--yes"]);
    assert_eq!((early.code, early.stdout.as_str()), (2, ""), "{}", early.show());
    assert!(early.stderr.contains("sfo -o slow bulk abort 750"), "{}", early.stderr);
    assert_eq!(run(&["abort", &id]).code, 0);
    let unasked = run(&["delete-job", &id]);
    assert_eq!((unasked.code, unasked.stdout.as_str()), (6, ""), "{}", unasked.show());
    assert_eq!(json(&run(&["list"]).stdout).as_array().map(Vec::len), Some(2));
    let deleted = run(&["delete-job", &id, "--yes"]);
    assert_eq!((deleted.code, json(&deleted.stdout).as_array().map(Vec::len)), (0, Some(2)), "{}", deleted.show());
    for list in [&["list"][..], &["list", "--here"]] {
        assert_eq!(run(list).stdout.trim(), "[]", "{list:?}");
    }
    for again in [&["delete-job", &id, "--yes"][..], &["status", &id]] {
        assert_eq!(run(again).code, 5, "{again:?}");
    }
    let loads = std::fs::read_dir(sandbox.path("state/loads")).expect("is there").flatten();
    let left: usize = loads.map(|owner| std::fs::read_dir(owner.path()).map_or(0, Iterator::count)).sum();
    assert_eq!(left, 0);
}
