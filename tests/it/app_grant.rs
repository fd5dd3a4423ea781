//! `sfo app grant`: what is missing is made once, and who may use an app follows from it.

use crate::support::{Demo, Org, Outcome, Reply, Sandbox};
use serde_json::Value;

const SERVICE: &str = "c1@demo.example";

fn signed_in(flags: &[&str]) -> (Demo, Sandbox) {
    let demo = Demo::serve(flags);
    let sandbox = Sandbox::new().set("SFO_ORG", "dev");
    demo.sign_in(&sandbox, "dev");
    (demo, sandbox)
}

fn grant(sandbox: &Sandbox, more: &[&str]) -> Outcome {
    sandbox.run(&[&["app", "grant"], more].concat())
}

/// Item, name and outcome of each row.
fn rows(out: &Outcome) -> Vec<[String; 3]> {
    assert_eq!(out.code, 0, "{}", out.show());
    let rows: Vec<Value> = serde_json::from_str(&out.stdout).expect("is JSON");
    let row = |row: &Value| ["item", "name", "outcome"].map(|key| row[key].as_str().expect("is text").to_owned());
    rows.iter().map(row).collect()
}

fn count(sandbox: &Sandbox, rest: &str) -> String {
    let out = sandbox.run(&["query", &format!("SELECT Id FROM {rest}"), "--count"]);
    assert_eq!(out.code, 0, "{}", out.show());
    out.stdout.trim().to_owned()
}

const ALL: [&str; 9] = [
    "Demo_Public",
    "--preset",
    "c1",
    "--user",
    "mara.lindqvist@demo.example",
    "--service-user",
    SERVICE,
    "--last-name",
    "C1",
];

/// How much there is of what [`ALL`] makes.
fn made(sandbox: &Sandbox) -> [String; 4] {
    [
        "PermissionSet WHERE Name = 'c1_users' AND PermissionsApiEnabled = true",
        "SetupEntityAccess WHERE Parent.Name = 'c1_users'",
        "User WHERE Username = 'c1@demo.example' AND IsActive = true",
        "PermissionSetAssignment WHERE PermissionSet.Name = 'c1_users'",
    ]
    .map(|rest| count(sandbox, rest))
}

#[test]
fn what_is_missing_is_made_and_the_second_time_nothing_is() {
    let (_demo, sandbox) = signed_in(&[]);
    let first = grant(&sandbox, &[&ALL[..], &["--yes"]].concat());
    let row = |item: &str, name: &str, outcome: &str| [item, name, outcome].map(str::to_owned);
    let all = |outcome: &str| {
        vec![
            row("permission set", "c1_users", outcome),
            row("access", "Demo_Public", outcome),
            row("user", SERVICE, outcome),
            row("assignment", SERVICE, outcome),
            row("assignment", "mara.lindqvist@demo.example", outcome),
        ]
    };
    assert_eq!(rows(&first), all("made"));
    assert!(first.stderr.contains("missing: user c1@demo.example (Minimum Access - API Only Integrations)\n"));
    let user = sandbox
        .run(&["query", "SELECT LastName, Alias, Email, TimeZoneSidKey FROM User WHERE Username = 'c1@demo.example'"]);
    let values: Value = serde_json::from_str(&user.stdout).expect("is JSON");
    let own = ["C1", "c1", "test@example.com", "America/Los_Angeles"];
    assert_eq!(["LastName", "Alias", "Email", "TimeZoneSidKey"].map(|key| values[0][key].as_str()), own.map(Some));

    let second = grant(&sandbox, &[&ALL[..], &["-v"]].concat());
    assert_eq!(rows(&second), all("was there"));
    assert!(!second.stderr.contains("POST") && !second.stderr.contains("PATCH"), "{}", second.show());
    assert_eq!(made(&sandbox), ["1", "1", "1", "2"]);
}

#[test]
fn without_a_yes_nothing_is_made() {
    let (_demo, sandbox) = signed_in(&[]);
    let out = grant(&sandbox, &ALL);
    assert_eq!((out.code, out.stdout.as_str()), (6, ""), "{}", out.show());
    assert_eq!(made(&sandbox), ["0", "0", "0", "0"]);
}

