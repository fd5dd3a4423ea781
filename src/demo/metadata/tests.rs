//! Deploys as they arrive, and what they leave behind.

use super::bundle::tests::zip;
use crate::demo::{
    Options,
    apps::App,
    settings,
    trial::{Trial, json, text},
};
use base64::{Engine, engine::general_purpose::STANDARD};
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
const POLICY: &str = "<externalClientApplication>sfo_cli</externalClientApplication>\
    <permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>";

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
        (super::kind::Kind::named(kind).expect("is there").path(name), text)
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

#[test]
fn a_deployed_app_is_known_to_oauth_and_to_queries() {
    let trial = trial("whole");
    let done = deploy(&trial, &json!({}), &WHOLE);
    assert_eq!((&done["status"], &done["success"], &done["done"]), (&json!("Succeeded"), &json!(true), &json!(true)));
    assert_eq!((&done["numberComponentsDeployed"], &done["numberComponentErrors"]), (&json!(3), &json!(0)));
    let made = done["details"]["componentSuccesses"].as_array().expect("a list");
    assert_eq!((made.len(), &made[0]["fullName"], &made[1]["created"]), (4, &json!("package.xml"), &json!(true)));
    let app = app(&trial).expect("is there");
    assert_eq!((made[1]["id"].as_str(), app.consumer.secret.len()), (Some(app.id.as_str()), 64));
    let soql = "query?q=SELECT+Id+FROM+ExternalClientApplication+WHERE+DeveloperName='sfo_cli'";
    assert_eq!(json(&trial.call("GET", soql, ""))["records"][0]["Id"], app.id.as_str());
    let probe = [("grant_type", "refresh_token"), ("refresh_token", "x"), ("client_id", &*app.consumer.key)];
    assert_eq!(json(&trial.form("services/oauth2/token", &probe))["error"], "invalid_grant");
    let again = deploy(&trial, &json!({}), &WHOLE);
    let made = again["details"]["componentSuccesses"].as_array().expect("a list");
    assert!(made.iter().all(|made| made["created"] == false && made["changed"] == false), "{again}");
}

#[test]
fn a_policy_is_there_from_the_start_and_an_upsert_replaces_all_of_it() {
    let trial = trial("policy");
    deploy(&trial, &json!({}), &WHOLE);
    let kind = "ExtlClntAppOauthConfigurablePolicies";
    let named = |elements: &str| format!("{POLICY}{elements}");
    let put = |elements: &str| deploy(&trial, &json!({}), &[(kind, "sfo_cli_oauthPlcy", &named(elements))]);
    let timed = "<refreshTokenPolicyType>SpecificInactivity</refreshTokenPolicyType>\
        <refreshTokenValidityPeriod>30</refreshTokenValidityPeriod><refreshTokenValidityUnit>Days</refreshTokenValidityUnit>";
    assert_eq!(put(timed)["status"], "Succeeded");
    assert_eq!(app(&trial).expect("is there").policy.refresh_token_validity_period, Some(30));
    assert_eq!(put("<commaSeparatedPermissionSet>sfo_users</commaSeparatedPermissionSet>")["status"], "Succeeded");
    let policy = app(&trial).expect("is there").policy;
    assert_eq!((policy.refresh_token_validity_period, &*policy.comma_separated_permission_set), (None, "sfo_users"));
    let wrong = deploy(&trial, &json!({}), &[(kind, "sfo_cli_policy", POLICY)]);
    assert!(
        problem(&wrong).starts_with("DUPLICATE_VALUE: duplicate value found: ExtlClntAppOauthSettingsId duplicates")
    );
    for (elements, said) in [
        (
            "<commaSeparatedPermissionSet>0PS000000000001GAA</commaSeparatedPermissionSet>",
            "INVALID_FIELD: We couldn't find permission sets called 0PS000000000001GAA",
        ),
        (
            "<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>\
          <clientCredentialsFlowUser>nobody@example.com</clientCredentialsFlowUser>",
            "Enter a valid execution user for the OAuth client credentials flow.",
        ),
        (
            "<refreshTokenPolicyType>SpecificLifetime</refreshTokenPolicyType>",
            "Required field is missing: refreshTokenValidityPeriod",
        ),
        (
            "<namedUserJwtTimeout>7</namedUserJwtTimeout>",
            "Error parsing file: '7' is not a valid value for the enum 'NamedUserJwtTimeout'",
        ),
    ] {
        assert_eq!(problem(&put(elements)), said);
    }
}

