//! `sfo bulk query`: every row once, in order, as the org wrote it.

use super::{ID, asked, job, org, page, query, text};
use crate::support::{Org, Reply, Request, Sandbox};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// What a test waits for comes sooner, or it fails.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn pages_follow_each_other_by_locator_and_their_bytes_stay() {
    let org = org(4, false, |_| None);
    let out = query(&org, &["--csv"]);
    assert_eq!((out.code, out.stdout), (0, text(4)), "{}", out.stderr);
    assert!(out.stderr.starts_with(&format!("job {ID}\n")), "{}", out.stderr);
    let requests = org.requests();
    assert!(
        requests[0].body.contains(r#""operation":"query","query":"SELECT Id, Name FROM Account""#),
        "{:?}",
        requests[0]
    );
    let pages =
        requests.iter().filter(|request| request.target.contains("/v57.0/") && request.target.contains("/results"));
    assert_eq!(pages.count(), 4, "{requests:?}");
}

/// Answers what `held` names only once `seen` has been asked for.
fn holding(held: &'static str, seen: &'static str) -> impl Fn(&Request) -> Option<Reply> + Send + Sync {
    let gate = (Mutex::new(false), Condvar::new());
    move |request| {
        if request.target.contains(seen) {
            *gate.0.lock().expect("no holder panics") = true;
            gate.1.notify_all();
        }
        if request.target.contains(held) {
            let open = gate.0.lock().expect("no holder panics");
            drop(gate.1.wait_while(open, |open| !*open).expect("no holder panics"));
        }
        None
    }
}

#[test]
fn listed_pages_are_written_in_order_whichever_comes_first() {
    let org = org(5, true, holding("/results?locator=L1", "/results?locator=L2"));
    let out = query(&org, &["--csv", "--parallel", "3"]);
    assert_eq!((out.code, out.stdout), (0, text(5)), "{}", out.stderr);
    let lists = org.requests().iter().filter(|request| request.target.contains("resultPages")).count();
    assert_eq!(lists, 3);
}

#[test]
fn the_next_list_is_asked_for_while_the_pages_of_this_one_are_on_their_way() {
    let org = org(5, true, holding("/results?locator=L0", "/resultPages?locator=L2"));
    let out = query(&org, &["--csv", "--parallel", "2"]);
    assert_eq!((out.code, out.stdout), (0, text(5)), "{}", out.stderr);
}

#[test]
fn the_end_is_null_or_empty_or_nothing() {
    for end in ["Sforce-Locator: null\r\n", "Sforce-Locator: \r\n", ""] {
        let org = org(1, false, move |request| request.target.contains("/results").then(|| page(0, end)));
        let out = query(&org, &["--csv"]);
        assert_eq!((out.code, out.stdout), (0, text(1)), "{end:?} {}", out.stderr);
    }
}

#[test]
fn a_page_that_breaks_off_is_fetched_again_and_written_once() {
    let broken = AtomicUsize::new(0);
    let org = org(3, true, move |request| {
        let again =
            request.target.contains("/results") && asked(request) == 1 && broken.fetch_add(1, Ordering::Relaxed) == 0;
        again.then(|| page(1, "Sforce-Locator: L2\r\n").cut(190))
    });
    let out = query(&org, &["--csv"]);
    assert_eq!((out.code, out.stdout), (0, text(3)), "{}", out.stderr);
}

