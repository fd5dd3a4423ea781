//! Where in the org somebody wants to be: a record, an object's records, a page of Setup, or any path.

use crate::api;
use crate::cli::describe;
use crate::ctx::{Ctx, Freshness};
use std::str::FromStr;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// From the root of the org.
    Path(String),
    /// The list of an object's records.
    Object(String),
}

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.contains("://") {
            return Err("a place is a path in the org, not an address".to_owned());
        }
        let is_name = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let (first, rest) = text.split_once('/').unwrap_or((text, ""));
        Ok(match rest {
            _ if is_id(text) => Self::Path(format!("/{text}")),
            "" if first.eq_ignore_ascii_case("setup") => Self::Path("/lightning/setup/SetupOneHome/home".to_owned()),
            page if first.eq_ignore_ascii_case("setup") => {
                Self::Path(format!("/lightning/setup/{}", if page.contains('/') { page.into() } else { home(page) }))
            }
            _ if is_name => Self::Object(text.to_owned()),
            _ => Self::Path(format!("/{}", text.strip_prefix('/').unwrap_or(text))),
        })
    }
}

impl Place {
    /// The path, of an object that the org has.
    pub async fn path(&self, ctx: &Ctx) -> anyhow::Result<String> {
        match self {
            Self::Path(path) => Ok(path.clone()),
            Self::Object(name) => {
                let object = describe::one(name, Freshness::Renewed, ctx).await?;
                Ok(format!("/lightning/o/{}/list", object.name))
            }
        }
    }
}

fn home(page: &str) -> String {
    format!("{page}/home")
}

/// Ids begin with the prefix of their object, which holds a digit; names of objects hold none so early.
fn is_id(text: &str) -> bool {
    api::is_id(text) && text.bytes().take(3).any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_what_it_looks_like() {
        let path = |text: &str| text.parse::<Place>();
        for (text, place) in [
            ("/", "/"),
            ("/lightning/o/Account/home?x=1", "/lightning/o/Account/home?x=1"),
            ("lightning/page/home", "/lightning/page/home"),
            ("001000000000001AAA", "/001000000000001AAA"),
            ("a00000000000001", "/a00000000000001"),
            ("setup", "/lightning/setup/SetupOneHome/home"),
            ("Setup/ManageUsers", "/lightning/setup/ManageUsers/home"),
            ("setup/ObjectManager/Account/view", "/lightning/setup/ObjectManager/Account/view"),
        ] {
            assert_eq!(path(text), Ok(Place::Path(place.to_owned())), "{text}");
        }
        for name in ["Account", "Invoice__c", "ContentDocument", "Pricebook2"] {
            assert_eq!(path(name), Ok(Place::Object(name.to_owned())));
        }
        assert!(path("https://evil.example/").is_err());
    }
}
