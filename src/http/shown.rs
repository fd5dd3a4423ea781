//! Headers as they may be seen: without the secrets in them.

use super::header::{HeaderName, HeaderValue, LOCATION};

/// Headers whose values are secrets.
const MASKED: [&str; 4] = ["authorization", "cookie", "set-cookie", "proxy-authorization"];

/// The value of a header for people to see.
pub fn shown(name: &HeaderName, value: &HeaderValue) -> String {
    if value.is_sensitive() || MASKED.contains(&name.as_str()) {
        return "****".to_owned();
    }
    let text = String::from_utf8_lossy(value.as_bytes());
    // The query of a redirect holds codes and, as in a request, data.
    let end = if *name == LOCATION { text.find(['?', '#']) } else { None };
    text[..end.unwrap_or(text.len())].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_is_shown_without_its_query() {
        let shown = |text| shown(&LOCATION, &HeaderValue::from_static(text));
        assert_eq!(shown("http://localhost:1717/OauthRedirect?code=aPrx"), "http://localhost:1717/OauthRedirect");
        assert_eq!(shown("https://a.example/b#access_token=00D"), "https://a.example/b");
        assert_eq!(shown("https://a.example/b"), "https://a.example/b");
    }
}
