//! A program knows user name, password and security token. Old connected apps only; never a refresh token.

use crate::demo::{
    oauth::{Client, Form, Login, Refusal, User, login::Members, token},
    org::Org,
    settings,
    wire::Call,
};

pub fn grant(org: &Org, call: &Call, form: &Form) -> Result<Members, Refusal> {
    let app = Client::of(org, call, form)?.signing_in()?;
    if !app.connected() {
        return Err(token::unsupported());
    }
    if settings::PASSWORD_BLOCKED.is_on(org)? {
        return Err(Refusal::new("invalid_grant", "authentication failure"));
    }
    let user = User::authenticate(org, form.need("username")?, form.need("password")?, true)?;
    let mut members = Login::new(&app, user, app.scopes()).access(org, call)?;
    members.shift_remove("scope");
    Ok(members)
}
