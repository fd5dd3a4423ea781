//! `sfo app new` against a scripted org that has Setup.

use super::setup::{KEY, Setup, State};
use crate::support::Sandbox;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::Value;

const NEW: [&str; 5] = ["app", "new", "made", "--preset", "c1"];

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("is JSON")
}

#[test]
fn an_app_comes_to_be_and_is_left_alone_the_second_time() {
    let setup = Setup::new(State { unknown: 1, ..State::default() });
    let sandbox = setup.sandbox();
    let first = sandbox.run(&NEW);
    assert_eq!(first.code, 0, "{}", first.show());
    let told = json(&first.stdout);
    assert_eq!((&told["id"], &told["consumerKey"]), (&"0xI000000000001AAA".into(), &KEY.into()));
    assert_eq!((&told["outcome"], &told["known"]), (&"created".into(), &true.into()));
    assert_eq!(told["next"], "sfo app handover made --for c1");
    let global = &setup.parts()["ExtlClntAppGlobalOauthSettings"];
    assert!(global.contains("<callbackUrl>https://accounts.conductor.one/auth/callback</callbackUrl>"), "{global}");
    assert!(global.contains("<isConsumerSecretOptional>false</isConsumerSecretOptional>"), "{global}");
    assert!(setup.parts()["ExternalClientApplication"].contains("<contactEmail>me@example.com</contactEmail>"));
    // The policies that the org made are as the preset wants them.
    assert_eq!(setup.deploys().len(), 1);

    let again = sandbox.run(&NEW);
    assert_eq!((again.code, &json(&again.stdout)["outcome"]), (0, &"unchanged".into()), "{}", again.show());
    assert_eq!(setup.deploys().len(), 1, "{:?}", setup.deploys());
}

#[test]
fn a_change_is_shown_asked_about_and_sent_alone() {
    let setup = Setup::new(State::default());
    let sandbox = setup.sandbox();
    assert_eq!(sandbox.run(&NEW).code, 0);
    let change = [&NEW[..], &["--callback", "https://a.example/cb", "--on", "jwt"]].concat();
    let asked = sandbox.run(&change);
    assert_eq!(asked.code, 6, "{}", asked.show());
    assert!(
        asked.stderr.contains("made is there and differs\nCallback URL:\n  + https://a.example/cb\n"),
        "{}",
        asked.show()
    );
    assert!(asked.stderr.contains("for named users:\n  - off\n  + on\n"), "{}", asked.show());
    assert_eq!(setup.deploys().len(), 1);

    let done = sandbox.run(&[&change[..], &["--yes"]].concat());
    assert_eq!((done.code, &json(&done.stdout)["outcome"]), (0, &"changed".into()), "{}", done.show());
    assert_eq!(setup.deploys()[1..], [["ExtlClntAppGlobalOauthSettings"]]);
    let changes = &json(&done.stdout)["changes"];
    assert_eq!(changes[0]["setting"], "callbacks", "{changes}");
    assert_eq!(changes[1]["added"][0], "on", "{changes}");
}

#[test]
fn policies_come_second_and_keep_what_others_put_there() {
    let setup = Setup::new(State { sets: vec!["moveworks_connected_app".to_owned()], ..State::default() });
    let sandbox = setup.sandbox();
    let out = sandbox.run(&["app", "new", "made", "--preset", "moveworks", "--run-as", "svc@example.com"]);
    assert_eq!(out.code, 0, "{}", out.show());
    assert!(out.stderr.contains("no new ones can be made since Spring '26"), "{}", out.show());
    assert_eq!(setup.deploys()[1], ["ExtlClntAppOauthConfigurablePolicies"]);
    let policy = &setup.parts()["ExtlClntAppOauthConfigurablePolicies"];
    for part in [
        "<clientCredentialsFlowUser>svc@example.com</clientCredentialsFlowUser>",
        "<commaSeparatedPermissionSet>moveworks_connected_app</commaSeparatedPermissionSet>",
        "<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>",
        "<startUrl>/kept</startUrl>",
    ] {
        assert!(policy.contains(part), "{part}\n{policy}");
    }
    let next = &json(&out.stdout)["next"];
    assert_eq!(next, "sfo app grant made --preset moveworks --user svc@example.com");
}

#[test]
fn a_user_that_is_not_there_is_named_before_anything_is_sent() {
    let setup = Setup::new(State::default());
    let out = setup.sandbox().run(&["app", "new", "made", "--preset", "moveworks", "--run-as", "no@example.com"]);
    assert_eq!((out.code, setup.deploys().len()), (2, 0), "{}", out.show());
    assert!(out.stderr.contains("there is no active user no@example.com"), "{}", out.show());
}

