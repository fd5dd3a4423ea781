//! `sfo app check` and `sfo app show`: the demo org's apps with one mistake each, and hosts that prove nothing.

use crate::support::{Demo, Org, Outcome, Reply, Request, Sandbox};
use serde_json::Value;

/// What a check from outside makes of an app.
enum Outside {
    /// The same statement fails.
    Same,
    /// This one fails in its place.
    As(&'static str),
    /// Nothing shows.
    Hidden,
}
use Outside::{As, Hidden, Same};

struct Case {
    app: &'static str,
    flags: &'static str,
    /// The one statement that fails, and a part of the box that it names.
    fails: (&'static str, &'static str),
    outside: Outside,
}

const fn case(app: &'static str, flags: &'static str, fails: (&'static str, &'static str), outside: Outside) -> Case {
    Case { app, flags, fails, outside }
}

const WRITER: &str = "--preset writer";
const SFO: &str = "--preset sfo";
const ALONE: &str = "--preset writer --on client-credentials";
const RUN_AS: (&str, &str) = ("run-as", "Enable Client Credentials Flow > Run As");

const BROKEN: &[Case] = &[
    case("Broken_Callback_Slash", WRITER, ("callback", "Callback URL"), Same),
    case("Broken_Callback_Http", WRITER, ("callback", "Callback URL"), Same),
    case("Broken_Callback_Case", WRITER, ("callback", "Callback URL"), Same),
    case("Broken_Callback_Other", WRITER, ("callback", "Callback URL"), Same),
    case("Broken_Callback_Port", SFO, ("callback", "Callback URL"), Same),
    case("Broken_Callback_Host", SFO, ("callback", "Callback URL"), Same),
    case("Broken_No_Pkce", WRITER, ("pkce", "Security > Require Proof Key for Code Exchange"), Hidden),
    case("Broken_Secret_Optional", WRITER, ("secret", "Security > Require secret for Web Server Flow"), Same),
    case("Broken_Secret_Demanded", SFO, ("secret", "Security > Require secret for Web Server Flow"), Same),
    case(
        "Broken_Refresh_Without_Secret",
        WRITER,
        ("secret-for-refresh", "Require secret for Refresh Token Flow"),
        Same,
    ),
    case("Broken_No_Refresh_Scope", WRITER, ("scope", "Selected OAuth Scopes"), Same),
    case("Broken_Scope_Missing_Sfap", WRITER, ("scope", "Selected OAuth Scopes"), Same),
    case("Broken_Scope_Too_Wide", WRITER, ("further-scopes", "Selected OAuth Scopes"), Same),
    case("Broken_Jwt_Off", WRITER, ("jwt", "Security > Issue JSON Web Token"), Hidden),
    case("Broken_Rotation_Off", SFO, ("rotation", "Security > Enable Refresh Token Rotation"), Hidden),
    case("Broken_Flow_Off", WRITER, ("code-and-credentials", "Enable Authorization Code and Credentials Flow"), Hidden),
    case("Broken_Flow_On", WRITER, ("device", "Flow Enablement > Enable Device Flow"), Same),
    case("Broken_Zero_Refresh_Policy", WRITER, ("refresh-token", "OAuth Policies > Refresh Token Policy"), Hidden),
    case("Broken_Admin_Only_Nobody", "--scope api", ("users", "Select Profiles, Select Permission Sets"), Hidden),
    case("Broken_Admin_Only_Nobody", WRITER, ("permitted-users", "Policies > Permitted Users"), Hidden),
    case("Broken_Run_As_Missing", ALONE, RUN_AS, Hidden),
    case("Broken_Run_As_Inactive", ALONE, RUN_AS, Hidden),
    case("Broken_Disabled", WRITER, ("enabled", "Policies > App Status"), As("admitted")),
    case("Broken_Blocked", WRITER, ("admitted", "Connected Apps OAuth Usage > Broken_Blocked > Unblock"), Same),
    case("Broken_Wrong_Org", WRITER, ("admitted", "My Domain"), Same),
    case("Broken_Propagating", WRITER, ("propagation", ""), As("client")),
];

/// As the sheet of the demo org names the app.
fn label(app: &str) -> String {
    app.to_lowercase().replace('_', "-")
}

fn check(sandbox: &Sandbox, which: &[&str], flags: &str) -> (Outcome, Value) {
    let flags: Vec<&str> = flags.split(' ').collect();
    let out = sandbox.run(&[&["app", "check", "--json"], which, &flags[..]].concat());
    let report = serde_json::from_str(&out.stdout).unwrap_or_default();
    (out, report)
}

fn statements<'r>(report: &'r Value, verdict: &str) -> Vec<&'r Value> {
    let all = report["statements"].as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().filter(|statement| statement["verdict"] == verdict).collect()
}