#[test]
fn what_cannot_be_is_refused_in_the_orgs_words() {
    let trial = trial("refused");
    let whole = |at: usize, part: Part<'static>| {
        let mut parts = WHOLE;
        parts[at] = part;
        deploy(&trial, &json!({}), &parts)
    };
    for (at, name, elements, said) in [
        (0, "sfo cli", APP.to_owned(), "INVALID_FIELD: The External Client App Name can only contain"),
        (
            0,
            "sfo_cli",
            format!("{APP}<orgScopedExternalApp>00D000000000009EAA:sfo_cli</orgScopedExternalApp>"),
            "INVALID_FIELD: orgScopedExternalApp",
        ),
        (
            1,
            "g",
            GLOBAL.replace("sfo_cli", "other"),
            "INVALID_CROSS_REFERENCE_KEY: In field: externalClientApplication",
        ),
        (
            1,
            "g",
            GLOBAL.replace("http://localhost", "http://example.com"),
            "INVALID_FIELD: Callback URL: http://example.com",
        ),
        (1, "g", format!("{GLOBAL}<consumerKey>mine</consumerKey>"), "INVALID_FIELD: consumerKey is generated"),
        (
            2,
            "o",
            OAUTH.replace("Api, RefreshToken", "api, refresh_token"),
            "Error parsing file: 'api' is not a valid value",
        ),
        (2, "o", format!("{OAUTH}<oauthLink>00D000000000009:888000000000001</oauthLink>"), "INVALID_FIELD: oauthLink"),
    ] {
        let elements: &'static str = elements.leak();
        let result = whole(at, (WHOLE[at].0, name, elements));
        let failures = result["details"]["componentFailures"].as_array().expect("is a list");
        let found = failures.iter().filter_map(|failure| failure["problem"].as_str());
        assert!(found.clone().any(|found| found.starts_with(said)), "{said}: {:?}", found.collect::<Vec<_>>());
        assert_eq!(app(&trial), None);
    }
    let legacy = "<contactEmail>a@b.example</contactEmail><label>Legacy</label>";
    let connected = deploy(&trial, &json!({}), &[("ConnectedApp", "Legacy", legacy)]);
    assert!(problem(&connected).starts_with("You can't create a connected app. To enable"));
    let taken = deploy(&trial, &json!({}), &[("ExternalClientApplication", "Demo_Password", APP)]);
    assert!(problem(&taken).starts_with("DUPLICATE_VALUE: "), "{taken}");
}

#[test]
fn zip_and_manifest_have_to_agree() {
    let trial = trial("manifest");
    let app = files(&WHOLE[..1]);
    let app = (app[0].0.as_str(), app[0].1.as_str());
    let said = |manifest: &str, file: (&str, &str)| {
        problem(&result(&trial, &json!({}), &[("package.xml", manifest), file])).to_owned()
    };
    let own = manifest(&[("ExternalClientApplication", "sfo_cli")]);
    assert_eq!(said(&manifest(&[]), app), "Not in package.xml");
    let (missing, unknown) = (
        manifest(&[("ExternalClientApplication", "gone"), ("ExternalClientApplication", "sfo_cli")]),
        manifest(&[("ApexKlass", "A"), ("ExternalClientApplication", "*")]),
    );
    assert!(
        said(&missing, app).contains("An object 'gone' of type ExternalClientApplication was named in package.xml")
    );
    assert_eq!(said(&unknown, app), "Unknown type name 'ApexKlass' specified in package.xml");
    assert!(said(&manifest(&[]), ("externalClientApps/a.ecaOauth", "")).contains("suffix"));
    assert!(said(&manifest(&[]), ("externalClientApps/sfo_cli.eca-meta.xml", "")).contains("-meta.xml"));
    assert!(said(&manifest(&[]), ("apps/a.eca", "")).contains("folder"));
    assert!(said("<Package>", app).starts_with("Error parsing file: "));
    assert_eq!(problem(&result(&trial, &json!({}), &[app])), "No package.xml found");
    let lenient = json!({"allowMissingFiles": true, "autoUpdatePackage": true});
    let fine = result(&trial, &lenient, &[("package.xml", &manifest(&[("ExternalClientApplication", "gone")])), app]);
    assert_eq!(fine["status"], "Succeeded", "{fine}");
    assert_eq!(
        result(&trial, &json!({}), &[("u/package.xml", &own), (&format!("u/{}", app.0), app.1)])["status"],
        "Succeeded"
    );
}

