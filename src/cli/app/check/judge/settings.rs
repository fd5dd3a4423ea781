//! Boxes and other settings, next to what they are to be.

use super::Case;
use super::spread::word;
use crate::api::oauth_app;
use crate::app::Kind;
use crate::app::boxes::{self, Checkbox};
use crate::app::check::{Change, Statement};
use crate::app::settings::{Setting, difference};

/// Settings of which nothing shows from outside.
const TOLD: [Setting; 5] =
    [Setting::Label, Setting::ContactEmail, Setting::Description, Setting::PermittedUsers, Setting::SessionMinutes];

pub fn statements(case: &Case) -> Vec<Statement> {
    let boxes = boxes::all().filter_map(|known| checkbox(case, known));
    boxes.chain(TOLD.into_iter().filter_map(|setting| told(case, setting))).chain(password(case)).collect()
}

/// The grant of old connected apps, which is the whole org's to allow. What is made today has another in its place.
fn password(case: &Case) -> Option<Statement> {
    const NAME: &str = "password-flow";
    case.wanted.preset.as_ref().filter(|preset| preset.kind == Kind::ConnectedApp)?;
    let inside = case.inside.ok().filter(|inside| inside.app.kind == oauth_app::Kind::Connected)?;
    Some(match inside.password_blocked {
        Some(false) => Statement::passed(NAME, "the org allows it"),
        Some(true) => {
            let setup = "Setup > OAuth and OpenID Connect Settings > Allow OAuth Username-Password Flows";
            let change = Change { setup: Some(setup.to_owned()), command: None };
            Statement::failed(NAME, "the org refuses it", change)
        }
        None => Statement::not_testable(NAME, "the org does not tell whether it allows it"),
    })
}

fn checkbox(case: &Case, known: &'static Checkbox) -> Option<Statement> {
    let setting = Setting::Box(known);
    let wanted = case.wanted.values(setting)?.concat() == word(true);
    let inside = case.read(setting).map(|found| found.settings.has(known.name));
    let own = case.own.and_then(|own| own.jwt).filter(|_| known.name == "jwt");
    let (is, seen) = match (inside, case.outside.setting(known.name), own) {
        (Ok(is), ..) => (is, ""),
        (Err(_), Ok(is), _) => (is, ", as the host behaves"),
        (Err(_), Err(_), Some(is)) => (is, ", as the token of this login shows"),
        (Err(_), Err(why), None) => return Some(Statement::not_testable(known.name, why)),
    };
    if is == wanted {
        return Some(Statement::passed(known.name, format!("{}{seen}", word(is))));
    }
    let finding = format!("{}{seen}; it has to be {}", word(is), word(wanted));
    Some(Statement::failed(known.name, finding, case.change(setting)))
}

fn told(case: &Case, setting: Setting) -> Option<Statement> {
    let wanted = case.wanted.values(setting)?;
    let name = setting.name();
    Some(match case.read(setting) {
        Err(why) => Statement::not_testable(name, why),
        Ok(found) => {
            match difference(found, &case.wanted.settings).into_iter().find(|change| change.setting == setting) {
                None => Statement::passed(name, wanted.join(", ")),
                Some(change) => {
                    let is = if change.removed.is_empty() { "not set".to_owned() } else { change.removed.join(", ") };
                    let finding = format!("{is}; it has to be {}", change.added.join(", "));
                    Statement::failed(name, finding, case.change(setting))
                }
            }
        }
    })
}
