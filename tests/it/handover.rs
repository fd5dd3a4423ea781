//! Handing a login or an app over to a product: the fields of its form, proven first, and no secret where none was
//! asked for.

use crate::login::{Attempt, Browser};
use crate::support::{Demo, Org, Outcome, Reply, Sandbox};
use serde_json::Value;
use std::process::Command;

const SUCCESS: &str = "https://login.salesforce.com/services/oauth2/success";
/// A secret of scripted orgs.
const CANARY: &str = "CANARY-not-to-be-seen";

/// Signs in by pasting, with an app that has a secret; `dev` holds its refresh token.
fn paste(demo: &Demo, sandbox: &Sandbox) {
    let (key, secret) = (demo.app("Demo Confidential", "clientId"), demo.app("Demo Confidential", "clientSecret"));
    let file = sandbox.write("secret", secret);
    let args = ["--host", &demo.origin, "--flow", "paste", "--client-id", &key, "--redirect-uri", SUCCESS];
    let more = ["--client-secret-file", file.to_str().expect("is text"), "--scope", "api refresh_token"];
    let mut login = Attempt::start(sandbox, &[&args[..], &more].concat());
    let ended_on = Browser::default().decide(&login.url, "allow");
    login.say(ended_on.as_str());
    login.succeeds(sandbox);
}

/// Signs in without a person.
fn sign_in(demo: &Demo, sandbox: &Sandbox, app: &str, flow: &str, more: &[&str]) {
    let (key, secret) = (demo.app(app, "clientId"), demo.app(app, "clientSecret"));
    let file = sandbox.write("secret", secret);
    let args = ["auth", "login", "--alias", "dev", "--host", &demo.origin, "--flow", flow, "--store", "file"];
    let client = ["--client-id", &key, "--client-secret-file", file.to_str().expect("is text")];
    let out = sandbox.run(&[&args[..], &client, more].concat());
    assert_eq!(out.code, 0, "{}", out.show());
}

fn home() -> Sandbox {
    Sandbox::new().set("SFO_ORG", "dev")
}

fn fields(out: &Outcome) -> serde_json::Map<String, Value> {
    assert_eq!(out.code, 0, "{}", out.show());
    serde_json::from_str(&out.stdout).unwrap_or_else(|error| panic!("{error}: {}", out.show()))
}

fn labels(out: &Outcome) -> Vec<String> {
    fields(out).keys().cloned().collect()
}

/// Fails with this code and these words, and hands nothing over.
fn refused(out: &Outcome, code: i32, words: &[&str]) {
    assert_eq!(out.code, code, "{}", out.show());
    assert_eq!(out.stdout, "", "{}", out.show());
    for word in words {
        assert!(out.stderr.contains(word), "no `{word}` in\n{}", out.show());
    }
}

#[test]
fn every_value_is_proven_and_stands_by_the_products_label() {
    let (demo, sandbox) = (Demo::serve(&[]), home());
    paste(&demo, &sandbox);
    let out = sandbox.run(&["auth", "export", "--for", "aisquared"]);
    assert_eq!(labels(&out), ["Access token", "Refresh token", "Instance URL", "Client ID", "Client secret"]);
    let values = fields(&out);
    assert_eq!(values["Instance URL"], demo.origin.as_str());
    assert_eq!(values["Client ID"], demo.app("Demo Confidential", "clientId").as_str());
    assert_eq!(values["Client secret"], demo.app("Demo Confidential", "clientSecret").as_str());
    for line in [
        "checked: Instance URL: an org answers there\n",
        "checked: Client ID, Client secret: the org knows the app\n",
        "checked: Access token: it speaks for test@example.com\n",
        "checked: Refresh token: the org would take it\n",
        "warning: where refresh tokens rotate, two programs with one of them sign each other out\n",
    ] {
        assert!(out.stderr.contains(line), "{line}{}", out.show());
    }
    let access = sandbox.run(&["auth", "token"]);
    assert_eq!(values["Access token"], access.stdout.trim());

    let writer = sandbox.run(&["auth", "export", "--for", "writer"]);
    assert_eq!(labels(&writer), ["Organization URL", "Consumer key", "Consumer secret"]);
    assert!(!writer.stderr.contains("rotate"), "{}", writer.show());
    assert_eq!(labels(&sandbox.run(&["auth", "export", "--for", "c1"])), ["Client ID", "Client secret"]);
}

