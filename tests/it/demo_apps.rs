//! Apps that are deployed to a running demo org, over its sockets and seen from other processes.

use crate::support::Demo;
use serde_json::{Value, json};
use std::io::{Cursor, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::{Duration, Instant};
use zip::{ZipWriter, write::SimpleFileOptions};

const NAMESPACE: &str = "xmlns=\"http://soap.sforce.com/2006/04/metadata\"";
const FORM: &str = "application/x-www-form-urlencoded";

/// Somebody with an access token.
struct Caller {
    demo: Demo,
    token: String,
}

struct Reply {
    status: u16,
    head: String,
    body: String,
}

impl Reply {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("is JSON: {}", self.body))
    }
}

fn http(demo: &Demo, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
    let port = demo.origin.rsplit_once(':').expect("has a port").1.parse().expect("is a number");
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("listens");
    let headers: String = headers.iter().flat_map(|(name, value)| [name, ": ", value, "\r\n"]).collect();
    let head = format!("{method} {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n{headers}");
    stream.write_all(format!("{head}Content-Length: {}\r\n\r\n", body.len()).as_bytes()).expect("is sent");
    stream.write_all(body).expect("is sent");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("is answered");
    let (head, body) = text.split_once("\r\n\r\n").expect("is HTTP");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("has a status");
    Reply { status, head: head.to_owned(), body: body.to_owned() }
}

/// The answer of the token endpoint.
fn token(demo: &Demo, fields: &[(&str, &str)]) -> Value {
    let mut form = oauth2::url::form_urlencoded::Serializer::new(String::new());
    let body = form.extend_pairs(fields).finish();
    http(demo, "POST", "/services/oauth2/token", &[("Content-Type", FORM)], body.as_bytes()).json()
}

impl Caller {
    /// Signed in as the administrator.
    fn new(flags: &[&str]) -> Self {
        Self::by("Demo Client Credentials", flags)
    }

    fn by(app: &str, flags: &[&str]) -> Self {
        let demo = Demo::serve(flags);
        let (key, secret) = (demo.app(app, "clientId"), demo.app(app, "clientSecret"));
        let reply = credentials(&demo, &key, &secret);
        let token = reply["access_token"].as_str().expect("a token").to_owned();
        Self { demo, token }
    }

