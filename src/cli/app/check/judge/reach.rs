//! Whether the host is the right one, and whether it lets the app in.

use super::Case;
use crate::app::check::{Change, Statement};
use crate::app::settings::Setting;
use crate::auth::advice::Advice;
use crate::auth::inquiry::{Client, Words};
use crate::cli::app::inside::Inside;
use crate::org::Kind;

/// Hosts of no org in particular.
const GENERAL: [(&str, Kind); 2] = [("login.salesforce.com", Kind::Production), ("test.salesforce.com", Kind::Sandbox)];

pub fn statements(case: &Case) -> Vec<Statement> {
    let reached = [Some(host(case)), kind(case), domain(case), Some(client(case)), enabled(case), Some(admitted(case))];
    reached.into_iter().chain([secret(case)]).flatten().collect()
}

fn host(case: &Case) -> Statement {
    const NAME: &str = "host";
    let name = case.host.host_str().unwrap_or_default();
    let setup = || Change { setup: Some("Setup > My Domain > Current My Domain URL".to_owned()), command: None };
    match (&case.outside.org, case.inside.ok().and_then(|inside| inside.org.as_ref())) {
        (Err(why), _) => Statement::failed(NAME, why, setup()),
        (Ok(Some(id)), Some(org)) if id.get(..15) != org.id.get(..15) => {
            Statement::failed(NAME, format!("{name} is org {id}, and the login is of org {}", org.id), setup())
        }
        (Ok(Some(id)), _) => Statement::passed(NAME, format!("{name} is org {id}")),
        (Ok(None), _) => Statement::passed(NAME, format!("{name} answers as an org does")),
    }
}

/// What the name of the host tells, next to what the org says of itself.
fn kind(case: &Case) -> Option<Statement> {
    const NAME: &str = "kind";
    let general = GENERAL.iter().find(|(name, _)| case.host.host_str() == Some(name)).map(|(_, kind)| *kind);
    let told = general.or_else(|| Kind::told_by(case.host));
    let tests = |kind: Kind| matches!(kind, Kind::Sandbox | Kind::Scratch);
    let org = case.inside.ok().and_then(|inside| inside.org.as_ref());
    match (told, org) {
        (Some(kind), Some(org)) if tests(kind) != org.is_sandbox => {
            let right = if org.is_sandbox { "test.salesforce.com" } else { "login.salesforce.com" };
            let finding = format!("the org is a {} org; its general host is {right}", org.purpose());
            let setup = Some("Setup > My Domain > Current My Domain URL".to_owned());
            Some(Statement::failed(NAME, finding, Change { setup, command: None }))
        }
        (_, Some(org)) => Some(Statement::passed(NAME, org.purpose())),
        (Some(kind), None) => {
            Some(Statement::passed(NAME, if tests(kind) { "for sandboxes" } else { "for production" }))
        }
        (None, None) if case.outside.org.is_err() => None,
        (None, None) => Some(Statement::not_testable(NAME, "neither the name of the host nor a login tells")),
    }
}

/// One grant works at the org's own host only.
fn domain(case: &Case) -> Option<Statement> {
    let name = case.host.host_str()?;
    let general = GENERAL.iter().any(|(known, _)| *known == name);
    let wanted = case.wanted.settings.has("client-credentials");
    (general && wanted).then(|| {
        let finding = format!("the client credentials flow does not work at {name}, only at the org's own host");
        let setup = Some("Setup > My Domain > Current My Domain URL".to_owned());
        Statement::failed("my-domain", finding, Change { setup, command: None })
    })
}

fn client(case: &Case) -> Statement {
    const NAME: &str = "client";
    let place = || case.cure.page("Settings > OAuth Settings > Consumer Key and Secret");
    let change = || Change { setup: Some(place()), command: case.cure.command("show", "") };
    let inside = case.inside.ok();
    if inside.and_then(Inside::key).is_some_and(|key| key != case.client_id) {
        return Statement::failed(NAME, "the app has another consumer key", change());
    }
    match (&case.outside.client, inside) {
        (Err(why), _) => Statement::not_testable(NAME, why),
        (Ok(Client::Unknown(words)), Some(inside)) if inside.settled() => {
            let finding = format!("{words}; the org has the app, and changed it last {}", inside.age());
            Statement::failed(NAME, finding, change())
        }
        (Ok(Client::Unknown(words)), None) => Statement::failed(NAME, because(words), change()),
        (Ok(_), Some(inside)) if inside.key().is_some() => {
            Statement::passed(NAME, format!("the org has it as {}", inside.app.id))
        }
        (Ok(_), Some(_)) => {
            Statement::passed(NAME, "the host knows the consumer key; whose it is the org does not tell")
        }
        (Ok(_), None) => Statement::passed(NAME, "the host knows the consumer key"),
    }
}

fn enabled(case: &Case) -> Option<Statement> {
    const NAME: &str = "enabled";
    let enabled = case.read(Setting::Enabled).map(|found| found.settings.policy.enabled);
    match enabled {
        Ok(true) => Some(Statement::passed(NAME, "the app is enabled")),
        Ok(false) => Some(Statement::failed(NAME, "the app is disabled", case.change(Setting::Enabled))),
        // A host that lets it in has told.
        Err(_) if case.outside.lets_in() => None,
        Err(why) => Some(Statement::not_testable(NAME, why)),
    }
}

/// Whether the app is turned down as such: blocked, of another org, not installed.
fn admitted(case: &Case) -> Statement {
    const NAME: &str = "admitted";
    let disabled = case.read(Setting::Enabled).is_ok_and(|found| !found.settings.policy.enabled);
    match &case.outside.client {
        Ok(Client::Barred(_)) if disabled => Statement::not_testable(NAME, "the app is disabled"),
        Ok(Client::Barred(words)) => {
            let setup = words.advice().map(|advice| named(advice, case)).filter(|setup| !setup.is_empty());
            Statement::failed(NAME, because(words), Change { setup, command: None })
        }
        Ok(Client::Known) if case.outside.door.is_some() => {
            Statement::passed(NAME, "the host does not turn the app down")
        }
        Ok(Client::Known) => Statement::not_testable(NAME, "it takes a callback that the app has"),
        Ok(Client::Unknown(_)) => Statement::not_testable(NAME, "the host does not know the app"),
        Err(why) => Statement::not_testable(NAME, why),
    }
}

fn secret(case: &Case) -> Option<Statement> {
    const NAME: &str = "consumer-secret";
    let place = || case.cure.page("Settings > OAuth Settings > Consumer Key and Secret");
    Some(match case.outside.secret.as_ref()? {
        Ok(true) => Statement::passed(NAME, "it is the app's"),
        Ok(false) => {
            let change = Change { setup: Some(place()), command: case.cure.command("secret show", "") };
            Statement::failed(NAME, "it is not the app's, or no longer", change)
        }
        Err(why) => Statement::not_testable(NAME, why),
    })
}

/// The org's words, and what they mean.
fn because(words: &Words) -> String {
    words.advice().map_or_else(|| words.to_string(), |advice| format!("{words}; {}", advice.cause))
}

/// The place of Setup that is known to mend it, with the name of the app.
fn named(advice: &Advice, case: &Case) -> String {
    match case.cure.app {
        Some(app) => advice.setup.replace("> the app >", &format!("> {app} >")),
        None => advice.setup.to_owned(),
    }
}
