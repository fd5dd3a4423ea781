//! From a token to a browser session: a one-time address that signs the browser in, and the page it leads to.

use super::{
    Answer, Form, Kind, Ticket, User, bearer,
    browser::{self, Browser, local},
    form,
    identity::denied,
    login, mint, page,
    sign_in::required,
};
use crate::demo::{org::Org, wire::Call, wire::Reply};

/// Milliseconds that the one-time address is good for.
const LIFETIME: i64 = 60_000;

/// `/services/oauth2/singleaccess`.
pub fn single_access(org: &Org, call: &Call) -> Answer {
    let form = Form::of(call);
    let token = bearer(call).or_else(|| form.get("access_token")).unwrap_or_default();
    let Some(ticket) = usable(org, token)? else { return Ok(denied(403, "Bad_OAuth_Token")) };
    if !ticket.may("web") {
        return Ok(denied(403, "Invalid_Scope"));
    }
    let otp = mint::plain();
    org.tickets().issue(&otp, &Ticket::new(Kind::Otp, &ticket.user, LIFETIME))?;
    let target = form
        .get("redirect_uri")
        .map(|target| if target.starts_with('/') { target.to_owned() } else { format!("/{target}") });
    let front_door = format!("{}/secur/frontdoor.jsp", login::instance(&call.origin));
    let uri = form::address(&front_door, &[("otp", &otp), ("startURL", local(target.as_deref()))]);
    Ok(Reply::json(200, &serde_json::json!({"frontdoor_uri": uri})))
}

/// `/secur/frontdoor.jsp`: with a one-time password, or with a token as in older days.
pub fn front_door(org: &Org, call: &Call) -> Answer {
    let form = Form::of(call);
    let ticket = match (form.get("otp"), form.get("sid")) {
        (Some(otp), _) => match org.tickets().live(Kind::Otp, otp)? {
            Some(ticket) if org.tickets().spend(otp)? => Some(ticket),
            _ => None,
        },
        (None, Some(token)) => usable(org, token)?.filter(|ticket| ticket.may("web")),
        (None, None) => None,
    };
    let start = local(form.get("startURL").or_else(|| form.get("retURL")));
    match ticket {
        Some(ticket) => Ok(browser::sign_in(org, &User::active(org, &ticket.user)?, start)?),
        None => Ok(Reply::empty(302).with("Location", &form::address("/login", &[("startURL", start)]))),
    }
}

/// A token that may become a browser session, which a JWT may not.
fn usable(org: &Org, token: &str) -> rusqlite::Result<Option<Ticket>> {
    if token.matches('.').count() == 2 && !token.contains('!') {
        return Ok(None);
    }
    org.tickets().live(Kind::Access, token)
}

/// Every other page of the org, of which there are none.
pub fn landing(org: &Org, call: &Call) -> Answer {
    let path = format!("/{}", call.path.join("/"));
    let user = required(org, &Browser::of(org, call)?, &path)?;
    let text =
        format!("You are signed in as {}. The demo org has APIs but no pages; here would be {path}.", user.username);
    Ok(page::message(200, "Demo org", &text))
}
