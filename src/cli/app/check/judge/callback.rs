//! Each callback, to the letter.

use super::Case;
use crate::app::check::{Diff, Statement};
use crate::app::settings::Setting;
use crate::cli::app::check::outside::Tried;

const NAME: &str = "callback";

pub fn statements(case: &Case) -> Vec<Statement> {
    let wanted = case.wanted.values(Setting::Callbacks).unwrap_or_default();
    wanted.iter().map(|callback| statement(case, callback).of(callback)).collect()
}

fn statement(case: &Case, callback: &String) -> Statement {
    let tried = case.outside.callbacks.iter().find(|tried| tried.callback == *callback);
    if let Ok(found) = case.read(Setting::Callbacks) {
        return within(case, callback, &found.settings.callbacks, tried);
    }
    let Some(tried) = tried else { return Statement::not_testable(NAME, "the host was not asked") };
    match (&tried.accepted, &tried.instead) {
        (Ok(true), _) => Statement::passed(NAME, "the app has it, to the letter"),
        (Ok(false), Some(instead)) => failed(case, format!("the app has {instead} instead"), callback, instead),
        (Ok(false), None) => {
            let finding = "the app does not have it, nor any other spelling of it that was tried";
            Statement::failed(NAME, finding, case.change(Setting::Callbacks))
        }
        (Err(why), _) => Statement::not_testable(NAME, why),
    }
}

/// What is registered is known.
fn within(case: &Case, callback: &String, registered: &[String], tried: Option<&Tried>) -> Statement {
    if registered.contains(callback) {
        let accepted = tried.is_some_and(|tried| tried.accepted == Ok(true));
        return Statement::passed(NAME, if accepted { "registered and accepted" } else { "registered" });
    }
    if let Some((near, _)) = Diff::nearest(callback, registered) {
        return failed(case, format!("the app has {near} instead"), callback, near);
    }
    let others = if registered.is_empty() { "none".to_owned() } else { registered.join(" ") };
    let finding = format!("the app does not have it; registered: {others}");
    Statement::failed(NAME, finding, case.change(Setting::Callbacks))
}

fn failed(case: &Case, finding: String, wanted: &str, registered: &str) -> Statement {
    Statement::failed(NAME, finding, case.change(Setting::Callbacks)).differing(Diff::new(wanted, registered))
}
