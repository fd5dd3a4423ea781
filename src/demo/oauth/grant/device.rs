//! A machine without a browser shows a code, and asks until somebody has typed it in elsewhere.

use crate::demo::{
    clock,
    oauth::{Client, Form, Kind, Login, Refusal, Ticket, User, app, login::Members, mint, token},
    org::Org,
    wire::Call,
};
use serde_json::json;

/// Milliseconds that the codes are good for.
const LIFETIME: i64 = 10 * 60_000;
/// Seconds between two questions.
const INTERVAL: i64 = 5;

/// The machine asks for its codes.
pub fn begin(org: &Org, call: &Call, form: &Form) -> Result<Members, Refusal> {
    let app = Client::of(org, call, form)?.app;
    if !app.global.as_ref().is_some_and(|global| global.is_device_flow_enabled) {
        return Err(Refusal::new("unsupported_response_type", "response type not supported"));
    }
    let scope = app::scope(&app, form.get("scope"))?;
    let (device_code, user_code) = (mint::code(), mint::user_code());
    let ticket = Login::new(&app, User::default(), scope).ticket(Kind::Device, LIFETIME);
    org.tickets().issue(&device_code, &Ticket { detail: json!({"user_code": user_code, "asked": 0}), ..ticket })?;
    let reply = json!({
        "device_code": device_code,
        "user_code": user_code,
        "verification_uri": format!("{}/setup/connect", call.origin),
        "interval": INTERVAL,
    });
    Ok(reply.as_object().cloned().unwrap_or_default())
}

/// The machine asks whether somebody has decided.
pub fn poll(org: &Org, call: &Call, form: &Form) -> Result<Members, Refusal> {
    let app = Client::of(org, call, form)?.signing_in()?;
    let code = form.get("code").or_else(|| form.get("device_code")).ok_or_else(token::unsupported)?;
    let ticket = org.tickets().find(Kind::Device, code)?.filter(|ticket| ticket.app == app.id);
    let ticket = ticket.filter(|ticket| ticket.expires > clock::millis());
    let ticket = ticket.ok_or_else(|| Refusal::new("invalid_grant", "invalid or expired device code"))?;
    match (ticket.spent, ticket.user.as_str()) {
        (Some(_), "") => Err(Refusal::new("access_denied", "end-user denied authorization")),
        (Some(_), _) => Err(Refusal::new("invalid_grant", "invalid or expired device code")),
        (None, "") => Err(waiting(org, code, &ticket)?),
        (None, _) => {
            org.tickets().spend(code)?;
            Login::of(org, &app, &ticket)?.lasting(org, call)
        }
    }
}

/// Who asks again too early is told to slow down.
fn waiting(org: &Org, code: &str, ticket: &Ticket) -> Result<Refusal, Refusal> {
    let now = clock::millis();
    let early = now - ticket.detail["asked"].as_i64().unwrap_or_default() < INTERVAL * 1000 - 500;
    org.tickets().note(code, &json!({"user_code": ticket.detail["user_code"], "asked": now}))?;
    Ok(if early {
        Refusal::new("slow_down", "polling too frequently")
    } else {
        Refusal::new("authorization_pending", "user has not yet authorized the device")
    })
}
