//! The same API over SOAP.

use super::{NAMESPACE, WHOLE, app, deploy, files, listed, result, trial};
use crate::demo::{
    metadata::bundle::{Bundle, tests::zip},
    trial::{Trial, json, text},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;

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
    let files = Bundle::open(&zip).expect("is a zip").files;
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
