//! What the app may ask for, and whether a refresh token comes of it.

use super::Case;
use crate::app::check::{Change, Statement};
use crate::app::scope;
use crate::app::settings::Setting;
use std::borrow::Cow;

/// Two names of one scope.
const LASTING: [&str; 2] = ["refresh_token", "offline_access"];

pub fn statements(case: &Case) -> Vec<Statement> {
    let wanted = case.wanted.values(Setting::Scopes).unwrap_or_default();
    let each = wanted.iter().map(|name| one(case, name).of(name));
    each.chain(further(case)).chain(refresh_token(case)).collect()
}

fn one(case: &Case, name: &str) -> Statement {
    const NAME: &str = "scope";
    let granted = case.outside.scopes.as_ref().ok().is_some_and(|scopes| has(&scopes.granted, name));
    match list(case) {
        Ok(scopes) if has(&scopes, name) || granted => Statement::passed(NAME, "the app may ask for it"),
        Ok(_) if scope::find(name).is_none() => Statement::failed(
            NAME,
            "the app lacks it, and no scope is known by this name",
            case.change(Setting::Scopes),
        ),
        Ok(_) => Statement::failed(NAME, "the app lacks it", case.change(Setting::Scopes)),
        Err(why) => Statement::not_testable(NAME, why),
    }
}

/// Scopes that nobody asked for open what nobody wanted open.
fn further(case: &Case) -> Option<Statement> {
    const NAME: &str = "further-scopes";
    let sandbox = case.inside.ok().and_then(|inside| inside.org.as_ref()).is_some_and(|org| org.is_sandbox);
    let tolerated = case.wanted.tolerated(sandbox)?;
    Some(match list(case) {
        Ok(scopes) => {
            let more: Vec<_> = scopes.iter().filter(|scope| !has(&tolerated, scope)).map(String::as_str).collect();
            if more.is_empty() {
                Statement::passed(NAME, "the app has no more than is wanted")
            } else {
                let finding = format!("the app has more than is wanted: {}", more.join(" "));
                Statement::failed(NAME, finding, case.change(Setting::Scopes))
            }
        }
        Err(why) => Statement::not_testable(NAME, why),
    })
}

/// A refresh token takes the scope, and a policy that lets it live.
fn refresh_token(case: &Case) -> Option<Statement> {
    const NAME: &str = "refresh-token";
    let wanted = case.wanted.values(Setting::Scopes).map(|scopes| LASTING.iter().any(|name| has(&scopes, name)));
    let scopes = list(case).map(|scopes| has(&scopes, LASTING[0]));
    match (wanted, &scopes) {
        (Some(false), _) | (None, Ok(false) | Err(_)) => return None,
        (Some(true), Ok(false)) => return Some(Statement::not_testable(NAME, "it takes the scope refresh_token")),
        _ => {}
    }
    if case.own.is_some_and(|own| own.lasting) {
        return Some(Statement::passed(NAME, "this login got one"));
    }
    let policy = case.inside.map(|inside| inside.refresh.as_ref());
    Some(match policy {
        Ok(Some(policy)) if policy.dies_at_once() => {
            let setup = case.cure.page("Policies > OAuth Policies > Refresh Token Policy");
            let change = Change { setup: Some(setup), command: None };
            Statement::failed(NAME, "the app has the scope, and its policy ends refresh tokens at once", change)
        }
        Ok(Some(policy)) => Statement::passed(NAME, format!("the app gets one, {policy}")),
        Ok(None) => Statement::not_testable(NAME, case.inside.map_or("", |inside| inside.gap())),
        Err(why) => Statement::not_testable(NAME, format!("it takes a look at the policy; {why}")),
    })
}

/// The scopes of the app, from the best source there is.
fn list<'a>(case: &'a Case) -> Result<Cow<'a, [String]>, Cow<'a, str>> {
    match (case.read(Setting::Scopes), &case.outside.scopes) {
        (Ok(found), _) => Ok(Cow::Borrowed(&found.settings.scopes)),
        (Err(_), Ok(scopes)) => Ok(Cow::Borrowed(&scopes.granted)),
        (Err(_), Err(why)) => Err(Cow::Borrowed(why)),
    }
}

fn has(scopes: &[String], name: &str) -> bool {
    let same = |scope: &String| scope == name || LASTING.contains(&name) && LASTING.contains(&scope.as_str());
    scopes.iter().any(same)
}
