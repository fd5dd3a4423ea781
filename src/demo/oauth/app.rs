//! What the settings of an app mean to OAuth: whether it is known, which scopes it gives, and to whom.

use super::{Refusal, User};
use crate::demo::{
    apps::{self, App},
    org::Org,
};

/// The app that calls itself `client_id`, as far as its last change has spread.
pub fn find(org: &Org, client_id: &str) -> Result<App, Refusal> {
    org.apps().in_effect(client_id)?.ok_or_else(Refusal::unknown_client)
}

/// The same, where it may ask for tokens.
pub fn usable(org: &Org, client_id: &str) -> Result<App, Refusal> {
    let app = find(org, client_id)?;
    if app.enabled() { Ok(app) } else { Err(Refusal::new("app_blocked", "this app is blocked by admin")) }
}

/// The scopes to grant: what was asked for, where the app has all of it, else all that the app has.
pub fn scope(app: &App, asked: Option<&str>) -> Result<String, Refusal> {
    let (all, asked) = (app.scopes(), asked.unwrap_or_default().split_whitespace().collect::<Vec<_>>());
    if asked.is_empty() {
        return Ok(all);
    }
    let known = |scope: &&str| all.split(' ').any(|had| had == *scope || same(had, scope));
    if asked.iter().all(known) {
        return Ok(asked.join(" "));
    }
    Err(Refusal::new("invalid_scope", "the requested scope is invalid, unknown, or malformed"))
}

fn same(one: &str, other: &str) -> bool {
    ["refresh_token", "offline_access"].iter().all(|name| *name == one || *name == other)
}

/// Refuses a user whom an administrator does not let use the app.
pub fn admit(org: &Org, app: &App, user: &User) -> Result<(), Refusal> {
    let refused = || Refusal::new("invalid_app_access", "user is not admin approved to access this app");
    apps::admits(org, app, &user.id)?.then_some(()).ok_or_else(refused)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::apps::types::Settings;

    #[test]
    fn scopes_are_a_part_of_what_the_app_has() {
        let listed =
            Settings { comma_separated_oauth_scopes: "Api, RefreshToken, Web".to_owned(), ..Settings::default() };
        let app = App { settings: Some(listed), ..App::default() };
        let scope = |asked| scope(&app, asked).map_err(|refusal| refusal.error);
        assert_eq!(scope(None).as_deref(), Ok("api refresh_token web"));
        assert_eq!(scope(Some("")).as_deref(), Ok("api refresh_token web"));
        assert_eq!(scope(Some("web  api")).as_deref(), Ok("web api"));
        assert_eq!(scope(Some("offline_access")).as_deref(), Ok("offline_access"));
        assert_eq!(scope(Some("api full")), Err("invalid_scope"));
    }
}