#[test]
fn a_program_that_signs_in_by_itself_is_tried_by_its_grant() {
    let (demo, sandbox) = (Demo::serve(&[]), home());
    sign_in(&demo, &sandbox, "Demo Client Credentials", "client-credentials", &[]);
    let out = sandbox.run(&["auth", "export", "--for", "moveworks"]);
    assert_eq!(labels(&out), ["Base URL", "Grant Type", "Client ID", "Client Secret", "Token URL"]);
    assert_eq!(fields(&out)["Grant Type"], "Client Credentials");
    assert_eq!(fields(&out)["Token URL"], format!("{}/services/oauth2/token", demo.origin));
    assert!(out.stderr.contains("checked: Grant Type: signs in as test@example.com\n"), "{}", out.show());
}

#[test]
fn the_password_of_an_old_app_is_asked_for_and_tried() {
    let (demo, sandbox) = (Demo::serve(&[]), home());
    let word = sandbox.write("password", "sesameVk3qT8demo");
    let word = word.to_str().expect("is text");
    let args = ["--username", "test@example.com", "--password-file", word];
    sign_in(&demo, &sandbox, "Demo Password", "password", &args);
    let args = ["auth", "export", "--for", "moveworks", "--password-stdin"];
    let out = sandbox.run_with(&args, "sesameVk3qT8demo\n");
    let want = ["Base URL", "Grant Type", "Client ID", "Client Secret", "Username", "Password", "Token URL"];
    assert_eq!(labels(&out), want);
    let values = fields(&out);
    assert_eq!((&values["Grant Type"], &values["Username"]), (&"Password".into(), &"test@example.com".into()));
    assert!(out.stderr.contains("checked: Grant Type, Username, Password: signs in as test@example.com\n"));

    let wrong = sandbox.run_with(&args, "sesame\n");
    refused(&wrong, 4, &["Password does not work", "authentication failure"]);
    let missing = sandbox.run(&args[..4]);
    refused(&missing, 2, &["--password-stdin, --password-file or SFO_PASSWORD"]);
}

#[test]
fn what_does_not_work_is_named_by_its_box_and_nothing_is_handed_over() {
    let (demo, sandbox) = (Demo::serve(&[]), home());
    paste(&demo, &sandbox);
    let args = ["auth", "export", "--for", "aisquared", "--client-secret-stdin"];
    let secret = sandbox.run_with(&args, "wrong\n");
    refused(&secret, 4, &["Client secret does not work", "invalid client credentials", "Consumer Key and Secret"]);
    let insisted = sandbox.run_with(&[&args[..], &["--no-verify"]].concat(), "wrong\n");
    assert_eq!(fields(&insisted)["Client secret"], "wrong");

    let moveworks = sandbox.run(&["auth", "export", "--for", "moveworks"]);
    refused(&moveworks, 4, &["Grant Type does not work", "client credentials flow not enabled"]);

    let refresh = fields(&sandbox.run(&["auth", "export", "--for", "aisquared"]))["Refresh token"].clone();
    let form = format!("token={}", refresh.as_str().expect("is text"));
    let revoke = format!("{}/services/oauth2/revoke", demo.origin);
    assert!(Command::new("curl").args(["-sf", "-d", &form, &revoke]).status().expect("there is curl").success());
    let dead = sandbox.run(&["auth", "export", "--for", "aisquared"]);
    refused(&dead, 4, &["does not work"]);
}

#[test]
fn a_refresh_token_that_would_rotate_is_not_used_up() {
    let (demo, sandbox) = (Demo::serve(&["--rotate-refresh-tokens"]), home());
    paste(&demo, &sandbox);
    let token = || fields(&sandbox.run(&["auth", "export", "--for", "aisquared"]))["Refresh token"].clone();
    assert_eq!(token(), token());
}

