//! `sfo bulk insert` and its like: every row once, whatever its form, and what is wrong with which.

use crate::support::{Demo, Outcome, Sandbox};
use serde_json::Value;

/// A demo org in this sandbox, which lives as long as each run.
fn run(sandbox: &Sandbox, args: &[&str], stdin: &str) -> Outcome {
    sandbox.run_with(&[&["-o", "demo", "-q"], args].concat(), stdin)
}

fn csv(sandbox: &Sandbox, soql: &str) -> String {
    let out = run(sandbox, &["query", soql, "--csv"], "");
    assert_eq!(out.code, 0, "{}", out.show());
    out.stdout
}

fn count(sandbox: &Sandbox, soql: &str) -> String {
    run(sandbox, &["query", soql, "--count", "-f", "csv"], "").stdout.trim().to_owned()
}

fn summary(out: &Outcome) -> Value {
    serde_json::from_str(&out.stdout).unwrap_or_else(|_| panic!("is JSON: {}", out.show()))
}

#[test]
fn a_load_in_several_jobs_is_right_to_the_row_and_its_failed_rows_go_again() {
    let sandbox = Sandbox::new();
    let last = |n: usize| if n.is_multiple_of(100) { String::new() } else { format!("Load {n}") };
    let rows = (1..=1_000).map(|n| format!("{},{n}\n", last(n))).collect::<Vec<_>>().concat();
    let input = format!("LastName,Department\n{rows}");
    let args = ["bulk", "insert", "Contact", "--input", "-", "--no-preflight", "--split", "300", "--results", "out"];
    let out = run(&sandbox, &args, &input);
    assert_eq!(out.code, 3, "{}", out.show());
    let told = summary(&out);
    assert_eq!((&told["rows"], &told["done"], &told["failed"]), (&1_000.into(), &990.into(), &10.into()), "{told}");
    assert_eq!(told["jobs"].as_array().map(Vec::len), Some(4));
    assert_eq!(
        (&told["errors"][0]["code"], &told["errors"][0]["rows"]),
        (&"REQUIRED_FIELD_MISSING".into(), &10.into())
    );
    assert!(out.stderr.contains("10 of 1000 rows failed"), "{}", out.stderr);
    let read = |name: &str| std::fs::read_to_string(sandbox.path("out").join(name)).expect("is there");
    let failed = read("failed.csv");
    let mut numbers: Vec<_> = failed.lines().skip(1).filter_map(|line| line.rsplit(',').next()).collect();
    numbers.sort_by_key(|number| number.trim_matches('"').parse::<u32>().expect("a number"));
    let want: Vec<_> = (1..=10).map(|n| format!("\"{}\"", n * 100)).collect();
    assert_eq!(numbers, want, "{failed}");
    assert_eq!((read("success.csv").lines().count(), read("unprocessed.csv").lines().count() < 2), (991, true));

    let lines = failed.lines().enumerate();
    let mended: String = lines
        .map(|(at, line)| if at == 0 { format!("{line}\n") } else { line.replace(",\"\",", ",\"Load M\",") + "\n" })
        .collect();
    sandbox.write("out/failed.csv", mended);
    let out = run(&sandbox, &["bulk", "insert", "Contact", "--retry-failed", "out"], "");
    assert_eq!(out.code, 0, "{}", out.show());
    assert_eq!(count(&sandbox, "SELECT Id FROM Contact WHERE LastName LIKE 'Load %'"), "1000");
}

#[test]
fn every_form_of_the_rows_loads_the_same_records() {
    let sandbox = Sandbox::new();
    let cells = [["Form, \"A\"", "00700", "line\r\nend"], ["Form é 😀", "", " x "]];
    let quote = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let table = |delimiter: &str, end: &str| {
        let header = ["LastName", "Department", "Description"].join(delimiter);
        let rows = cells.map(|row| row.map(quote).join(delimiter));
        format!("{header}{end}{}{end}{}{end}", rows[0], rows[1])
    };
    let object = |row: [&str; 3]| serde_json::json!({"LastName": row[0], "Department": if row[1].is_empty() { Value::Null } else { row[1].into() }, "Description": row[2]});
    let objects = cells.map(object);
    let forms = [
        table(",", "\n"),
        format!("\u{feff}{}", table(";", "\r\n")),
        table("\t", "\n"),
        table("|", "\r\n"),
        serde_json::to_string_pretty(&objects).expect("writes"),
        objects.map(|object| format!("{object}\n")).concat(),
    ];
    let soql = "SELECT LastName, Department, Description FROM Contact WHERE LastName LIKE 'Form%' ORDER BY LastName";
    let mut seen = Vec::new();
    for form in &forms {
        let out = run(&sandbox, &["bulk", "insert", "Contact", "--input", "-"], form);
        assert_eq!(out.code, 0, "{form}\n{}", out.show());
        seen.push(csv(&sandbox, soql));
        let ids = csv(&sandbox, "SELECT Id FROM Contact WHERE LastName LIKE 'Form%'");
        let out = run(&sandbox, &["bulk", "delete", "Contact", "--input", "-", "--yes"], &ids);
        assert_eq!((out.code, &summary(&out)["done"]), (0, &2.into()), "{}", out.show());
    }
    assert_eq!(seen[0].lines().count(), 4, "{}", seen[0]);
    assert!(seen.iter().all(|one| *one == seen[0]), "{seen:#?}");
}

