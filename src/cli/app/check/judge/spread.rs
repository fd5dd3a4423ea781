//! Whether the last changes of the app have reached the host. It shows where the host does something else than Setup
//! says (`spec/oauth.md` 10.10).

use super::Case;
use crate::app::boxes;
use crate::app::check::{Change, Statement};
use crate::app::settings::Setting;
use crate::auth::inquiry::Client;

const NAME: &str = "propagation";
/// Boxes that nothing but the app decides on. PKCE may be demanded by the whole org, other flows are the org's, too.
const ITS_OWN: [&str; 3] = ["secret", "secret-for-refresh", "device"];

pub fn statements(case: &Case) -> Vec<Statement> {
    vec![statement(case)]
}

fn statement(case: &Case) -> Statement {
    let Ok(inside) = case.inside else {
        return Statement::not_testable(NAME, "whether the last changes have spread shows only next to a login");
    };
    // Nothing but to ask again, later.
    let failed =
        |finding| Statement::failed(NAME, finding, Change { setup: None, command: case.cure.command("check", "") });
    match &case.outside.client {
        Ok(Client::Unknown(_)) if inside.settled() => Statement::not_testable(NAME, "the host does not know the app"),
        Ok(Client::Unknown(words)) => failed(format!(
            "{words}; the app was changed {}, and that takes up to ten minutes, rarely thirty",
            inside.age()
        )),
        Ok(Client::Barred(_)) => Statement::not_testable(NAME, "the host does not let the app in"),
        Err(why) => Statement::not_testable(NAME, why),
        Ok(Client::Known) => match contradictions(case).as_slice() {
            [] => Statement::passed(NAME, "the host does what Setup says, as far as it shows"),
            all => failed(format!("{}; the app was changed {}", all.join(", "), inside.age())),
        },
    }
}

/// What the host does otherwise than Setup says.
fn contradictions(case: &Case) -> Vec<String> {
    let mut all = callbacks(case);
    all.extend(scopes(case));
    for known in boxes::all().filter(|known| ITS_OWN.contains(&known.name)) {
        let inside = case.read(Setting::Box(known)).map(|found| found.settings.has(known.name));
        if let (Ok(inside), Ok(outside)) = (inside, case.outside.setting(known.name))
            && inside != outside
        {
            let (inside, outside) = (word(inside), word(outside));
            all.push(format!("{} is {inside} in Setup and still {outside} at the host", known.name));
        }
    }
    all
}

fn callbacks(case: &Case) -> Vec<String> {
    let Ok(found) = case.read(Setting::Callbacks) else { return Vec::new() };
    let registered = |callback: &String| found.settings.callbacks.contains(callback);
    let tried = case.outside.callbacks.iter().filter_map(|tried| match tried.accepted {
        Ok(false) if registered(&tried.callback) => {
            Some(format!("{} is registered and not yet accepted", tried.callback))
        }
        Ok(true) if !registered(&tried.callback) => Some(format!("{} is still accepted", tried.callback)),
        _ => None,
    });
    tried.collect()
}

fn scopes(case: &Case) -> Vec<String> {
    let (Ok(found), Ok(scopes)) = (case.read(Setting::Scopes), &case.outside.scopes) else { return Vec::new() };
    let refused = scopes.refused.iter().filter(|scope| found.settings.scopes.contains(scope));
    refused.map(|scope| format!("the scope {scope} is not yet granted")).collect()
}

pub fn word(on: bool) -> &'static str {
    if on { "on" } else { "off" }
}
