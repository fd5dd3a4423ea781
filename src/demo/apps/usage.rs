//! `apps/oauth/usage`: which external client apps there are, who let them in, and the refresh tokens that they hold
//! (`spec/oauth.md` 10.7), never the tokens themselves.

use super::model::App;
use crate::demo::{
    id,
    oauth::{Held, User},
    org::Org,
    permission::Permission,
    store::value,
    wire::{Call, Fault, Methods, Outcome, Reply},
};
use jiff::Timestamp;
use serde_json::{Value, json};

/// Entries of a page at most.
const PAGE: usize = 100;

pub fn methods(path: &[&str]) -> Option<Methods> {
    Some(match path {
        [] => &[("GET", apps)],
        ["tokens", _] => &[("DELETE", revoke_one)],
        [_, "users"] => &[("GET", users)],
        [_, "tokens"] => &[("DELETE", revoke_all)],
        [_, _, "tokens"] => &[("GET", tokens), ("DELETE", revoke_of_user)],
        _ => return None,
    })
}

/// `GET usage`
fn apps(org: &Org, call: &Call) -> Outcome {
    permit(org, call)?;
    let own = org.apps().all()?.into_iter().filter(|app| !app.connected() && app.home.is_none());
    let app = |app: App| json!({"developerName": app.name, "identifier": app.id, "label": app.label()});
    page(call, "apps", own.map(app).collect())
}

/// `GET usage/APP/users`
fn users(org: &Org, call: &Call) -> Outcome {
    let mut held = held(org, call)?;
    held.dedup_by(|one, other| one.user == other.user);
    let mut users = Vec::new();
    for held in held {
        let username = User::of_id(org, &held.user)?.map(|user| user.username);
        users.push(json!({"userIdentifier": held.user, "username": username}));
    }
    page(call, "users", users)
}

/// `GET usage/APP/USER/tokens`
fn tokens(org: &Org, call: &Call) -> Outcome {
    let app = permitted(org, call)?;
    let user = User::of_id(org, &user(call)?)?.ok_or_else(Fault::not_found)?;
    let jwt = app.global.as_ref().is_some_and(|global| global.is_named_user_jwt_enabled);
    let base = format!("/{}/tokens", call.path[..6].join("/"));
    let token = |held: Held| {
        json!({
            "accessTokenFormat": if jwt { "JWT" } else { "Opaque" },
            "appDeveloperName": app.name,
            "appIdentifier": app.id,
            "initialConnectionAt": date(held.begun),
            "lastUsedAt": held.used.map(date),
            "revocationUrl": format!("{base}/{}", held.id()),
            "useCount": held.uses,
            "userIdentifier": user.id,
            "username": user.username,
        })
    };
    let own = org.tickets().held(&app.id)?.into_iter().filter(|held| held.user == user.id);
    page(call, "tokens", own.map(token).collect())
}

/// `DELETE usage/APP/tokens`
fn revoke_all(org: &Org, call: &Call) -> Outcome {
    end(org, held(org, call)?)
}

/// `DELETE usage/APP/USER/tokens`
fn revoke_of_user(org: &Org, call: &Call) -> Outcome {
    let user = user(call)?;
    end(org, held(org, call)?.into_iter().filter(|held| held.user == user))
}

/// `DELETE usage/tokens/TOKEN`
fn revoke_one(org: &Org, call: &Call) -> Outcome {
    permit(org, call)?;
    for app in org.apps().all()? {
        let mut held = org.tickets().held(&app.id)?.into_iter();
        if let Some(held) = held.find(|held| Some(&held.id()) == call.path.last()) {
            return end(org, [held]);
        }
    }
    Err(Fault::not_found())
}

fn end(org: &Org, held: impl IntoIterator<Item = Held>) -> Outcome {
    for held in held {
        org.tickets().end(&held.family)?;
    }
    Ok(Reply::empty(204))
}

/// What the app of the call holds.
fn held(org: &Org, call: &Call) -> Result<Vec<Held>, Fault> {
    Ok(org.tickets().held(&permitted(org, call)?.id)?)
}

fn permitted(org: &Org, call: &Call) -> Result<App, Fault> {
    permit(org, call)?;
    app(org, call)
}

/// Refuses users who have nothing to do with apps.
fn permit(org: &Org, call: &Call) -> Result<(), Fault> {
    let any = [
        Permission::ExternalClientAppAdmin,
        Permission::ExternalClientAppDeveloper,
        Permission::ExternalClientAppViewer,
        Permission::ManageRemoteAccess,
    ];
    let any = if call.method == "GET" { &any[..] } else { &any[..1] };
    Permission::any(org, &call.user, any, refused)
}

/// What is said to users who have nothing to do with apps.
pub fn refused() -> Fault {
    Fault::new(403, "INSUFFICIENT_ACCESS", "You don't have access to this resource.")
}

/// The external client app that the call names.
pub fn app(org: &Org, call: &Call) -> Result<App, Fault> {
    let id = call.path.get(6).and_then(|id| id::long(id)).ok_or_else(Fault::not_found)?;
    let app = org.apps().of_id(&id)?.filter(|app| !app.connected() && app.home.is_none());
    app.ok_or_else(Fault::not_found)
}

fn user(call: &Call) -> Result<String, Fault> {
    call.path.get(7).and_then(|id| id::long(id)).ok_or_else(Fault::not_found)
}

/// As the API writes moments.
pub fn date(millis: i64) -> String {
    Timestamp::from_millisecond(millis).map(value::instant).unwrap_or_default()
}

