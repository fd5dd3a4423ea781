//! `sfo describe --usage`: how many records fill a field.

use crate::support::{Org, Outcome, Reply, Sandbox};

fn usage(args: &[&str]) -> Outcome {
    Sandbox::shared().run(&[&["-o", "demo", "describe", "--usage"], args].concat())
}

/// The number that a query of its own gives.
fn counted(condition: &str) -> String {
    let soql = format!("SELECT COUNT() FROM Account {condition}");
    let out = Sandbox::shared().run(&["-o", "demo", "query", &soql, "--count"]);
    out.stdout.trim().to_owned()
}

#[test]
fn shares_agree_with_queries_of_their_own() {
    let total = counted("");
    for field in ["Rating", "Products__c", "Description", "ParentId", "Name"] {
        let out = usage(&[&format!("Account.{field}"), "--jq", r#".[] | "\(.filled) \(.total)""#]);
        let filled = counted(&format!("WHERE {field} != null"));
        let want = if field == "Description" { format!("null {total}\n") } else { format!("{filled} {total}\n") };
        assert_eq!(out.stdout, want, "{field}: {}", out.show());
    }
}

#[test]
fn what_cannot_be_counted_says_so() {
    let note = |field: &str| {
        let out = usage(&[&format!("Account.{field}"), "--csv"]);
        assert_eq!(out.code, 0, "{}", out.show());
        out.stdout.trim_end().rsplit(',').next().map(str::to_owned)
    };
    assert_eq!(note("Active__c").as_deref(), Some("a checkbox is never empty"));
    assert_eq!(note("BillingAddress").as_deref(), Some("see its parts"));
    assert_eq!(note("Notes__c").as_deref(), Some("the org cannot count it"));
    assert_eq!(note("Name").as_deref(), Some(""));
}

#[test]
fn a_condition_narrows_what_is_counted() {
    let total = |condition: &str| {
        let out = usage(&["Account", "--match", "name", "--where", condition, "--jq", ".[].total"]);
        assert_eq!(out.code, 0, "{}", out.show());
        out.stdout.trim().to_owned()
    };
    assert_eq!(
        total("Industry = 'Finance' OR Industry = 'Banking'"),
        counted("WHERE Industry IN ('Finance', 'Banking')")
    );
    assert_eq!(total("Name = 'no such account'"), "0");
    let out = usage(&["Account", "--where", " "]);
    assert!(out.code == 2 && out.stderr.contains("--where: the condition is empty"), "{}", out.show());
    let out = usage(&["Account", "--where", "Name = 'O"]);
    assert!(out.code == 2 && out.stderr.contains("--where: a quote is not closed"), "{}", out.show());
    let out = usage(&["Account", "--where", "Nam != null"]);
    assert!(out.code == 1 && out.stderr.contains("No such column 'Nam'"), "{}", out.show());
}

/// An org with one object of 120 fields and 3000 records, that refuses to count or compare some of the fields.
fn big(uncounted: &'static str, uncompared: &'static str) -> Org {
    Org::new(move |request, _| {
        if request.target.ends_with("/describe") {
            let field = |at: u32| format!(r#"{{"name":"F{at}__c","type":"string","aggregatable":true}}"#);
            let fields: Vec<_> = (0..120).map(field).collect();
            return Reply::json(200, &format!(r#"{{"name":"Big__c","fields":[{}]}}"#, fields.join(",")));
        }
        let soql = request.target.replace("%20", " ").replace("%28", "(").replace("%29", ")");
        let counts = |name: &str| !name.is_empty() && soql.contains(&format!("COUNT({name})"));
        if counts(uncounted) || (!uncompared.is_empty() && soql.contains(&format!("WHERE {uncompared} "))) {
            let message = "field does not support aggregate operator COUNT";
            return Reply::json(400, &format!(r#"[{{"errorCode":"MALFORMED_QUERY","message":"{message}"}}]"#));
        }
        match soql.matches("COUNT(F").count() {
            0 => Reply::json(200, r#"{"totalSize":3000,"done":true,"records":[]}"#),
            wanted => {
                let count = |at| format!(r#""n{at}":{}"#, if at == 0 { 3000 } else { 2999 });
                let counts: Vec<_> = (0..=wanted).map(count).collect();
                Reply::json(200, &format!(r#"{{"totalSize":1,"done":true,"records":[{{{}}}]}}"#, counts.join(",")))
            }
        }
    })
}

#[test]
fn many_fields_are_counted_in_few_requests() {
    let org = big("", "");
    let out = org.sandbox().run(&["describe", "Big__c", "--usage", "--csv"]);
    assert_eq!(out.stdout.lines().nth(1), Some("F0__c,,string,2999,3000,99.96,"), "{}", out.show());
    assert_eq!(out.stdout.lines().count(), 121);
    // The description, all records, and three times fifty fields or fewer.
    assert_eq!(org.requests().len(), 5);
}

#[test]
fn a_field_that_the_org_refuses_to_count_does_not_spoil_the_others() {
    let org = big("F7__c", "");
    let out = org.sandbox().run(&["describe", "Big__c", "--usage", "--csv"]);
    assert_eq!(out.stdout.lines().nth(1), Some("F7__c,,string,3000,3000,100.0,"), "{}", out.show());
    assert_eq!(out.stdout.matches(",2999,3000,99.96,\n").count(), 119);
    assert!(org.requests().len() < 20, "{}", org.requests().len());
    let org = big("F7__c", "F7__c");
    let out = org.sandbox().run(&["describe", "Big__c", "--usage", "--csv"]);
    assert_eq!(out.stdout.lines().last(), Some("F7__c,,string,,3000,,the org cannot count it"), "{}", out.show());
}
