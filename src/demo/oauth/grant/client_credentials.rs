//! An app signs in as the user that an administrator chose for it.

use crate::demo::{
    oauth::{Client, Form, Login, Refusal, User, app::admit, login::Members, login::shared},
    org::Org,
    wire::Call,
};

/// Scopes that make no sense without a person.
const PERSONAL: [&str; 4] = ["full", "web", "refresh_token", "offline_access"];

pub fn grant(org: &Org, call: &Call, form: &Form) -> Result<Members, Refusal> {
    let refused = |text: &str| Refusal::new("invalid_grant", text);
    if shared(&call.origin) {
        return Err(refused("request not supported on this domain"));
    }
    let app = Client::of(org, call, form)?.confidential()?;
    if !app.runs_alone() {
        return Err(refused("client credentials flow not enabled"));
    }
    let nobody = || refused("no client credentials user enabled");
    let name = app.policy.client_credentials_flow_user.as_ref().ok_or_else(nobody)?;
    let user = User::named(org, name)?.filter(|user| user.active).ok_or_else(nobody)?;
    admit(org, &app, &user)?;
    let scopes = app.scopes();
    let scope: Vec<&str> = scopes.split(' ').filter(|scope| !PERSONAL.contains(scope)).collect();
    let mut members = Login::new(&app, user, scope.join(" ")).access(org, call)?;
    members.shift_remove("id_token");
    Ok(members)
}