/// One page of a list. The last one names a next one, too, which is empty.
fn page(call: &Call, member: &str, entries: Vec<Value>) -> Outcome {
    let number = |name: &str, usual: usize| match call.param(name) {
        None => Ok(usual),
        Some(text) => text.parse().map_err(|_| invalid(name, text)),
    };
    let (page, size) = (number("page", 0)?, number("pageSize", PAGE)?);
    if !(1..=PAGE).contains(&size) {
        return Err(invalid("pageSize", &size.to_string()));
    }
    let base = format!("/{}", call.path.join("/"));
    let url = |page: usize| format!("{base}?page={page}&pageSize={size}");
    let entries: Vec<_> = entries.into_iter().skip(page.saturating_mul(size)).take(size).collect();
    let next = url(page.saturating_add(1));
    Ok(Reply::json(200, &json!({"currentPageUrl": url(page), "nextPageUrl": next, member: entries})))
}

fn invalid(name: &str, text: &str) -> Fault {
    Fault::new(400, "INVALID_PARAMETER", format!("Invalid value for {name}: {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{
        Options,
        oauth::{Kind, Login},
        trial::{Trial, json},
    };

    const APP: &str = "apps/oauth/usage/0xI000000000002EAA";

    /// Signs in a user; access and refresh token.
    fn sign_in(trial: &Trial, name: &str) -> [String; 2] {
        let app = trial.org.apps().named("Demo_Confidential").expect("reads").expect("is there");
        let user = User::named(&trial.org, name).expect("reads").expect("is there");
        let login = Login::new(&app, user, "api refresh_token".to_owned());
        let members = login.lasting(&trial.org, &Call::default()).expect("signs in");
        ["access_token", "refresh_token"].map(|name| members[name].as_str().expect("is text").to_owned())
    }

    fn list(trial: &Trial, path: &str, member: &str) -> Vec<Value> {
        let reply = trial.call("GET", path, "");
        assert_eq!(reply.status, 200, "{path}");
        json(&reply)[member].as_array().expect("is a list").clone()
    }

    fn live(trial: &Trial, [access, refresh]: &[String; 2]) -> [bool; 2] {
        let live = |kind, text: &str| trial.org.tickets().live(kind, text).expect("reads").is_some();
        [live(Kind::Access, access), live(Kind::Refresh, refresh)]
    }

    #[test]
    fn apps_come_in_pages_behind_the_last_of_which_is_an_empty_one() {
        let trial = Trial::signed_in("usage-pages", Options::default());
        let (mut address, mut names) = ("apps/oauth/usage?pageSize=4".to_owned(), Vec::new());
        loop {
            let page = json(&trial.call("GET", &address, ""));
            let apps = page["apps"].as_array().expect("is a list");
            if apps.is_empty() {
                break;
            }
            names.extend(apps.iter().map(|app| app["developerName"].as_str().expect("is text").to_owned()));
            let next = page["nextPageUrl"].as_str().expect("is text");
            address = next.strip_prefix("/services/data/v67.0/").expect("is below the version").to_owned();
        }
        assert!(names.len() > 4 && names.contains(&"Demo_Public".to_owned()), "{names:?}");
        for query in ["pageSize=101", "pageSize=0", "page=x"] {
            assert_eq!(trial.call("GET", &format!("apps/oauth/usage?{query}"), "").status, 400, "{query}");
        }
    }

    #[test]
    fn a_token_is_told_without_itself_and_ends_by_what_it_is_called() {
        let trial = Trial::signed_in("usage-tokens", Options::default());
        let (one, two) = (sign_in(&trial, "test@example.com"), sign_in(&trial, "test@example.com"));
        assert_eq!(list(&trial, &format!("{APP}/users"), "users").len(), 1);
        let path = format!("{APP}/005000000000001AAA/tokens");
        let tokens = list(&trial, &path, "tokens");
        assert_eq!((tokens.len(), &tokens[0]["useCount"]), (2, &1.into()));
        let text = Value::from(tokens.clone()).to_string();
        assert!([&one, &two].iter().all(|login| login.iter().all(|token| !text.contains(token.as_str()))), "{text}");
        let url = tokens[0]["revocationUrl"].as_str().expect("is text");
        let place = url.strip_prefix("/services/data/v67.0/").expect("is below the version");
        assert_eq!((trial.call("DELETE", place, "").status, trial.call("DELETE", place, "").status), (204, 404));
        let ended = [live(&trial, &one), live(&trial, &two)];
        assert!(ended.contains(&[false, false]) && ended.contains(&[true, true]), "{ended:?}");
        assert_eq!(list(&trial, &path, "tokens").len(), 1);
    }

    #[test]
    fn a_user_s_tokens_end_alone_and_an_app_s_together() {
        let trial = Trial::signed_in("usage-end", Options::default());
        let admin = sign_in(&trial, "test@example.com");
        let mara = sign_in(&trial, "mara.lindqvist@demo.example");
        assert_eq!(trial.call("DELETE", &format!("{APP}/005000000000002AAA/tokens"), "").status, 204);
        assert_eq!((live(&trial, &mara), live(&trial, &admin)), ([false; 2], [true; 2]));
        assert_eq!(trial.call("DELETE", &format!("{APP}/tokens"), "").status, 204);
        assert_eq!(live(&trial, &admin), [false; 2]);
        assert_eq!(list(&trial, &format!("{APP}/users"), "users").len(), 0);
    }
}
