//! What the authorize endpoint says to a browser that is signed in nowhere: in the address it sends it to, or on a page.

use super::{Said, Words};
use crate::auth::refusal::printable;
use crate::http::Url;
use oauth2::url::form_urlencoded;

/// What a way through without any question is called.
const SILENT: &str = "immediate_unsuccessful";

/// Reads a redirect to `location`.
pub fn redirected(location: &Url) -> Said {
    [location.query(), location.fragment()].into_iter().flatten().find_map(refusal).map_or(Said::GoOn, said)
}

/// Reads a page. Pages about an app show the error as it would stand in an address.
pub fn shown(html: &str) -> Said {
    let text = html.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"");
    let from = |at: usize| text[at..].split(['<', '"', '\n']).next().unwrap_or_default();
    text.match_indices("error=").find_map(|(at, _)| refusal(from(at))).map_or(Said::GoOn, said)
}

fn refusal(query: &str) -> Option<Words> {
    let find = |name| form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name);
    let (_, error) = find("error")?;
    let code =
        !error.is_empty() && error.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let description = find("error_description").map(|(_, text)| printable(&text)).unwrap_or_default();
    code.then(|| Words::new(&error, &description))
}

fn said(words: Words) -> Said {
    if words.is(&[SILENT]) { Said::GoOn } else { Said::No(words) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(said: &Said) -> String {
        if let Said::No(words) = said { words.to_string() } else { "go on".to_owned() }
    }

    #[test]
    fn an_address_tells_an_error_in_its_query_or_behind_it() {
        let read = |text: &str| told(&redirected(&Url::parse(text).expect("is a URL")));
        let mismatch = "redirect_uri_mismatch: redirect_uri must match configuration";
        assert_eq!(
            read(
                "https://h/x?error=redirect_uri_mismatch&error_description=redirect_uri%20must%20match%20configuration"
            ),
            mismatch
        );
        assert_eq!(read("https://h/x#error=access_denied"), "access_denied");
        assert_eq!(read("https://h/cb?error=immediate_unsuccessful&error_description=immediate+unsuccessful"), "go on");
        assert_eq!(
            read("https://h/?ec=302&startURL=%2Fsetup%2Fsecur%2FRemoteAccessAuthorizationPage.apexp%3Ferror%3Dx"),
            "go on"
        );
    }

    #[test]
    fn a_page_tells_an_error_as_an_address_would() {
        let page = "<html><p>error=invalid_client_id&amp;error_description=client%20identifier%20invalid</p></html>";
        assert_eq!(told(&shown(page)), "invalid_client_id: client identifier invalid");
        assert_eq!(told(&shown("<form action=\"/login?error=\"><input></form>")), "go on");
        assert_eq!(told(&shown("<p>Log in</p>")), "go on");
    }
}
