//! Callbacks: what an app may be told to send the browser back to (`spec/oauth.md` 2.3).

/// The most characters of all callbacks of an app.
pub const LONGEST: usize = 2000;

/// Hosts that need no TLS.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Takes a callback as it stands. It is compared to the character, so nothing of it is mended.
pub fn parse(text: &str) -> Result<String, String> {
    let broken = text.is_empty() || text.contains(|c: char| c.is_whitespace() || c.is_control());
    let (scheme, rest) = text.split_once(':').unwrap_or_default();
    let host = rest.strip_prefix("//").unwrap_or_default().split(['/', '?', '#']).next().unwrap_or_default();
    let sound = match scheme.to_ascii_lowercase().as_str() {
        _ if broken || !is_scheme(scheme) || rest.is_empty() => false,
        "https" => !host.is_empty() && !host.contains('@'),
        "http" => is_loopback(host),
        _ => true,
    };
    let unsound = "a callback is https://…, http://localhost… or a scheme of its own such as myapp://done";
    if sound { Ok(text.to_owned()) } else { Err(unsound.to_owned()) }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
}

fn is_loopback(host: &str) -> bool {
    LOOPBACK.iter().filter_map(|name| host.strip_prefix(name)).any(|port| {
        let digits = port.strip_prefix(':').unwrap_or_default();
        port.is_empty() || !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_callback_is_kept_to_the_character() {
        for url in [
            "https://app.writer.com/mcp/oauth/callback",
            "https://login.salesforce.com/",
            "http://localhost:1717/OauthRedirect",
            "http://[::1]:8080/",
            "myapp://done",
            "com.example:/cb?a=1&b=<2>",
        ] {
            assert_eq!(parse(url).as_deref(), Ok(url));
        }
    }

    #[test]
    fn what_the_org_would_refuse_is_refused_here() {
        for text in [
            "",
            "localhost:",
            "http://example.com/cb",
            "http://localhost.example.com/",
            "http://localhost:x/",
            "https://",
            "https://user@host/",
            "https://a.example/\nhttps://b.example/",
            "https://a.example/ b",
            "1a://b",
        ] {
            assert!(parse(text).is_err(), "{text:?}");
        }
    }
}
