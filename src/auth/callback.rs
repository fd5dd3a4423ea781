//! What the browser brings back from the org, from an address bar, a request line or a clipboard.

use super::{Error, refusal::printable};
use crate::http::Url;
use crate::secret::Secret;
use oauth2::url::form_urlencoded;
use percent_encoding::percent_decode_str;

#[derive(Debug)]
pub struct Callback {
    pub answer: Answer,
    pub state: State,
    /// Who says so, where the org names itself (RFC 9207).
    pub iss: Option<String>,
}

#[derive(Debug)]
pub enum Answer {
    Code(Secret),
    Refused { error: String, description: String },
}

/// What ties an answer to a sign-in.
#[derive(Debug)]
pub enum State {
    Given(Secret),
    Missing,
    /// A person copied the code out of the address by hand, so that there is nothing else to compare.
    Typed,
}

impl Callback {
    /// Reads the query of an address. Fails when it holds no answer, or one that is ambiguous.
    pub fn from_query(query: &str) -> Result<Self, Error> {
        let once = |name| once(query, name);
        let answer = match (once("code")?, once("error")?) {
            (Some(code), None) if !code.is_empty() => Answer::Code(Secret::new(code)),
            (None, Some(error)) => {
                let description = once("error_description")?.unwrap_or_default();
                Answer::Refused { error: printable(&error), description: printable(&description) }
            }
            (Some(_), Some(_)) => return Err(Error::Callback("it holds a code and an error")),
            _ => return Err(Error::Callback("it holds no code")),
        };
        let state = once("state")?.map_or(State::Missing, |state| State::Given(Secret::new(state)));
        Ok(Self { answer, state, iss: once("iss")? })
    }

    /// Reads what a person pasted: the whole address, its query, or only the code, encoded or not.
    pub fn from_paste(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        if let Ok(url) = Url::parse(text) {
            return Self::from_query(url.query().unwrap_or_default());
        }
        let query = text.trim_start_matches('?');
        if query.contains('&') || ["code=", "error=", "state="].iter().any(|start| query.starts_with(start)) {
            return Self::from_query(query);
        }
        let code = percent_decode_str(text).decode_utf8().map_err(|_| Error::Callback("it holds no code"))?;
        if code.is_empty() || code.contains(char::is_whitespace) {
            return Err(Error::Callback("it holds no code"));
        }
        Ok(Self { answer: Answer::Code(Secret::new(code)), state: State::Typed, iss: None })
    }
}

/// A parameter that may be missing but must not occur again.
fn once(query: &str, name: &str) -> Result<Option<String>, Error> {
    let mut values = form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key == name);
    let first = values.next().map(|(_, value)| value.into_owned());
    if values.next().is_some() { Err(Error::Callback("it says the same thing twice")) } else { Ok(first) }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Callback, State};

    fn code(text: &str) -> Option<(String, Option<String>)> {
        let callback = Callback::from_paste(text).ok()?;
        let Answer::Code(code) = callback.answer else { return None };
        let State::Given(state) = callback.state else { return Some((code.expose().to_owned(), None)) };
        Some((code.expose().to_owned(), Some(state.expose().to_owned())))
    }

    #[test]
    fn an_address_a_query_and_a_bare_code_are_understood() {
        let full = Some(("aPrx1==".to_owned(), Some("s+1".to_owned())));
        assert_eq!(code("https://login.salesforce.com/services/oauth2/success?code=aPrx1%3D%3D&state=s%2B1"), full);
        assert_eq!(code(" http://localhost:1717/OauthRedirect?state=s%2B1&code=aPrx1%3D%3D#_ \n"), full);
        assert_eq!(code("?code=aPrx1%3D%3D&state=s%2B1"), full);
        assert_eq!(code("state=s%2B1&code=aPrx1%3D%3D"), full);
        let bare = Some(("aPrx1==".to_owned(), None));
        assert_eq!(code("aPrx1%3D%3D"), bare);
        assert_eq!(code("aPrx1=="), bare);
        assert_eq!(code("code=aPrx1=="), bare);
    }

    #[test]
    fn what_is_missing_or_ambiguous_is_refused() {
        for text in [
            "",
            "two words",
            "https://acme.my.salesforce.com/",
            "?state=s",
            "?code=",
            "?code=a&code=b&state=s",
            "?code=a&state=s&state=t",
            "?code=a&error=access_denied",
        ] {
            assert_eq!(code(text), None, "{text}");
        }
    }

    #[test]
    fn a_refusal_keeps_the_words_without_their_control_characters() {
        let callback = Callback::from_query("error=access_denied&error_description=end%1Buser+denied").expect("reads");
        let Answer::Refused { error, description } = callback.answer else { panic!("is a refusal") };
        assert_eq!((error.as_str(), description.as_str()), ("access_denied", "end user denied"));
        assert!(matches!(callback.state, State::Missing));
    }
}
