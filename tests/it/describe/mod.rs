//! `sfo describe`: what it shows, and what it keeps so that it need not ask again.

mod path;
mod permissions;
mod picklists;
mod usage;

use crate::support::{Demo, Org, Reply, Sandbox};
use std::path::PathBuf;

const ACCOUNT: &str = r#"{"name":"Account","fields":[{"name":"Id","label":"Id","type":"id","length":18}]}"#;
const GLOBAL: &str = r#"{"sobjects":[{"name":"Account","label":"Account"},{"name":"Contact","label":"Contact"}]}"#;

/// An org that knows the object Account and answers 304 where the caller has it.
fn small_org() -> Org {
    Org::new(|request, _| match request.target.as_str() {
        "/services/data/v67.0/sobjects" => Reply::json(200, GLOBAL),
        "/services/data/v67.0/sobjects/Account/describe" if request.header("if-none-match") == Some("\"a1\"") => {
            Reply::of(304, "application/json", b"", "")
        }
        "/services/data/v67.0/sobjects/Account/describe" => {
            Reply::of(200, "application/json", ACCOUNT.as_bytes(), "ETag: \"a1\"\r\n")
        }
        _ => Reply::json(404, r#"[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]"#),
    })
}

/// Every file below the folder of kept descriptions.
fn kept(folder: PathBuf) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { kept(path) } else { vec![path] }).collect()
}

#[test]
fn the_second_look_costs_one_conditional_request_and_offline_none() {
    let org = small_org();
    let sandbox = org.sandbox();
    let first = sandbox.run(&["describe", "Account", "--csv"]).show();
    assert_eq!(
        first,
        "exit 0\n--- stdout ---\nname,label,type,flags,references,relationship\nId,Id,id(18),read-only,,\n"
    );
    assert_eq!(sandbox.run(&["describe", "account", "--csv", "--offline"]).show(), first);
    assert_eq!(org.requests().len(), 1);
    assert_eq!(sandbox.run(&["describe", "Account", "--csv"]).show(), first);
    assert_eq!(org.requests().len(), 2);
    assert_eq!(sandbox.run(&["describe", "Account", "--csv", "--refresh"]).show(), first);
    assert_eq!(org.requests()[2].header("if-none-match"), None);
}

#[test]
fn a_damaged_copy_is_fetched_anew() {
    let org = small_org();
    let sandbox = org.sandbox();
    let first = sandbox.run(&["describe", "Account"]).show();
    for damage in ["", "{}", "{}\n{\"name\":", "no json\n{}"] {
        let files = kept(sandbox.path("cache/describe"));
        std::fs::write(&files[0], damage).expect("can be written");
        assert_eq!(sandbox.run(&["describe", "Account", "--offline"]).code, 7, "{damage}");
        assert_eq!(sandbox.run(&["describe", "Account"]).show(), first, "{damage}");
        assert_eq!(sandbox.run(&["describe", "Account", "--offline"]).show(), first, "{damage}");
    }
}