    fn call(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> Reply {
        let (path, bearer) = (format!("/services/data/v67.0/{path}"), format!("Bearer {}", self.token));
        http(&self.demo, method, &path, &[("Authorization", &bearer), ("Content-Type", kind)], body)
    }

    fn json(&self, method: &str, path: &str, body: &Value) -> Value {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.call(method, path, "application/json", body.as_bytes()).json()
    }

    fn start(&self, parts: &[(&str, &str, &str, &str)]) -> Reply {
        let mut body = b"--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"d.zip\"\r\n\
            Content-Type: application/zip\r\n\r\n"
            .to_vec();
        body.extend(zip(parts));
        body.extend(
            b"\r\n--B\r\nContent-Disposition: form-data; name=\"entity_content\"\r\nContent-Type: application/json\r\n\r\n\
            {\"deployOptions\":{\"singlePackage\":true,\"rollbackOnError\":true}}\r\n--B--\r\n",
        );
        self.call("POST", "metadata/deployRequest", "multipart/form-data; boundary=B", &body)
    }

    /// The states that a deploy passes through, each once, and its end.
    fn deploy(&self, parts: &[(&str, &str, &str, &str)]) -> (Vec<String>, Value) {
        let started = self.start(parts);
        assert_eq!(started.status, 201, "{}", started.body);
        let mut result = started.json()["deployResult"].clone();
        let path = format!("metadata/deployRequest/{}?includeDetails=true", result["id"].as_str().expect("an id"));
        let mut states = vec![result["status"].as_str().expect("a state").to_owned()];
        while result["done"] == false {
            result = self.json("GET", &path, &Value::Null)["deployResult"].clone();
            states.push(result["status"].as_str().expect("a state").to_owned());
        }
        states.dedup();
        (states, result)
    }

    fn deployed(&self, parts: &[(&str, &str, &str, &str)]) {
        let (states, result) = self.deploy(parts);
        assert_eq!(states, ["Pending", "InProgress", "Succeeded"], "{result}");
    }

    /// What is said of the component of this type over SOAP.
    fn read(&self, kind: &str, name: &str) -> String {
        let body = format!(
            "<env:Envelope xmlns:env=\"http://schemas.xmlsoap.org/soap/envelope/\" {NAMESPACE}><env:Header>\
             <SessionHeader><sessionId>{}</sessionId></SessionHeader></env:Header><env:Body><readMetadata>\
             <type>{kind}</type><fullNames>{name}</fullNames></readMetadata></env:Body></env:Envelope>",
            self.token
        );
        let headers = [("Content-Type", "text/xml; charset=UTF-8"), ("SOAPAction", "\"\"")];
        http(&self.demo, "POST", "/services/Soap/m/67.0", &headers, body.as_bytes()).body
    }

    /// The consumer key of the app that `parts` makes.
    fn key(&self) -> String {
        let read = self.read("ExtlClntAppGlobalOauthSettings", "robot_glbloauth");
        let key = read.split_once("<consumerKey>").and_then(|(_, rest)| rest.split_once("</consumerKey>"));
        key.expect("has a key").0.to_owned()
    }
}

fn credentials(demo: &Demo, key: &str, secret: &str) -> Value {
    token(demo, &[("grant_type", "client_credentials"), ("client_id", key), ("client_secret", secret)])
}

/// Path, type, name and elements of each component, with the manifest that lists them.
fn zip(parts: &[(&str, &str, &str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |path: &str, text: &str| {
        zip.start_file(path, SimpleFileOptions::default()).expect("is a path");
        zip.write_all(text.as_bytes()).expect("is written");
    };
    for (path, kind, _, elements) in parts {
        add(path, &format!("<{kind} {NAMESPACE}>{elements}</{kind}>"));
    }
    let types: String = parts
        .iter()
        .flat_map(|(_, kind, name, _)| ["<types><members>", name, "</members><name>", kind, "</name></types>"])
        .collect();
    add("package.xml", &format!("<Package {NAMESPACE}>{types}<version>67.0</version></Package>"));
    zip.finish().expect("is whole").into_inner()
}

const HEADER: (&str, &str, &str, &str) = (
    "externalClientApps/robot.eca",
    "ExternalClientApplication",
    "robot",
    "<contactEmail>ops@example.com</contactEmail><label>Robot</label>",
);
const GLOBAL: (&str, &str, &str, &str) = (
    "extlClntAppGlobalOauthSets/robot_glbloauth.ecaGlblOauth",
    "ExtlClntAppGlobalOauthSettings",
    "robot_glbloauth",
    "<callbackUrl>http://localhost:1717/OauthRedirect</callbackUrl><externalClientApplication>robot\
     </externalClientApplication><isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>\
     <isPkceRequired>false</isPkceRequired><label>Robot</label>\
     <isSecretRequiredForRefreshToken>false</isSecretRequiredForRefreshToken>",
);
const SCOPES: (&str, &str, &str, &str) = (
    "extlClntAppOauthSettings/robot_oauth.ecaOauth",
    "ExtlClntAppOauthSettings",
    "robot_oauth",
    "<commaSeparatedOauthScopes>Api, RefreshToken</commaSeparatedOauthScopes><externalClientApplication>robot\
     </externalClientApplication>",
);
const POLICY: (&str, &str, &str, &str) = (
    "extlClntAppOauthPolicies/robot_oauthPlcy.ecaOauthPlcy",
    "ExtlClntAppOauthConfigurablePolicies",
    "robot_oauthPlcy",
    "<clientCredentialsFlowUser>tomas.okafor@demo.example</clientCredentialsFlowUser><externalClientApplication>robot\
     </externalClientApplication><isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>\
     <permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>",
);

/// What the authorize endpoint does with this callback: the address it sends people to, or its page.
fn authorize(demo: &Demo, key: &str, callback: &str) -> String {
    let mut query = oauth2::url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs([("response_type", "code"), ("client_id", key), ("redirect_uri", callback)]);
    let reply = http(demo, "GET", &format!("/services/oauth2/authorize?{}", query.finish()), &[], b"");
    reply.head + &reply.body
}

#[test]
fn an_app_is_there_for_every_process_and_for_queries() {
    let caller = Caller::new(&[]);
    caller.deployed(&[HEADER, GLOBAL, SCOPES]);
    let soql = "SELECT DeveloperName, MasterLabel FROM ExternalClientApplication WHERE DeveloperName = 'robot'";
    let out = caller.demo.home().run(&["-o", "demo", "query", soql, "--csv"]);
    assert_eq!((out.code, out.stdout.as_str()), (0, "DeveloperName,MasterLabel\nrobot,Robot\n"), "{}", out.show());
    let soql = "SELECT OauthScopesREFRESH_TOKEN, OauthScopesFULL FROM ExtlClntAppOauthSettings WHERE \
                ExternalClientApplication.DeveloperName = 'robot'";
    let out = caller.demo.home().run(&["-o", "demo", "query", soql, "-f", "ndjson"]);
    assert_eq!(out.stdout.trim(), r#"{"OauthScopesREFRESH_TOKEN":true,"OauthScopesFULL":false}"#, "{}", out.show());
    let read = caller.read("ExternalClientApplication", "robot");
    assert!(read.contains("<contactEmail>ops@example.com</contactEmail>"), "{read}");
}

/// What comes of an assertion about this user, signed with the demo's key.
fn assertion(demo: &Demo, key: &str, user: &str) -> Value {
    let pem = std::fs::read(demo.sheet["keyFile"].as_str().expect("names its key")).expect("is there");
    let pem = jsonwebtoken::EncodingKey::from_rsa_pem(&pem).expect("is a key");
    let expires = jiff::Timestamp::now().as_second() + 120;
    let claims = json!({"iss": key, "sub": user, "aud": "https://login.salesforce.com", "exp": expires});
    let header = jsonwebtoken::Header::new(jsonwebtoken::Algorithm::RS256);
    let signed = jsonwebtoken::encode(&header, &claims, &pem).expect("signs");
    token(demo, &[("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", &signed)])
}

#[test]
fn a_certificate_signs_in_whom_a_permission_set_lets_in() {
    let caller = Caller::new(&[]);
    let certificate = include_str!("../../src/demo/oauth/keys/app.crt");
    let global = format!("{}<certificate>{certificate}</certificate>", GLOBAL.3);
    caller.deployed(&[HEADER, GLOBAL, SCOPES]);
    let (key, user) = (caller.key(), "test@example.com");
    assert_eq!(assertion(&caller.demo, &key, user)["error"], "invalid_client");
    caller.deployed(&[(GLOBAL.0, GLOBAL.1, GLOBAL.2, &global)]);
    assert_eq!(assertion(&caller.demo, &key, user)["error_description"], "user hasn't approved this consumer");
    caller.deployed(&[POLICY]);
    assert_eq!(assertion(&caller.demo, &key, user)["error"], "invalid_app_access");
    let rows = caller.json(
        "GET",
        "query?q=SELECT+Id+FROM+ExternalClientApplication+WHERE+DeveloperName='robot'",
        &Value::Null,
    );
    let access = json!({"ParentId": "0PS000000000001GAA", "SetupEntityId": rows["records"][0]["Id"]});
    assert_eq!(caller.json("POST", "sobjects/SetupEntityAccess", &access)["success"], true);
    assert!(assertion(&caller.demo, &key, user)["access_token"].is_string());
    assert_eq!(assertion(&caller.demo, &key, "mara.lindqvist@demo.example")["error"], "invalid_app_access");
    let named = POLICY.3.replace(
        "<clientCred",
        "<commaSeparatedPermissionSet>Sales_Operations</commaSeparatedPermissionSet><clientCred",
    );
    caller.deployed(&[(POLICY.0, POLICY.1, POLICY.2, &named)]);
    assert!(assertion(&caller.demo, &key, "mara.lindqvist@demo.example")["access_token"].is_string());
}

#[test]
fn a_new_app_is_unknown_until_it_has_spread() {
    let caller = Caller::new(&["--propagation", "2s"]);
    let began = Instant::now();
    caller.deployed(&[HEADER, GLOBAL, SCOPES]);
    let key = caller.key();
    let probe = || {
        let fields = [("grant_type", "refresh_token"), ("refresh_token", "dummy"), ("client_id", key.as_str())];
        token(&caller.demo, &fields)["error"].as_str().expect("is an error").to_owned()
    };
    let mut seen = vec![probe()];
    while seen.last().is_some_and(|error| error == "invalid_client_id") && began.elapsed() < Duration::from_secs(60) {
        seen.push(probe());
    }
    seen.dedup();
    assert_eq!(seen, ["invalid_client_id", "invalid_grant"]);
    assert!(began.elapsed() >= Duration::from_secs(2));
}

#[test]
fn a_changed_callback_counts_once_it_has_spread() {
    let caller = Caller::new(&["--propagation", "1h"]);
    let elements = "<callbackUrl>https://new.example/</callbackUrl><externalClientApplication>Demo_Confidential\
        </externalClientApplication><isPkceRequired>false</isPkceRequired><label>x</label>";
    let name = "Demo_Confidential_glbloauth";
    let path = format!("extlClntAppGlobalOauthSets/{name}.ecaGlblOauth");
    caller.deployed(&[(&path, GLOBAL.1, name, elements)]);
    assert!(caller.read(GLOBAL.1, name).contains("<callbackUrl>https://new.example/</callbackUrl>"));
    let key = caller.demo.app("Demo Confidential", "clientId");
    assert!(authorize(&caller.demo, &key, "https://new.example/").contains("redirect_uri_mismatch"));
    let old = authorize(&caller.demo, &key, "http://localhost:1717/OauthRedirect");
    assert!(!old.contains("redirect_uri_mismatch") && old.contains("password"), "{old}");
}

#[test]
fn a_failure_names_file_and_reason_and_leaves_nothing() {
    let caller = Caller::new(&[]);
    let wrong = (SCOPES.0, SCOPES.1, SCOPES.2, "<commaSeparatedOauthScopes>api</commaSeparatedOauthScopes>");
    let (states, result) = caller.deploy(&[HEADER, GLOBAL, wrong]);
    assert_eq!(states, ["Pending", "InProgress", "Failed"]);
    let failure = &result["details"]["componentFailures"][0];
    assert_eq!((&failure["fileName"], &failure["problemType"]), (&json!(SCOPES.0), &json!("Error")));
    assert!(failure["problem"].as_str().is_some_and(|text| text.contains("'api' is not a valid value")), "{failure}");
    assert_eq!((&failure["lineNumber"], &result["numberComponentErrors"]), (&json!(1), &json!(1)));
    let rows = caller.json(
        "GET",
        "query?q=SELECT+Id+FROM+ExternalClientApplication+WHERE+DeveloperName='robot'",
        &Value::Null,
    );
    assert_eq!(rows["totalSize"], 0);
}

#[test]
fn somebody_without_the_permission_is_refused() {
    let caller = Caller::by("Demo JWT Tokens", &[]);
    let refused = caller.start(&[HEADER]);
    assert_eq!((refused.status, &refused.json()[0]["errorCode"]), (403, &json!("INSUFFICIENT_ACCESS")));
    // A JWT is no session of SOAP.
    assert!(caller.read(HEADER.1, "Demo_Public").contains("sf:INVALID_SESSION_ID"));
}
