//! What an app asks for at the authorize endpoint, checked as far as that goes before anybody has signed in. Errors
//! about the app and its callback stay on a page; all others are sent back to the app.

use super::CODE;
use crate::demo::{
    apps::App,
    oauth::{Form, Kind, Login, Refusal, Ticket, app, form, mint, page},
    org::Org,
    settings,
    wire::Reply,
};
use serde_json::json;

/// Milliseconds that a code is good for.
const LIFETIME: i64 = 15 * 60_000;

pub struct Request<'a> {
    pub app: App,
    pub scope: String,
    pub prompt: &'a str,
    pub login_hint: Option<&'a str>,
    /// Never to show a page.
    immediate: bool,
    redirect_uri: &'a str,
    state: Option<&'a str>,
    challenge: Option<&'a str>,
    nonce: Option<&'a str>,
}

impl<'a> Request<'a> {
    pub fn read(org: &Org, form: &'a Form, kind: &str) -> Result<Self, Reply> {
        let (app, redirect_uri) = destination(org, form).map_err(|refusal| refused(&refusal))?;
        let mut request = Self {
            app,
            scope: String::new(),
            prompt: form.get("prompt").unwrap_or_default(),
            login_hint: form.get("login_hint"),
            immediate: form.get("immediate") == Some("true"),
            redirect_uri,
            state: form.get("state"),
            challenge: form.get("code_challenge"),
            nonce: form.get("nonce"),
        };
        request.scope = request.judge(org, form, kind).map_err(|refusal| request.back_with(&refusal))?;
        Ok(request)
    }

    fn judge(&self, org: &Org, form: &Form, kind: &str) -> Result<String, Refusal> {
        if !self.app.enabled() {
            return Err(Refusal::new("OAUTH_APP_BLOCKED", "this app is blocked by admin"));
        }
        let headless = self.app.global.as_ref().is_some_and(|global| global.is_code_cred_flow_enabled);
        let headless = headless && settings::HEADLESS.is_on(org)?;
        if form.get("response_type") != Some(kind) || kind != CODE && !headless {
            return Err(Refusal::new("unsupported_response_type", "response type not supported"));
        }
        if form.get("code_challenge_method").is_some_and(|method| method != "S256") {
            return Err(Refusal::new("invalid_request", "code challenge method must be S256"));
        }
        app::scope(&self.app, form.get("scope"))
    }

    /// What an app that demands PKCE is only told once somebody has signed in.
    pub fn check_challenge(&self, org: &Org) -> Result<(), Refusal> {
        let required = self.app.global.as_ref().is_some_and(|global| global.is_pkce_required);
        if self.challenge.is_none() && required {
            return Err(Refusal::new("invalid_request", "missing required code challenge"));
        }
        if self.challenge.is_none() && settings::PKCE_REQUIRED.is_on(org)? {
            return Err(Refusal::generic());
        }
        Ok(())
    }

    /// Sends the browser back with a code.
    pub fn grant(&self, org: &Org, login: &Login, further: &[(&str, &str)]) -> Result<Reply, Refusal> {
        let code = mint::code();
        let detail = json!({"redirect_uri": self.redirect_uri, "challenge": self.challenge, "nonce": self.nonce});
        org.tickets().issue(&code, &Ticket { detail, ..login.ticket(Kind::Code, LIFETIME) })?;
        Ok(self.back(&[&[("code", code.as_str())], further].concat()))
    }

    /// Shows a page, unless the app asked not to.
    pub fn ask(&self, page: impl FnOnce() -> Reply) -> Reply {
        if !self.immediate {
            return page();
        }
        self.back_with(&Refusal::new("immediate_unsuccessful", "immediate unsuccessful"))
    }

    pub fn back_with(&self, refusal: &Refusal) -> Reply {
        self.back(&[("error", refusal.error), ("error_description", &refusal.description)])
    }

    fn back(&self, fields: &[(&str, &str)]) -> Reply {
        let state = self.state.map(|state| ("state", state));
        let fields: Vec<_> = fields.iter().copied().chain(state).collect();
        Reply::empty(302).with("Location", &form::address(self.redirect_uri, &fields))
    }
}

/// The app and where to send people back to. Until both are known nobody is sent anywhere.
fn destination<'a>(org: &Org, form: &'a Form) -> Result<(App, &'a str), Refusal> {
    let app = app::find(org, form.get("client_id").unwrap_or_default())?;
    let missing = || Refusal::new("redirect_uri_missing", "redirect_uri not provided");
    let redirect_uri = form.get("redirect_uri").ok_or_else(missing)?;
    if !app.callbacks().any(|callback| callback == redirect_uri) {
        return Err(Refusal::new("redirect_uri_mismatch", "redirect_uri must match configuration"));
    }
    if app.home.is_some() {
        let text = "Cross-org OAuth flows are not supported for this external client app";
        return Err(Refusal::new("OAUTH_AUTHORIZATION_BLOCKED", text));
    }
    Ok((app, redirect_uri))
}

/// An error that only the person at the browser sees.
pub fn refused(refusal: &Refusal) -> Reply {
    let text = format!("error={}&error_description={}", refusal.error, refusal.description);
    page::message(400, "OAuth Error", &text)
}
