//! `apps/oauth/credentials`: the keys and secrets of external client apps (`spec/oauth.md` 10.7). Secrets only where the
//! org lets its API tell them, and only to users who may see them.

use super::{
    model::App,
    pair::Second,
    usage::{self, date},
};
use crate::demo::{
    org::Org,
    permission::Permission,
    records::body,
    settings,
    wire::{Call, Fault, Methods, Outcome, Reply},
};
use serde_json::{Value, json};

/// The version that first had staged pairs.
const STAGED: u16 = 65;

pub fn methods(path: &[&str]) -> Option<Methods> {
    Some(match path {
        [_] => &[("GET", consumers)],
        [_, _] => &[("GET", pair)],
        [_, _, "staged"] => &[("GET", list), ("POST", stage)],
        [_, _, "staged", _] => &[("GET", staged), ("PATCH", rotate), ("DELETE", discard)],
        _ => return None,
    })
}

/// `GET credentials/APP`
fn consumers(org: &Org, call: &Call) -> Outcome {
    let app = developed(org, call)?;
    let here = here(call, 0);
    let mut consumer = about(&app, call, 0);
    consumer["key"] = app.consumer.key.as_str().into();
    Ok(Reply::json(200, &json!({"consumers": [consumer], "currentPageUrl": here, "nextPageUrl": null})))
}

/// `GET credentials/APP/CONSUMER?part=key|secret|keyandsecret`
fn pair(org: &Org, call: &Call) -> Outcome {
    let app = consumer(org, call)?;
    let (key, secret) = match call.param("part").unwrap_or("key").to_ascii_lowercase().as_str() {
        "key" => (true, false),
        "secret" => (false, true),
        "keyandsecret" => (true, true),
        other => return Err(Fault::new(400, "INVALID_PARAMETER", format!("Invalid value for part: {other}"))),
    };
    if secret {
        secrets(org, call)?;
    }
    let mut told = about(&app, call, 1);
    if key {
        told["key"] = app.consumer.key.as_str().into();
    }
    if secret {
        told["secret"] = app.consumer.secret.as_str().into();
    }
    Ok(Reply::json(200, &told))
}

/// `GET credentials/APP/CONSUMER/staged`
fn list(org: &Org, call: &Call) -> Outcome {
    let app = secret_consumer(org, call)?;
    Ok(Reply::json(200, &collection(&app, call)))
}

/// `POST credentials/APP/CONSUMER/staged`
fn stage(org: &Org, call: &Call) -> Outcome {
    let mut app = secret_consumer(org, call)?;
    if app.consumer.second.is_some() {
        let text = "Staged credentials already exist for this consumer. Delete them before you stage new ones.";
        return Err(Fault::new(400, "INVALID_OPERATION", text));
    }
    app.consumer.second = Some(Second::new(&call.user));
    org.apps().keep(&app, &call.user)?;
    Ok(Reply::json(201, &collection(&app, call)))
}

/// `GET credentials/APP/CONSUMER/staged/ID`
fn staged(org: &Org, call: &Call) -> Outcome {
    let (_, second) = second(org, call)?;
    Ok(Reply::json(200, &told(&second, call)))
}

/// `PATCH credentials/APP/CONSUMER/staged/ID`
fn rotate(org: &Org, call: &Call) -> Outcome {
    let (mut app, pair) = second(org, call)?;
    let command = body::fields(call)?.get("command").cloned().unwrap_or_default();
    if command != "rotate" {
        return Err(Fault::new(
            400,
            "INVALID_PARAMETER",
            format!("Invalid command: {}", command.as_str().unwrap_or_default()),
        ));
    }
    if pair.state() != "Active" {
        let text = format!("Staged credentials in state {} can't be rotated.", pair.state());
        return Err(Fault::new(400, "INVALID_OPERATION", text));
    }
    app.consumer.rotate();
    org.apps().keep(&app, &call.user)?;
    let before = app.consumer.second.clone().ok_or_else(Fault::not_found)?;
    Ok(Reply::json(200, &told(&before, call)))
}

/// `DELETE credentials/APP/CONSUMER/staged/ID`
fn discard(org: &Org, call: &Call) -> Outcome {
    let (mut app, _) = second(org, call)?;
    app.consumer.second = None;
    org.apps().keep(&app, &call.user)?;
    Ok(Reply::empty(204))
}

/// The app of the call, for a user who may develop apps.
fn developed(org: &Org, call: &Call) -> Result<App, Fault> {
    Permission::any(org, &call.user, &[Permission::ExternalClientAppDeveloper], usage::refused)?;
    usage::app(org, call)
}

/// The same, where the call names the consumer of the app.
fn consumer(org: &Org, call: &Call) -> Result<App, Fault> {
    let app = developed(org, call)?;
    let named = call.path.get(7).map(String::as_str).unwrap_or_default();
    let own = named.len() >= 15 && app.consumer.id.starts_with(&named[..15]);
    own.then_some(app).ok_or_else(Fault::not_found)
}

