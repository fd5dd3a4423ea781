//! A server signs, with its app's key, for whom it wants a token.

use crate::demo::{
    apps::App,
    oauth::{Form, Login, Refusal, User, app::admit, assertion, login::Members},
    org::Org,
    wire::Call,
};

pub fn grant(org: &Org, call: &Call, form: &Form) -> Result<Members, Refusal> {
    let (app, username) = assertion::bearer(org, call, form.need("assertion")?)?;
    if app.home.is_some() {
        return Err(Refusal::new("invalid_grant", "External client app is not installed in this org"));
    }
    let unknown = || Refusal::new("invalid_grant", "user_authentication_failed");
    let user = User::named(org, &username)?.ok_or_else(unknown)?;
    let user = User::active(org, &user.id)?;
    approve(org, &app, &user)?;
    let mut members = Login::new(&app, user, app.scopes()).access(org, call)?;
    for absent in ["signature", "issued_at", "id_token"] {
        members.shift_remove(absent);
    }
    Ok(members)
}

/// An administrator named the user, or the user approved the app at a browser before.
fn approve(org: &Org, app: &App, user: &User) -> Result<(), Refusal> {
    admit(org, app, user)?;
    if app.admin_approved() || org.tickets().approved(&app.id, &user.id, "refresh_token")? {
        return Ok(());
    }
    Err(Refusal::new("invalid_grant", "user hasn't approved this consumer"))
}
