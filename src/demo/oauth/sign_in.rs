//! `/login`: user name and password at a browser, and the page it ends on.

use super::{
    Answer, Form, User,
    browser::{self, Browser, local},
    page,
};
use crate::demo::{
    org::Org,
    wire::{Call, Reply},
};

pub fn answer(org: &Org, call: &Call) -> Answer {
    let form = Form::of(call);
    let browser = Browser::of(org, call)?;
    let start = local(form.get("startURL"));
    if call.method != "POST" {
        return Ok(browser.keep(page::login(&browser.csrf(), start, "", None)));
    }
    browser.check(&form)?;
    let username = form.get("username").unwrap_or_default();
    match User::authenticate(org, username, form.get("password").unwrap_or_default(), false) {
        Ok(user) => Ok(browser::sign_in(org, &user, start)?),
        Err(refusal) => {
            let problem = format!("That did not work: {}.", refusal.description);
            Ok(browser.keep(page::login(&browser.csrf(), start, username, Some(&problem))))
        }
    }
}

/// The user at the browser, or the page that asks who it is and then comes back to `start`.
pub fn required(org: &Org, browser: &Browser, start: &str) -> Result<User, Reply> {
    browser.user(org)?.ok_or_else(|| asked(browser, start, None))
}

pub fn asked(browser: &Browser, start: &str, hint: Option<&str>) -> Reply {
    browser.keep(page::login(&browser.csrf(), start, hint.unwrap_or_default(), None))
}