/// The same for what concerns a second pair: for a user who may see secrets, in an org that tells them.
fn secret_consumer(org: &Org, call: &Call) -> Result<App, Fault> {
    if call.version() < STAGED {
        return Err(Fault::not_found());
    }
    let app = consumer(org, call)?;
    secrets(org, call)?;
    Ok(app)
}

fn secrets(org: &Org, call: &Call) -> Result<(), Fault> {
    if !settings::CLIENT_SECRET_IN_REST.is_on(org)? {
        let text = "This feature is not currently enabled for this user.";
        return Err(Fault::new(403, "FUNCTIONALITY_NOT_ENABLED", text));
    }
    let refused = || Fault::new(403, "INSUFFICIENT_ACCESS", "You don't have permission to view client secrets.");
    Permission::any(org, &call.user, &[Permission::ViewClientSecret], refused)
}

/// The app of the call, and the second pair that the call names.
fn second(org: &Org, call: &Call) -> Result<(App, Second), Fault> {
    let app = secret_consumer(org, call)?;
    let named = call.path.get(9).map(String::as_str);
    let second = app.consumer.second.clone().filter(|second| Some(second.id.as_str()) == named);
    Ok((app, second.ok_or_else(Fault::not_found)?))
}

/// What the org always says of a consumer. `named` is how much of the path stands behind the app.
fn about(app: &App, call: &Call, named: usize) -> Value {
    let base = here(call, named);
    let base = if named == 0 { format!("{base}/{}", app.consumer.id) } else { base };
    json!({"id": app.consumer.id, "name": app.label(), "url": base, "stagedCredentialsUrl": format!("{base}/staged")})
}

fn collection(app: &App, call: &Call) -> Value {
    let all: Vec<_> = app.consumer.second.iter().map(|second| told(second, call)).collect();
    json!({"stagedCredentials": all, "url": here(call, 2)})
}

fn told(second: &Second, call: &Call) -> Value {
    json!({
        "createdBy": second.by,
        "createdDate": date(second.created),
        "expirationDate": date(second.expires),
        "id": second.id,
        "key": second.key,
        "secret": second.secret,
        "stagedCredentialsUrl": format!("{}/{}", here(call, 2), second.id),
        "state": second.state(),
        "url": here(call, 1),
    })
}