#[test]
fn whatever_stops_it_the_next_run_ends_in_the_same_state() {
    for object in ["PermissionSet", "SetupEntityAccess", "User", "PermissionSetAssignment"] {
        let failure = format!("POST /services/data/*/sobjects/{object}=resetx1");
        let (_demo, sandbox) = signed_in(&["--fail", &failure]);
        let args = [&ALL[..], &["--yes"]].concat();
        let stopped = grant(&sandbox, &args);
        assert_eq!(stopped.code, 7, "{object}: {}", stopped.show());
        assert!(serde_json::from_str::<Value>(&stopped.stdout).is_err(), "{object}: {}", stopped.show());
        rows(&grant(&sandbox, &args));
        assert_eq!(made(&sandbox), ["1", "1", "1", "2"], "{object}");
    }
}

#[test]
fn a_permission_set_without_the_api_gets_it() {
    let (_demo, sandbox) = signed_in(&[]);
    let made = sandbox.run(&["record", "create", "PermissionSet", "Name=tools", "Label=Tools"]);
    assert_eq!(made.code, 0, "{}", made.show());
    let out = grant(&sandbox, &["Demo_Public", "--permission-set", "tools", "--yes"]);
    assert_eq!(rows(&out)[0], ["permission set", "tools", "changed"].map(str::to_owned));
    assert_eq!(count(&sandbox, "PermissionSet WHERE Name = 'tools' AND PermissionsApiEnabled = true"), "1");
}

#[test]
fn who_may_use_an_app_follows() {
    let (demo, sandbox) = signed_in(&[]);
    let (key, secret) = (demo.app("Demo Admin Approved", "clientId"), demo.app("Demo Admin Approved", "clientSecret"));
    let other = Sandbox::new().set("SFO_CLIENT_SECRET", secret);
    let args = ["auth", "login", "--alias", "own", "--host", &demo.origin, "--flow", "client-credentials"];
    let login = || other.run(&[&args[..], &["--client-id", &key, "--store", "file"]].concat());
    let before = login();
    assert!(before.code == 4 && before.stderr.contains("user is not admin approved"), "{}", before.show());
    let user = ["--user", "integration@demo.example", "--yes"];
    rows(&grant(&sandbox, &[&["Demo_Admin_Approved", "--permission-set", "callers"], &user[..]].concat()));
    assert_eq!(login().code, 0);
}

#[test]
fn an_app_that_signs_in_by_itself_runs_as_whom_it_is_told() {
    let (demo, sandbox) = signed_in(&[]);
    let app = "Demo Client Credentials";
    let (key, secret) = (demo.app(app, "clientId"), demo.app(app, "clientSecret"));
    let args =
        ["Demo_Client_Credentials", "--permission-set", "callers", "--service-user", SERVICE, "--run-as", "--yes"];
    let run_as = |outcome: &str| ["run as", SERVICE, outcome].map(str::to_owned);
    assert_eq!(rows(&grant(&sandbox, &args)).last(), Some(&run_as("made")));
    let again = grant(&sandbox, &[&args[..], &["-v"]].concat());
    assert_eq!(rows(&again).last(), Some(&run_as("was there")));
    assert!(!again.stderr.contains("deployRequest"), "{}", again.show());
    let other = Sandbox::new().set("SFO_CLIENT_SECRET", secret);
    let login = ["auth", "login", "--host", &demo.origin, "--flow", "client-credentials", "--client-id", &key];
    let out = other.run(&[&login[..], &["--store", "file", "--jq", ".username"]].concat());
    assert_eq!(out.stdout.trim(), SERVICE, "{}", out.show());

    let whom = grant(&sandbox, &["Demo_Public", "--permission-set", "callers", "--run-as"]);
    assert!(whom.code == 2 && whom.stderr.contains("run as whom?"), "{}", whom.show());
    let old = grant(&sandbox, &["Demo Password", "--permission-set", "callers", "--user", SERVICE, "--run-as"]);
    assert!(old.code == 1 && old.stderr.contains("is a connected app"), "{}", old.show());
}

