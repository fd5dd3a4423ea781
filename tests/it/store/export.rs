//! Every form of `auth export`, read back by what it is for.

use super::rotating::Rotating;
use super::{QUERY, expect, stored};
use crate::support::Sandbox;
use std::process::Command;

/// Characters that shells, TOML and dotenv files give a meaning.
const AWKWARD: &str = r#"00D'"$(id)`id`\n\!#% é"#;

/// The environment that a form sets, in the words of a program that reads it.
fn read_back(form: &str, program: &str, script: &str) {
    let sandbox =
        Sandbox::new().set("SFO_ACCESS_TOKEN", AWKWARD).set("SFO_INSTANCE_URL", "https://a.my.salesforce.com");
    let out = sandbox.run(&["auth", "export", "--as", form]);
    expect(&out, 0, &[]);
    let file = sandbox.write("exported", &out.stdout);
    let read = Command::new(program).args(["-c", script]).arg(&file).output().expect("is installed");
    let text = String::from_utf8_lossy(&read.stdout).into_owned();
    let wanted = format!("{AWKWARD}|https://a.my.salesforce.com");
    assert_eq!(text.trim_end(), wanted, "{form}: {}{}", out.stdout, String::from_utf8_lossy(&read.stderr));
}

#[test]
fn env_is_read_by_the_shells() {
    for (shell, script) in [
        ("bash", r#"eval "$(cat "$0")"; printf '%s|%s' "$SFO_ACCESS_TOKEN" "$SFO_INSTANCE_URL""#),
        ("zsh", r#"eval "$(cat "$0")"; printf '%s|%s' "$SFO_ACCESS_TOKEN" "$SFO_INSTANCE_URL""#),
        ("sh", r#". "$0"; printf '%s|%s' "$SFO_ACCESS_TOKEN" "$SFO_INSTANCE_URL""#),
    ] {
        read_back("env", shell, script);
    }
}

#[test]
fn fish_reads_its_form() {
    read_back("fish", "fish", r#"source $argv[1]; printf '%s|%s' "$SFO_ACCESS_TOKEN" "$SFO_INSTANCE_URL""#);
}

#[test]
fn json_is_one_object() {
    let script = "import json, sys; o = json.load(open(sys.argv[1])); print(o['accessToken'] + '|' + o['instanceUrl'])";
    read_back("json", "python3", script);
}

/// By the rules that dotenv readers share: between double quotes, a backslash makes the next character plain.
#[test]
fn dotenv_is_read_by_its_rules() {
    let script = r#"
import re, sys
lines = [line.rstrip("\n").split("=", 1) for line in open(sys.argv[1])]
values = {name: re.sub(r"\\(.)", r"\1", text[1:-1]) for name, text in lines}
print(values["SFO_ACCESS_TOKEN"] + "|" + values["SFO_INSTANCE_URL"])"#;
    read_back("dotenv", "python3", script);
}

#[test]
fn an_auth_url_signs_in_elsewhere() {
    let org = Rotating::new();
    let first = org.sign_in();
    let out = first.run(&["auth", "export", "--as", "auth-url"]);
    expect(&out, 0, &["sign each other out"]);
    let place = org.origin.trim_start_matches("http://");
    assert_eq!(out.stdout, format!("force://3MVG9::{}@{place}\n", org.change(|grants| grants.refresh())));
    let second = Sandbox::new();
    let args = ["auth", "login", "--flow", "auth-url", "--auth-url-stdin", "--store", "file", "--alias", "dev"];
    expect(&second.run_with(&args, &out.stdout), 0, &[]);
    expect(&second.run(&QUERY), 0, &[]);
    assert_eq!(stored(&second)["refresh"].as_str(), Some(&*org.change(|grants| grants.refresh())));
}
