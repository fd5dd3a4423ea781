//! `sfo bulk resume`: nothing is lost when a run ends before its job.

use super::{ID, asked, job, org, text};
use crate::support::{Org, Reply};
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::time::Duration;

/// What a test waits for comes sooner, or it fails.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn a_file_is_gone_on_with_behind_its_last_whole_page() {
    for lists in [true, false] {
        let gone = Arc::new(AtomicBool::new(true));
        let fault = Arc::clone(&gone);
        let org = org(5, lists, move |request| {
            let third = request.target.contains("/results") && asked(request) == 3 && fault.load(Ordering::Relaxed);
            third.then(|| Reply::json(400, r#"[{"errorCode":"INVALID_QUERY_LOCATOR","message":"expired"}]"#))
        });
        let sandbox = org.sandbox();
        let (path, soql) = (sandbox.path("a.csv"), "SELECT Id, Name FROM Account");
        let out = sandbox.run(&["bulk", "query", soql, "--csv", "--output", "a.csv"]);
        assert_eq!(out.code, 1, "{}", out.show());
        assert!(out.stderr.contains(&format!("sfo bulk resume {ID}")) && !path.exists(), "{}", out.show());
        gone.store(false, Ordering::Relaxed);
        let before = org.requests().len();
        let out = sandbox.run(&["bulk", "resume", ID, "--csv"]);
        assert_eq!(out.code, 0, "{}", out.show());
        assert_eq!(std::fs::read_to_string(&path).expect("is there"), text(5));
        assert!(out.stderr.contains("6 rows are there already"), "{}", out.stderr);
        let pages = &org.requests()[before..];
        assert!(!pages.iter().any(|request| request.target.contains("/results") && asked(request) < 2), "{pages:?}");
        let left = std::fs::read_dir(sandbox.path("")).expect("is a folder").flatten();
        assert!(!left.map(|entry| entry.file_name()).any(|name| name.to_string_lossy().contains("partial")));
    }
}

#[test]
fn what_went_to_a_pipe_is_given_again_from_the_start() {
    let org = org(3, true, |_| None);
    let sandbox = org.sandbox();
    let started = sandbox.run(&["bulk", "query", "SELECT Id, Name FROM Account", "--csv", "--no-wait", "-q"]);
    assert_eq!(started.code, 0, "{}", started.show());
    let out = sandbox.run(&["bulk", "resume", "--csv"]);
    assert_eq!((out.code, out.stdout), (0, text(3)), "{}", out.stderr);
}

#[test]
fn ctrl_c_says_how_to_go_on() {
    let org = Org::new(|_, _| job(60, "InProgress", 0));
    let sandbox = org.sandbox();
    let mut command = sandbox.command(&["bulk", "query", "SELECT Id FROM Account", "--csv"]);
    let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().expect("the binary starts");
    let mut stderr = BufReader::new(child.stderr.take().expect("is piped")).lines();
    assert_eq!(stderr.next().expect("a line").expect("reads"), format!("job {ID}"));
    let signal = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(signal.expect("kill is there").success());
    assert_eq!(child.wait().expect("ends").code(), Some(130));
    let said = stderr.next().expect("a line").expect("reads");
    assert!(said.contains(&format!("sfo bulk resume {ID}")), "{said}");
}

#[test]
fn a_job_that_is_not_there_is_not_found() {
    let org = Org::new(|_, _| {
        Reply::json(404, r#"[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]"#)
    });
    assert_eq!(org.sandbox().run(&["bulk", "resume", ID]).code, 5);
    assert_eq!(org.sandbox().run(&["bulk", "resume"]).code, 5);
    assert_eq!(org.sandbox().run(&["bulk", "resume", "../../x"]).code, 2);
}

#[test]
fn a_query_that_was_killed_loses_no_row() {
    for (signal, code) in [("-KILL", None), ("-INT", Some(130)), ("-TERM", Some(143))] {
        let (asked_for, wait) = mpsc::channel();
        let (asked_for, held) = (Mutex::new(asked_for), Arc::new((Mutex::new(true), Condvar::new())));
        let gate = Arc::clone(&held);
        let org = org(6, false, move |request| {
            if request.target.contains("/results") && asked(request) == 3 {
                let _ = asked_for.lock().expect("no holder panics").send(());
                let closed = gate.0.lock().expect("no holder panics");
                drop(gate.1.wait_while(closed, |closed| *closed).expect("no holder panics"));
            }
            None
        });
        let sandbox = org.sandbox();
        let args = ["bulk", "query", "SELECT Id, Name FROM Account", "--csv", "--output", "a.csv"];
        let child = sandbox.command(&args).stderr(Stdio::piped()).spawn().expect("starts");
        wait.recv_timeout(PATIENCE).expect("the fourth page is asked for");
        let sent = std::process::Command::new("kill").args([signal, &child.id().to_string()]).status();
        assert!(sent.expect("kill is there").success());
        let ended = child.wait_with_output().expect("ends");
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert_eq!((ended.status.code(), sandbox.path("a.csv").exists()), (code, false), "{said}");
        assert_eq!(said.contains(&format!("go on with it: sfo bulk resume {ID}")), code.is_some(), "{said}");
        *held.0.lock().expect("no holder panics") = false;
        held.1.notify_all();
        let out = sandbox.run(&["bulk", "resume", ID, "--csv"]);
        assert!(out.code == 0 && out.stderr.contains("rows are there already"), "{}", out.show());
        assert_eq!(std::fs::read_to_string(sandbox.path("a.csv")).expect("is there"), text(6));
    }
}
