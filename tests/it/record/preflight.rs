//! What a description knows before anything is sent.

use super::{ACCOUNT, count, signed_in};
use crate::support::{Org, Reply, Sandbox};

const BAD: &str = "Name,Phoen,Site,NumberOfEmployees,AnnualRevenue,Active__c,RenewalDate__c,Market__c,ParentId,ExternalId__c,RevenuePerEmployee__c
A,1,{long},x,,,,,,E1,
,,,,1.2.3,,,,,E2,5
C,,,,,maybe,2026-02-30,Germny,Acme,E1,
";

#[test]
fn everything_that_is_known_to_be_wrong_is_named_with_row_and_column() {
    let sandbox = Sandbox::new();
    let demo = ["-o", "demo", "-f", "table"];
    assert_eq!(sandbox.run(&[&demo[..], &["describe", "Account"]].concat()).code, 0);
    let input = BAD.replace("{long}", &"s".repeat(81));
    let out = sandbox.run_with(&[&demo[..], &["record", "create", "Account", "--input", "-"]].concat(), &input);
    assert_eq!((out.code, out.stdout.as_str()), (2, ""), "{}", out.show());
    insta::assert_snapshot!(out.stderr, @r"
    error: stdin: 11 things are wrong, and nothing was sent
      row 1 (line 2), Phoen: Account has no field `Phoen`; did you mean `Phone`?
      row 1 (line 2), Site: has 81 characters, and the field takes 80
      row 1 (line 2), NumberOfEmployees: `x` is no number
      row 2 (line 3), AnnualRevenue: `1.2.3` is no number
      row 2 (line 3), RevenuePerEmployee__c: Account.RevenuePerEmployee__c is a formula
      row 2 (line 3), Name: is needed for a new record
      row 3 (line 4), Active__c: `maybe` is neither true nor false
      row 3 (line 4), RenewalDate__c: `2026-02-30` is no date such as 2026-03-04
      row 3 (line 4), Market__c: `Germny` is not on the list; did you mean `Germany`?
      row 3 (line 4), ParentId: `Acme` is no Id
      row 3 (line 4), ExternalId__c: `E1` is in row 1 already
    ");
}

#[test]
fn fields_of_one_record_are_held_against_a_kept_description() {
    let (_demo, sandbox) = signed_in(&[]);
    let update = |field: &str| sandbox.run(&["record", "update", "Account", ACCOUNT, field, "-f", "table", "-v"]);
    // Nothing is known yet, and nothing is asked for one record.
    let out = update("Nme=x");
    assert!(out.code == 1 && !out.stderr.contains("describe"), "{}", out.show());
    assert_eq!(sandbox.run(&["describe", "Account"]).code, 0);
    let out = update("Nme=x");
    assert!(out.code == 2 && !out.stderr.contains("PATCH"), "{}", out.show());
    assert!(out.stderr.contains("error: Nme: Account has no field `Nme`; did you mean `Name`?"), "{}", out.show());
    assert_eq!(update("NumberOfEmployees=many").code, 2);
    assert_eq!(update("NumberOfEmployees=12").code, 0);
    let out = sandbox.run(&["record", "update", "Account", ACCOUNT, "Nme=x", "--no-preflight", "-f", "table"]);
    assert!(out.code == 1 && out.stderr.contains("No such column 'Nme'"), "{}", out.show());
    let out = sandbox.run(&["record", "create", "Acount", "Name=x", "-f", "table"]);
    assert!(out.code == 5 && out.stderr.contains("did you mean `Account`"), "{}", out.show());
}

#[test]
fn many_rows_are_worth_one_description_and_few_are_not() {
    let (_demo, sandbox) = signed_in(&[]);
    let create = |rows: usize| {
        let input: String = std::iter::once("Name".to_owned()).chain((0..rows).map(|n| format!("\nRow {n}"))).collect();
        let out = sandbox.run_with(&["record", "create", "Account", "--input", "-", "-v"], &input);
        assert_eq!(out.code, 0, "{}", out.stderr);
        out.stderr.matches("/describe ").count()
    };
    assert_eq!((create(200), create(201), create(201)), (0, 1, 0));
}

#[test]
fn cells_are_sent_as_what_their_fields_hold() {
    let (_demo, sandbox) = signed_in(&[]);
    assert_eq!(sandbox.run(&["describe", "Account"]).code, 0);
    let args = ["record", "create", "Account", "--input", "-", "--dry-run"];
    let out = sandbox.run_with(&args, "Name,NumberOfEmployees,CreditLimit__c,Active__c,Phone\n12,007,1.10,YES,+49\n");
    let want = r#""Name":"12","NumberOfEmployees":7,"CreditLimit__c":1.10,"Active__c":true,"Phone":"+49"}"#;
    assert!(out.stdout.contains(want), "{}", out.show());
}

#[test]
fn a_delete_takes_no_ids_of_another_object() {
    let (_demo, sandbox) = signed_in(&[]);
    let before = count(&sandbox, "Contact");
    let ids = sandbox.run(&["query", "SELECT Id FROM Contact LIMIT 2", "--csv"]).stdout;
    let out = sandbox.run_with(&["record", "delete", "Account", "--input", "-", "--yes", "-f", "table"], &ids);
    assert!(out.code == 2 && out.stderr.contains("is no Id of Account: those begin with 001"), "{}", out.show());
    assert_eq!(count(&sandbox, "Contact"), before);
    let twice = format!("Id\n{ACCOUNT}\n{ACCOUNT}\n");
    let out = sandbox.run_with(&["record", "delete", "Account", "--input", "-", "--yes", "-f", "table"], &twice);
    assert!(out.code == 2 && out.stderr.contains("row 2 (line 3), Id:"), "{}", out.show());
}

#[test]
fn a_description_of_yesterday_accuses_nobody() {
    let field = |name: &str| {
        format!(
            r#"{{"name":"{name}","type":"string","length":80,"nillable":true,"createable":true,"updateable":true}}"#
        )
    };
    let object = |fields: &str| format!(r#"{{"name":"Account","keyPrefix":"001","fields":[{fields}]}}"#);
    let (old, new) = (object(&field("Name")), object(&[field("Name"), field("New__c")].join(",")));
    let org = Org::new(move |request, before| match (request.target.ends_with("/describe"), before) {
        (true, 0) => Reply::json(200, &old),
        (true, _) => Reply::json(200, &new),
        _ => Reply::json(201, r#"{"id":"001000000000001AAA","success":true,"errors":[]}"#),
    });
    let sandbox = org.sandbox();
    assert_eq!(sandbox.run(&["describe", "Account"]).code, 0);
    let out = sandbox.run(&["record", "create", "Account", "New__c=x"]);
    assert_eq!((out.code, org.requests().len()), (0, 3), "{}", out.show());
}
