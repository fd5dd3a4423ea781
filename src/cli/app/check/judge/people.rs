//! Who may use the app, and as whom it signs in by itself.

use super::{Case, typed};
use crate::app::Permitted;
use crate::app::check::{Change, Statement};
use crate::app::settings::Setting;
use crate::cli::app::inside::Inside;

pub fn statements(case: &Case) -> Vec<Statement> {
    [permission_sets(case), users(case), run_as(case)].into_iter().flatten().collect()
}

/// Those that are wanted open the app, by its policy or of themselves.
fn permission_sets(case: &Case) -> Option<Statement> {
    const NAME: &str = "permission-sets";
    let wanted = case.wanted.values(Setting::PermissionSets)?;
    let Ok(inside) = case.inside else {
        return Some(Statement::not_testable(NAME, case.inside.err().unwrap_or_default()));
    };
    let open = match &inside.admission {
        Ok(admission) => &admission.sets,
        Err(why) => return Some(Statement::not_testable(NAME, why)),
    };
    let missing: Vec<_> = wanted.iter().filter(|set| !open.contains(set)).map(String::as_str).collect();
    if missing.is_empty() {
        return Some(Statement::passed(NAME, wanted.join(", ")));
    }
    let change =
        Change { setup: Some(case.cure.place(Setting::PermissionSets)), command: grant(case, missing[0], "USERNAME") };
    Some(Statement::failed(NAME, format!("{} does not open the app", missing.join(", ")), change))
}

/// Somebody has to be let in where an administrator decides.
fn users(case: &Case) -> Option<Statement> {
    const NAME: &str = "users";
    let inside = case.inside.ok()?;
    let approved = case.read(Setting::PermittedUsers).ok()?.settings.policy.permitted_users == Permitted::AdminApproved;
    let wanted = case.wanted.values(Setting::PermittedUsers);
    let otherwise = wanted.is_some_and(|wanted| (wanted.concat() == Permitted::AdminApproved.label()) != approved);
    Some(match &inside.admission {
        _ if otherwise => Statement::not_testable(NAME, "Permitted Users has to be changed first"),
        _ if !approved => Statement::passed(NAME, "every user may let the app in"),
        Err(why) => Statement::not_testable(NAME, why),
        Ok(admission) if admission.users.is_empty() => {
            let (sets, setup) =
                (admission.sets.join(", "), "Policies > App Policies > Select Profiles, Select Permission Sets");
            let (finding, setup) = if sets.is_empty() {
                (
                    "nobody may use the app: an administrator decides, and no permission set or profile opens it"
                        .to_owned(),
                    case.cure.page(setup),
                )
            } else {
                (
                    format!("nobody may use the app: no active user has {sets}"),
                    "Setup > Permission Sets > Manage Assignments".to_owned(),
                )
            };
            let command = grant(case, admission.sets.first().map_or("NAME", String::as_str), "USERNAME");
            Statement::failed(NAME, finding, Change { setup: Some(setup), command })
        }
        Ok(admission) => Statement::passed(NAME, format!("{} may use the app", counted(admission.users.len()))),
    })
}

/// The client credentials flow takes a user who may.
fn run_as(case: &Case) -> Option<Statement> {
    const NAME: &str = "run-as";
    let inside = case.inside.ok()?;
    let found = case.read(Setting::RunAs).ok()?;
    if !found.settings.has("client-credentials") {
        return None;
    }
    let failed = |finding: String| Some(Statement::failed(NAME, finding, mend(case)));
    let Some(user) = &found.settings.policy.run_as else {
        return failed("the client credentials flow is on, and nobody is chosen to run as".to_owned());
    };
    if let Some(wanted) = case.wanted.values(Setting::RunAs).filter(|wanted| !wanted.contains(user)) {
        return failed(format!("{user}; it has to be {}", wanted.concat()));
    }
    match inside.runs_as_active {
        Some(false) => failed(format!("there is no active user {user}")),
        _ if !may(inside, user) => {
            let change = Change { setup: mend(case).setup, command: grant(case, "NAME", user) };
            Some(Statement::failed(NAME, format!("{user} is not among those who may use the app"), change))
        }
        _ => Some(Statement::passed(NAME, user.clone())),
    }
}

fn may(inside: &Inside, user: &str) -> bool {
    let approved = inside.found.settings.policy.permitted_users == Permitted::AdminApproved;
    let named = |users: &[String]| users.iter().any(|name| name.eq_ignore_ascii_case(user));
    !approved || inside.admission.as_ref().map_or(true, |admission| named(&admission.users))
}

fn mend(case: &Case) -> Change {
    let command = case
        .cure
        .new
        .as_ref()
        .map(|new| if new.contains("--run-as") { new.clone() } else { format!("{new} --run-as USERNAME") });
    Change { command, ..case.change(Setting::RunAs) }
}

fn grant(case: &Case, set: &str, user: &str) -> Option<String> {
    case.cure.command("grant", &format!(" --permission-set {} --user {}", typed(set), typed(user)))
}

fn counted(users: usize) -> String {
    if users == 1 { "1 user".to_owned() } else { format!("{users} users") }
}