fn name(statement: &Value) -> &str {
    statement["statement"].as_str().unwrap_or_default()
}

#[test]
fn a_login_finds_the_one_mistake_of_each_app_and_nothing_else() {
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    demo.sign_in(&sandbox, "dev");
    for (at, Case { app, flags, fails: (fails, place), .. }) in BROKEN.iter().enumerate() {
        let key = demo.app(&label(app), "clientId");
        // What lives in another org has no name in this one; the others are found by either.
        let by_key = *app == "Broken_Wrong_Org" || at % 4 == 0;
        let which = if by_key { ["--client-id", &key] } else { [*app, "--no-input"] };
        let (out, report) = check(&sandbox, &[&which[..], &["-o", "dev"]].concat(), flags);
        assert_eq!(out.code, 1, "{app} {flags}\n{}", out.show());
        assert_eq!(report["sound"], false);
        let failed = statements(&report, "failed");
        let names: Vec<_> = failed.iter().map(|statement| name(statement)).collect();
        assert_eq!(names, [*fails], "{app} {flags}\n{}", out.show());
        assert!(failed[0]["setup"].as_str().unwrap_or_default().contains(place), "{app}\n{}", failed[0]);
    }
}

#[test]
fn without_a_login_the_mistake_is_found_or_said_to_be_hidden() {
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    for Case { app, flags, fails: (fails, place), outside } in BROKEN {
        let key = demo.app(&label(app), "clientId");
        let (out, report) = check(&sandbox, &["--client-id", &key, "--host", &demo.origin], flags);
        let failed: Vec<_> = statements(&report, "failed").into_iter().map(name).collect();
        let want = match outside {
            Same => vec![*fails],
            As(other) => vec![*other],
            Hidden => Vec::new(),
        };
        assert_eq!(failed, want, "{app} {flags}\n{}", out.show());
        assert_eq!(out.code, i32::from(!want.is_empty()), "{}", out.show());
        if matches!(outside, Hidden) {
            assert!(statements(&report, "passed").iter().all(|it| name(it) != *fails), "{app}\n{}", out.show());
        } else if matches!(outside, Same) {
            let setup = statements(&report, "failed")[0]["setup"].as_str().unwrap_or_default().to_owned();
            let place = place.replace(app, "the app");
            assert!(setup.contains(&place), "{app}: {setup}");
        }
    }
}

#[test]
fn a_sound_app_passes_whole() {
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    demo.sign_in(&sandbox, "dev");
    for (app, preset) in [("Sound_Writer", "writer"), ("Sound_Sfo", "sfo")] {
        let (out, report) = check(&sandbox, &[app, "-o", "dev"], &format!("--preset {preset}"));
        assert_eq!((out.code, report["sound"].as_bool()), (0, Some(true)), "{}", out.show());
        let hidden: Vec<_> = statements(&report, "not-testable").into_iter().map(name).collect();
        assert_eq!(hidden, [""; 0], "{}", out.show());
        let key = demo.app(&label(app), "clientId");
        let (out, report) =
            check(&sandbox, &["--client-id", &key, "--host", &demo.origin], &format!("--preset {preset}"));
        assert_eq!(out.code, 0, "{}", out.show());
        for proven in ["host", "client", "admitted", "callback", "scope", "further-scopes", "secret", "device"] {
            assert!(statements(&report, "passed").iter().any(|it| name(it) == proven), "{proven}\n{}", out.show());
        }
    }
}

#[test]
fn a_callback_is_told_apart_by_the_character() {
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    let key = demo.app("broken-callback-slash", "clientId");
    let args = ["app", "check", "--client-id", &key, "--host", &demo.origin, "-f", "table"];
    let out = sandbox.run(&[&args[..], &["--callback", "https://app.writer.com/mcp/oauth/callback"]].concat());
    assert_eq!(out.code, 1, "{}", out.show());
    for line in [
        "FAILED  callback https://app.writer.com/mcp/oauth/callback: the app has https://app.writer.com/mcp/oauth/callback/ instead\n",
        "        wanted      https://app.writer.com/mcp/oauth/callback·\n",
        "        registered  https://app.writer.com/mcp/oauth/callback/\n",
        "        character 42: \"/\" is too many\n",
        "        change: Setup > External Client App Manager > the app > Settings > OAuth Settings > Callback URL\n",
    ] {
        assert!(out.stdout.contains(line), "{line}{}", out.show());
    }
    assert!(out.stderr.contains("error: 1 of "), "{}", out.show());
    let rows = sandbox.run(&[&args[..7], &["csv", "--callback", "https://app.writer.com/mcp/oauth/callback"]].concat());
    assert!(rows.stdout.starts_with("statement,subject,verdict,finding,setup,command\n"), "{}", rows.show());
    assert!(rows.stdout.contains("\ncallback,https://app.writer.com/mcp/oauth/callback,failed,"), "{}", rows.show());
}