#[test]
fn a_blank_leaves_a_field_alone_unless_it_is_to_empty_it() {
    let sandbox = Sandbox::new();
    let id = "001000000000001AAA";
    let soql = format!("SELECT Phone, Website FROM Account WHERE Id = '{id}'");
    let set = format!("Id,Phone,Website\n{id},123,http://a.example\n");
    assert_eq!(run(&sandbox, &["bulk", "update", "Account", "--input", "-"], &set).code, 0);
    for (flags, input, want) in [
        (&[][..], format!("Id,Phone,Website\n{id},,\n"), "123,http://a.example"),
        (&[], format!("Id,Phone,Website\n{id},,#N/A\n"), "123,"),
        (&["--blank-is-null"], format!("Id,Phone,Website\n{id},,http://b.example\n"), ",http://b.example"),
        (
            &[],
            format!(r#"{{"Id":"{id}","Phone":"9"}}{{"Id":"001000000000002AAA","Website":null}}"#),
            "9,http://b.example",
        ),
        (&[], format!(r#"[{{"Id":"{id}","Website":null}}]"#), "9,"),
    ] {
        let out = run(&sandbox, &[&["bulk", "update", "Account", "--input", "-"], flags].concat(), &input);
        assert_eq!(out.code, 0, "{input} {}", out.show());
        assert_eq!(csv(&sandbox, &soql).lines().nth(1), Some(want), "{input}");
    }
}

#[test]
fn what_the_org_would_refuse_is_named_and_nothing_is_sent() {
    let sandbox = Sandbox::new();
    for (args, input, why) in [
        (&["insert", "Contact"][..], "LastNam\nx\n", "`LastNam`; did you mean `LastName`"),
        (&["insert", "Contact"], "FirstName\nx\n", "LastName: is needed for a new record"),
        (
            &["insert", "Account"],
            "Name,AnnualRevenue\na,1\nb,much\n",
            "row 2 (line 3), AnnualRevenue: `much` is no number",
        ),
        (
            &["insert", "Account"],
            "Name,CreatedDate\na,2024-01-01\n",
            "CreatedDate: Account.CreatedDate cannot be written",
        ),
        (&["update", "Account"], "Id,Name\n001,x\n", "row 1 (line 2), Id: `001` is no Id"),
        (
            &["update", "Account"],
            "Id,Name\n001000000000001AAA,x\n001000000000001AAA,y\n",
            "row 2 (line 3), Id: `001000000000001AAA` is in row 1 already",
        ),
        (&["upsert", "Account", "--external-id", "ExternalId__c"], "Name\nx\n", "no column ExternalId__c"),
        (&["insert", "Account"], "Name,Phone\nx\n", "line 2: 1 cells under a header of 2"),
        (&["insert", "Account"], "", "is empty"),
    ] {
        let args = [&["-o", "demo", "-v", "bulk"], args, &["--input", "-"]].concat();
        let out = sandbox.run_with(&args, input);
        assert_eq!((out.code, out.stdout.as_str()), (2, ""), "{}", out.show());
        assert!(out.stderr.contains(why) && !out.stderr.contains("jobs/ingest"), "{}", out.show());
    }
}

#[test]
fn a_job_that_takes_no_rows_at_all_says_why() {
    let out =
        run(&Sandbox::new(), &["bulk", "insert", "Contact", "--input", "-", "--no-preflight"], "LastName,Foo\na,b\n");
    assert_eq!(out.code, 1, "{}", out.show());
    assert!(out.stderr.contains("ended as Failed: InvalidBatch : Field name not found : Foo"), "{}", out.stderr);
    assert_eq!(summary(&out)["unprocessed"], 1);
}

#[test]
fn an_upsert_changes_and_creates_by_its_key() {
    let sandbox = Sandbox::new();
    let input = "[{\"ExternalId__c\":\"ERP-00001\",\"Phone\":\"1\"},{\"ExternalId__c\":\"NEW-1\",\"Name\":\"New\",\"Phone\":\"2\"}]";
    let args = ["bulk", "upsert", "Account", "--external-id", "ExternalId__c", "--input", "-", "--results", "out"];
    let out = run(&sandbox, &args, input);
    assert_eq!(out.code, 0, "{}", out.show());
    let success = std::fs::read_to_string(sandbox.path("out/success.csv")).expect("is there");
    let created: Vec<_> = success.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    assert_eq!(created, ["\"false\"", "\"true\""], "{success}");
}

#[test]
fn deletes_ask_and_a_read_only_org_is_left_alone() {
    let sandbox = Sandbox::new();
    let ids = csv(&sandbox, "SELECT Id, Name FROM Contact LIMIT 3");
    let out = run(&sandbox, &["bulk", "delete", "Contact", "--input", "-"], &ids);
    assert_eq!((out.code, out.stdout.as_str()), (6, ""), "{}", out.show());
    let demo = Demo::serve(&[]);
    demo.sign_in(&sandbox, "safe");
    assert_eq!(sandbox.run(&["org", "policy", "safe", "read-only"]).code, 0);
    let out = sandbox.run_with(&["-o", "safe", "bulk", "insert", "Contact", "--input", "-"], "LastName\nx\n");
    assert_eq!((out.code, out.stdout.as_str()), (6, ""), "{}", out.show());
    let listed = sandbox.run(&["-o", "safe", "bulk", "list", "--csv"]);
    assert_eq!((listed.code, listed.stdout.lines().count()), (0, 1), "{}", listed.show());
    let left = std::fs::read_dir(sandbox.path("state/loads")).map_or(0, |owners| {
        owners.flatten().map(|owner| std::fs::read_dir(owner.path()).map_or(0, Iterator::count)).sum()
    });
    assert_eq!(left, 0, "rows that were not sent stay on disk");
}

#[test]
fn parents_are_named_by_their_keys() {
    let sandbox = Sandbox::new();
    let rows = "LastName,Account.ExternalId__c\nKey 1,ERP-00001\nKey 2,ERP-00002\nKey 3,nobody\n";
    let out = run(&sandbox, &["bulk", "insert", "Contact", "--input", "-", "--results", "out"], rows);
    assert_eq!((out.code, &summary(&out)["done"]), (3, &2.into()), "{}", out.show());
    let failed = std::fs::read_to_string(sandbox.path("out/failed.csv")).expect("is there");
    assert!(failed.contains("INVALID_FIELD:Foreign key external ID: nobody not found"), "{failed}");
    let soql = "SELECT LastName, Account.ExternalId__c FROM Contact WHERE LastName LIKE 'Key %' ORDER BY LastName";
    assert_eq!(csv(&sandbox, soql), "LastName,Account.ExternalId__c\nKey 1,ERP-00001\nKey 2,ERP-00002\n");
    // The same from JSON, and for a parent of several kinds.
    let task = r#"{"Subject":"Key","Account:What":{"ExternalId__c":"ERP-00003"}}"#;
    let out = run(&sandbox, &["bulk", "insert", "Task", "--input", "-"], task);
    assert_eq!(out.code, 0, "{}", out.show());
    assert_eq!(count(&sandbox, "SELECT Id FROM Task WHERE Subject = 'Key' AND What.Type = 'Account'"), "1");
}

#[test]
fn whoever_may_not_delete_for_good_is_told_which_permission_is_missing() {
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    demo.sign_in(&sandbox, "admin");
    demo.sign_in_as(&sandbox, "loader", "integration@demo.example");
    let admin = |args: &[&str]| {
        let out = sandbox.run(&[&["-o", "admin", "-q"], args].concat());
        assert_eq!(out.code, 0, "{}", out.show());
        out.stdout
    };
    let created = ["-o", "admin", "-q", "bulk", "insert", "Contact", "--input", "-"];
    assert_eq!(sandbox.run_with(&created, "LastName\nGoner\nGoner\n").code, 0);
    let soql = "SELECT Id FROM Contact WHERE LastName = 'Goner'";
    let ids = admin(&["query", soql, "--csv"]);
    let left = || admin(&["query", soql, "--all-rows", "--csv"]).lines().count() - 1;
    let delete = ["-o", "loader", "-q", "bulk", "hard-delete", "Contact", "--input", "-", "--yes"];
    // A permission set has it that the user is given.
    admin(&["record", "delete", "PermissionSetAssignment", "0Pa000000000004CAA", "--yes"]);
    let refused = sandbox.run_with(&delete, &ids);
    assert_eq!((refused.code, refused.stdout.as_str()), (1, ""), "{}", refused.show());
    for told in ["FEATURENOTENABLED", "Setup > Permission Sets > System Permissions: Bulk API Hard Delete"] {
        assert!(refused.stderr.contains(told), "{}", refused.stderr);
    }
    assert_eq!(left(), 2);
    let given = ["PermissionSetId=0PS000000000002GAA", "AssigneeId=005000000000005AAA"];
    admin(&[&["record", "create", "PermissionSetAssignment"], &given[..]].concat());
    let deleted = sandbox.run_with(&delete, &ids);
    assert_eq!((deleted.code, &summary(&deleted)["done"]), (0, &2.into()), "{}", deleted.show());
    assert_eq!(left(), 0);
}
