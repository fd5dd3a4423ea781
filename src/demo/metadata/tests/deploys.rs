//! How a deploy goes, whatever is in it.

use super::{PATH, WHOLE, app, deploy, files, listed, manifest, problem, result, send, state, trial};
use crate::demo::trial::json;
use serde_json::json;

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
