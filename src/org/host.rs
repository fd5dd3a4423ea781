//! Which hosts may ever see a token or a secret (`spec/oauth.md` 1.5): https on Salesforce's own domains, and
//! loopback. Reads what people type and paste.

use super::Error;
use crate::http::Url;

/// Domains below which Salesforce serves its APIs; each with its leading dot.
const DOMAINS: [&str; 6] =
    [".salesforce.com", ".force.com", ".my-salesforce.com", ".salesforce.mil", ".crmforce.mil", ".sfcrmproducts.cn"];

/// Hosts that serve pages only, and the API hosts of the same orgs.
const PAGES: [(&str, &str); 5] = [
    (".lightning.force.com", ".my.salesforce.com"),
    (".my.salesforce-setup.com", ".my.salesforce.com"),
    (".lightning.crmforce.mil", ".my.salesforce.mil"),
    (".my-lightning.com", ".my-salesforce.com"),
    (".lightning.sfcrmapps.cn", ".my.sfcrmproducts.cn"),
];

/// The origin of an org's APIs as the org or the user names it; refuses what must not get a token.
pub fn origin(given: &str) -> Result<Url, Error> {
    let mut url = checked(given, &DOMAINS)?;
    url.set_path("/");
    Ok(url)
}

/// The address of a site that signs its members in; a site may live below a path, which stays.
pub fn site(given: &str) -> Result<Url, Error> {
    let mut domains = DOMAINS.to_vec();
    domains.push(".site.com");
    checked(given, &domains)
}

/// Whether a token may go to a host that a reply of `from` names. Neither this machine nor Salesforce speaks for the
/// other.
pub fn allowed(from: &Url, named: &Url) -> bool {
    origin(named.as_str()).is_ok() && loopback(named) == loopback(from)
}

fn checked(given: &str, domains: &[&str]) -> Result<Url, Error> {
    let text = if given.contains("://") { given.to_owned() } else { format!("https://{given}") };
    let mut url = Url::parse(&text).map_err(|_| refuse(given, "it is not a URL"))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refuse(given, "it holds a user name or password"));
    }
    if !loopback(&url) {
        match url.scheme() {
            "https" if url.port().is_some() => return Err(refuse(given, "it names a port")),
            "https" if below(&url, domains) => {}
            "https" => return Err(refuse(given, "it is not a Salesforce domain")),
            _ => return Err(refuse(given, "it must be https")),
        }
    }
    url.set_query(None);
    url.set_fragment(None);
    Ok(url)
}

/// The host to sign in at: a keyword, a bare My Domain, a host or a URL; the address of a page becomes that of
/// the APIs behind it.
pub fn login(given: &str) -> Result<Url, Error> {
    let given = given.trim();
    match given {
        "production" | "login" => origin("login.salesforce.com"),
        "sandbox" | "test" => origin("test.salesforce.com"),
        _ if given == "localhost" || given.contains(['.', ':', '/']) => origin(&behind(given)),
        "" => Err(refuse(given, "it is empty")),
        _ if !given.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => Err(refuse(given, "it is not a host")),
        _ if given.contains("--") => origin(&format!("{given}.sandbox.my.salesforce.com")),
        _ => origin(&format!("{given}.my.salesforce.com")),
    }
}

/// The API host of a page host, by whole labels.
fn behind(given: &str) -> String {
    let host = given.strip_prefix("https://").unwrap_or(given);
    let host = host.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let api = PAGES.iter().find_map(|(page, api)| Some(format!("{}{api}", host.strip_suffix(page)?)));
    api.unwrap_or_else(|| given.to_owned())
}

fn loopback(url: &Url) -> bool {
    let web = matches!(url.scheme(), "http" | "https");
    web && url.host_str().is_some_and(|host| matches!(host, "localhost" | "127.0.0.1" | "[::1]"))
}

fn below(url: &Url, domains: &[&str]) -> bool {
    url.host_str().is_some_and(|host| domains.iter().any(|domain| host.ends_with(domain)))
}

fn refuse(given: &str, why: &'static str) -> Error {
    Error::Host { given: given.to_owned(), why }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            "https://acme.my.salesforce.com:8443",
            "ftp://127.0.0.1",
            "https://",
            "http://127.0.0.1.evil.example",
        ] {
            assert!(origin(given).is_err(), "{given}");
        }
    }

    #[test]
    fn this_machine_and_salesforce_do_not_speak_for_each_other() {
        let url = |text| Url::parse(text).expect("is a URL");
        let (here, there) = (url("http://localhost:7717"), url("https://login.salesforce.com"));
        assert!(allowed(&here, &url("http://127.0.0.1:7718")));
        assert!(allowed(&there, &url("https://acme.my.salesforce.com")));
        assert!(!allowed(&here, &there) && !allowed(&there, &here));
    }

    #[test]
    fn a_login_host_is_read_as_people_write_it() {
        let read = |given| login(given).expect("is a host").host_str().map(str::to_owned).unwrap_or_default();
        assert_eq!(read("production"), "login.salesforce.com");
        assert_eq!(read(" sandbox "), "test.salesforce.com");
        assert_eq!(read("acme"), "acme.my.salesforce.com");
        assert_eq!(read("acme--uat"), "acme--uat.sandbox.my.salesforce.com");
        assert_eq!(
            read("https://acme--uat.sandbox.lightning.force.com/lightning/page/home"),
            "acme--uat.sandbox.my.salesforce.com"
        );
        assert_eq!(read("acme.my.salesforce-setup.com"), "acme.my.salesforce.com");
        // A My Domain may hold the word.
        assert_eq!(read("lightning-bolts.my.salesforce.com"), "lightning-bolts.my.salesforce.com");
        assert_eq!(read("http://localhost:7717"), "localhost");
        for given in ["", "ac me", "acme_x", "evil.example"] {
            assert!(login(given).is_err(), "{given}");
        }
    }

    #[test]
    fn a_site_keeps_its_path() {
        let read = |given| site(given).expect("is a site").to_string();
        assert_eq!(read("https://acme.my.site.com/help?x=1"), "https://acme.my.site.com/help");
        assert!(origin("https://acme.my.site.com/help").is_err(), "a site serves no data API");
        assert!(site("https://acme.site.com.evil.example").is_err());
    }
}