#[test]
fn who_is_not_there_or_not_active_is_told_before_anything_is_made() {
    let (_demo, sandbox) = signed_in(&[]);
    for (more, code, want) in [
        (&["--user", "nobody@demo.example"][..], 5, "the org has no user nobody@demo.example"),
        (&["--user", "pelle.amsel@demo.example"], 1, "pelle.amsel@demo.example is not active"),
        (&["--service-user", SERVICE, "--profile", "Clerk"], 5, "the org has no profile `Clerk`"),
        (&["--service-user", "bot"], 2, "the shape of an address"),
        (&["--email", "a@b.co"], 2, "--service-user"),
        (&["--user", "x' OR Username != '"], 5, "the org has no user x' OR"),
    ] {
        let out = grant(&sandbox, &[&["Demo_Public", "--permission-set", "tools", "--yes"], more].concat());
        assert_eq!((out.code, out.stdout.as_str()), (code, ""), "{}", out.show());
        assert!(out.stderr.contains(want), "{}", out.show());
    }
    let app = grant(&sandbox, &["Demo_Publik", "--permission-set", "tools", "--yes"]);
    assert!(app.code == 5 && app.stderr.contains("did you mean `Demo_Public`"), "{}", app.show());
    assert_eq!(count(&sandbox, "PermissionSet WHERE Name = 'tools'"), "0");
}

/// An org with an app and nothing else, which refuses to make `object` in these words.
fn refusing(object: &'static str, status: u16, words: &'static str) -> Org {
    Org::new(move |request, _| {
        let says = |mark: &str| request.target.contains(mark);
        let records =
            |records: &str| Reply::json(200, &format!(r#"{{"totalSize":1,"done":true,"records":[{records}]}}"#));
        if request.method == "POST" && says(&format!("/sobjects/{object}")) {
            Reply::json(status, words)
        } else if request.method == "POST" {
            Reply::json(201, r#"{"id":"0PS000000000009AAA","success":true,"errors":[]}"#)
        } else if says("userinfo") {
            Reply::json(200, r#"{"preferred_username":"a@b.co","user_id":"005","organization_id":"00D"}"#)
        } else if says("ExternalClientApplication") {
            records(r#"{"Id":"0xI000000000001AAA","DeveloperName":"Tool","MasterLabel":"Tool"}"#)
        } else if says("FROM%20Profile") {
            records(r#"{"Id":"00e000000000001AAA","Name":"API Only"}"#)
        } else if says("LocaleSidKey") {
            records(
                r#"{"Email":"a@b.co","TimeZoneSidKey":"GMT","LocaleSidKey":"en_GB","EmailEncodingKey":"UTF-8","LanguageLocaleKey":"en_US"}"#,
            )
        } else {
            Reply::json(200, r#"{"totalSize":0,"done":true,"records":[]}"#)
        }
    })
}

#[test]
fn the_orgs_words_come_with_what_helps() {
    for (object, words, code, want) in [
        (
            "User",
            r#"[{"message":"Duplicate Username.","errorCode":"DUPLICATE_USERNAME","fields":["Username"]}]"#,
            1,
            [
                "user c1@demo.example: DUPLICATE_USERNAME: Duplicate Username.",
                "unique over all orgs",
                "--service-user ANOTHER",
            ],
        ),
        (
            "User",
            r#"[{"message":"License Limit Exceeded","errorCode":"LICENSE_LIMIT_EXCEEDED"}]"#,
            1,
            ["LICENSE_LIMIT_EXCEEDED: License Limit Exceeded", "no licence of the profile's kind", "User Licenses"],
        ),
        (
            "SetupEntityAccess",
            r#"[{"message":"no","errorCode":"INSUFFICIENT_ACCESS_OR_READONLY"}]"#,
            1,
            ["access Tool: INSUFFICIENT_ACCESS_OR_READONLY: no", "your user may not", "Assign Permission Sets"],
        ),
    ] {
        let org = refusing(object, 400, words);
        let args = ["Tool", "--permission-set", "tools", "--service-user", SERVICE, "--yes", "-f", "table"];
        let out = grant(&org.sandbox(), &args);
        assert_eq!(out.code, code, "{}", out.show());
        for want in want {
            assert!(out.stderr.contains(want), "no `{want}` in\n{}", out.show());
        }
        let sent = org.requests();
        assert!(sent.iter().all(|request| !request.body.contains("SetupEntityType")), "{sent:?}");
    }
}

#[test]
fn what_somebody_else_made_in_the_meantime_was_there() {
    let words = r#"[{"message":"duplicate value found","errorCode":"DUPLICATE_VALUE"}]"#;
    let org = refusing("SetupEntityAccess", 400, words);
    let out = grant(&org.sandbox(), &["Tool", "--permission-set", "tools", "--yes"]);
    assert_eq!(rows(&out)[1], ["access", "Tool", "was there"].map(str::to_owned));
}