#[test]
fn fewer_rows_than_the_job_has_are_a_shortfall() {
    for format in ["csv", "ndjson"] {
        let org = org(3, false, |request| {
            let path = request.target.as_str();
            let lost = request.target.contains("/results") && asked(request) == 1;
            match () {
                () if path.ends_with("/sobjects") => Some(Reply::json(200, r#"{"sobjects":[]}"#)),
                () if path.ends_with("/describe") => {
                    Some(Reply::json(404, r#"[{"errorCode":"NOT_FOUND","message":"no"}]"#))
                }
                () if lost => Some(page(1, "Sforce-Locator: null\r\n")),
                () => None,
            }
        });
        let out = query(&org, &["-f", format]);
        assert_eq!(out.code, 3, "{}", out.show());
        assert!(out.stderr.contains("promised 6 rows and delivered 4"), "{}", out.stderr);
    }
}

#[test]
fn a_query_without_rows_has_its_header_even_where_the_org_sends_none() {
    let org = org(0, false, |request| request.target.contains("/results").then(|| Reply::of(200, "text/csv", b"", "")));
    for (format, want) in [("csv", "\"Id\",\"Name\"\n"), ("json", "[]\n"), ("ndjson", "")] {
        let out = query(&org, &["-f", format]);
        assert_eq!((out.code, out.stdout.as_str()), (0, want), "{}", out.stderr);
    }
}

#[test]
fn a_job_that_fails_says_why_and_one_that_takes_too_long_how_to_go_on() {
    let failed = Org::new(|request, _| match request.method.as_str() {
        "POST" => job(60, "UploadComplete", 0),
        _ => Reply::json(
            200,
            &format!(
                r#"{{"id":"{ID}","operation":"query","state":"Failed","apiVersion":60.0,"errorMessage":"InvalidBatch : no"}}"#
            ),
        ),
    });
    let out = query(&failed, &["--csv"]);
    assert!(out.code == 1 && out.stderr.contains("ended as Failed: InvalidBatch : no"), "{}", out.show());
    let endless = Org::new(|_, _| job(60, "InProgress", 0));
    let out = query(&endless, &["--csv", "--wait", "400ms"]);
    assert_eq!((out.code, out.stdout.as_str()), (7, ""), "{}", out.stderr);
    assert!(out.stderr.contains(&format!("sfo bulk resume {ID}")), "{}", out.stderr);
}

#[test]
fn a_job_may_be_left_alone() {
    let org = Org::new(|_, _| job(60, "UploadComplete", 0));
    let out = query(&org, &["--no-wait", "-f", "table"]);
    assert_eq!(out.show(), format!("exit 0\n--- stdout ---\n{ID}\n--- stderr ---\njob {ID}\n"));
    assert_eq!(org.requests().len(), 1);
}

#[test]
fn what_no_job_can_do_is_said_before_anything_is_sent() {
    for (soql, why) in [
        ("SELECT COUNT(Id) FROM Account", "aggregates"),
        ("SELECT Id, (SELECT Id FROM Contacts) FROM Account", "child rows"),
        ("SELECT Id FROM Account LIMIT 5 OFFSET 5", "OFFSET"),
        ("SELECT Id FROM Account WHERE Name = 'x", "quote"),
    ] {
        let out = Sandbox::new().run(&["-o", "demo", "bulk", "query", soql, "--max-calls", "0"]);
        assert!(out.code == 2 && out.stderr.contains(why), "{}", out.show());
    }
}

#[test]
fn cells_get_the_types_that_the_org_describes() {
    let soql = "SELECT Name, Owner.Name, Owner.IsActive, Parent.Name, AnnualRevenue, NumberOfEmployees, CreatedDate FROM Account ORDER BY Name LIMIT 25";
    let sandbox = Sandbox::shared();
    let rest = sandbox.run(&["-o", "demo", "query", soql, "-f", "ndjson"]);
    let bulk = sandbox.run(&["-o", "demo", "bulk", "query", soql, "-f", "ndjson", "-q"]);
    assert_eq!(bulk.stdout.lines().count(), 25, "{}", bulk.show());
    assert_eq!(bulk.show(), rest.show());
}

/// What takes one page after another eight times as long: so many pages are on their way at once, and never more.
#[test]
fn as_many_pages_are_on_their_way_as_were_asked_for() {
    for width in [1_usize, 8] {
        // Requests that are there now, and the most that were.
        let held = Arc::new((Mutex::new((0, 0)), Condvar::new()));
        let counted = Arc::clone(&held);
        let org = org(50, true, move |request| {
            if request.target.contains("/results") {
                let mut counts = held.0.lock().expect("no holder panics");
                counts.0 += 1;
                counts.1 = counts.1.max(counts.0);
                held.1.notify_all();
                let full = held.1.wait_timeout_while(counts, PATIENCE, |counts| counts.1 < width);
                full.expect("no holder panics").0.0 -= 1;
            }
            None
        });
        let out = query(&org, &["--csv", "--parallel", &width.to_string()]);
        assert_eq!((out.code, out.stdout == text(50)), (0, true), "{}", out.stderr);
        assert_eq!(counted.0.lock().expect("no holder panics").1, width);
    }
}

#[test]
fn a_job_is_looked_at_often_at_first_and_then_less() {
    let looks = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&looks);
    let org = org(1, false, move |request| {
        let is_look = request.method == "GET" && request.target.ends_with(ID);
        let mut seen = seen.lock().expect("no holder panics");
        if is_look || request.method == "POST" {
            seen.push(Instant::now());
        }
        (is_look && seen.len() < 6).then(|| job(57, "InProgress", 0))
    });
    let out = query(&org, &["--csv"]);
    assert_eq!(out.code, 0, "{}", out.show());
    let looks = looks.lock().expect("no holder panics");
    let pauses: Vec<u128> = looks.windows(2).map(|pair| (pair[1] - pair[0]).as_millis()).collect();
    // What a machine that is busy adds is not known; nothing takes away.
    let grows = pauses.iter().zip([300, 450, 675, 1_012, 1_518]).all(|(pause, least)| *pause >= least);
    assert!(grows && pauses.len() >= 5 && pauses[0] < 5_000, "{pauses:?}");
}

#[test]
fn a_query_longer_than_any_url_is_a_job_like_others() {
    let names: Vec<String> = (0..2_000).map(|n| format!("'Somebody of the name {n}'")).collect();
    let soql = format!("SELECT Name FROM Account WHERE Name IN ({}) OR Name LIKE '%ar%'", names.join(","));
    assert!(soql.len() > 32_000);
    let sandbox = Sandbox::shared();
    let out = sandbox.run_with(&["-o", "demo", "bulk", "query", "-", "--csv", "-q"], &soql);
    let short = sandbox.run(&["-o", "demo", "query", "SELECT Name FROM Account WHERE Name LIKE '%ar%'", "--csv"]);
    assert!(short.stdout.lines().count() > 2, "{}", short.show());
    assert_eq!((out.code, out.stdout.replace('"', "")), (0, short.stdout), "{}", out.stderr);
}
