//! `/services/oauth2/authorize`: a person at a browser signs in, agrees, and is sent back to the app with a code.

mod headless;
mod request;

use super::{
    Answer, Form, Login, Refusal, User, app,
    browser::Browser,
    form, page,
    sign_in::{self, required},
};
use crate::demo::{org::Org, wire::Call};
use request::{Request, refused};

/// `response_type` of a site that asks for the password itself.
const HEADLESS: &str = "code_credentials";
/// `response_type` of everybody else.
const CODE: &str = "code";

pub fn answer(org: &Org, call: &Call) -> Answer {
    let form = Form::of(call);
    if form.get("response_type") == Some(HEADLESS) {
        return headless::answer(org, call, &form);
    }
    let browser = Browser::of(org, call)?;
    if call.method == "POST" { decide(org, call, &form, &browser) } else { show(org, call, &form, &browser) }
}

/// Asks what has to be asked: first who is there, then whether the app may.
fn show(org: &Org, call: &Call, form: &Form, browser: &Browser) -> Answer {
    let request = Request::read(org, form, CODE)?;
    let here = here(call);
    let stale = request.prompt.contains("login") && !browser.fresh_for(&here);
    let Some(user) = browser.user(org)?.filter(|_| !stale) else {
        return Ok(request.ask(|| sign_in::asked(browser, &here, request.login_hint)));
    };
    admit(org, &request, &user).map_err(|refusal| request.back_with(&refusal))?;
    if !agreed(org, &request, &user)? {
        let page = || page::consent(&browser.csrf(), &here, request.app.label(), &user.username, &request.scope);
        return Ok(request.ask(|| browser.keep(page())));
    }
    Ok(request.grant(org, &Login::new(&request.app, user, request.scope.clone()), &[])?)
}

/// The person has answered the page that asks for consent.
fn decide(org: &Org, call: &Call, form: &Form, browser: &Browser) -> Answer {
    let request = Request::read(org, form, CODE)?;
    let user = required(org, browser, &here(call))?;
    browser.check(form).map_err(|refusal| refused(&refusal))?;
    admit(org, &request, &user).map_err(|refusal| request.back_with(&refusal))?;
    match form.get("decision") {
        Some("allow") => Ok(request.grant(org, &Login::new(&request.app, user, request.scope.clone()), &[])?),
        _ => Ok(request.back_with(&Refusal::new("access_denied", "end-user denied authorization"))),
    }
}

/// What is only judged once it is known who is there.
fn admit(org: &Org, request: &Request, user: &User) -> Result<(), Refusal> {
    request.check_challenge(org)?;
    app::admit(org, &request.app, user).map_err(|_| Refusal::generic())
}

/// Whether the app may without asking: an administrator said so, or the user did before.
fn agreed(org: &Org, request: &Request, user: &User) -> Result<bool, Refusal> {
    if request.prompt.contains("consent") {
        return Ok(false);
    }
    let (app, scope) = (&request.app, &request.scope);
    Ok(app.admin_approved() || org.tickets().approved(&app.id, &user.id, scope)?)
}

/// The address of this request, to come back to.
fn here(call: &Call) -> String {
    let fields: Vec<_> = call.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    form::address(&format!("/{}", call.path.join("/")), &fields)
}
