//! `sfo query --parallel`: ranges of Ids side by side, and every row once.

use crate::support::{Org, Reply, Request, Sandbox};

/// Ids as unevenly spread as those of an org that was moved: most in two clumps far from each other.
fn ids() -> Vec<String> {
    let clump = |start: u64, len: u64| (start..start + len).map(|n| format!("001{n:012}"));
    clump(5, 3_000).chain(clump(700_000, 3)).chain(clump(900_000_000_000, 4_200)).collect()
}

/// What stands behind `mark` up to the next quote of the decoded query.
fn bound<'q>(query: &'q str, mark: &str) -> Option<&'q str> {
    query.split(mark).nth(1)?.split('\'').next()
}

/// Answers the few queries that `--parallel` sends, 2,000 rows at a time.
fn answer(request: &Request, ids: &[String]) -> Reply {
    let query = request
        .target
        .replace("%20", " ")
        .replace("%3E", ">")
        .replace("%3C", "<")
        .replace("%3D", "=")
        .replace("%27", "'");
    let (after, to) = (bound(&query, "Id > '"), bound(&query, "Id <= '"));
    let within = |id: &&String| after.is_none_or(|after| id.as_str() > after) && to.is_none_or(|to| id.as_str() <= to);
    let mut rows: Vec<&String> = ids.iter().filter(within).collect();
    let total = rows.len();
    if query.contains("COUNT()") {
        return Reply::json(200, &format!(r#"{{"totalSize":{total},"done":true,"records":[]}}"#));
    }
    if query.contains("DESC") {
        rows.reverse();
    }
    rows.truncate(if query.contains("LIMIT 1") { 1 } else { 2_000 });
    let rows: Vec<_> = rows.iter().map(|id| format!(r#"{{"Id":"{id}","N":1.10}}"#)).collect();
    let next = r#""nextRecordsUrl":"/services/data/v67.0/query/0r8-never","#;
    let next = if rows.len() < total && rows.len() > 1 { next } else { "" };
    Reply::json(200, &format!(r#"{{"totalSize":{total},{next}"records":[{}]}}"#, rows.join(",")))
}

fn run(org: &Org, soql: &str, flags: &[&str]) -> crate::support::Outcome {
    org.sandbox().run(&[&["query", soql, "--parallel", "4"], flags].concat())
}

#[test]
fn every_row_comes_once_in_the_order_of_ids_however_they_are_spread() {
    let org = Org::new(|request, _| answer(request, &ids()));
    let want: Vec<_> = std::iter::once("Id,N".to_owned()).chain(ids().iter().map(|id| format!("{id},1.10"))).collect();
    let want = format!("{}\n", want.join("\n"));
    let out = run(&org, "SELECT Id, N FROM Account", &["--csv"]);
    assert_eq!((out.code, out.stdout == want), (0, true), "{}", out.stderr);
    let requests = org.requests();
    assert!(requests.iter().all(|request| !request.target.contains("never")), "a locator was followed");
    let out = run(&org, "SELECT Id, N FROM Account", &["--csv", "--unordered"]);
    let mut lines: Vec<_> = out.stdout.lines().collect();
    lines.sort_unstable();
    let mut wanted: Vec<_> = want.lines().collect();
    wanted.sort_unstable();
    assert!(lines == wanted, "{}", out.stderr);
}

#[test]
fn an_id_that_nobody_asked_for_is_not_shown() {
    let org = Org::new(|request, _| answer(request, &ids()[..3]));
    let out = run(&org, "SELECT N FROM Account", &["-f", "ndjson"]);
    assert_eq!(out.show(), "exit 0\n--- stdout ---\n{\"N\":1.10}\n{\"N\":1.10}\n{\"N\":1.10}\n");
}

#[test]
fn a_range_that_has_lost_rows_is_a_shortfall() {
    let org = Org::new(|request, _| match answer(request, &ids()) {
        _ if request.target.contains("COUNT") => Reply::json(200, r#"{"totalSize":7204,"done":true,"records":[]}"#),
        reply => reply,
    });
    let out = run(&org, "SELECT Id FROM Account", &["--csv"]);
    assert_eq!((out.code, out.stdout.lines().count()), (3, 7_204), "{}", out.stderr);
    assert!(out.stderr.contains("promised 7204 rows and delivered 7203"), "{}", out.stderr);
}

#[test]
fn what_ranges_would_change_is_refused_with_the_reason() {
    let refused = |soql: &str| Sandbox::new().run(&["-o", "demo", "query", soql, "--parallel", "4"]);
    for (soql, why) in [
        ("SELECT Id FROM Account ORDER BY Name", "order"),
        ("SELECT Id FROM Account LIMIT 5", "LIMIT"),
        ("SELECT COUNT(Id) FROM Account", "aggregates"),
    ] {
        let out = refused(soql);
        assert!(out.code == 2 && out.stderr.contains(why), "{}", out.show());
    }
}
