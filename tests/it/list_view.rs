//! `sfo query --list-view`: a list view as the query that it stands for.

use crate::support::{Org, Outcome, Reply, Sandbox};

fn demo(args: &[&str]) -> Outcome {
    Sandbox::shared().run(&[&["-o", "demo", "query", "--list-view"], args].concat())
}

#[test]
fn a_view_is_found_by_name_label_and_id_and_runs_like_any_query() {
    let by_name = demo(&["Account/LargeEnergyAndFinance", "--csv"]);
    let header = "Name,Industry,AnnualRevenue,NumberOfEmployees,Active__c,Owner.Alias,Id,CreatedDate";
    assert!(by_name.code == 0 && by_name.stdout.starts_with(header), "{}", by_name.show());
    assert!(by_name.stdout.lines().count() > 2, "{}", by_name.show());
    for name in ["account/large energy and finance", "Account/00B000000000003", "Account/00B000000000003EAA"] {
        assert_eq!(demo(&[name, "--csv"]).stdout, by_name.stdout, "{name}");
    }
    assert_eq!(demo(&["Account/LargeEnergyAndFinance", "--limit", "1", "--jq", "length"]).stdout, "1\n");
    let count = demo(&["Account/LargeEnergyAndFinance", "--count"]).stdout;
    assert_eq!(count.trim().parse().ok(), Some(by_name.stdout.lines().count() - 1));
}

#[test]
fn the_query_of_a_view_can_be_seen() {
    let out = demo(&["Case/EscalatedCases", "--show-query", "-f", "table"]);
    let soql = "SELECT CaseNumber, Account.Name, Subject, toLabel(Priority), Id, CreatedDate, LastModifiedDate, \
                SystemModstamp FROM Case WHERE Status LIKE 'Esc%' ORDER BY CaseNumber DESC NULLS LAST, Id ASC NULLS FIRST";
    assert!(out.stdout.contains(soql) || out.stderr.contains(soql), "{}", out.show());
}

#[test]
fn views_of_further_pages_are_found_and_others_are_refused() {
    let org = Org::new(|request, _| {
        let view = |name: &str, soql: bool| {
            format!(
                r#"{{"id":"00B000000000001AAA","developerName":"{name}","label":"{name} of mine","soqlCompatible":{soql}}}"#
            )
        };
        Reply::json(
            200,
            &match request.target.trim_start_matches("/services/data/v67.0/") {
                "sobjects/Account/listviews" => {
                    format!(
                        r#"{{"listviews":[{}],"nextRecordsUrl":"/services/data/v67.0/more"}}"#,
                        view("First", false)
                    )
                }
                "more" => format!(r#"{{"listviews":[{}],"nextRecordsUrl":null}}"#, view("Second", true)),
                "sobjects/Account/listviews/00B000000000001AAA/describe" => {
                    r#"{"query":"SELECT Id FROM Account"}"#.to_owned()
                }
                _ => r#"{"totalSize":1,"done":true,"records":[{"attributes":{"type":"Account"},"Id":"1"}]}"#.to_owned(),
            },
        )
    });
    let sandbox = org.sandbox();
    let out = sandbox.run(&["query", "--list-view", "Account/second OF mine", "--csv"]);
    assert_eq!(out.show(), "exit 0\n--- stdout ---\nId\n1\n");
    let out = sandbox.run(&["query", "--list-view", "Account/First", "-f", "table"]);
    assert!(out.code == 1 && out.stderr.contains("`First` of `Account` cannot be asked for as SOQL"), "{}", out.show());
    let out = sandbox.run(&["query", "--list-view", "Account/Third", "-f", "table"]);
    assert!(out.code == 5 && out.stderr.contains("no list view `Third`; it has First, Second"), "{}", out.show());
}

#[test]
fn a_view_and_a_text_exclude_each_other() {
    for args in
        [&["SELECT Id FROM A", "--list-view", "A/x"][..], &["--list-view", "A"], &["--list-view", "../A/x"], &[]]
    {
        let out = Sandbox::new().run(&[&["-o", "nobody", "query"], args].concat());
        assert_eq!(out.code, 2, "{args:?}: {}", out.show());
    }
    for (name, words) in [
        ("Nothing/All", "no object `Nothing`: NOT_FOUND"),
        ("Acount/AllAccounts", "did you mean `Account`?"),
        ("Account/AllAcounts", "no list view `AllAcounts`; did you mean `AllAccounts`?"),
        ("Account/Zebra", "no list view `Zebra`; it has AllAccounts, MyAccounts"),
    ] {
        let out = demo(&[name, "-f", "table"]);
        assert!(out.code == 5 && out.stderr.contains(words), "{name}: {}", out.show());
    }
}
