//! Logins of the official CLI, from files as it writes them.

use super::{expect, registry, stored};
use crate::support::{Org, Sandbox};
use serde_json::{Value, json};
use std::os::unix::fs::PermissionsExt;

const KEY: &str = "00112233445566778899aabbccddeeff";
/// One token, sealed by both versions of the cipher; the second takes the key twice as long.
const FIRST: &str = "0123456789ab181d3139a8657308970c823c7b6ffb971baac46ab31d70014695:df085b4915641f16aaa0650059455a8e";
const SECOND: &str =
    "000102030405060708090a0b2628f1067079fd86f90b5fcc01e5550e2f64e23faa2a0ffa4a56:0efa7329b8a12289fa504fa4e6755559";
const PLAIN: &str = "00D000000000001!AQEAQ.test";

/// A home folder with a key of the official CLI.
fn home(key: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    let text = json!({"account": "local", "key": key, "service": "sfdx"}).to_string();
    let file = sandbox.write("home/.sfdx/key.json", text);
    std::fs::set_permissions(file, PermissionsExt::from_mode(0o600)).expect("sets");
    let folder = sandbox.path("home").to_string_lossy().into_owned();
    sandbox.set("HOME", folder).set("SFO_STORE", "file")
}

fn account(user: &str, token: &str) -> Value {
    json!({
        "username": user, "orgId": "00D000000000001EAA", "userId": "005000000000001AAA", "clientId": "PlatformCLI",
        "instanceUrl": "https://acme.my.salesforce.com", "loginUrl": "https://login.salesforce.com",
        "accessToken": token, "refreshToken": token, "created": "1735689600000", "instanceApiVersion": "62.0",
    })
}

fn write(sandbox: &Sandbox, account: &Value) {
    let user = account["username"].as_str().expect("is text");
    sandbox.write(&format!("home/.sfdx/{user}.json"), account.to_string());
}

#[test]
fn both_versions_of_the_cipher_are_taken_over() {
    for (key, sealed) in [(KEY.to_owned(), FIRST), (KEY.repeat(2), SECOND)] {
        let sandbox = home(&key);
        write(&sandbox, &account("a@example.com", sealed));
        expect(&sandbox.run(&["auth", "import", "--all"]), 0, &["a@example.com", "sign each other out"]);
        let secrets = stored(&sandbox);
        assert_eq!((secrets["access"].as_str(), secrets["refresh"].as_str()), (Some(PLAIN), Some(PLAIN)));
        let out = sandbox.run(&["auth", "token", "-o", "a@example.com"]);
        assert_eq!(out.stdout, format!("{PLAIN}\n"));
    }
}

#[test]
fn a_login_taken_over_is_used() {
    let org = Org::always(r#"{"totalSize":0,"done":true,"records":[]}"#);
    let sandbox = home(KEY);
    let mut account = account("a@example.com", FIRST);
    account["instanceUrl"] = json!(org.origin);
    write(&sandbox, &account);
    expect(&sandbox.run(&["auth", "import", "a@example.com"]), 0, &[]);
    expect(&sandbox.run(&super::QUERY), 0, &[]);
    assert_eq!(org.requests()[0].header("authorization"), Some(&*format!("Bearer {PLAIN}")));
}

#[test]
fn aliases_and_the_default_come_along_and_what_is_skipped_says_why() {
    let sandbox = home(KEY);
    write(&sandbox, &account("a@example.com", FIRST));
    write(&sandbox, &account("b@example.com", FIRST));
    write(&sandbox, &account("sealed@example.com", &FIRST.replace("181d", "181e")));
    let mut evil = account("evil@example.com", FIRST);
    evil["instanceUrl"] = json!("https://evil.example");
    write(&sandbox, &evil);
    sandbox.write("home/.sfdx/broken@example.com.json", "{");
    let aliases = json!({"orgs": {"dev": "a@example.com", "production": "b@example.com"}});
    sandbox.write("home/.sfdx/alias.json", aliases.to_string());
    sandbox.write("home/.sf/config.json", json!({"target-org": "production"}).to_string());
    let out = sandbox.run(&["auth", "import", "--all"]);
    expect(&out, 0, &["dev (a@example.com)", "production (b@example.com)"]);
    for (user, why) in [
        ("sealed", "no key opens its secrets"),
        ("evil", "not a Salesforce domain"),
        ("broken", "it does not read as a login"),
    ] {
        let told = |line: &str| line.contains(&format!("{user}@example.com.json")) && line.contains(why);
        assert!(out.stderr.lines().any(told), "{user}: {}", out.show());
    }
    let registry = registry(&sandbox);
    assert!(registry.contains("default = \"production\"") && registry.contains("[orgs.dev]"), "{registry}");
}

#[test]
fn a_key_that_others_may_read_is_refused() {
    let sandbox = home(KEY);
    write(&sandbox, &account("a@example.com", FIRST));
    let key = sandbox.path("home/.sfdx/key.json");
    std::fs::set_permissions(&key, PermissionsExt::from_mode(0o644)).expect("sets");
    expect(&sandbox.run(&["auth", "import", "--all"]), 1, &["others may read", "chmod 600"]);
}

#[test]
fn nothing_to_take_over_is_not_found() {
    expect(&home(KEY).run(&["auth", "import", "--all"]), 5, &["no logins of the official CLI"]);
    let sandbox = home(KEY);
    write(&sandbox, &account("a@example.com", FIRST));
    expect(&sandbox.run(&["auth", "import", "other"]), 5, &[]);
    assert_eq!(registry(&sandbox), "");
}
