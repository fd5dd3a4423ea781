//! What components do to apps and to the org, and why not.

use super::{APP, GLOBAL, OAUTH, Part, WHOLE, app, deploy, manifest, problem, result, trial};
use crate::demo::{settings, trial::json};
use serde_json::json;

const POLICY: &str = "<externalClientApplication>sfo_cli</externalClientApplication>\
    <permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>";

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