#[test]
fn a_host_that_is_no_org_and_a_key_that_it_does_not_know_are_told_apart() {
    let org = Org::new(|request, _| match request.target.as_str() {
        "/services/oauth2/token" => {
            Reply::json(400, r#"{"error":"invalid_client_id","error_description":"client identifier invalid"}"#)
        }
        _ => Reply::html(200, "<html>parked</html>"),
    });
    let sandbox = home().set("SFO_CLIENT_SECRET", CANARY);
    // At sign-in it was an org.
    let entry = format!(
        "[orgs.dev]\nusername = \"a@b.co\"\nuser_id = \"005000000000001AAA\"\norg_id = \"00D000000000001EAA\"\n\
         login_url = \"{0}\"\ninstance_url = \"{0}\"\nclient_id = \"other\"\nflow = \"client-credentials\"\n\
         store = \"file\"\ncreated = \"2026-01-02T00:00:00Z\"\n",
        org.origin
    );
    sandbox.write("config/orgs.toml", entry);
    let writer = sandbox.run(&["auth", "export", "--for", "writer"]);
    refused(&writer, 7, &["Organization URL does not work", "is not an OAuth endpoint"]);
    let c1 = sandbox.run(&["auth", "export", "--for", "c1"]);
    refused(&c1, 4, &["Client ID does not work", "client identifier invalid"]);
    assert!(!format!("{}{}", writer.show(), c1.show()).contains(CANARY));
}

#[test]
fn a_file_is_the_users_alone_and_no_log_tells_a_secret() {
    let (demo, sandbox) = (Demo::serve(&[]), home());
    paste(&demo, &sandbox);
    let file = sandbox.write("form.json", "old");
    let out = sandbox.run(&["auth", "export", "--for", "aisquared", "--output", "form.json", "-vv"]);
    assert_eq!((out.code, out.stdout.as_str()), (0, ""), "{}", out.show());
    let values: serde_json::Map<String, Value> =
        serde_json::from_str(&std::fs::read_to_string(&file).expect("is written")).expect("is JSON");
    for label in ["Access token", "Refresh token", "Client secret"] {
        assert!(!out.stderr.contains(values[label].as_str().expect("is text")), "{label}: {}", out.show());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).expect("is there").permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn what_cannot_be_is_said_before_anything_is_sent() {
    let sandbox = Sandbox::new();
    for (args, want) in [
        (&["--for", "wirter"][..], "there is no preset `wirter`; did you mean `writer`?"),
        (&["--for", "c1", "--as", "json"], "--as and --for are two forms"),
        (&["--reveal"], "--for <PRODUCT>"),
        (
            &["--for", "c1", "--copy", "Client key"],
            "there is no field `Client key`; there are Client ID, Client secret",
        ),
        (&["--for", "c1", "--copy", "Client ID", "--output", "x"], "--copy and --output are two ways"),
        (&["--for", "c1", "--copy"], "--copy 'Client ID'"),
        (&["--for", "c1", "--copy", "--reveal"], "--reveal"),
    ] {
        let out = sandbox.run(&[&["-o", "demo", "auth", "export"], args].concat());
        refused(&out, 2, &[want]);
    }
}

#[test]
fn ones_own_product_may_ask_for_less_than_can_be_proven() {
    let (demo, sandbox) = (Demo::serve(&[]), home());
    paste(&demo, &sandbox);
    let own = "product = \"Ours\"\ncallbacks = []\nscopes = [\"api\"]\nboxes = []\n\
               [[form]]\nlabel = \"Jeton\"\nvalue = \"refresh-token\"\n[[form]]\nlabel = \"Kind\"\ntext = \"fixed\"\n";
    sandbox.write("config/presets/ours.toml", own);
    let out = sandbox.run(&["auth", "export", "--for", "ours"]);
    assert_eq!(labels(&out), ["Jeton", "Kind"]);
    assert_eq!(fields(&out)["Kind"], "fixed");
}
