//! `sfo action`: lists, descriptions and single runs, in the demo org and in scripted ones that misbehave.

mod many;

use crate::support::{Org, Outcome, Reply, Sandbox};

/// In a demo org of its own, which keeps what is done.
fn demo(sandbox: &Sandbox, args: &[&str]) -> Outcome {
    sandbox.run(&[&["-o", "demo", "action"], args].concat())
}

/// In the demo org that nobody changes.
fn shared(args: &[&str]) -> Outcome {
    demo(&Sandbox::shared(), args)
}

fn refused(out: &Outcome, code: i32, words: &[&str]) {
    assert_eq!((out.code, out.stdout.as_str()), (code, ""), "{}", out.show());
    for word in words {
        assert!(out.stderr.contains(word), "no `{word}` in\n{}", out.show());
    }
}

/// An org with one action, `custom/flow/Do`, whose description is this.
fn org_with(description: &'static str, answer: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Org {
    Org::new(move |request, _| match (request.method.as_str(), request.target.as_str()) {
        ("GET", "/services/data/v67.0/actions/custom/flow/Do") => match request.header("if-none-match") {
            Some("\"a1\"") => Reply::of(304, "application/json", b"", ""),
            _ => Reply::of(200, "application/json", description.as_bytes(), "ETag: \"a1\"\r\n"),
        },
        ("POST", "/services/data/v67.0/actions/custom/flow/Do") => answer(&request.body),
        _ => Reply::json(404, r#"[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]"#),
    })
}

#[test]
fn actions_of_all_kinds_are_listed_by_the_names_that_run_them() {
    let out = shared(&["list", "--csv"]);
    assert!(out.stdout.starts_with("name,label,type\nchatterPost,Post to Chatter,CHATTERPOST\n"), "{}", out.show());
    for line in [
        "apex/RaiseAmount,Raise Amount,APEX",
        "flow/Close_Case,Close Case,FLOW",
        "quick/Account.NewContact,New Contact,QUICKACTION",
        "emailAlert/Opportunity.Deal_Notice,Tell the owner how the deal stands,EMAILALERT",
        "sendNotification/Demo_Alert,Demo Alert,SENDNOTIFICATION",
    ] {
        assert!(out.stdout.lines().any(|it| it == line), "{line}\n{}", out.show());
    }
    for name in out.stdout.lines().skip(1).filter_map(|line| line.split(',').next()) {
        assert_eq!(shared(&["describe", name]).code, 0, "{name}");
    }
}

#[test]
fn lists_that_cannot_match_are_not_asked_for() {
    let asked = |args: &[&str]| {
        let out = shared(&[&["list", "-v", "--jq", ".[].name"], args].concat());
        let gets = out.stderr.lines().filter(|line| line.starts_with("GET "));
        (
            out.stdout,
            gets.map(|line| {
                line.split("/actions/").nth(1).unwrap_or_default().split(' ').next().unwrap_or_default().to_owned()
            })
            .collect::<Vec<_>>(),
        )
    };
    let (names, gets) = asked(&["--match", "quick/C*"]);
    assert_eq!(names, "quick/Case.LogCall\n");
    assert_eq!(gets, ["custom", "custom/quickAction", "custom/quickAction/Case"]);
    let (names, gets) = asked(&["--standard", "--match", "*email*"]);
    assert_eq!((names.as_str(), gets), ("emailSimple\n", vec!["standard".to_owned()]));
    assert!(!asked(&["--custom"]).0.contains("emailSimple"));
}

#[test]
fn a_list_is_kept_for_those_who_are_offline() {
    let sandbox = Sandbox::new();
    refused(&demo(&sandbox, &["list", "--offline"]), 7, &["no copy of actions/standard is kept", "sfo action list"]);
    let first = demo(&sandbox, &["list", "--csv"]).show();
    let again = demo(&sandbox, &["list", "--csv", "--offline", "--max-calls", "1"]).show();
    assert_eq!(again, first);
}

#[test]
fn inputs_and_outputs_are_rows() {
    let out = shared(&["describe", "flow/plan_calls", "--csv"]);
    let lines: Vec<_> = out.stdout.lines().collect();
    assert_eq!(lines[0], "direction,name,label,type,required,maxOccurs,object,values,description", "{}", out.show());
    assert_eq!(lines[1], "input,contactIds,Contacts,ID,true,2000,Contact,,");
    assert_eq!(lines[5], "input,priority,Priority,PICKLIST,false,1,,\"High, Normal, Low\",");
    assert_eq!(lines[6], "output,taskIds,Tasks,ID,,2000,,,");
    assert_eq!(shared(&["describe", "emailSimple", "--raw", "--jq", ".type"]).stdout, "EMAILSIMPLE\n");
    let bare = shared(&["describe", "case.logcall", "--csv"]);
    assert!(bare.stdout.contains("input,contextId,Case,ID,true,1,Case,,\n"), "{}", bare.show());
}

#[test]
fn a_name_that_is_not_there_brings_those_like_it() {
    refused(&shared(&["describe", "emailSimpel"]), 5, &["no action `emailSimpel`; did you mean `emailSimple`?"]);
    let out = shared(&["run", "flow/Clos_Case"]);
    refused(&out, 5, &["no action `flow/Clos_Case`: NOT_FOUND: ", "did you mean `flow/Close_Case`?"]);
    refused(&shared(&["describe", "flow/EchoAction"]), 5, &["did you mean `apex/EchoAction`?"]);
    refused(&shared(&["run", "Zebra", "-f", "table"]), 5, &["no action `Zebra`\n", "hint: sfo action list"]);
    refused(&shared(&["run", "quick/Case"]), 5, &["no action `quick/Case`, but a list of actions"]);
    for name in ["", "../limits", "flow/..", "flow/x?y=1", "a b"] {
        refused(&shared(&["run", name]), 2, &["an action is NAME, FAMILY/NAME or FAMILY/OBJECT.NAME"]);
    }
}

#[test]
fn a_bare_name_that_several_have_is_not_guessed() {
    let org = Org::new(|request, _| match request.target.rsplit("/actions/").next().unwrap_or_default() {
        "custom" => Reply::json(200, r#"{"flow":"/x","apex":"/y","../evil":"/z","gone":"/g"}"#),
        "custom/flow" | "custom/apex" => Reply::json(200, r#"{"actions":[{"name":"Do","label":"Do it","type":"X"}]}"#),
        _ => Reply::json(404, r#"[{"errorCode":"NOT_FOUND","message":"m"}]"#),
    });
    refused(&org.sandbox().run(&["action", "run", "do"]), 2, &["`do` may be `flow/Do` or `apex/Do`"]);
    let targets: Vec<_> = org.requests().into_iter().map(|request| request.target).collect();
    assert!(targets.iter().all(|target| !target.contains("evil")), "{targets:?}");
}

#[test]
fn a_run_is_a_conditional_look_and_one_call() {
    let org = org_with(r#"{"inputs":[{"name":"n","type":"DECIMAL"}],"outputs":[{"name":"sum"}]}"#, |body| {
        assert_eq!(body, r#"{"inputs":[{"n":1.10}]}"#);
        Reply::json(200, r#"[{"actionName":"Do","errors":null,"isSuccess":true,"outputValues":{"sum":2.20}}]"#)
    });
    let sandbox = org.sandbox();
    let run = ["action", "run", "flow/Do", "n=1.10"];
    let done = "exit 0\n--- stdout ---\n{\"status\":\"done\",\"outputs\":{\"sum\":2.20}}\n";
    assert_eq!(sandbox.run(&run).show(), done);
    assert_eq!(sandbox.run(&[&run[..], &["--csv"]].concat()).stdout, "status,outputs.sum\ndone,2.20\n");
    let requests = org.requests();
    assert_eq!(requests.len(), 4);
    assert_eq!(requests[2].header("if-none-match"), Some("\"a1\""));
}

#[test]
fn what_the_org_does_not_describe_is_sent_as_given() {
    let org = org_with(r#"{"name":"Do"}"#, |body| {
        assert_eq!(body, r#"{"inputs":[{"a":["1","2"],"b":{"x":1.10}}]}"#);
        Reply::json(200, r#"[{"isSuccess":true,"outputValues":{"n":{"m":1}}}]"#)
    });
    let out = org.sandbox().run(&["action", "run", "flow/Do", "a=1", "b:={\"x\":1.10}", "a=2", "--csv"]);
    assert_eq!(out.stdout, "status,outputs.n.m\ndone,1\n", "{}", out.show());
}

#[test]
fn everything_wrong_with_the_inputs_is_said_before_anything_is_sent() {
    let args = ["contactId=3", "contactIds=1", "priority=high", "dueDate=28.11.2026", "notes:=7"];
    let out = shared(&[&["run", "flow/Plan_Calls"], &args[..], &["-f", "table"]].concat());
    refused(
        &out,
        2,
        &[
            "contactId: the action has no such input; did you mean `contactIds`?",
            "contactIds: `1` is no Id",
            "subject: is required",
            "notes: takes a list, and `7` is none",
            "dueDate: `28.11.2026` is no date, such as 2026-11-28",
            "priority: `high` is none of High, Normal, Low",
            "hint: sfo action describe flow/Plan_Calls",
        ],
    );
    refused(&shared(&["run", "EchoAction", "echo"]), 2, &["`echo` is no field", "NAME=TEXT"]);
    refused(&shared(&["run", "EchoAction", "echo=@nothing.txt"]), 2, &["nothing.txt"]);
}

#[test]
fn actions_of_each_kind_have_effects() {
    let sandbox = Sandbox::new();
    let run = |args: &[&str]| {
        let out = demo(&sandbox, &[&["run"], args].concat());
        assert_eq!(out.code, 0, "{}", out.show());
        out.stdout
    };
    let count = |rest: &str| {
        let query = format!("SELECT Id FROM {rest}");
        sandbox.run(&["-o", "demo", "query", &query, "--count"]).stdout.trim().to_owned()
    };
    run(&["Close_Case", "caseId=500000000000001AAA", "reason=solved"]);
    assert_eq!(count("CaseComment WHERE CommentBody = 'solved'"), "1");
    run(&["quick/Account.NewContact", "contextId=001000000000001AAA", "LastName=Newcomer"]);
    assert_eq!(count("Contact WHERE LastName = 'Newcomer' AND AccountId = '001000000000001AAA'"), "1");
    let ids = ["contactIds=003000000000001AAA", "contactIds=003000000000002AAA", "subject=Ring", "dueDate=2027-01-31"];
    assert_eq!(run(&[&["flow/Plan_Calls"], &ids[..], &["--jq", ".outputs.count"]].concat()), "2\n");
    assert_eq!(count("Task WHERE Subject = 'Ring' AND ActivityDate = 2027-01-31"), "2");
    let contacts = ["accountId=001000000000001AAA", "contacts:=[{\"LastName\":\"One\"},{\"LastName\":\"Two\"}]"];
    run(&[&["flow/Add_Contacts"], &contacts[..]].concat());
    assert_eq!(count("Contact WHERE LastName IN ('One', 'Two') AND AccountId = '001000000000001AAA'"), "2");
    let lead = ["accountId=001000000000001AAA", "contacts:=[{\"attributes\":{\"type\":\"Lead\"}}]"];
    let out = demo(&sandbox, &[&["run", "Add_Contacts"], &lead[..]].concat());
    refused(&out, 2, &["contacts: takes a record of Contact, and this is one of Lead"]);
    let submit = ["submit", "objectId=006000000000003AAA", "nextApproverIds=005000000000001AAA", "comment=please"];
    assert_eq!(run(&[&submit[..], &["--jq", ".outputs.instanceStatus"]].concat()), "Pending\n");
    refused(&demo(&sandbox, &[&["run"], &submit[..]].concat()), 1, &["ALREADY_IN_PROCESS", "\"status\":400"]);
    run(&["emailSimple", "emailSubject=Hi", "emailBody=You", "emailAddressesArray:=[\"a@example.com\"]"]);
    run(&["chatterPost", "subjectNameOrId=001000000000001AAA", "text=News"]);
    assert_eq!(count("FeedItem WHERE ParentId = '001000000000001AAA' AND Type = 'TextPost'"), "1");
}

#[test]
fn running_is_writing() {
    let dry = shared(&["run", "Close_Case", "caseId=500000000000001AAA", "--dry-run"]);
    assert!(dry.stdout.contains("/actions/custom/flow/Close_Case\n"), "{}", dry.show());
    assert!(dry.stdout.ends_with("{\"inputs\":[{\"caseId\":\"500000000000001AAA\"}]}\n"), "{}", dry.show());
    let (served, sandbox) = (crate::support::Demo::serve(&[]), Sandbox::new().set("SFO_ORG", "dev"));
    served.sign_in(&sandbox, "dev");
    let run = ["action", "run", "Close_Case", "caseId=500000000000001AAA"];
    assert_eq!(sandbox.run(&["org", "policy", "dev", "read-only"]).code, 0);
    refused(&sandbox.run(&run), 6, &["read-only"]);
    assert_eq!(sandbox.run(&["org", "policy", "dev", "confirm"]).code, 0);
    refused(&sandbox.run(&run), 6, &["sfo action run … --yes"]);
    let out = sandbox.run(&[&run[..], &["--yes"]].concat());
    assert_eq!(out.code, 0, "{}", out.show());
}
