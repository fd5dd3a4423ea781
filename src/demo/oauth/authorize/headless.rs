//! The same without a browser: a site took user name and password itself and sends them along.

use super::{HEADLESS, request::Request};
use crate::demo::{
    oauth::{Answer, Form, Login, User, browser::Browser, client, sign_in},
    org::Org,
    wire::Call,
};

/// The site that people sign in to, as codes come with it.
const SITE: &str = "0DB000000000001EAA";

pub fn answer(org: &Org, call: &Call, form: &Form) -> Answer {
    let request = Request::read(org, form, HEADLESS)?;
    let named = call.header("auth-request-type").is_some_and(|kind| kind.eq_ignore_ascii_case("named-user"));
    let Some((username, password)) = credentials(call, form, &request).filter(|_| named) else {
        return Ok(sign_in::asked(&Browser::of(org, call)?, "/", None));
    };
    let signed_in = request.check_challenge(org).and_then(|()| User::authenticate(org, &username, &password, false));
    let user = signed_in.map_err(|refusal| request.back_with(&refusal))?;
    let site = [("sfdc_community_url", call.origin.as_str()), ("sfdc_community_id", SITE)];
    Ok(request.grant(org, &Login::new(&request.app, user, request.scope.clone()), &site)?)
}

/// An app that wants them in the body does not look at the header.
fn credentials(call: &Call, form: &Form, request: &Request) -> Option<(String, String)> {
    let basic = call.header("authorization").and_then(client::basic);
    let field = |name| form.get(name).map(str::to_owned);
    let post_only = request.app.global.as_ref().is_some_and(|global| global.is_code_cred_post_only);
    basic.filter(|_| !post_only).or_else(|| field("username").zip(field("password")))
}
