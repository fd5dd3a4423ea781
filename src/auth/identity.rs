//! Who a token speaks for, read from the identity URL that every token reply carries.

use crate::http::Url;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    pub url: Url,
    /// 18 characters, as is the user's.
    pub org_id: String,
    pub user_id: String,
}

impl Identity {
    /// Reads `https://HOST/id/00D…/005…`.
    pub fn read(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok().filter(trusted)?;
        let mut parts = url.path_segments()?;
        if parts.next() != Some("id") {
            return None;
        }
        let (org_id, user_id) = (long(parts.next()?, "00D")?, long(parts.next()?, "005")?);
        if parts.next().is_some() || url.query().is_some() {
            return None;
        }
        Some(Self { url, org_id, user_id })
    }
}

/// Whether a URL of a reply has the form of an address for tokens: https on its own port without user or fragment,
/// or loopback. Which hosts are good is for others to say.
pub fn trusted(url: &Url) -> bool {
    let clean = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
    let loopback = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    let safe = url.scheme() == "https" && url.port().is_none();
    clean && url.has_host() && (safe || loopback && matches!(url.scheme(), "http" | "https"))
}

/// The 18-character form of an id of this kind: five characters at a time, a letter says which are upper case.
pub fn long(id: &str, prefix: &str) -> Option<String> {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    if !id.starts_with(prefix) || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) || ![15, 18].contains(&id.len())
    {
        return None;
    }
    let upper = |group: &[u8]| {
        let bits = group.iter().enumerate().map(|(at, byte)| usize::from(byte.is_ascii_uppercase()) << at);
        char::from(LETTERS[bits.sum::<usize>()])
    };
    let short = &id[..15];
    Some(short.chars().chain(short.as_bytes().chunks(5).map(upper)).collect())
}

#[cfg(test)]
mod tests {
    use super::{Identity, long};

    #[test]
    fn ids_get_their_last_three_letters() {
        assert_eq!(long("00D000000000001", "00D").as_deref(), Some("00D000000000001EAA"));
        assert_eq!(long("00Dx0000000AbCd", "00D").as_deref(), Some("00Dx0000000AbCdEAK"));
        assert_eq!(long("00Dx0000000AbCdEAK", "00D").as_deref(), Some("00Dx0000000AbCdEAK"));
    }

    #[test]
    fn an_identity_url_names_org_and_user() {
        let read = Identity::read("https://login.salesforce.com/id/00D000000000001EAA/005000000000001");
        let read = read.expect("is one");
        assert_eq!((read.org_id.as_str(), read.user_id.as_str()), ("00D000000000001EAA", "005000000000001AAA"));
    }

    #[test]
    fn what_has_another_shape_is_none() {
        for text in [
            "http://login.salesforce.com/id/00D000000000001EAA/005000000000001AAA",
            "https://login.salesforce.com:8443/id/00D000000000001EAA/005000000000001AAA",
            "https://u@login.salesforce.com/id/00D000000000001EAA/005000000000001AAA",
            "https://login.salesforce.com/id/005000000000001AAA/00D000000000001EAA",
            "https://login.salesforce.com/id/00D000000000001EAA/005000000000001AAA/more",
            "https://login.salesforce.com/id/00D000000000001EA/005000000000001AAA",
            "https://login.salesforce.com/00D000000000001EAA/005000000000001AAA",
        ] {
            assert_eq!(Identity::read(text), None, "{text}");
        }
    }
}
