//! Apps that change while the org runs.

use super::{App, admits, types::Global};
use crate::demo::{
    Options,
    trial::{Trial, json},
};
use serde_json::json;
use std::time::Duration;

const ADMIN: &str = "005000000000001AAA";
const MARA: &str = "005000000000002AAA";

fn app(trial: &Trial, name: &str) -> App {
    trial.org.apps().named(name).expect("reads").expect("is there")
}

/// A copy of a seed that is an app of its own.
fn another(trial: &Trial) -> App {
    let mut app = app(trial, "Demo_Public");
    app.id = trial.org.apps().new_id().expect("reads");
    app.name = "Another".to_owned();
    app.consumer.key.push('x');
    app
}

fn known(trial: &Trial, key: &str) -> Option<App> {
    trial.org.apps().in_effect(key).expect("reads")
}

#[test]
fn a_change_is_obeyed_once_it_has_spread() {
    let trial = Trial::new("spread", Options { propagation: Duration::from_secs(3600), ..Options::default() });
    let (new, mut changed) = (another(&trial), app(&trial, "Demo_Public"));
    changed.global = Some(Global { callback_url: "https://new.example/".to_owned(), ..Global::default() });
    for app in [&new, &changed, &changed] {
        trial.org.apps().keep(app, ADMIN).expect("writes");
    }
    assert_eq!(known(&trial, &new.consumer.key), None);
    assert_eq!(app(&trial, "Another"), new);
    let old = known(&trial, &changed.consumer.key).expect("is known");
    assert!(old.callbacks().count() > 1 && app(&trial, "Demo_Public") == changed);
    trial.org.apps().remove(&changed).expect("writes");
    assert_eq!(known(&trial, &changed.consumer.key), None);
}

#[test]
fn without_a_delay_it_is_obeyed_at_once_and_also_by_whoever_opens_the_org_again() {
    let trial = Trial::signed_in("at-once", Options::default());
    let new = another(&trial);
    trial.org.apps().keep(&new, ADMIN).expect("writes");
    assert_eq!(known(&trial, &new.consumer.key), Some(new.clone()));
    let folder = trial.org.store.file().parent().expect("is in a folder");
    let again = crate::demo::org::Org::open(folder, Options::default()).expect("opens");
    assert_eq!(again.apps().of_id(&new.id).expect("reads"), Some(new.clone()));
    trial.org.apps().remove(&new).expect("writes");
    assert_eq!(again.apps().of_id(&new.id).expect("reads"), None);
    assert_ne!(trial.org.apps().new_id().expect("reads"), new.id);
}

#[test]
fn records_follow_the_app() {
    let trial = Trial::signed_in("records", Options::default());
    let rows = |object: &str| {
        let soql = format!("SELECT+FIELDS(ALL)+FROM+{object}+WHERE+DeveloperName+LIKE+'Another%25'+LIMIT+9");
        json(&trial.call("GET", &format!("query?q={soql}"), ""))["records"].clone()
    };
    let objects =
        ["ExternalClientApplication", "ExtlClntAppOauthSettings", "ExtlClntAppOauthPlcyCnfg", "ExtlClntAppPlcyCnfg"];
    let mut new = another(&trial);
    for label in ["First", "Second"] {
        new.header.label = label.to_owned();
        trial.org.apps().keep(&new, MARA).expect("writes");
        let made = objects.map(|object| rows(object)[0].clone());
        assert_eq!(made[0]["MasterLabel"], label);
        assert_eq!((made[0]["CreatedById"].as_str(), made[0]["Id"].as_str()), (Some(MARA), Some(new.id.as_str())));
        assert!(made[1..].iter().all(|row| row["ExternalClientApplicationId"] == new.id.as_str()));
        assert_eq!((&made[1]["OauthScopesREFRESH_TOKEN"], &made[1]["OauthScopesFULL"]), (&json!(true), &json!(false)));
    }
    trial.org.apps().remove(&new).expect("writes");
    assert!(objects.iter().all(|object| rows(object).as_array().is_some_and(Vec::is_empty)));
}

#[test]
fn an_administrator_lets_people_in_by_permission_set() {
    let trial = Trial::signed_in("admitted", Options::default());
    let mut app = app(&trial, "Demo_Admin_Approved");
    let may = |app: &App, user: &str| admits(&trial.org, app, user).expect("reads");
    assert!(may(&app, ADMIN) && !may(&app, MARA));
    app.policy.comma_separated_permission_set = "Data_Loader, Sales_Operations".to_owned();
    assert!(may(&app, MARA));
    app.policy.comma_separated_permission_set = "sfo_users".to_owned();
    app.policy.comma_separated_profile = "Standard User".to_owned();
    assert!(may(&app, MARA));
    app.policy.comma_separated_profile.clear();
    assert!(!may(&app, MARA));
    let expired =
        json!({"AssigneeId": MARA, "PermissionSetId": "0PS000000000001GAA", "ExpirationDate": "2024-01-01T00:00:00Z"});
    let made = json(&trial.call("POST", "sobjects/PermissionSetAssignment", &expired.to_string()));
    assert!(!may(&app, MARA), "{made}");
    let path = format!("sobjects/PermissionSetAssignment/{}", made["id"].as_str().expect("an id"));
    assert_eq!(trial.call("PATCH", &path, r#"{"ExpirationDate": null}"#).status, 204);
    assert!(may(&app, MARA));
}

#[test]
fn an_app_without_oauth_is_nobody() {
    let trial = Trial::new("nobody", Options::default());
    let app = App { id: trial.org.apps().new_id().expect("reads"), name: "Bare".to_owned(), ..App::default() };
    trial.org.apps().keep(&app, ADMIN).expect("writes");
    assert_eq!(known(&trial, ""), None);
    assert_eq!(self::app(&trial, "Bare"), app);
}
