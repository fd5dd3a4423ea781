//! Deploys as they arrive, and what they leave behind.

mod apps;
mod deploys;
mod soap;

use super::{bundle::tests::zip, kind::Kind};
use crate::demo::{
    Options,
    apps::App,
    trial::{Trial, json},
};
use serde_json::{Value, json};
use std::fmt::Write;

const PATH: &str = "metadata/deployRequest";
const NAMESPACE: &str = "xmlns=\"http://soap.sforce.com/2006/04/metadata\"";
const APP: &str = "<contactEmail>ops@example.com</contactEmail><label>sfo CLI</label>";
const GLOBAL: &str = "<callbackUrl>http://localhost:1717/OauthRedirect</callbackUrl>\
    <externalClientApplication>sfo_cli</externalClientApplication><isConsumerSecretOptional>true</isConsumerSecretOptional>\
    <isSecretRequiredForRefreshToken>false</isSecretRequiredForRefreshToken><label>global</label>";
const OAUTH: &str = "<commaSeparatedOauthScopes>Api, RefreshToken</commaSeparatedOauthScopes>\
    <externalClientApplication>sfo_cli</externalClientApplication>";

/// Type, name and elements of a component.
type Part<'a> = (&'a str, &'a str, &'a str);

const WHOLE: [Part; 3] = [
    ("ExternalClientApplication", "sfo_cli", APP),
    ("ExtlClntAppGlobalOauthSettings", "sfo_cli_glbloauth", GLOBAL),
    ("ExtlClntAppOauthSettings", "sfo_cli_oauth", OAUTH),
];

fn trial(name: &str) -> Trial {
    Trial::signed_in(&format!("deploy-{name}"), Options::default())
}

fn manifest(parts: &[(&str, &str)]) -> String {
    let mut text = format!("<Package {NAMESPACE}>");
    for (kind, name) in parts {
        let _ = write!(text, "<types><members>{name}</members><name>{kind}</name></types>");
    }
    text + "<version>67.0</version></Package>"
}

/// The files of these components, without a manifest.
fn files(parts: &[Part]) -> Vec<(String, String)> {
    let file = |(kind, name, elements): &Part| {
        let text = format!("<{kind} {NAMESPACE}>{elements}</{kind}>");
        (Kind::named(kind).expect("is there").path(name), text)
    };
    parts.iter().map(file).collect()
}

fn listed(parts: &[Part]) -> String {
    let named = parts.iter().map(|(kind, name, _)| match kind.strip_suffix("Settings") {
        Some(file) if file == *name => ("Settings", *name),
        _ => (*kind, *name),
    });
    manifest(&named.collect::<Vec<_>>())
}

fn send(trial: &Trial, options: &Value, files: &[(&str, &str)]) -> (u16, Value) {
    let mut body = format!(
        "--B\r\nContent-Disposition: form-data; name=\"json\"\r\nContent-Type: application/json\r\n\r\n{}\r\n--B\r\n\
         Content-Disposition: form-data; name=\"file\"; filename=\"d.zip\"\r\nContent-Type: application/zip\r\n\r\n",
        json!({"deployOptions": options})
    )
    .into_bytes();
    body.extend(zip(files));
    body.extend(b"\r\n--B--\r\n");
    let kind = ("content-type", "multipart/form-data; boundary=B");
    let reply = trial.send("POST", &format!("services/data/v67.0/{PATH}"), &[kind], body);
    (reply.status, json(&reply))
}

fn state(trial: &Trial, id: &str) -> Value {
    json(&trial.call("GET", &format!("{PATH}/{id}?includeDetails=true"), ""))["deployResult"].clone()
}

/// The end of a deploy of these files.
fn result(trial: &Trial, options: &Value, files: &[(&str, &str)]) -> Value {
    let (status, started) = send(trial, options, files);
    assert_eq!(status, 201, "{started}");
    let id = started["id"].as_str().expect("an id");
    let seen: Vec<Value> = (0..2).map(|_| state(trial, id)).collect();
    assert_eq!([&started["deployResult"]["status"], &seen[0]["status"]], ["Pending", "InProgress"]);
    seen[1].clone()
}

fn deploy(trial: &Trial, options: &Value, parts: &[Part]) -> Value {
    let (files, listed) = (files(parts), listed(parts));
    let mut all = vec![("package.xml", listed.as_str())];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    result(trial, options, &all)
}

/// What is wrong with the only component that something is wrong with.
fn problem(result: &Value) -> &str {
    let failures = result["details"]["componentFailures"].as_array().expect("is a list");
    assert_eq!(
        (failures.len(), &result["status"], &result["success"]),
        (1, &json!("Failed"), &json!(false)),
        "{result}"
    );
    failures[0]["problem"].as_str().expect("is text")
}

fn app(trial: &Trial) -> Option<App> {
    trial.org.apps().named("sfo_cli").expect("reads")
}
