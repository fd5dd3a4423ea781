//! The pages that people see: login, consent, device, and plain messages. HTML comes from the files beside this
//! module and loads nothing from anywhere.

use super::{PASSWORD, form};
use crate::demo::wire::Reply;

const FRAME: &str = include_str!("frame.html");
const LOGIN: &str = include_str!("login.html");
const CONSENT: &str = include_str!("consent.html");
const DEVICE: &str = include_str!("device.html");

/// Asks who is there, and goes on to `start`.
pub fn login(csrf: &str, start: &str, username: &str, problem: Option<&str>) -> Reply {
    let values = [
        ("&problem", &*alert(problem)),
        ("csrf", csrf),
        ("start", start),
        ("username", username),
        ("password", PASSWORD),
    ];
    page(200, "Log in", &fill(LOGIN, &values))
}

/// Asks whether an app may act for a user; the answer goes to `action`.
pub fn consent(csrf: &str, action: &str, app: &str, username: &str, scope: &str) -> Reply {
    let other = form::address("/login", &[("startURL", action)]);
    let values = [
        ("csrf", csrf),
        ("action", action),
        ("app", app),
        ("username", username),
        ("scope", scope),
        ("other", other.as_str()),
    ];
    page(200, "Allow access?", &fill(CONSENT, &values))
}

/// Asks for the code that a device shows.
pub fn device(csrf: &str, username: &str, user_code: &str, problem: Option<&str>) -> Reply {
    let values = [("&problem", &*alert(problem)), ("csrf", csrf), ("username", username), ("user_code", user_code)];
    page(200, "Connect a device", &fill(DEVICE, &values))
}

pub fn message(status: u16, title: &str, text: &str) -> Reply {
    page(status, title, &fill("<p>{{text}}</p>", &[("text", text)]))
}

fn alert(problem: Option<&str>) -> String {
    let alert = |text| fill("<p class=\"error\" role=\"alert\">{{text}}</p>", &[("text", text)]);
    problem.map(alert).unwrap_or_default()
}

fn page(status: u16, title: &str, body: &str) -> Reply {
    Reply::html(status, fill(FRAME, &[("title", title), ("&body", body)]))
        .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
        .with("X-Content-Type-Options", "nosniff")
        .with("Referrer-Policy", "no-referrer")
}

/// The template with its `{{names}}` replaced. A name that starts with `&` stands for HTML, others for text.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut parts = template.split("{{");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or((part, ""));
        let value = values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
        text.push_str(&if name.starts_with('&') { value.to_owned() } else { escape(value) });
        text.push_str(rest);
    }
    text
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_cannot_become_markup_or_names() {
        let text = fill("<a b=\"{{c}}\">{{&d}}{{e}}", &[("c", "\"><{{&d}}"), ("&d", "<i>")]);
        assert_eq!(text, "<a b=\"&quot;&gt;&lt;{{&amp;d}}\"><i>");
    }

    #[test]
    fn every_name_in_a_page_has_a_value() {
        for reply in [
            login("CSRF", "START", "USER", Some("PROBLEM")),
            consent("CSRF", "ACTION", "APP", "USER", "SCOPE"),
            device("CSRF", "USER", "CODE", Some("PROBLEM")),
            message(404, "TITLE", "TEXT"),
        ] {
            let text = String::from_utf8(reply.body).expect("is text");
            assert!(!text.contains("{{") && !text.contains("}}") && !text.contains("\"\""), "{text}");
        }
    }
}