#[test]
fn a_failure_takes_back_the_rest_unless_that_was_not_wanted() {
    let trial = trial("rollback");
    let mut parts = WHOLE;
    parts[2].2 = "<label>x</label>";
    let failed = deploy(&trial, &json!({}), &parts);
    assert_eq!((problem(&failed), app(&trial)), ("Required field is missing: externalClientApplication", None));
    let partly = deploy(&trial, &json!({"rollbackOnError": false}), &parts);
    assert_eq!((&partly["status"], &partly["numberComponentsDeployed"]), (&json!("SucceededPartial"), &json!(2)));
    assert!(app(&trial).is_some_and(|app| app.global.is_some() && app.settings.is_none()));
}

#[test]
fn a_check_changes_nothing_and_can_be_done_in_earnest_later() {
    let trial = trial("check");
    let checked = deploy(&trial, &json!({"checkOnly": true}), &WHOLE);
    assert_eq!((&checked["status"], app(&trial)), (&json!("Succeeded"), None));
    let quick = |id: &str| {
        let reply = trial.call("POST", PATH, &json!({"validatedDeployRequestId": id}).to_string());
        (reply.status, json(&reply))
    };
    assert_eq!(quick("0Af000000000999AAA").0, 400);
    let (status, started) = quick(checked["id"].as_str().expect("an id"));
    assert_eq!((status, &started["validatedDeployRequestId"]), (201, &checked["id"]));
    let id = started["id"].as_str().expect("an id");
    assert_eq!((0..2).map(|_| state(&trial, id)).last().expect("two")["status"], "Succeeded");
    assert!(app(&trial).is_some());
    assert_eq!(quick(id).1[0]["errorCode"], "INVALID_ID_FIELD");
}

