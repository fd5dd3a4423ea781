//! Actions as they are typed: `emailSimple`, `flow/Close_Case`, `quick/Account.NewContact`; and their paths.

use std::str::FromStr;

/// Families by the names that people use, and by those of the org.
const SHORT: [(&str, &str); 1] = [("quick", "quickAction")];
/// How the org spells the families whose names do not tell.
const SPELLED: [&str; 6] = ["apex", "flow", "quickAction", "emailAlert", "sendNotification", "generatePromptResponse"];

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// Without its family, perhaps with an object: whichever action is called so.
    Bare(String),
    /// The path below `actions`.
    Path(String),
}

impl FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let parts: Vec<&str> = text.split(['/', '.']).collect();
        if !parts.iter().all(|part| !part.is_empty() && part.bytes().all(is_name)) {
            return Err("an action is NAME, FAMILY/NAME or FAMILY/OBJECT.NAME".to_owned());
        }
        let parts = if text.contains('/') && parts[0].eq_ignore_ascii_case("custom") { &parts[1..] } else { &parts };
        match parts {
            [standard, name] if text.contains('/') && standard.eq_ignore_ascii_case("standard") => {
                Ok(Self::Path(format!("standard/{name}")))
            }
            [family, rest @ ..] if text.contains('/') && (1..=2).contains(&rest.len()) => {
                Ok(Self::Path(format!("custom/{}/{}", spelled(family), rest.join("/"))))
            }
            [_] | [_, _] if !text.contains('/') => Ok(Self::Bare(text.to_owned())),
            _ => Err("an action is NAME, FAMILY/NAME or FAMILY/OBJECT.NAME".to_owned()),
        }
    }
}

fn spelled(family: &str) -> &str {
    let same = |name: &&str| name.eq_ignore_ascii_case(family);
    let long = SHORT.iter().find(|(short, _)| same(short)).map(|(_, long)| *long);
    long.or_else(|| SPELLED.into_iter().find(same)).unwrap_or(family)
}

/// A path as a person types it.
pub fn typed(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["standard", name] => (*name).to_owned(),
        ["custom", family, rest @ ..] => format!("{}/{}", short(family), rest.join(".")),
        _ => path.to_owned(),
    }
}

/// How the names of all actions below a path begin.
pub fn beginning(path: &str) -> String {
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["custom", family] => format!("{}/", short(family)),
        ["custom", family, object] => format!("{}/{object}.", short(family)),
        _ => String::new(),
    }
}

fn short(family: &str) -> &str {
    SHORT.iter().find(|(_, long)| *long == family).map_or(family, |(short, _)| short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_paths_and_back() {
        for (text, path) in [
            ("flow/Close_Case", "custom/flow/Close_Case"),
            ("quick/Account.NewContact", "custom/quickAction/Account/NewContact"),
            ("quick/LogCall", "custom/quickAction/LogCall"),
            ("emailAlert/Case.Told", "custom/emailAlert/Case/Told"),
        ] {
            assert_eq!(text.parse(), Ok(Name::Path(path.to_owned())), "{text}");
            assert_eq!(typed(path), text);
        }
        assert_eq!(typed("standard/emailSimple"), "emailSimple");
        for text in ["custom/QUICKACTION/Account/NewContact", "Quick/Account/NewContact"] {
            assert_eq!(text.parse(), Ok(Name::Path("custom/quickAction/Account/NewContact".to_owned())), "{text}");
        }
        assert_eq!("standard/submit".parse(), Ok(Name::Path("standard/submit".to_owned())));
        for text in ["emailSimple", "Account.NewContact", "ns__Do-3"] {
            assert_eq!(text.parse(), Ok(Name::Bare(text.to_owned())), "{text}");
        }
    }

    #[test]
    fn nothing_leads_out_of_the_actions() {
        for text in ["", "/", "flow/", "../limits", "flow/..", "flow/a/b/c", "a b", "flow/x?y=1", "flow/%2e", "a.b.c"] {
            assert!(text.parse::<Name>().is_err(), "{text}");
        }
    }

    #[test]
    fn names_below_a_place_begin_alike() {
        assert_eq!(beginning("custom/quickAction/Case"), "quick/Case.");
        assert_eq!(
            (beginning("custom/flow"), beginning("custom"), beginning("standard")),
            ("flow/".into(), String::new(), String::new())
        );
    }
}