/// The path of the call up to the app, and this many segments behind it.
fn here(call: &Call, behind: usize) -> String {
    let segments: Vec<_> = call.path.iter().take(7 + behind).map(String::as_str).collect();
    format!("/{}", segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{
        Options,
        oauth::{Login, User},
        trial::{Trial, json},
    };

    const APP: &str = "apps/oauth/credentials/0xI000000000002EAA";
    const CONSUMER: &str = "apps/oauth/credentials/0xI000000000002EAA/888000000000002AAA";

    /// An org that tells secrets, and a refresh token of Demo Confidential.
    fn trial(name: &str) -> (Trial, String) {
        let trial = Trial::signed_in(name, Options::default());
        settings::set(&trial.org, "ExternalClientApp", "enableClientSecretInRestApiAccess", true).expect("writes");
        let app = trial.org.apps().named("Demo_Confidential").expect("reads").expect("is there");
        let user = User::named(&trial.org, "test@example.com").expect("reads").expect("is there");
        let login = Login::new(&app, user, "api refresh_token".to_owned());
        let members = login.lasting(&trial.org, &Call::default()).expect("signs in");
        let refresh = members["refresh_token"].as_str().expect("is text").to_owned();
        (trial, refresh)
    }

    fn ask(trial: &Trial, method: &str, path: &str, body: &str) -> (u16, Value) {
        let reply = trial.call(method, path, body);
        let body = if reply.body.is_empty() { Value::Null } else { json(&reply) };
        (reply.status, body)
    }

    fn pair(trial: &Trial) -> (String, String) {
        let (_, pair) = ask(trial, "GET", &format!("{CONSUMER}?part=keyandsecret"), "");
        let text = |name: &str| pair[name].as_str().unwrap_or_default().to_owned();
        (text("key"), text("secret"))
    }

    /// Whether a pair renews the token; a signature is of the pair that asked.
    fn renews(trial: &Trial, refresh: &str, (key, secret): &(String, String)) -> bool {
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh),
            ("client_id", key),
            ("client_secret", secret),
        ];
        let reply = trial.form("services/oauth2/token", &form);
        if reply.status != 200 {
            assert!(
                ["invalid_client", "invalid_client_id"].contains(&json(&reply)["error"].as_str().unwrap_or_default())
            );
            return false;
        }
        let text = |name: &str| json(&reply)[name].as_str().unwrap_or_default().to_owned();
        let signature = crate::demo::oauth::signature(secret, &text("id"), &text("issued_at"));
        assert_eq!(text("signature"), signature);
        true
    }

    #[test]
    fn only_what_was_asked_for_is_told() {
        let (trial, _) = trial("parts");
        let members = |query: &str| {
            let (status, pair) = ask(&trial, "GET", &format!("{CONSUMER}{query}"), "");
            (status, pair["key"].is_string(), pair["secret"].is_string())
        };
        assert_eq!((members(""), members("?part=key")), ((200, true, false), (200, true, false)));
        assert_eq!((members("?part=secret"), members("?part=keyandsecret")), ((200, false, true), (200, true, true)));
        assert_eq!(members("?part=all").0, 400);
        let (_, all) = ask(&trial, "GET", APP, "");
        assert!(all["consumers"][0]["key"].is_string() && all["consumers"][0].get("secret").is_none(), "{all}");
        for path in [
            "apps/oauth/credentials/0xI000000000099EAA",
            "apps/oauth/credentials/0H4000000000001EAA",
            &format!("{APP}/x"),
        ] {
            assert_eq!(ask(&trial, "GET", path, "").0, 404, "{path}");
        }
    }

    #[test]
    fn a_staged_pair_works_beside_the_first_and_then_the_first_beside_it() {
        let (trial, refresh) = trial("rotate");
        let old = pair(&trial);
        let (status, list) = ask(&trial, "POST", &format!("{CONSUMER}/staged"), "{}");
        let staged = &list["stagedCredentials"][0];
        let text = |name: &str| staged[name].as_str().expect("is text").to_owned();
        let (new, place) = ((text("key"), text("secret")), format!("{CONSUMER}/staged/{}", text("id")));
        assert_eq!((status, text("state")), (201, "Active".to_owned()));
        assert!(renews(&trial, &refresh, &old) && renews(&trial, &refresh, &new));
        assert!(!renews(&trial, &refresh, &(old.0.clone(), new.1.clone())), "pairs are not mixed");
        assert_eq!(ask(&trial, "POST", &format!("{CONSUMER}/staged"), "{}").0, 400, "there is room for one");

        assert_eq!(ask(&trial, "PATCH", &place, r#"{"command":"turn"}"#).0, 400);
        let (status, rotated) = ask(&trial, "PATCH", &place, r#"{"command":"rotate"}"#);
        assert_eq!((status, rotated["state"].as_str(), rotated["key"].as_str()), (200, Some("Rotated"), Some(&*old.0)));
        assert_eq!(pair(&trial), new);
        assert!(renews(&trial, &refresh, &old) && renews(&trial, &refresh, &new));
        assert_eq!(ask(&trial, "PATCH", &place, r#"{"command":"rotate"}"#).0, 400, "is done once");

        assert_eq!(ask(&trial, "DELETE", &place, "").0, 204);
        assert!(!renews(&trial, &refresh, &old) && renews(&trial, &refresh, &new));
        assert_eq!((ask(&trial, "GET", &place, "").0, ask(&trial, "DELETE", &place, "").0), (404, 404));
    }

    #[test]
    fn a_pair_that_was_rotated_out_ends_by_itself() {
        let (trial, refresh) = trial("expires");
        let old = pair(&trial);
        let mut app = trial.org.apps().named("Demo_Confidential").expect("reads").expect("is there");
        app.consumer.second = Some(Second::new("005000000000001AAA"));
        app.consumer.rotate();
        app.consumer.second.iter_mut().for_each(|second| second.expires = 1);
        trial.org.apps().keep(&app, "005000000000001AAA").expect("writes");
        assert!(!renews(&trial, &refresh, &old) && renews(&trial, &refresh, &pair(&trial)));
        let (_, list) = ask(&trial, "GET", &format!("{CONSUMER}/staged"), "");
        assert_eq!(list["stagedCredentials"][0]["state"], "Expired");
    }

    #[test]
    fn secrets_are_for_orgs_and_users_that_may_have_them() {
        let (mut trial, _) = trial("closed");
        let code =
            |trial: &Trial, path: &str| ask(trial, "GET", path, "").1[0]["errorCode"].as_str().map(str::to_owned);
        let secret = format!("{CONSUMER}?part=secret");
        settings::set(&trial.org, "ExternalClientApp", "enableClientSecretInRestApiAccess", false).expect("writes");
        for path in [&*secret, &format!("{CONSUMER}/staged")] {
            assert_eq!(code(&trial, path).as_deref(), Some("FUNCTIONALITY_NOT_ENABLED"), "{path}");
        }
        assert_eq!(code(&trial, CONSUMER), None);
        settings::set(&trial.org, "ExternalClientApp", "enableClientSecretInRestApiAccess", true).expect("writes");
        let old = trial.send("GET", &format!("services/data/v64.0/{CONSUMER}/staged"), &[], "");
        assert_eq!(old.status, 404);

        let app = trial.org.apps().named("Demo_Confidential").expect("reads").expect("is there");
        let user = User::named(&trial.org, "mara.lindqvist@demo.example").expect("reads").expect("is there");
        let members = Login::new(&app, user, "api".to_owned()).access(&trial.org, &Call::default()).expect("signs in");
        trial.token = members["access_token"].as_str().expect("is text").to_owned();
        for path in [APP, CONSUMER, "apps/oauth/usage", "apps/oauth/usage/0xI000000000002EAA/users"] {
            assert_eq!(code(&trial, path).as_deref(), Some("INSUFFICIENT_ACCESS"), "{path}");
        }
    }
}