#[cfg(unix)]
#[test]
fn copies_are_the_users_own() {
    use std::os::unix::fs::PermissionsExt;
    let org = small_org();
    let sandbox = org.sandbox();
    assert_eq!(sandbox.run(&["describe", "Account"]).code, 0);
    let files = kept(sandbox.path("cache/describe"));
    assert_eq!(files.len(), 1, "{files:?}");
    let mode = std::fs::metadata(&files[0]).expect("is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn another_user_does_not_see_what_the_first_one_kept() {
    let org = small_org();
    let sandbox = org.sandbox();
    assert_eq!(sandbox.run(&["describe", "Account"]).code, 0);
    let other = sandbox.set("SFO_ACCESS_TOKEN", "00D000000000001!another");
    let out = other.run(&["describe", "Account", "--offline"]);
    assert_eq!(out.code, 7, "{}", out.show());
    assert!(out.stderr.contains("sfo describe Account"), "{}", out.show());
}

#[test]
fn an_unknown_object_is_named_with_those_like_it() {
    let org = small_org();
    let out = org.sandbox().run(&["describe", "Acount"]);
    assert_eq!(out.code, 5, "{}", out.show());
    for part in ["no object `Acount`", "NOT_FOUND: The requested resource does not exist", "did you mean `Account`?"] {
        assert!(out.stderr.contains(part), "{}", out.show());
    }
}

#[test]
fn what_is_no_name_is_never_sent() {
    let sandbox = Sandbox::new();
    for args in [
        &["describe", "../limits"][..],
        &["describe", "A.B.C.D.E.F.G.H"],
        &["describe", "--picklists"],
        &["describe", "Account", "--record-type", "X"],
        &["describe", "Account.Name", "--relationships"],
        &["describe", "Contact.Account.Name", "--usage"],
        &["describe", "Account", "--usage", "--offline"],
        &["describe", "Account", "--where", "Name != null"],
        &["describe", "Task.What:.Name"],
    ] {
        let out = sandbox.run(&[&["-o", "demo"], args].concat());
        assert_eq!(out.code, 2, "{}", out.show());
    }
}

#[test]
fn a_stored_login_is_told_that_nothing_changed() {
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    demo.sign_in(&sandbox, "dev");
    let first = sandbox.run(&["-o", "dev", "describe", "Account", "--csv"]);
    assert_eq!(first.code, 0, "{}", first.show());
    let again = sandbox.run(&["-o", "dev", "describe", "Account", "--csv", "-v"]);
    assert_eq!(again.stdout, first.stdout);
    assert!(again.stderr.contains("/sobjects/Account/describe 304"), "{}", again.show());
    assert_eq!(again.stderr.lines().count(), 1, "{}", again.show());
    drop(demo);
    assert_eq!(sandbox.run(&["-o", "dev", "describe", "Account", "--csv", "--offline"]).show(), first.show());
}

#[test]
fn objects_are_chosen_by_kind_and_name() {
    let names = |args: &[&str]| {
        let out = Sandbox::shared().run(&[&["-o", "demo", "describe", "--jq", ".[].name"], args].concat());
        assert_eq!(out.code, 0, "{}", out.show());
        out.stdout
    };
    assert_eq!(names(&["--custom"]), "InvoiceLine__c\nInvoice__c\nOutbox__c\n");
    assert_eq!(names(&["--match", "account"]), "Account\n");
    assert_eq!(names(&["--match", "quote*"]), "Quote\nQuoteLineItem\n");
    assert_eq!(names(&["Account", "--match", "billingc*"]), "BillingCity\nBillingCountry\n");
}

#[test]
fn an_object_has_several_sides() {
    let run = |args: &[&str]| {
        let out = Sandbox::shared().run(&[&["-o", "demo", "describe"], args].concat());
        assert_eq!(out.code, 0, "{}", out.show());
        out.stdout
    };
    assert_eq!(run(&["Account", "--required", "--jq", ".[].name"]), "Name\n");
    assert!(
        run(&["Account", "--picklists", "--csv"]).starts_with("field,value,label,validFor,controller,active,default\n")
    );
    assert!(run(&["Account", "--relationships", "--csv"]).contains("\nContacts,children,Contact,AccountId,true\n"));
    let owner = run(&["Case", "--relationships", "--match", "owner", "--csv"]);
    assert_eq!(owner, "relationship,kind,object,field,cascadeDelete\nOwner,parent,\"Group, User\",OwnerId,\n");
    let types = run(&["Account", "--record-types", "--csv"]);
    let header = "name,developerName,recordTypeId,active,available,defaultRecordTypeMapping,master\n";
    let business = "Business Account,BusinessAccount,012000000000001AAA,true,true,true,false\n";
    assert!(types.starts_with(&format!("{header}{business}")), "{types}");
    assert!(types.contains("\nLegacy Account,LegacyAccount,012000000000003AAA,false,false,false,false\n"), "{types}");
    assert!(types.ends_with("\nMaster,Master,012000000000000AAA,true,true,false,true\n"), "{types}");
    assert_eq!(run(&["Account", "--raw", "--jq", ".sobjectDescribeOption"]), "FULL\n");
    assert_eq!(run(&["--raw", "--jq", ".maxBatchSize"]), "200\n");
}
