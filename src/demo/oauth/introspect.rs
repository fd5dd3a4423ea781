//! `/services/oauth2/introspect`: what a token of the asking app is worth; to an app that may ask about all, any.

use super::{Answer, Client, Form, Kind, Ticket, User, login};
use crate::demo::{
    apps::App,
    org::Org,
    wire::{Call, Reply},
};
use serde_json::{Value, json};

pub fn answer(org: &Org, call: &Call) -> Answer {
    let form = Form::of_body(call);
    let app = Client::of(org, call, &form)?.confidential()?;
    let all = app.global.as_ref().is_some_and(|global| global.is_introspect_all_tokens);
    let token = form.need("token")?;
    let found = [Kind::Access, Kind::Refresh].into_iter().find_map(|kind| org.tickets().live(kind, token).transpose());
    let ticket = found.transpose()?.filter(|ticket| all || ticket.app == app.id);
    let user = ticket.as_ref().map(|ticket| User::of_id(org, &ticket.user)).transpose()?.flatten();
    let state = match (ticket, user.filter(|user| user.active)) {
        (Some(ticket), Some(user)) => active(&ticket, &key(org, &app, &ticket)?, &user, &call.origin),
        _ => json!({"active": false}),
    };
    Ok(Reply::json(200, &state))
}

/// What the app of a ticket is called: as it calls itself, where it is the one that asks.
fn key(org: &Org, asking: &App, ticket: &Ticket) -> rusqlite::Result<String> {
    let other = if ticket.app == asking.id { None } else { org.apps().of_id(&ticket.app)? };
    Ok(other.map_or_else(|| asking.consumer.key.clone(), |app| app.consumer.key))
}

fn active(ticket: &Ticket, key: &str, user: &User, origin: &str) -> Value {
    let kind = if ticket.kind == Kind::Access { "access_token" } else { "refresh_token" };
    let mut state = json!({
        "active": true,
        "scope": ticket.scope,
        "client_id": key,
        "username": user.username,
        "sub": login::identity(origin, &user.id),
        "token_type": kind,
        "exp": ticket.expires / 1000,
        "iat": ticket.issued / 1000,
        "nbf": ticket.issued / 1000,
    });
    if ticket.expires == i64::MAX
        && let Some(members) = state.as_object_mut()
    {
        members.shift_remove("exp");
    }
    state
}
