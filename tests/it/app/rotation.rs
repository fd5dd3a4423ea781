//! The pair of an app replaced on the demo org while a login of that app lives here, and killed at every request.

use crate::support::{Demo, Outcome, Proxy, Sandbox};
use serde_json::Value;
use std::io::{Cursor, Write};
use std::process::Stdio;

const APP: &str = "Demo_Client_Credentials";

/// Signs in with the app whose pair is replaced.
fn sign_in(demo: &Demo, host: &str, alias: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    let (key, secret) = pair(demo);
    let args = ["auth", "login", "--alias", alias, "--host", host, "--flow", "client-credentials", "--store", "file"];
    let out = sandbox.run_with(&[&args[..], &["--client-id", &key, "--client-secret-stdin"]].concat(), &secret);
    assert_eq!(out.code, 0, "{}", out.show());
    sandbox
}

/// The pair that the app has now.
fn pair(demo: &Demo) -> (String, String) {
    let sandbox = Sandbox::new();
    demo.sign_in(&sandbox, "admin");
    let out = sandbox.run(&["app", "secret", "show", APP]);
    let pair: Value = serde_json::from_str(&out.stdout).unwrap_or_else(|_| panic!("{}", out.show()));
    let text = |name: &str| pair[name].as_str().expect("is text").to_owned();
    (text("key"), text("secret"))
}

/// Ticks or clears the box that lets the API tell secrets.
fn tick(sandbox: &Sandbox, on: bool) {
    let namespace = "http://soap.sforce.com/2006/04/metadata";
    let files = [
        (
            "package.xml",
            format!(
                "<Package xmlns=\"{namespace}\"><types><members>ExternalClientApp</members><name>Settings</name></types>\
                 <version>67.0</version></Package>"
            ),
        ),
        (
            "settings/ExternalClientApp.settings",
            format!(
                "<ExternalClientAppSettings xmlns=\"{namespace}\"><enableClientSecretInRestApiAccess>{on}\
                 </enableClientSecretInRestApiAccess></ExternalClientAppSettings>"
            ),
        ),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("is in memory");
        zip.write_all(text.as_bytes()).expect("is in memory");
    }
    sandbox.write("box.zip", zip.finish().expect("is in memory").into_inner());
    let options = r#"json:={"deployOptions":{"singlePackage":true,"rollbackOnError":true}}"#;
    let file = "file=@box.zip;type=application/zip";
    let sent = sandbox.run(&["api", "POST", "metadata/deployRequest", "-F", options, "-F", file]);
    assert_eq!(sent.code, 0, "{}", sent.show());
    let deploy: Value = serde_json::from_str(&sent.stdout).expect("is JSON");
    let place = format!("metadata/deployRequest/{}", deploy["id"].as_str().expect("is text"));
    for _ in 0..100 {
        let seen = sandbox.run(&["api", &place, "--jq", ".deployResult.status"]);
        match seen.stdout.trim() {
            "Succeeded" => return,
            "Failed" => panic!("{}", seen.show()),
            _ => std::thread::yield_now(),
        }
    }
    panic!("the deploy does not end");
}

/// A demo org whose box is ticked.
fn open() -> Demo {
    let demo = Demo::serve(&[]);
    let sandbox = Sandbox::new();
    demo.sign_in(&sandbox, "admin");
    tick(&sandbox, true);
    demo
}

fn works(sandbox: &Sandbox, what: &str) {
    for args in [&["query", "SELECT Id FROM Organization", "--count"][..], &["auth", "refresh"]] {
        let out = sandbox.run(args);
        assert_eq!(out.code, 0, "{what}: {}", out.show());
    }
}

fn secretless(run: &Outcome, pairs: &[&(String, String)]) {
    let text = run.show();
    assert!(pairs.iter().all(|(_, secret)| !text.contains(secret.as_str())), "{text}");
}

/// Whether the token endpoint takes a pair.
fn taken(demo: &Demo, (key, secret): &(String, String)) -> bool {
    let sandbox = Sandbox::new();
    let args = ["auth", "login", "--alias", "x", "--host", &demo.origin, "--flow", "client-credentials"];
    let more = ["--store", "file", "--client-id", key, "--client-secret-stdin"];
    sandbox.run_with(&[&args[..], &more].concat(), secret).code == 0
}

