//! `/setup/connect`: somebody types in the code that a device shows.

use super::{Answer, Form, browser::Browser, page, sign_in::required};
use crate::demo::{org::Org, wire::Call};

pub fn answer(org: &Org, call: &Call) -> Answer {
    let form = Form::of(call);
    let code = form.get("user_code").unwrap_or_default().trim().to_ascii_uppercase();
    let browser = Browser::of(org, call)?;
    let user = required(org, &browser, &format!("/setup/connect?user_code={code}"))?;
    let ask = |problem| browser.keep(page::device(&browser.csrf(), &user.username, &code, problem));
    if call.method != "POST" {
        return Ok(ask(None));
    }
    browser.check(&form)?;
    let Some(device) = org.tickets().device(&code)? else {
        return Ok(ask(Some("No device shows this code. It may have expired.")));
    };
    if form.get("decision") == Some("allow") {
        org.tickets().hand(&device.family, &user.id)?;
        return Ok(page::message(200, "Device connected", "You can go back to your device now."));
    }
    org.tickets().end(&device.family)?;
    Ok(page::message(200, "Device refused", "The device was not connected."))
}