#[test]
fn a_deploy_can_be_canceled_until_it_is_done() {
    let trial = trial("cancel");
    let listed = listed(&WHOLE[..1]);
    let app_file = files(&WHOLE[..1]);
    let all = [("package.xml", listed.as_str()), (app_file[0].0.as_str(), app_file[0].1.as_str())];
    let (_, started) = send(&trial, &json!({}), &all);
    let path = format!("{PATH}/{}", started["id"].as_str().expect("an id"));
    let cancel = || trial.call("PATCH", &path, r#"{"deployResult":{"status":"Canceling"}}"#);
    let canceling = cancel();
    assert_eq!((canceling.status, &json(&canceling)["deployResult"]["status"]), (202, &json!("Canceling")));
    let end = json(&trial.call("GET", &path, ""))["deployResult"].clone();
    assert_eq!((&end["status"], &end["done"], end.get("details")), (&json!("Canceled"), &json!(true), None));
    assert_eq!((cancel().status, app(&trial)), (400, None));
    // Nobody looks at the first of two: it is done before the second all the same.
    send(&trial, &json!({}), &all);
    send(&trial, &json!({}), &all);
    assert!(app(&trial).is_some());
    assert_eq!(trial.call("GET", &format!("{PATH}/0Af0000000zzzzz"), "").status, 404);
}

#[test]
fn replacing_a_secret_needs_warnings_to_be_ignored() {
    let trial = trial("rotate");
    deploy(&trial, &json!({}), &WHOLE);
    let before = app(&trial).expect("is there").consumer;
    let elements = format!("{GLOBAL}<shouldRotateConsumerSecret>true</shouldRotateConsumerSecret>");
    let part = [(WHOLE[1].0, WHOLE[1].1, elements.as_str())];
    let failed = deploy(&trial, &json!({}), &part);
    assert_eq!((&failed["status"], app(&trial).expect("is there").consumer == before), (&json!("Failed"), true));
    assert_eq!(failed["details"]["componentSuccesses"][1]["problemType"], "Warning");
    assert_eq!(deploy(&trial, &json!({"ignoreWarnings": true}), &part)["status"], "Succeeded");
    let after = app(&trial).expect("is there").consumer;
    assert!(after.key == before.key && after.secret != before.secret);
}

#[test]
fn deleting_an_app_takes_all_of_it() {
    let trial = trial("delete");
    deploy(&trial, &json!({}), &WHOLE);
    let (empty, gone) = (manifest(&[]), manifest(&[("ExternalClientApplication", "sfo_cli")]));
    for name in ["destructiveChanges.xml", "destructiveChangesPre.xml", "destructiveChangesPost.xml"] {
        deploy(&trial, &json!({}), &WHOLE);
        let done = result(&trial, &json!({}), &[("package.xml", &empty), (name, &gone)]);
        assert_eq!((&done["status"], app(&trial)), (&json!("Succeeded"), None), "{done}");
    }
    let left = json(&trial.call(
        "GET",
        "query?q=SELECT+count()+FROM+ExtlClntAppPlcyCnfg+WHERE+DeveloperName='sfo_cli_plcy'",
        "",
    ));
    assert_eq!(left["totalSize"], 0);
    let again = [("package.xml", empty.as_str()), ("destructiveChanges.xml", &gone)];
    let warned = result(&trial, &json!({}), &again);
    assert_eq!(
        warned["details"]["componentSuccesses"][1]["problem"],
        "No ExternalClientApplication named: sfo_cli found"
    );
    assert_eq!(warned["status"], "Failed");
    assert_eq!(result(&trial, &json!({"ignoreWarnings": true}), &again)["status"], "Succeeded");
}

#[test]
fn switches_of_the_org_keep_what_a_file_leaves_out() {
    let trial = trial("settings");
    let secret = || settings::CLIENT_SECRET_IN_REST.is_on(&trial.org).expect("reads");
    let put = |elements| deploy(&trial, &json!({}), &[("ExternalClientAppSettings", "ExternalClientApp", elements)]);
    assert!(!secret());
    let on = "<enableClientSecretInRestApiAccess>true</enableClientSecretInRestApiAccess>";
    assert_eq!(put(on)["status"], "Succeeded");
    put("<enablePackageEcaOauthFromDevOrg>true</enablePackageEcaOauthFromDevOrg>");
    assert!(secret());
    assert!(
        problem(&put("<enableEverything>true</enableEverything>"))
            .contains("enableEverything invalid at this location")
    );
}

#[test]
fn who_may_not_deploy_is_told() {
    let mut trial = trial("permission");
    let id = json(&trial.call("GET", "query?q=SELECT+Id+FROM+PermissionSet+WHERE+Label='System+Administrator'", ""));
    let id = id["records"][0]["Id"].as_str().expect("an id").to_owned();
    let take = |column: &str| {
        trial.org.store.write(|kept| {
            kept.execute(&format!("UPDATE \"PermissionSet\" SET \"{column}\" = 0 WHERE \"Id\" = ?1"), [&id]).map(drop)
        })
    };
    take("PermissionsExternalClientAppDeveloper").expect("writes");
    let refused = deploy(&trial, &json!({}), &WHOLE[..1]);
    assert_eq!(problem(&refused), "INSUFFICIENT_ACCESS_OR_READONLY: insufficient access rights on object id");
    let (key, secret) = trial.app("Demo JWT Tokens");
    let form = [("grant_type", "client_credentials"), ("client_id", &*key), ("client_secret", &*secret)];
    trial.token = json(&trial.form("services/oauth2/token", &form))["access_token"].as_str().expect("one").to_owned();
    let (status, refused) = send(&trial, &json!({}), &[]);
    assert_eq!((status, &refused[0]["errorCode"]), (403, &json!("INSUFFICIENT_ACCESS")), "{refused}");
}

#[test]
fn a_request_without_its_parts_is_refused() {
    let trial = trial("parts");
    let kind = ("content-type", "multipart/form-data; boundary=B");
    let address = format!("services/data/v67.0/{PATH}");
    let json_part = "--B\r\nContent-Disposition: form-data; name=\"entity_content\"\r\n\r\n{}\r\n";
    for body in ["--B--", &format!("{json_part}--B--"), json_part] {
        let refused = trial.send("POST", &address, &[kind], body);
        assert_eq!(
            (refused.status, &json(&refused)[0]["errorCode"]),
            (400, &json!("INVALID_MULTIPART_REQUEST")),
            "{body}"
        );
    }
    let broken = format!("{json_part}--B\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nno zip\r\n--B--");
    let started = json(&trial.send("POST", &address, &[kind], broken));
    let id = started["id"].as_str().expect("an id");
    let end = (0..2).map(|_| state(&trial, id)).last().expect("two");
    assert_eq!((&end["status"], &end["errorStatusCode"]), (&json!("Failed"), &json!("UNKNOWN_EXCEPTION")));
}

/// What a call of the SOAP API says.
fn soap(trial: &Trial, session: &str, body: &str) -> (u16, String) {
    let envelope = format!(
        "<env:Envelope xmlns:env=\"http://schemas.xmlsoap.org/soap/envelope/\" {NAMESPACE}><env:Header><SessionHeader>\
         <sessionId>{session}</sessionId></SessionHeader></env:Header><env:Body>{body}</env:Body></env:Envelope>"
    );
    let reply = trial.send("POST", "services/Soap/m/67.0", &[("content-type", "text/xml")], envelope);
    (reply.status, text(&reply).to_owned())
}

#[test]
fn components_are_read_with_their_key_and_never_with_their_secret() {
    let trial = trial("read");
    deploy(&trial, &json!({}), &WHOLE);
    let app = app(&trial).expect("is there");
    let read = |kind: &str, names: &str| {
        soap(&trial, &trial.token, &format!("<readMetadata><type>{kind}</type>{names}</readMetadata>")).1
    };
    let global =
        read("ExtlClntAppGlobalOauthSettings", "<fullNames>sfo_cli_glbloauth</fullNames><fullNames>gone</fullNames>");
    let begin = "<readMetadataResponse><result><records xsi:type=\"ExtlClntAppGlobalOauthSettings\"><fullName>sfo_cli_glbloauth\
                 </fullName><callbackUrl>http://localhost:1717/OauthRedirect</callbackUrl><consumerKey>";
    assert!(global.contains(begin) && global.contains(&app.consumer.key), "{global}");
    assert!(
        global.contains("</records><records xsi:nil=\"true\"/></result>") && !global.contains(&app.consumer.secret)
    );
    let header = read("ExternalClientApplication", "<fullNames>sfo_cli</fullNames>");
    assert!(header.contains("<orgScopedExternalApp>00D000000000001EAA:sfo_cli</orgScopedExternalApp>"), "{header}");
    let policy = read("ExtlClntAppOauthConfigurablePolicies", "<fullNames>sfo_cli_oauthPlcy</fullNames>");
    assert!(policy.contains("<permittedUsersPolicyType>AllSelfAuthorized</permittedUsersPolicyType>"), "{policy}");
    let connected = read("ConnectedApp", "<fullNames>Demo_Password</fullNames>");
    assert!(connected.contains("<scopes>Api</scopes><scopes>RefreshToken</scopes>"), "{connected}");
    let switches = read("OauthOidcSettings", "<fullNames>OauthOidc</fullNames>");
    assert!(switches.contains("<oAuthCdCrdtFlowEnable>true</oAuthCdCrdtFlowEnable>"), "{switches}");
}

#[test]
fn components_are_listed_and_deleted_over_soap() {
    let trial = trial("soap");
    deploy(&trial, &json!({}), &WHOLE);
    let list = || {
        let body = "<listMetadata><queries><type>ExternalClientApplication</type></queries></listMetadata>";
        soap(&trial, &trial.token, body).1
    };
    let file = "<fileName>externalClientApps/sfo_cli.eca</fileName><fullName>sfo_cli</fullName>";
    assert!(list().contains(file) && !list().contains("Demo_Other_Org"), "{}", list());
    let body = "<deleteMetadata><type>ExternalClientApplication</type><fullNames>sfo_cli</fullNames>\
                <fullNames>gone</fullNames></deleteMetadata>";
    let deleted = soap(&trial, &trial.token, body).1;
    assert!(deleted.contains("<result><fullName>sfo_cli</fullName><success>true</success></result>"), "{deleted}");
    assert!(deleted.contains("<statusCode>INVALID_CROSS_REFERENCE_KEY</statusCode>"), "{deleted}");
    assert!(!list().contains(file));
}

#[test]
fn deploys_can_be_started_watched_and_canceled_over_soap() {
    let trial = trial("soap-deploy");
    let (listed, files) = (listed(&WHOLE[..1]), files(&WHOLE[..1]));
    let packed = STANDARD.encode(zip(&[("package.xml", &listed), (&files[0].0, &files[0].1)]));
    let start = || {
        let options =
            "<DeployOptions><rollbackOnError>true</rollbackOnError><testLevel>NoTestRun</testLevel></DeployOptions>";
        let said = soap(&trial, &trial.token, &format!("<deploy><ZipFile>{packed}</ZipFile>{options}</deploy>")).1;
        let id = said.split_once("<id>").and_then(|(_, rest)| rest.split_once("</id>")).expect("an id").0.to_owned();
        assert!(said.contains("<done>false</done>") && said.contains("<state>Queued</state>"), "{said}");
        id
    };
    let look = |id: &str| {
        let body = format!("<asyncProcessId>{id}</asyncProcessId><includeDetails>true</includeDetails>");
        soap(&trial, &trial.token, &format!("<checkDeployStatus>{body}</checkDeployStatus>")).1
    };
    let id = start();
    assert!(look(&id).contains("<status>InProgress</status>"));
    let done = look(&id);
    assert!(done.contains("<status>Succeeded</status>") && done.contains("<fullName>sfo_cli</fullName>"), "{done}");
    let id = start();
    let canceled = soap(&trial, &trial.token, &format!("<cancelDeploy><String>{id}</String></cancelDeploy>")).1;
    assert!(canceled.contains(&format!("<id>{id}</id>")) && look(&id).contains("<status>Canceled</status>"));
    assert!(look("0Af000000000zzz").contains("sf:INVALID_CROSS_REFERENCE_KEY"));
    assert!(soap(&trial, &trial.token, "<deploy><ZipFile>?</ZipFile></deploy>").1.contains("soapenv:Client"));
}

#[test]
fn what_is_retrieved_can_be_deployed_again() {
    let trial = trial("retrieve");
    deploy(&trial, &json!({}), &WHOLE);
    let types = "<types><members>*</members><members>gone</members><name>ExternalClientApplication</name></types>\
                 <types><members>sfo_cli_glbloauth</members><name>ExtlClntAppGlobalOauthSettings</name></types>";
    let request = format!("<singlePackage>true</singlePackage><unpackaged>{types}<version>67.0</version></unpackaged>");
    let part = |said: &str, name: &str| {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        said.split_once(&open).and_then(|(_, rest)| rest.split_once(&close)).expect("is there").0.to_owned()
    };
    let started =
        soap(&trial, &trial.token, &format!("<retrieve><retrieveRequest>{request}</retrieveRequest></retrieve>")).1;
    let look = |id: &str| {
        let body = format!("<asyncProcessId>{id}</asyncProcessId><includeZip>true</includeZip>");
        soap(&trial, &trial.token, &format!("<checkRetrieveStatus>{body}</checkRetrieveStatus>")).1
    };
    let done = look(&part(&started, "id"));
    assert!(
        done.contains("<problem>Entity of type 'ExternalClientApplication' named 'gone' cannot be found</problem>")
    );
    let zip = STANDARD.decode(part(&done, "zipFile")).expect("is base64");
    let files = super::bundle::Bundle::open(&zip).expect("is a zip").files;
    assert!(
        files.contains_key("externalClientApps/Demo_Public.eca") && files["package.xml"].contains("sfo_cli_glbloauth")
    );
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let again = result(&trial, &json!({}), &files);
    let made = again["details"]["componentSuccesses"].as_array().expect("a list");
    assert!(again["status"] == "Succeeded" && made.iter().all(|made| made["changed"] == false), "{again}");
    assert!(look("09S000000000zzz").contains("sf:INVALID_CROSS_REFERENCE_KEY"));
}

#[test]
fn soap_refuses_what_it_does_not_know() {
    let trial = trial("faults");
    let read = |kind: &str| format!("<readMetadata><type>{kind}</type><fullNames>a</fullNames></readMetadata>");
    assert!(soap(&trial, &trial.token, &read("Nothing")).1.contains("sf:INVALID_TYPE"));
    assert!(soap(&trial, &trial.token, "<fly/>").1.contains("No operation available for request"));
    let many = read("ConnectedApp").replace("<fullNames>a</fullNames>", &"<fullNames>a</fullNames>".repeat(11));
    assert!(soap(&trial, &trial.token, &many).1.contains("sf:EXCEEDED_ID_LIMIT"));
    let (key, secret) = trial.app("Demo JWT Tokens");
    let form = [("grant_type", "client_credentials"), ("client_id", &*key), ("client_secret", &*secret)];
    let jwt = json(&trial.form("services/oauth2/token", &form))["access_token"].as_str().expect("one").to_owned();
    let (status, said) = soap(&trial, &jwt, &read("ConnectedApp"));
    assert!(status == 500 && said.contains("sf:INVALID_SESSION_ID"), "{said}");
}
