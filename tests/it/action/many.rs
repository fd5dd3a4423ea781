//! An invocation for each row of an input.

use super::{demo, org_with, refused, shared};
use crate::support::{Reply, Sandbox};
use std::fmt::Write;

#[test]
fn some_rows_fail_and_come_back_mended() {
    let sandbox = Sandbox::new();
    let query = "SELECT Id FROM Case WHERE Status != 'Closed' ORDER BY Id LIMIT 3";
    let ids = sandbox.run(&["-o", "demo", "query", query, "--jq", ".[].Id"]).stdout;
    let ids: Vec<_> = ids.lines().collect();
    assert_eq!(demo(&sandbox, &["run", "Close_Case", &format!("caseId={}", ids[1])]).code, 0);
    sandbox.write("cases.csv", format!("caseId,reason\n{},one\n{},two\n{},\n", ids[0], ids[1], ids[2]));
    let run = ["run", "flow/Close_Case", "reason=for all", "--csv", "--input"];
    let out = demo(&sandbox, &[&run[..], &["cases.csv", "--failed", "failed.csv"]].concat());
    assert_eq!(out.code, 3, "{}", out.show());
    assert!(out.stderr.contains("1 of 3 rows failed"), "{}", out.show());
    let lines: Vec<_> = out.stdout.lines().collect();
    assert_eq!(
        lines[0],
        "row,status,outputs.result,outputs.Flow__InterviewStatus,outputs.Flow__InterviewGuid,code,message,fields"
    );
    assert!(lines[1].starts_with("1,done,Case 0000"), "{}", out.show());
    assert!(
        lines[2].starts_with("2,failed,,,,FLOW_EXCEPTION,An error occurred in the flow: case 0000"),
        "{}",
        out.show()
    );
    let comments =
        "SELECT CommentBody FROM CaseComment WHERE ParentId IN (SELECT Id FROM Case) ORDER BY Id DESC LIMIT 2";
    let said = sandbox.run(&["-o", "demo", "query", comments, "--jq", ".[].CommentBody"]).stdout;
    assert_eq!(said, "for all\none\n");

    let failed = std::fs::read_to_string(sandbox.path("failed.csv")).expect("is there");
    assert!(failed.starts_with(&format!("caseId,reason,_error\n{},two,FLOW_EXCEPTION: ", ids[1])), "{failed}");
    let other = "SELECT Id FROM Case WHERE Status != 'Closed' ORDER BY Id LIMIT 1";
    let other = sandbox.run(&["-o", "demo", "query", other, "--jq", ".[].Id"]).stdout;
    sandbox.write("failed.csv", failed.replace(ids[1], other.trim()));
    let again = demo(&sandbox, &[&run[..], &["failed.csv"]].concat());
    assert_eq!((again.code, again.stderr.as_str()), (0, "1 row done\n"), "{}", again.show());
}

#[test]
fn all_failed_is_one_and_the_words_of_apex_may_be_fed_back() {
    let sandbox = Sandbox::new();
    sandbox.write("in.ndjson", "{\"opportunityId\":\"006000000000001AAA\",\"percent\":5}\n");
    let run = ["run", "RaiseAmount", "--input", "in.ndjson", "--failed", "failed.ndjson"];
    let out = demo(&sandbox, &run);
    assert_eq!(out.code, 1, "{}", out.show());
    let failed = std::fs::read_to_string(sandbox.path("failed.ndjson")).expect("is there");
    assert!(failed.contains("\"_error\":\"UNKNOWN_EXCEPTION: An Apex error occurred: "), "{failed}");
    let again = demo(&sandbox, &["run", "RaiseAmount", "--input", "failed.ndjson"]);
    assert!(again.code == 1 && again.stderr.contains("1 of 1 row failed"), "{}", again.show());
}

