//! `POST /services/oauth2/token`: tells the grants apart and writes their replies in the format that was asked for.

use super::{Answer, Form, Refusal, grant, login::Members};
use crate::demo::{
    org::Org,
    wire::{Call, Reply},
};
use serde_json::Value;

const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

pub fn answer(org: &Org, call: &Call) -> Answer {
    if call.method != "POST" {
        return Err(Refusal::new("invalid_request", "must use HTTP POST").into());
    }
    let form = Form::of_body(call);
    let members = match form.get("grant_type") {
        _ if form.get("response_type") == Some("device_code") => grant::device::begin(org, call, &form),
        Some("authorization_code") => grant::code::redeem(org, call, &form),
        Some("refresh_token") => grant::refresh::renew(org, call, &form),
        Some("client_credentials") => grant::client_credentials::grant(org, call, &form),
        Some("password") => grant::password::grant(org, call, &form),
        Some(JWT_BEARER) => grant::jwt::grant(org, call, &form),
        Some("device") => grant::device::poll(org, call, &form),
        _ => Err(unsupported()),
    }?;
    let accepted = call.header("accept").unwrap_or_default();
    Ok(match form.get("format") {
        Some("urlencoded") => urlencoded(&members),
        Some("xml") => xml(&members),
        None if accepted.starts_with("application/x-www-form-urlencoded") => urlencoded(&members),
        None if accepted.starts_with("application/xml") => xml(&members),
        _ => Reply::json(200, &members.into()),
    })
}

pub fn unsupported() -> Refusal {
    Refusal::new("unsupported_grant_type", "grant type not supported")
}

fn urlencoded(members: &Members) -> Reply {
    let mut body = form_urlencoded::Serializer::new(String::new());
    for (name, value) in members {
        body.append_pair(name, &text(value));
    }
    Reply::text(200, "application/x-www-form-urlencoded;charset=UTF-8", body.finish())
}

fn xml(members: &Members) -> Reply {
    let mut body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><OAuth>".to_owned();
    for (name, value) in members {
        let value = text(value).replace('&', "&amp;").replace('<', "&lt;");
        body.extend(["<", name, ">", &value, "</", name, ">"]);
    }
    body.push_str("</OAuth>");
    Reply::text(200, "application/xml;charset=UTF-8", body)
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