#[test]
fn a_secret_is_tried_and_never_shown() {
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    let (key, secret) = (demo.app("sound-writer", "clientId"), demo.app("sound-writer", "clientSecret"));
    let args = ["app", "check", "--json", "--client-id", &key, "--host", &demo.origin, "--client-secret-stdin"];
    for (given, code, verdict) in [(secret.as_str(), 0, "passed"), ("0123456789ABCDEFWRONG", 1, "failed")] {
        let out = sandbox.run_with(&args, given);
        assert_eq!(out.code, code, "{}", out.show());
        let report: Value = serde_json::from_str(&out.stdout).expect("is JSON");
        assert!(statements(&report, verdict).iter().any(|it| name(it) == "consumer-secret"), "{}", out.show());
        assert!(!out.show().contains(given), "{}", out.show());
    }
}

#[test]
fn what_was_asked_wrongly_is_named_before_anything_is_sent() {
    let sandbox = Sandbox::new();
    for (args, code, want) in [
        (&["app", "check"][..], 2, "<NAME>"),
        (&["app", "check", "x", "--preset", "wrtier", "-o", "demo"], 2, "no preset `wrtier`"),
        (&["app", "check", "x", "--preset", "generic", "-o", "demo"], 2, "--callback"),
        (&["app", "check", "x", "--callback", "http://a.example/", "-o", "demo"], 2, "callback"),
        (&["app", "check", "--client-id", "x", "--host", "http://evil.example"], 2, "evil.example"),
        (&["app", "check", "Demo_Publik", "-o", "demo"], 5, "Demo_Public"),
        (&["app", "show", "Demo_Publik", "-o", "demo"], 5, "Demo_Public"),
    ] {
        let out = sandbox.run(args);
        assert_eq!(out.code, code, "{args:?}\n{}", out.show());
        assert!(out.stderr.contains(want), "{args:?}\n{}", out.show());
    }
}