#[test]
fn policies_that_the_org_refuses_leave_an_app_and_say_so() {
    let why = "We couldn't find permission sets called x";
    let refusal = Some(("ExtlClntAppOauthConfigurablePolicies", "made_oauthPlcy", why));
    let setup = Setup::new(State { refusal, refuses_from: 1, ..State::default() });
    let sandbox = setup.sandbox();
    let out = sandbox.run(&["app", "new", "made", "--preset", "moveworks", "-f", "table"]);
    assert_eq!(out.code, 1, "{}", out.show());
    assert!(out.stderr.contains("made is there, but its policies are those of any new app"), "{}", out.show());
    assert!(out.stderr.contains("sfo app grant"), "{}", out.show());
    setup.state.lock().expect("no holder panics").refusal = None;
    let again = sandbox.run(&["app", "new", "made", "--preset", "moveworks", "--yes"]);
    assert_eq!((again.code, &json(&again.stdout)["outcome"]), (0, &"changed".into()), "{}", again.show());
}

#[test]
fn a_permission_set_that_is_not_there_is_left_to_the_next_command() {
    let setup = Setup::new(State::default());
    let out = setup.sandbox().run(&["app", "new", "made", "--preset", "moveworks"]);
    assert_eq!(out.code, 0, "{}", out.show());
    assert!(out.stderr.contains("there is no permission set moveworks_connected_app yet"), "{}", out.show());
    assert!(!setup.parts()["ExtlClntAppOauthConfigurablePolicies"].contains("commaSeparatedPermissionSet"));
    assert!(out.stdout.contains("sfo app grant made --preset moveworks"), "{}", out.show());
}

