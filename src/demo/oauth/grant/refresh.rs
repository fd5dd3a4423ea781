//! A refresh token is exchanged for a new access token, and for a new refresh token where the app rotates them.

use crate::demo::{
    apps::policy::RefreshPolicy,
    clock,
    oauth::{Client, Form, Kind, Login, Refusal, Ticket, login::Members},
    org::Org,
    wire::Call,
};

pub fn renew(org: &Org, call: &Call, form: &Form) -> Result<Members, Refusal> {
    let app = Client::of(org, call, form)?.refreshing()?;
    let token = form.need("refresh_token")?;
    let ticket = org.tickets().find(Kind::Refresh, token)?.filter(|ticket| ticket.app == app.id);
    let ticket = ticket.ok_or_else(Refusal::expired_token)?;
    if !ticket.live() {
        return Err(reused(org, &ticket)?);
    }
    let lifetime = app.policy.refresh_lifetime().ok_or_else(Refusal::expired_token)?;
    let sliding = app.policy.refresh_token_policy_type != RefreshPolicy::SpecificLifetime;
    let login = Login::of(org, &app, &ticket)?;
    let login = Login { ends: if sliding { i64::MAX } else { ticket.expires }, ..login };
    let rotates = app.global.as_ref().is_some_and(|global| global.is_refresh_token_rotation_enabled);
    if !(rotates || org.options.rotate_refresh_tokens) {
        if sliding {
            org.tickets().extend(token, clock::millis().saturating_add(lifetime))?;
        }
        return login.access(org, call);
    }
    if org.tickets().spend(token)? { login.lasting(org, call) } else { Err(busy()) }
}

/// A token that was used before ends its whole login: one of the two users has stolen it. As long as the reply to the
/// first use is held back by `--latency`, the org says that it is still at it.
fn reused(org: &Org, ticket: &Ticket) -> Result<Refusal, Refusal> {
    let since = ticket.spent.map_or(i64::MAX, |spent| clock::millis().saturating_sub(spent));
    if u128::try_from(since).is_ok_and(|since| since < org.options.latency.as_millis()) {
        return Ok(busy());
    }
    org.tickets().end(&ticket.family)?;
    Ok(Refusal::expired_token())
}

fn busy() -> Refusal {
    Refusal::new("invalid_grant", "token request is already being processed")
}
