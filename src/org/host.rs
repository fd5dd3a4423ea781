//! Which hosts may ever see a token (`spec/oauth.md` 1.5): https on Salesforce's own domains, and loopback.

use super::Error;
use crate::http::Url;

/// Domains below which Salesforce serves its APIs; each with its leading dot.
const DOMAINS: [&str; 6] =
    [".salesforce.com", ".force.com", ".my-salesforce.com", ".salesforce.mil", ".crmforce.mil", ".sfcrmproducts.cn"];

/// Reads the origin of an org's APIs and refuses what must not get a token.
pub fn origin(given: &str) -> Result<Url, Error> {
    let refuse = |why| Error::Host { given: given.to_owned(), why };
    let text = if given.contains("://") { given.to_owned() } else { format!("https://{given}") };
    let mut url = Url::parse(&text).map_err(|_| refuse("it is not a URL"))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refuse("it holds a user name or password"));
    }
    if !loopback(&url) {
        match url.scheme() {
            "https" if salesforce(&url) => {}
            "https" => return Err(refuse("it is not a Salesforce domain")),
            _ => return Err(refuse("it must be https")),
        }
    }
    url.set_path("/");
    url.set_query(None);
    url.set_fragment(None);
    Ok(url)
}

fn loopback(url: &Url) -> bool {
    let web = matches!(url.scheme(), "http" | "https");
    web && url.host_str().is_some_and(|host| matches!(host, "localhost" | "127.0.0.1" | "[::1]"))
}

fn salesforce(url: &Url) -> bool {
    url.host_str().is_some_and(|host| DOMAINS.iter().any(|domain| host.ends_with(domain)))
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn salesforce_and_loopback_pass_and_lose_their_path() {
        let read = |given| origin(given).expect("is allowed").to_string();
        assert_eq!(read("acme.my.salesforce.com"), "https://acme.my.salesforce.com/");
        assert_eq!(read("https://acme.my.salesforce.com/lightning?x=1#y"), "https://acme.my.salesforce.com/");
        assert_eq!(read("http://127.0.0.1:7717"), "http://127.0.0.1:7717/");
        assert_eq!(read("http://[::1]:7717/a"), "http://[::1]:7717/");
    }

    #[test]
    fn everything_else_is_refused() {
        for given in [
            "https://evil.example",
            "https://salesforce.com.evil.example",
            "https://evilsalesforce.com",
            "http://acme.my.salesforce.com",
            "https://user:secret@acme.my.salesforce.com",
            "ftp://127.0.0.1",
            "https://",
            "http://127.0.0.1.evil.example",
        ] {
            assert!(origin(given).is_err(), "{given}");
        }
    }
}