#[test]
fn a_login_of_the_app_goes_over_to_the_new_pair_and_both_work_until_one_is_ended() {
    let demo = open();
    let old = pair(&demo);
    let sandbox = sign_in(&demo, &demo.origin, "dev");
    let staged = sandbox.run(&["app", "secret", "stage", APP, "-vv"]);
    assert_eq!(staged.code, 0, "{}", staged.show());
    assert!(staged.stdout.contains(r#""state":"Active""#), "{}", staged.show());
    let again = sandbox.run(&["app", "secret", "stage", APP]);
    assert!(again.code == 1 && again.stderr.contains("a pair is staged until"), "{}", again.show());

    let rotated = sandbox.run(&["app", "secret", "rotate", APP, "--yes", "-vv"]);
    assert_eq!(rotated.code, 0, "{}", rotated.show());
    assert!(rotated.stderr.contains("`dev` signs in with the new pair"), "{}", rotated.show());
    let new = pair(&demo);
    secretless(&staged, &[&old, &new]);
    secretless(&rotated, &[&old, &new]);
    works(&sandbox, "rotated");
    assert!(taken(&demo, &old) && taken(&demo, &new));
    let registry = std::fs::read_to_string(sandbox.path("config/orgs.toml")).expect("is there");
    assert!(registry.contains(&new.0) && !registry.contains(&old.0), "{registry}");

    let discarded = sandbox.run(&["app", "secret", "discard", APP, "--yes"]);
    assert_eq!(discarded.code, 0, "{}", discarded.show());
    assert!(!taken(&demo, &old) && taken(&demo, &new));
    works(&sandbox, "discarded");
    let nothing = sandbox.run(&["app", "secret", "discard", APP, "--yes"]);
    assert!(nothing.code == 0 && nothing.stderr.contains("nothing was ended"), "{}", nothing.show());
}

#[test]
fn a_login_that_missed_a_rotation_is_not_lost_to_a_discard() {
    let demo = open();
    let (here, elsewhere) = (sign_in(&demo, &demo.origin, "dev"), Sandbox::new());
    demo.sign_in(&elsewhere, "admin");
    let rotated = elsewhere.run(&["app", "secret", "rotate", APP, "--yes"]);
    assert_eq!(rotated.code, 0, "{}", rotated.show());
    let refused = here.run(&["app", "secret", "discard", APP, "--yes"]);
    assert_eq!(refused.code, 1, "{}", refused.show());
    assert!(refused.stderr.contains("`dev` signs in with that pair"), "{}", refused.show());
    let followed = here.run(&["app", "secret", "rotate", APP, "--yes"]);
    assert_eq!(followed.code, 0, "{}", followed.show());
    let discarded = here.run(&["app", "secret", "discard", APP, "--yes"]);
    assert_eq!(discarded.code, 0, "{}", discarded.show());
    works(&here, "followed");
}

#[test]
fn killed_at_any_request_it_leaves_a_login_that_works_and_is_done_by_doing_it_again() {
    let demo = open();
    let proxy = Proxy::before(&demo.origin);
    let sandbox = sign_in(&demo, &proxy.origin, "dev");
    let (mut behind, mut answered, mut writes) = (0, false, 0);
    // Of what is only read, it makes no difference to the org whether the answer arrives.
    while let Some(request) = killed(&sandbox, &proxy, behind, answered) {
        let reads = request.starts_with(b"GET ");
        writes += usize::from(!reads);
        (behind, answered) = if reads || answered { (behind + 1, false) } else { (behind, true) };
    }
    assert!(behind > 8 && writes >= 6, "{behind} requests, {writes} times at one that writes");
}

/// Rotates and is killed at a request; then again to the end. `None` where there is no such request.
fn killed(sandbox: &Sandbox, proxy: &Proxy, behind: usize, answered: bool) -> Option<Vec<u8>> {
    let (what, old) = (format!("request {behind}, answered: {answered}"), key(sandbox));
    let run = |args: &[&str]| sandbox.run(args);
    let refreshed = || assert_eq!(run(&["auth", "refresh"]).code, 0, "{what}");
    let fired = proxy.hold(behind, answered);
    let mut command = sandbox.command(&["app", "secret", "rotate", APP, "--yes"]);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
    let request = fired.wait(&mut child);
    proxy.pass();
    refreshed();
    if request.is_some() {
        let again = run(&["app", "secret", "rotate", APP, "--yes"]);
        assert!(again.code == 0 || again.stderr.contains("before the last rotation"), "{what}: {}", again.show());
    }
    assert_ne!(key(sandbox), old, "{what}");
    let ended = run(&["app", "secret", "discard", APP, "--yes"]);
    assert!(ended.code == 0 && ended.stderr.contains("has one pair"), "{what}: {}", ended.show());
    refreshed();
    assert_eq!(std::fs::read_dir(sandbox.path("state/logins")).expect("is there").count(), 1, "{what}");
    request
}

/// The key that the login here has.
fn key(sandbox: &Sandbox) -> String {
    let registry = std::fs::read_to_string(sandbox.path("config/orgs.toml")).expect("is there");
    let line = registry.lines().find(|line| line.starts_with("client_id = ")).expect("has one");
    line.to_owned()
}

#[test]
fn the_box_is_ticked_for_as_long_as_it_takes() {
    let demo = Demo::serve(&[]);
    let sandbox = Sandbox::new();
    demo.sign_in(&sandbox, "admin");
    let closed = sandbox.run(&["app", "secret", "show", APP, "-f", "table"]);
    assert_eq!(closed.code, 1, "{}", closed.show());
    assert!(closed.stderr.contains("hint: --switch"), "{}", closed.show());
    let unasked = sandbox.run(&["app", "secret", "show", APP, "--switch"]);
    assert_eq!(unasked.code, 6, "{}", unasked.show());
    let shown = sandbox.run(&["app", "secret", "show", APP, "--switch", "--yes", "--only", "secret"]);
    assert_eq!((shown.code, shown.stdout.len() > 16), (0, true), "{}", shown.show());
    let stays = sandbox.run(&["app", "secret", "show", APP, "--only", "secret"]);
    assert_eq!((stays.code, stays.stdout.as_str()), (1, ""), "{}", stays.show());
    // Whoever may not see secrets is not helped by the box, which is cleared all the same.
    let missing = sandbox.run(&["app", "secret", "show", "No_Such_App", "--switch", "--yes"]);
    assert_eq!(missing.code, 5, "{}", missing.show());

    tick(&sandbox, true);
    let open = sandbox.run(&["app", "secret", "show", APP, "--switch", "--yes", "--only", "secret"]);
    assert_eq!(open.code, 0, "{}", open.show());
    let still = sandbox.run(&["app", "secret", "show", APP, "--only", "secret"]);
    assert_eq!(still.code, 0, "somebody else's box is left alone: {}", still.show());
}
