//! `sfo describe --picklists`: what may be chosen, where, and when.

use crate::support::{Demo, Outcome, Sandbox};

#[test]
fn dependent_values_name_what_allows_them() {
    let run = |args: &[&str]| {
        let out = Sandbox::shared().run(&[&["-o", "demo", "describe", "Account"], args].concat());
        assert_eq!(out.code, 0, "{}", out.show());
        out.stdout
    };
    let filter = r#".[] | select(.controller != null) | "\(.controller) \(.value): \(.validFor)""#;
    let dependent = run(&["--picklists", "--jq", filter]);
    assert!(dependent.starts_with("Region__c Brazil: Americas\nRegion__c Canada: Americas\n"), "{dependent}");
    assert!(dependent.ends_with("Region__c Singapore: APAC\nRegion__c Global: Americas;EMEA;APAC\n"), "{dependent}");
    let csv = run(&["--picklists", "--match", "rating", "--csv"]);
    assert_eq!(csv.lines().nth(1), Some("Rating,Hot,Hot,,,true,false"), "{csv}");
    assert_eq!(run(&["--relationships", "--match", "Invoices__r", "--jq", ".[].object"]), "Invoice__c\n");
}

fn describe(args: &[&str]) -> Outcome {
    Sandbox::shared().run(&[&["-o", "demo", "describe"], args].concat())
}

#[test]
fn a_record_type_offers_its_own_values_by_any_of_its_names() {
    let values = |name: &str| {
        let filter = r#".[] | select(.field == "Type") | .value + (if .default then "*" else "" end)"#;
        let out = describe(&["Account", "--picklists", "--record-type", name, "--jq", filter]);
        assert_eq!(out.code, 0, "{}", out.show());
        out.stdout
    };
    let partner = "Channel Partner / Reseller*\nInstallation Partner\nTechnology Partner\n";
    for name in ["PartnerAccount", "partner account", "012000000000002AAA", "012000000000002"] {
        assert_eq!(values(name), partner, "{name}");
    }
    assert_eq!(values("BusinessAccount"), "Prospect*\nCustomer - Direct\nCustomer - Channel\nOther\n");
    assert_eq!(values("Master").lines().count(), 7);
}

#[test]
fn a_record_type_leaves_of_dependent_values_what_its_controlling_values_allow() {
    let out = describe(&["Account.Market__c", "--picklists", "--record-type", "PartnerAccount", "--csv"]);
    assert_eq!(
        out.show(),
        "exit 0\n--- stdout ---\nfield,value,label,validFor,controller,active,default\n\
         Market__c,Canada,Canada,Americas,Region__c,true,false\n\
         Market__c,United States,United States,Americas,Region__c,true,false\n\
         Market__c,France,France,EMEA,Region__c,true,false\n\
         Market__c,Germany,Germany,EMEA,Region__c,true,false\n\
         Market__c,Spain,Spain,EMEA,Region__c,true,false\n\
         Market__c,Global,Global,Americas;EMEA,Region__c,true,false\n"
    );
    let raw = describe(&["Account", "--picklists", "--record-type", "PartnerAccount", "--raw"]);
    assert!(raw.stdout.contains(r#""picklistFieldValues":{"#), "{}", raw.show());
}

#[test]
fn what_is_not_there_is_named_with_what_is() {
    for (args, part) in [
        (
            &["Account", "--picklists", "--record-type", "Partner"][..],
            "no record type `Partner`; it has BusinessAccount, LegacyAccount, PartnerAccount, Master",
        ),
        (&["Account.Markt__c", "--picklists"], "Account has no field `Markt__c`; did you mean `Market__c`?"),
    ] {
        let out = describe(args);
        assert!(out.code == 5 && out.stderr.contains(part), "{}", out.show());
    }
}

#[test]
fn offline_says_what_to_run_first() {
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    demo.sign_in(&sandbox, "dev");
    let args = ["-o", "dev", "describe", "Account.Rating", "--picklists", "--record-type", "PartnerAccount", "--csv"];
    let offline = [&args[..], &["--offline"]].concat();
    let out = sandbox.run(&offline);
    assert!(out.code == 7 && out.stderr.contains("sfo describe Account"), "{}", out.show());
    assert_eq!(sandbox.run(&["-o", "dev", "describe", "Account"]).code, 0);
    let out = sandbox.run(&offline);
    let hint = "sfo describe Account --picklists --record-type 012000000000002AAA";
    assert!(out.code == 7 && out.stderr.contains(hint), "{}", out.show());
    let first = sandbox.run(&args);
    assert!(first.stdout.contains("Rating,Hot"), "{}", first.show());
    drop(demo);
    assert_eq!(sandbox.run(&offline).show(), first.show());
}