#[test]
fn rows_that_do_not_fit_are_named_and_none_is_sent() {
    let sandbox = Sandbox::new();
    sandbox.write("in.csv", "caseid,reson\n500000000000001AAA,x\n,y\nabc,z\n");
    let out = demo(&sandbox, &["run", "Close_Case", "--input", "in.csv", "-v", "-f", "table"]);
    refused(
        &out,
        2,
        &[
            "in.csv: 5 things are wrong, and nothing was sent",
            "row 1 (line 2), reson: the action has no such input; did you mean `reason`?",
            "row 2 (line 3), caseId: is required",
            "row 3 (line 4), caseId: `abc` is no Id",
        ],
    );
    assert!(!out.stderr.contains("POST /services/data"), "{}", out.show());
    refused(&shared(&["run", "Close_Case", "--input", "missing.csv"]), 2, &["missing.csv"]);
    let json = r#"[{"echo":["a"]},{"echo":"b"},{"echo":[1]}]"#;
    let out = Sandbox::shared().run_with(&["-o", "demo", "action", "run", "EchoAction", "--input", "-"], json);
    refused(
        &out,
        2,
        &[
            "row 2 (line 1), echo: takes a list, and `\\\"b\\\"` is none",
            "row 3 (line 1), echo: takes text in quotes, and `1` is none",
        ],
    );
}

#[test]
fn rows_go_two_hundred_a_call_and_are_told_in_their_order() {
    let org = org_with(r#"{"inputs":[{"name":"n","type":"INTEGER"}],"outputs":[{"name":"n"}]}"#, |body| {
        let body: serde_json::Value = serde_json::from_str(body).expect("is JSON");
        let inputs = body["inputs"].as_array().expect("a list");
        assert!(inputs.len() <= 200);
        let result = |input: &serde_json::Value| match &input["n"] {
            n if *n == 7 => serde_json::json!({"isSuccess": false, "errors": null, "outputValues": null}),
            n => serde_json::json!({"isSuccess": true, "errors": null, "outputValues": {"n": n}}),
        };
        Reply::json(200, &inputs.iter().map(result).collect::<serde_json::Value>().to_string())
    });
    let rows = (1..=450).fold("n\n".to_owned(), |mut text, n| {
        writeln!(text, "{n}").expect("a String takes everything");
        text
    });
    let out = org.sandbox().run_with(&["action", "run", "flow/Do", "--input", "-", "--csv"], &rows);
    assert_eq!(out.code, 3, "{}", out.stderr);
    let told: Vec<_> = out.stdout.lines().skip(1).map(str::to_owned).collect();
    let want = |n: u32| {
        if n == 7 { "7,failed,,FAILED,the org does not say why,".to_owned() } else { format!("{n},done,{n},,,") }
    };
    assert_eq!(told, (1..=450).map(want).collect::<Vec<_>>());
    let posts = org.requests().into_iter().filter(|request| request.method == "POST").count();
    assert_eq!(posts, 3);
}

#[test]
fn an_answer_that_tells_of_fewer_rows_leaves_them_unknown() {
    let org = org_with(r#"{"inputs":[]}"#, |_| Reply::json(200, r#"[{"isSuccess":true,"outputValues":null}]"#));
    let out = org.sandbox().run_with(&["action", "run", "flow/Do", "--input", "-"], "{} {}");
    assert_eq!(out.code, 3, "{}", out.show());
    assert!(out.stderr.contains("0 of 2 rows done, 2 unknown"), "{}", out.show());
}

#[test]
fn a_call_that_is_refused_whole_fails_all_its_rows_in_the_orgs_words() {
    let org = org_with(r#"{"inputs":[]}"#, |_| {
        Reply::json(400, r#"[{"errorCode":"INVALID_API_INPUT","message":"no such flow version"}]"#)
    });
    let out = org.sandbox().run_with(&["action", "run", "flow/Do", "--input", "-", "--csv"], "{} {}");
    assert_eq!(out.code, 1, "{}", out.show());
    assert!(out.stdout.contains("2,failed,INVALID_API_INPUT,no such flow version,"), "{}", out.show());
}
