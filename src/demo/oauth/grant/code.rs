//! The code that a browser brought back is exchanged for tokens, once.

use crate::demo::{
    oauth::{Client, Form, Kind, Login, Refusal, login::Members, pkce},
    org::Org,
    wire::Call,
};

pub fn redeem(org: &Org, call: &Call, form: &Form) -> Result<Members, Refusal> {
    let app = Client::of(org, call, form)?.signing_in()?;
    let code = form.need("code")?;
    let unknown = || Refusal::new("invalid_grant", "invalid authorization code");
    let ticket = org.tickets().find(Kind::Code, code)?.filter(|ticket| ticket.app == app.id);
    let ticket = ticket.ok_or_else(unknown)?;
    if !ticket.live() {
        return Err(expired());
    }
    let detail = |name: &str| ticket.detail[name].as_str();
    if form.get("redirect_uri") != detail("redirect_uri") {
        return Err(Refusal::new("redirect_uri_mismatch", "redirect_uri must match configuration"));
    }
    pkce::check(detail("challenge"), form.get("code_verifier"))?;
    if !org.tickets().spend(code)? {
        return Err(expired());
    }
    let nonce = detail("nonce").map(str::to_owned);
    Login { nonce, ..Login::of(org, &app, &ticket)? }.lasting(org, call)
}

fn expired() -> Refusal {
    Refusal::new("invalid_grant", "expired authorization code")
}
