//! The page on which a sign-in ends in the browser. It loads nothing, repeats nothing of its address, and takes the
//! code out of the address bar.

use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use base64::{Engine, prelude::BASE64_STANDARD};
use ring::digest;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = "history.replaceState(null, '', location.pathname)";

#[derive(Clone, Copy)]
pub enum Page {
    Received,
    Refused,
    /// An answer to no sign-in of ours.
    Stranger,
}

impl Page {
    fn status(self) -> StatusCode {
        if matches!(self, Self::Stranger) { StatusCode::BAD_REQUEST } else { StatusCode::OK }
    }

    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Received => ("good", "Back to the terminal", "sfo has its answer. You can close this tab."),
            Self::Refused => ("bad", "Not signed in", "Salesforce refused. The terminal says why."),
            Self::Stranger => ("bad", "Not this sign-in", "This page belongs to no sign-in that sfo is waiting for."),
        }
    }
}

pub fn show(page: Page) -> Response {
    let (mood, title, text) = page.words();
    let body = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>sfo: {title}</title>\n<style>{STYLE}</style>\n\
         <main class=\"{mood}\"><p class=\"name\">sfo</p><h1>{title}</h1><p>{text}</p></main>\n\
         <script>{SCRIPT}</script>\n</html>\n"
    );
    (page.status(), [(header::CONTENT_SECURITY_POLICY, policy())], Html(body)).into_response()
}

/// Nothing but the style and the script above.
fn policy() -> String {
    let hash = |text: &str| BASE64_STANDARD.encode(digest::digest(&digest::SHA256, text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'",
        hash(STYLE),
        hash(SCRIPT),
    )
}