/// A host that judges nothing before somebody signs in, and codes before secrets.
fn late(request: &Request) -> Reply {
    if request.body.contains("client_id=3MVG9.sfo.app.check") {
        return Reply::json(400, r#"{"error":"invalid_client_id","error_description":"client identifier invalid"}"#);
    }
    if request.target.starts_with("/services/oauth2/authorize") {
        return Reply::html(200, "<form action=\"/login\">Who are you?</form>");
    }
    if request.target.starts_with("/services/oauth2/token") {
        return Reply::json(400, r#"{"error":"invalid_grant","error_description":"expired access/refresh token"}"#);
    }
    Reply::json(200, "[]")
}

#[test]
fn a_host_that_proves_nothing_is_believed_nothing() {
    let (org, sandbox) = (Org::new(|request, _| late(request)), Sandbox::new());
    let (out, report) = check(&sandbox, &["--client-id", "3MVG9", "--host", &org.origin], WRITER);
    assert_eq!(out.code, 0, "{}", out.show());
    let passed: Vec<_> = statements(&report, "passed").into_iter().map(name).collect();
    assert_eq!(passed, ["host", "client"], "{}", out.show());
    let untold = statements(&report, "not-testable").len();
    assert!(untold > 12, "{}", out.show());
    // No request could sign anybody in, lock anybody out, issue or end a token.
    for request in org.requests() {
        let said = format!("{} {} {}", request.method, request.target, request.body);
        for harm in ["username", "password", "client_credentials", "jwt-bearer", "revoke", "assertion", "introspect"] {
            assert!(!said.contains(harm), "{said}");
        }
        assert!(request.header("authorization").is_none() && request.header("cookie").is_none(), "{said}");
    }
}

#[test]
fn a_host_that_is_busy_or_broken_is_not_taken_for_an_app_that_is() {
    let sandbox = Sandbox::new();
    let busy = Org::new(|request, _| match request.method.as_str() {
        "GET" if request.target.starts_with("/services/oauth2") => {
            Reply::of(302, "text/html", b"", "Location: /x?error=rate_limit_exceeded&error_description=too+many\r\n")
        }
        "GET" => Reply::json(200, "[]"),
        _ => Reply::json(400, r#"{"error":"rate_limit_exceeded","error_description":"too many logins"}"#),
    });
    let (out, report) = check(&sandbox, &["--client-id", "3MVG9", "--host", &busy.origin], WRITER);
    assert_eq!((out.code, statements(&report, "failed").len()), (0, 0), "{}", out.show());
    assert!(out.stdout.contains("rate_limit_exceeded"), "{}", out.show());

    let page = Org::new(|_, _| Reply::html(200, "<p>down for maintenance</p>"));
    let (out, report) = check(&sandbox, &["--client-id", "3MVG9", "--host", &page.origin], WRITER);
    assert_eq!((out.code, name(statements(&report, "failed")[0])), (1, "host"), "{}", out.show());

    let (out, _) = check(&sandbox, &["--client-id", "3MVG9", "--host", "http://127.0.0.1:1"], WRITER);
    assert_eq!(out.code, 7, "{}", out.show());
}

#[test]
fn an_app_is_shown_without_its_secret() {
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    demo.sign_in(&sandbox, "dev");
    let out = sandbox.run(&["app", "show", "Sound_Writer", "-o", "dev", "-f", "table"]);
    assert_eq!(out.code, 0, "{}", out.show());
    let (key, secret) = (demo.app("sound-writer", "clientId"), demo.app("sound-writer", "clientSecret"));
    assert!(out.stdout.contains(&key) && !out.show().contains(&secret), "{}", out.show());
    for line in [
        "\nCallback URL\n  https://app.writer.com/mcp/oauth/callback\n",
        "  Access the Salesforce API Platform (sfap_api)\n",
        "  [x] Require secret for Web Server Flow\n",
        "  [ ] Enable Refresh Token Rotation\n",
        "  Permitted Users       All users may self-authorize\n",
    ] {
        assert!(out.stdout.contains(line), "{line}{}", out.show());
    }
    let json = sandbox.run(&["app", "show", "broken-run-as-inactive", "-o", "dev", "--jq", ".policy.runAs"]);
    assert_eq!(json.stdout, "pelle.amsel@demo.example\n", "{}", json.show());
}

#[test]
fn a_change_that_has_not_spread_is_no_wrong_box() {
    let (demo, sandbox) = (Demo::serve(&["--propagation", "1h"]), Sandbox::new());
    demo.sign_in(&sandbox, "dev");
    let change = ["app", "new", "Sound_Sfo", "--preset", "sfo", "--on", "secret", "--yes", "--no-wait", "-o", "dev"];
    let out = sandbox.run(&change);
    assert_eq!(out.code, 0, "{}", out.show());
    let (out, report) = check(&sandbox, &["Sound_Sfo", "-o", "dev"], "--preset sfo --on secret");
    let failed = statements(&report, "failed");
    assert_eq!(failed.iter().map(|it| name(it)).collect::<Vec<_>>(), ["propagation"], "{}", out.show());
    let finding = failed[0]["finding"].as_str().unwrap_or_default();
    assert!(finding.starts_with("secret is on in Setup and still off at the host; the app was changed "), "{finding}");
}

#[test]
fn of_a_connected_app_what_the_host_shows_is_told_with_its_own_pages() {
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    demo.sign_in(&sandbox, "dev");
    let out = sandbox.run(&["app", "check", "Demo Password", "-o", "dev", "--preset", "moveworks"]);
    assert_eq!(out.code, 1, "{}", out.show());
    assert!(out.stderr.contains("sfo app check 'Demo Password' --client-id KEY"), "{}", out.show());

    let key = demo.app("Demo Password", "clientId");
    let (out, report) = check(&sandbox, &["Demo Password", "--client-id", &key, "-o", "dev"], "--preset moveworks");
    let failed = statements(&report, "failed");
    assert_eq!(failed.iter().map(|it| name(it)).collect::<Vec<_>>(), ["callback", "permission-sets"], "{}", out.show());
    let pages: Vec<_> = failed.iter().filter_map(|it| it["setup"].as_str()).collect();
    assert!(pages[0].starts_with("Setup > App Manager > Demo Password > Edit > "), "{pages:?}");
    assert!(pages[1].starts_with("Setup > Manage Connected Apps > Demo Password > Edit Policies > "), "{pages:?}");
    assert_eq!(failed[0]["command"], Value::Null, "no command changes a connected app");
    for proven in ["client", "secret", "password-flow"] {
        assert!(statements(&report, "passed").iter().any(|it| name(it) == proven), "{proven}\n{}", out.show());
    }
}
