//! A server signs, with its app's key, for whom it wants a token.

use crate::demo::{
    oauth::{App, Flow, Form, Login, Refusal, Rule, User, assertion, login::Members, token},
    org::Org,
    wire::Call,
};

pub fn grant(org: &Org, call: &Call, form: &Form) -> Result<Members, Refusal> {
    let (app, username) = assertion::bearer(org, call, form.need("assertion")?)?;
    if app.has(Rule::Elsewhere) {
        return Err(Refusal::new("invalid_grant", "External client app is not installed in this org"));
    }
    if !app.allows(Flow::Jwt) {
        return Err(token::unsupported());
    }
    let unknown = || Refusal::new("invalid_grant", "user_authentication_failed");
    let user = User::named(org, &username)?.ok_or_else(unknown)?;
    let user = User::active(org, &user.id)?;
    approve(org, app, &user)?;
    let mut members = Login::new(app, user, app.scopes.clone()).access(org, call)?;
    for absent in ["signature", "issued_at", "id_token"] {
        members.shift_remove(absent);
    }
    Ok(members)
}

/// An administrator named the user, or the user approved the app at a browser before.
fn approve(org: &Org, app: &App, user: &User) -> Result<(), Refusal> {
    app.admits(&user.username)?;
    if app.only_for.is_some() || org.tickets().approved(&app.client_id, &user.id, "refresh_token")? {
        return Ok(());
    }
    Err(Refusal::new("invalid_grant", "user hasn't approved this consumer"))
}
