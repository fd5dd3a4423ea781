//! A request header as typed: `NAME: VALUE`.

use crate::http::header::{AUTHORIZATION, CONTENT_LENGTH, HOST, HeaderName, HeaderValue};
use std::str::FromStr;

#[derive(Clone, Debug)]
pub struct Header(pub HeaderName, pub HeaderValue);

/// Headers that only this program may set: they say who asks whom, and where the body ends.
const OWN: [HeaderName; 3] = [AUTHORIZATION, HOST, CONTENT_LENGTH];

impl FromStr for Header {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, value) =
            text.split_once(':').ok_or("a header looks like `Sforce-Duplicate-Rule-Header: allowSave=true`")?;
        let name: HeaderName = name.trim().parse().map_err(|_| format!("`{name}` is no name of a header"))?;
        if OWN.contains(&name) {
            return Err(format!("`{name}` is set by sfo itself"));
        }
        let value = value.trim().parse().map_err(|_| format!("the value of `{name}` holds control characters"))?;
        Ok(Self(name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_has_a_name_and_a_value_and_is_not_ours() {
        let Header(name, value) = "X-A:  b: c ".parse().expect("is a header");
        assert_eq!((name.as_str(), value.as_bytes()), ("x-a", &b"b: c"[..]));
        for text in ["X-A", "X A: b", "AUTHORIZATION: Bearer x", "Host: b", "X-A: b\nX-B: c"] {
            assert!(text.parse::<Header>().is_err(), "{text}");
        }
    }
}