#[test]
fn what_the_org_does_not_take_is_told_with_what_helps() {
    let why = "Enter a valid execution user to enable the client credentials flow.";
    let refusal = Some(("ExtlClntAppGlobalOauthSettings", "made_glbloauth", why));
    let setup = Setup::new(State { refusal, ..State::default() });
    let out = setup.sandbox().run(&[&NEW[..], &["-f", "table"]].concat());
    assert_eq!((out.code, out.stdout.as_str()), (1, ""), "{}", out.show());
    insta::assert_snapshot!(out.stderr.lines().skip_while(|line| !line.starts_with("error")).collect::<Vec<_>>().join("\n"), @r"
    error: deploy 0Af1 ended as Failed and changed nothing
    ExtlClntAppGlobalOauthSettings made_glbloauth: Enter a valid execution user to enable the client credentials flow.
      the client credentials flow runs as an active user who may use the API: --run-as USERNAME
    ");
}

#[test]
fn a_wait_that_is_too_short_says_so_and_tells_the_app() {
    let setup = Setup::new(State { unknown: 100, ..State::default() });
    let out = setup.sandbox().run(&[&NEW[..], &["--wait", "1s"]].concat());
    assert_eq!((out.code, &json(&out.stdout)["known"]), (7, &false.into()), "{}", out.show());
    assert_eq!(json(&out.stdout)["consumerKey"], KEY);
    assert!(out.stderr.contains("did not know it after 1s"), "{}", out.show());

    let before = setup.org.requests().len();
    let out = setup.sandbox().run(&[&NEW[..], &["--no-wait"]].concat());
    assert_eq!((out.code, &json(&out.stdout)["known"]), (0, &Value::Null), "{}", out.show());
    assert!(setup.org.requests()[before..].iter().all(|request| !request.target.ends_with("/token")));
}

#[test]
fn a_dry_run_sends_nothing_and_shows_all() {
    let setup = Setup::new(State::default());
    let out = setup.sandbox().run(&[&NEW[..], &["--dry-run"]].concat());
    assert_eq!(out.code, 0, "{}", out.show());
    let plan = json(&out.stdout);
    assert_eq!(plan["exists"], false);
    assert_eq!(plan["deploys"][0][1]["path"], "externalClientApps/made.eca", "{plan}");
    assert_eq!(plan["deploys"][1][1]["path"], "extlClntAppOauthPolicies/made_oauthPlcy.ecaOauthPlcy", "{plan}");
    assert_eq!(setup.deploys().len(), 0);
}

#[test]
fn an_app_is_taken_away_after_a_yes_only() {
    let setup = Setup::new(State::default());
    let sandbox = setup.sandbox();
    assert_eq!(sandbox.run(&NEW).code, 0);
    let delete = ["app", "new", "made", "--delete"];
    let asked = sandbox.run(&delete);
    assert_eq!((asked.code, setup.deploys().len()), (6, 1), "{}", asked.show());
    let done = sandbox.run(&[&delete[..], &["--yes"]].concat());
    assert_eq!((done.code, setup.parts().len()), (0, 0), "{}", done.show());
    let gone = sandbox.run(&[&delete[..], &["--yes"]].concat());
    assert_eq!(gone.code, 5, "{}", gone.show());
}

#[test]
fn an_org_that_hides_its_apps_is_asked_by_metadata_alone() {
    let setup = Setup::new(State { shy: true, ..State::default() });
    let sandbox = setup.sandbox();
    let first = sandbox.run(&NEW);
    assert_eq!((first.code, &json(&first.stdout)["id"]), (0, &Value::Null), "{}", first.show());
    let again = sandbox.run(&NEW);
    assert_eq!(&json(&again.stdout)["outcome"], "unchanged", "{}", again.show());
}

#[test]
fn settings_of_an_app_that_was_made_in_setup_are_found_under_their_own_names() {
    let setup = Setup::new(State::default());
    let sandbox = setup.sandbox();
    assert_eq!(sandbox.run(&NEW).code, 0);
    let kind = "ExtlClntAppGlobalOauthSettings";
    let other = setup.parts()[kind].replace("made_glbloauth", "Set_Up_By_Hand");
    setup.state.lock().expect("no holder panics").parts.insert(kind.to_owned(), other);
    let same = sandbox.run(&NEW);
    assert_eq!(&json(&same.stdout)["outcome"], "unchanged", "{}", same.show());
    let changed = sandbox.run(&[&NEW[..], &["--on", "pkce", "--yes"]].concat());
    assert_eq!(changed.code, 0, "{}", changed.show());
    assert!(setup.parts()[kind].starts_with("<fullName>Set_Up_By_Hand</fullName>"), "{}", setup.parts()[kind]);
}

#[test]
fn a_jwt_compares_what_queries_tell_and_says_what_it_could_not() {
    let setup = Setup::new(State::default());
    assert_eq!(setup.sandbox().run(&NEW).code, 0);
    let part = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
    let claims = r#"{"iss":"x","sub":"y","iat":4000000000,"exp":4000009000}"#;
    let jwt = format!("{}.{}.c2ln", part(r#"{"typ":"JWT"}"#), part(claims));
    let sandbox = setup.sandbox().set("SFO_ACCESS_TOKEN", jwt);
    let args = [&NEW[..], &["--scope", "web", "--yes"]].concat();
    let out = sandbox.run(&args);
    assert_eq!(out.code, 0, "{}", out.show());
    assert!(out.stderr.contains("the session is a JWT"), "{}", out.show());
    let told = json(&out.stdout);
    assert_eq!(told["changes"].as_array().map(Vec::len), Some(1), "{told}");
    assert_eq!((&told["changes"][0]["setting"], &told["notCompared"][0]), (&"scopes".into(), &"Callback URL".into()));
    // What could not be compared is sent, and what is known to be right is not.
    let sent = ["ExtlClntAppGlobalOauthSettings", "ExtlClntAppOauthSettings"];
    assert_eq!(setup.deploys()[1..], [sent]);
}

#[test]
fn metadata_is_written_without_any_login() {
    let sandbox = Sandbox::new();
    let args = [&NEW[..], &["--metadata-dir", "app"]].concat();
    let nameless = sandbox.run(&args);
    assert_eq!(nameless.code, 2, "{}", nameless.show());
    let args = [&args[..], &["--contact-email", "ops@example.com", "-f", "table"]].concat();
    let out = sandbox.run(&args);
    insta::assert_snapshot!(out.stdout, @r"
    app/package.xml
    app/externalClientApps/made.eca-meta.xml
    app/extlClntAppGlobalOauthSets/made_glbloauth.ecaGlblOauth-meta.xml
    app/extlClntAppOauthSettings/made_oauth.ecaOauth-meta.xml
    app/extlClntAppOauthPolicies/made_oauthPlcy.ecaOauthPlcy-meta.xml
    next: sf project deploy start --source-dir app
    ");
    assert_eq!(sandbox.run(&args).code, 0);
    let changed = sandbox.run(&[&args[..], &["--scope", "web"]].concat());
    assert_eq!(changed.code, 6, "{}", changed.show());
    assert!(changed.stderr.contains("--metadata-dir app"), "{}", changed.show());
    assert_eq!(sandbox.run(&[&args[..], &["--scope", "web", "--yes"]].concat()).code, 0);
    let scopes = std::fs::read_to_string(sandbox.path("app/extlClntAppOauthSettings/made_oauth.ecaOauth-meta.xml"));
    assert!(scopes.expect("is there").contains("Api, RefreshToken, Web"));
}

#[test]
fn what_is_asked_wrongly_is_named_before_anything_is_sent() {
    let sandbox = Sandbox::new();
    for (more, want) in [
        (&["9x", "--preset", "c1"][..], "a developer name has up to 80"),
        (&["x", "--preset", "c1", "--scope", "Api"], "there is no such scope"),
        (&["x", "--preset", "c1", "--on", "pcke"], "there is no such box"),
        (&["x", "--preset", "c1", "--callback", "http://evil.example/"], "a callback is https://"),
        (&["x", "--preset", "wrtier"], "there is no preset `wrtier`"),
        (&["x", "--preset", "generic"], "--callback URL"),
        (&["x"], "--preset says what the app is for"),
        (&["x", "--preset", "c1", "--run-as", "a@b.c"], "--on client-credentials"),
    ] {
        let out = sandbox.run(&[&["app", "new"][..], more].concat());
        assert_eq!(out.code, 2, "{}", out.show());
        assert!(out.stderr.contains(want), "{want}\n{}", out.show());
    }
}
