//! `sfo app secret`, `users` and `tokens` against scripted orgs: what is asked, what is said, and what never is.

use crate::support::{Org, Outcome, Reply, Request};
use std::process::Stdio;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

const KEY: &str = "3MVG9.live";
const SECRET: &str = "CANARY0SECRET0LIVE";

/// An org with three apps; `more` answers what is asked beside their names.
fn org(more: impl Fn(&Request) -> Option<Reply> + Send + Sync + 'static) -> Org {
    Org::new(move |request, _| more(request).unwrap_or_else(|| usual(request)))
}

fn rows(rows: &[&str]) -> Reply {
    let body = format!(r#"{{"totalSize":{},"done":true,"records":[{}]}}"#, rows.len(), rows.join(","));
    Reply::json(200, &body)
}

fn usual(request: &Request) -> Reply {
    let (method, target) = (request.method.as_str(), request.target.as_str());
    match (method, target.split_once("/apps/oauth/").map_or(target, |(_, rest)| rest)) {
        ("GET", target) if target.contains("ExternalClientApplication") => rows(&[
            r#"{"Id":"0xI000000000001AAA","DeveloperName":"Writer","MasterLabel":"Writer"}"#,
            r#"{"Id":"0xI000000000002AAA","DeveloperName":"Report_1","MasterLabel":"Reports"}"#,
            r#"{"Id":"0xI000000000003AAA","DeveloperName":"Report_2","MasterLabel":"Reports"}"#,
        ]),
        ("GET", target) if target.contains("ConnectedApplication") => {
            rows(&[r#"{"Id":"0H4000000000001AAA","Name":"Moveworks"}"#])
        }
        ("GET", "credentials/0xI000000000001AAA") => Reply::json(
            200,
            &format!(
                r#"{{"consumers":[{{"id":"888000000000001AAA","name":"Writer","key":"{KEY}"}}],
                "nextPageUrl":"/services/data/v67.0/apps/oauth/credentials/0xI000000000001AAA?page=1"}}"#
            ),
        ),
        ("GET", "credentials/0xI000000000001AAA?page=1") => Reply::json(200, r#"{"consumers":[]}"#),
        ("GET", "credentials/0xI000000000001AAA/888000000000001AAA?part=key") => {
            Reply::json(200, &format!(r#"{{"id":"888000000000001AAA","key":"{KEY}"}}"#))
        }
        ("GET", "credentials/0xI000000000001AAA/888000000000001AAA?part=keyandsecret") => {
            Reply::json(200, &format!(r#"{{"id":"888000000000001AAA","key":"{KEY}","secret":"{SECRET}"}}"#))
        }
        ("GET", "credentials/0xI000000000001AAA/888000000000001AAA?part=secret") => {
            Reply::json(200, &format!(r#"{{"id":"888000000000001AAA","secret":"{SECRET}"}}"#))
        }
        ("GET", "credentials/0xI000000000001AAA/888000000000001AAA/staged") => {
            Reply::json(200, r#"{"stagedCredentials":[],"url":"/x"}"#)
        }
        _ => panic!("is not asked for: {method} {target}"),
    }
}

fn refusing(request: &Request, path: &str) -> Option<Reply> {
    let body = r#"[{"errorCode":"FUNCTIONALITY_NOT_ENABLED","message":"This feature is not currently enabled for this user."}]"#;
    request.target.contains(path).then(|| Reply::json(403, body))
}

fn writes(org: &Org) -> Vec<String> {
    let requests = org.requests().into_iter().filter(|request| request.method != "GET");
    requests.map(|request| format!("{} {} {}", request.method, request.target, request.body)).collect()
}

fn secretless(run: &Outcome) {
    assert!(!run.show().contains("CANARY0SECRET"), "{}", run.show());
}

#[test]
fn a_name_is_a_developer_name_a_label_or_an_id() {
    let org = org(|_| None);
    let sandbox = org.sandbox();
    for name in ["Writer", "writer", "0xI000000000001", "0xI000000000001AAA"] {
        let key = sandbox.run(&["app", "secret", "show", name, "--only", "key"]);
        assert_eq!((key.code, key.stdout.as_str()), (0, "3MVG9.live\n"), "{}", key.show());
    }
    for (name, code, want) in [
        ("Wrtier", 5, "no app `Wrtier`; did you mean `Writer`?"),
        ("Reports", 2, "several apps: Report_1 (0xI000000000002AAA), Report_2 (0xI000000000003AAA)"),
        (
            "Moveworks",
            1,
            "Moveworks is a connected app, and no API has its key and secret; it is at Setup > App Manager",
        ),
    ] {
        let run = sandbox.run(&["app", "secret", "show", name]);
        assert_eq!(run.code, code, "{}", run.show());
        assert!(run.stderr.contains(want), "{}", run.show());
    }
}

#[test]
fn a_pipe_gets_the_secret_and_is_told_so() {
    let org = org(|_| None);
    let sandbox = org.sandbox();
    let run = sandbox.run(&["app", "secret", "show", "Writer", "-vv"]);
    assert_eq!(run.code, 0, "{}", run.show());
    let sheet: serde_json::Value = serde_json::from_str(&run.stdout).expect("is JSON");
    assert_eq!((sheet["key"].as_str(), sheet["secret"].as_str()), (Some(KEY), Some(SECRET)));
    assert!(run.stderr.contains("writing the secret of Writer to stdout"), "{}", run.show());
    assert!(!run.stderr.contains(SECRET), "{}", run.stderr);

    let alone = sandbox.run(&["app", "secret", "show", "Writer", "--only", "secret", "-q"]);
    assert_eq!((alone.stdout.as_str(), alone.stderr.as_str()), ("CANARY0SECRET0LIVE\n", ""));
    assert!(org.requests().last().is_some_and(|request| request.target.ends_with("?part=secret")));
}

#[cfg(unix)]
#[test]
fn a_file_with_a_secret_is_for_its_owner() {
    use std::os::unix::fs::PermissionsExt;
    let org = org(|_| None);
    let sandbox = org.sandbox();
    let path = sandbox.write("pair.json", "old");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).expect("is ours");
    let run = sandbox.run(&["app", "secret", "show", "Writer", "--output", "pair.json"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.show());
    assert!(run.stderr.contains("to pair.json, which only you can read"), "{}", run.show());
    secretless(&run);
    assert!(std::fs::read_to_string(&path).expect("is there").contains(SECRET));
    assert_eq!(std::fs::metadata(&path).expect("is there").permissions().mode() & 0o777, 0o600);
}

#[test]
fn an_org_that_keeps_secrets_names_the_box_and_the_permission() {
    let org = org(|request| refusing(request, "part=keyandsecret").or_else(|| refusing(request, "/staged")));
    let sandbox = org.sandbox();
    for args in [&["show"][..], &["stage"], &["rotate", "--yes"], &["discard", "--yes"]] {
        let run = sandbox.run(&[&["app", "secret", args[0], "Writer"], &args[1..], &["-f", "table"]].concat());
        assert_eq!(run.code, 1, "{}", run.show());
        for want in [
            "FUNCTIONALITY_NOT_ENABLED: This feature is not currently enabled for this user.",
            "Setup > External Client App Settings > Allow access to External Client App consumer secrets via REST API",
            "View Client Secret",
        ] {
            assert!(run.stderr.contains(want), "{}", run.show());
        }
    }
    assert_eq!(writes(&org), [""; 0]);
    let key = sandbox.run(&["app", "secret", "show", "Writer", "--only", "key"]);
    assert_eq!(key.stdout, "3MVG9.live\n");
}

#[test]
fn nothing_is_replaced_without_a_yes() {
    let org = org(|request| {
        let pair = r#"{"stagedCredentials":[{"id":"1","state":"Rotated","key":"k","expirationDate":"2999-01-01T00:00:00.000Z"}]}"#;
        request.target.ends_with("/staged").then(|| Reply::json(200, pair))
    });
    let sandbox = org.sandbox();
    let discard = sandbox.run(&["app", "secret", "discard", "Writer"]);
    assert_eq!(discard.code, 6, "{}", discard.show());
    assert!(discard.stderr.contains("sfo app secret discard Writer --yes"), "{}", discard.show());
    for verb in ["stage", "rotate"] {
        let taken = sandbox.run(&["app", "secret", verb, "Writer"]);
        assert_eq!(taken.code, 1, "{}", taken.show());
        assert!(taken.stderr.contains("still works until 2999-01-01T00:00:00.000Z (key k)"), "{}", taken.show());
    }
    assert_eq!(writes(&org), [""; 0]);
}

#[test]
fn a_pair_that_expired_makes_room() {
    let org = org(|request| match request.method.as_str() {
        "DELETE" => Some(Reply::json(204, "")),
        "POST" => Some(Reply::json(200, r#"{"id":"2","state":"Active","key":"new","secret":"CANARY0SECRET0NEW"}"#)),
        _ => request.target.ends_with("/staged").then(|| {
            Reply::json(
                200,
                r#"{"stagedCredentials":[{"id":"1","state":"Expired","key":"k","secret":"CANARY0SECRET0OLD"}]}"#,
            )
        }),
    });
    let run = org.sandbox().run(&["app", "secret", "stage", "Writer", "-vv"]);
    assert_eq!(run.code, 0, "{}", run.show());
    assert!(run.stdout.contains(r#""key":"new""#), "{}", run.show());
    secretless(&run);
    let place = "/services/data/v67.0/apps/oauth/credentials/0xI000000000001AAA/888000000000001AAA/staged";
    assert_eq!(writes(&org), [format!("DELETE {place}/1 "), format!("POST {place} {{}}")]);
}

fn usage(request: &Request) -> Option<Reply> {
    let (_, path) = request.target.split_once("/apps/oauth/usage/")?;
    let next = "/services/data/v67.0/apps/oauth/usage/0xI000000000001AAA/users?page=";
    Some(match (request.method.as_str(), path) {
        (_, "0xI000000000001AAA/users?pageSize=100") => Reply::json(
            200,
            &format!(
                r#"{{"users":[{{"userIdentifier":"005000000000001AAA","username":"a@example.com"}}],"nextPageUrl":"{next}1"}}"#
            ),
        ),
        (_, "0xI000000000001AAA/users?page=1") => Reply::json(
            200,
            &format!(
                r#"{{"users":[{{"userIdentifier":"005000000000002AAA","username":"b@example.com","x":1.10}}],"nextPageUrl":"{next}2"}}"#
            ),
        ),
        (_, "0xI000000000001AAA/users?page=2") => {
            Reply::json(200, &format!(r#"{{"users":[],"nextPageUrl":"{next}3"}}"#))
        }
        ("GET", "0xI000000000001AAA/005000000000001AAA/tokens?pageSize=100") => Reply::json(
            200,
            r#"{"tokens":[
            {"username":"a@example.com","useCount":2,"revocationUrl":"/services/data/v67.0/apps/oauth/usage/tokens/0CQ1"},
            {"username":"a@example.com","useCount":0,"revocationUrl":"/services/data/v67.0/apps/oauth/usage/tokens/0CQ2"}]}"#,
        ),
        ("GET", "0xI000000000001AAA/005000000000002AAA/tokens?pageSize=100") => Reply::json(200, r#"{"tokens":[]}"#),
        ("DELETE", _) => Reply::json(204, ""),
        _ => return None,
    })
}

#[test]
fn users_come_from_every_page_with_all_that_is_told_of_them() {
    let org = org(usage);
    let run = org.sandbox().run(&["app", "users", "Writer", "--csv"]);
    let want = "userIdentifier,username,x\n005000000000001AAA,a@example.com,\n005000000000002AAA,b@example.com,1.10\n";
    assert_eq!(run.stdout.replace('\r', ""), want, "{}", run.show());
}

#[test]
fn tokens_are_listed_and_ended_by_what_they_are_called() {
    let org = org(usage);
    let sandbox = org.sandbox();
    let list = sandbox.run(&["app", "tokens", "Writer", "--jq", ".[] | [.id, .userId, .useCount]"]);
    let want = "[\"0CQ1\",\"005000000000001AAA\",2]\n[\"0CQ2\",\"005000000000001AAA\",0]\n";
    assert_eq!(list.stdout.replace(' ', ""), want, "{}", list.show());
    let same = sandbox.run(&["app", "tokens", "list", "Writer", "--user", "A@example.com", "--jq", "length"]);
    assert_eq!(same.stdout, "2\n", "{}", same.show());

    for (args, code, want) in [
        (&["--all"][..], 6, "not confirmed"),
        (&["--user", "c@example.com", "--yes"], 5, "`c@example.com` does not let Writer act for them"),
        (&["--id", "0CQ9", "--yes"], 5, "Writer holds no token `0CQ9`"),
        (&["--yes"], 2, "--user"),
        (&["--all", "--id", "0CQ1"], 2, "cannot be used with"),
    ] {
        let run = sandbox.run(&[&["app", "tokens", "revoke", "Writer"], args].concat());
        assert_eq!(run.code, code, "{}", run.show());
        assert!(run.stderr.contains(want), "{}", run.show());
    }
    assert_eq!(writes(&org), [""; 0]);
    let none = sandbox.run(&["app", "tokens", "revoke", "Writer", "--user", "b@example.com", "--yes"]);
    assert!(none.code == 0 && none.stderr.contains("nothing was ended"), "{}", none.show());
    for args in [&["--all"][..], &["--user", "a@example.com"], &["--id", "0CQ2"]] {
        let run = sandbox.run(&[&["app", "tokens", "revoke", "Writer", "--yes"], args].concat());
        assert_eq!(run.code, 0, "{}", run.show());
    }
    let place = "DELETE /services/data/v67.0/apps/oauth/usage";
    let want = [
        format!("{place}/0xI000000000001AAA/tokens "),
        format!("{place}/0xI000000000001AAA/005000000000001AAA/tokens "),
        format!("{place}/tokens/0CQ2 "),
    ];
    assert_eq!(writes(&org), want);
}

/// What a box was told, in order.
type Told = Arc<Mutex<Vec<bool>>>;

/// An org with a box that is cleared at first; `read` answers who asks for the secret while it is ticked. What the box
/// was told is kept.
fn boxed(read: impl Fn() -> Reply + Send + Sync + 'static) -> (Org, Told) {
    let told = Told::default();
    let shared = Arc::clone(&told);
    let org = org(move |request| {
        let ticked = shared.lock().expect("no holder panics").last() == Some(&true);
        match request.target.as_str() {
            "/services/Soap/m/67.0" => Some(settings(ticked)),
            target if target.ends_with("/metadata/deployRequest") => {
                let on = request.body.contains("<enableClientSecretInRestApiAccess>true<");
                shared.lock().expect("no holder panics").push(on);
                let done =
                    r#"{"id":"0Af1","deployResult":{"id":"0Af1","status":"Succeeded","done":true,"success":true}}"#;
                Some(Reply::json(201, done))
            }
            target if target.contains("part=secret") && !ticked => refusing(request, "part=secret"),
            target if target.contains("part=secret") => Some(read()),
            _ => None,
        }
    });
    (org, told)
}

fn settings(on: bool) -> Reply {
    let body = format!(
        "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>\
         <readMetadataResponse xmlns=\"http://soap.sforce.com/2006/04/metadata\"><result><records>\
         <fullName>ExternalClientApp</fullName><enableClientSecretInRestApiAccess>{on}</enableClientSecretInRestApiAccess>\
         </records></result></readMetadataResponse></soapenv:Body></soapenv:Envelope>"
    );
    Reply::of(200, "text/xml;charset=UTF-8", body.as_bytes(), "")
}

const SHOW: [&str; 8] = ["app", "secret", "show", "Writer", "--only", "secret", "--switch", "--yes"];

#[test]
fn a_box_that_was_ticked_is_cleared_also_where_the_reading_fails() {
    let (good, told) = boxed(|| Reply::json(200, r#"{"id":"888000000000001AAA","secret":"CANARY0SECRET0LIVE"}"#));
    let run = good.sandbox().run(&SHOW);
    assert_eq!((run.code, run.stdout.as_str()), (0, "CANARY0SECRET0LIVE\n"), "{}", run.show());
    assert_eq!(*told.lock().expect("no holder panics"), [true, false]);

    let (bad, told) = boxed(|| Reply::json(400, r#"[{"errorCode":"UNKNOWN_EXCEPTION","message":"no"}]"#));
    let run = bad.sandbox().run(&SHOW);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{}", run.show());
    assert!(run.stderr.contains("UNKNOWN_EXCEPTION"), "{}", run.show());
    assert_eq!(*told.lock().expect("no holder panics"), [true, false]);
}

/// An org with such a box that does not answer who asks for the secret until the sender goes. Tells when one asks.
fn stuck() -> (Org, Told, Receiver<()>, Sender<()>) {
    let ((tell, asked), (go, gone)) = (channel(), channel());
    let (tell, gone) = (Mutex::new(tell), Mutex::new(gone));
    let (org, told) = boxed(move || {
        let _ = tell.lock().expect("no holder panics").send(());
        let _ = gone.lock().expect("no holder panics").recv();
        Reply::json(200, r#"{"id":"888000000000001AAA","secret":"CANARY0SECRET0LIVE"}"#)
    });
    (org, told, asked, go)
}

#[cfg(unix)]
#[test]
fn a_box_that_was_ticked_is_cleared_when_the_run_is_interrupted() {
    let (org, told, asked, go) = stuck();
    let sandbox = org.sandbox();
    let mut command = sandbox.command(&SHOW);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    asked.recv().expect("asks for the secret");
    let sent = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(sent.expect("kill is there").success());
    let ended = child.wait_with_output().expect("ends");
    let stderr = String::from_utf8_lossy(&ended.stderr);
    assert_eq!((ended.status.code(), ended.stdout.is_empty()), (Some(130), true), "{stderr}");
    assert_eq!(*told.lock().expect("no holder panics"), [true, false], "{stderr}");
    drop(go);
}

#[test]
fn somebody_else_s_box_stays_ticked() {
    let (org, told) = boxed(|| Reply::json(200, r#"{"id":"888000000000001AAA","secret":"CANARY0SECRET0LIVE"}"#));
    let sandbox = org.sandbox();
    told.lock().expect("no holder panics").push(true);
    let run = sandbox.run(&SHOW);
    assert_eq!((run.code, told.lock().expect("no holder panics").len()), (0, 1), "{}", run.show());
}

#[test]
fn a_box_that_a_killed_run_left_ticked_is_cleared_by_the_next() {
    let (org, told, asked, go) = stuck();
    let sandbox = org.sandbox();
    let mut child = sandbox.command(&SHOW).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
    asked.recv().expect("asks for the secret");
    child.kill().expect("runs");
    child.wait().expect("ends");
    drop(go);
    assert_eq!(*told.lock().expect("no holder panics"), [true]);
    let key = ["app", "secret", "show", "Writer", "--only", "key"];
    let warned = sandbox.run(&key);
    assert!(warned.code == 0 && warned.stderr.contains("left a box ticked"), "{}", warned.show());
    let tidied = sandbox.run(&[&key[..], &["--switch"]].concat());
    assert_eq!(tidied.code, 0, "{}", tidied.show());
    assert_eq!(*told.lock().expect("no holder panics"), [true, false]);
    assert_eq!(std::fs::read_dir(sandbox.path("state/ticked")).expect("is there").count(), 0);
}
