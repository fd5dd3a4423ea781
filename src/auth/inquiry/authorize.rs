//! Questions at the door where browsers knock.

use super::{Error, Finding, Inquiry, Said, Words, page};
use crate::http::{Method, Request, header::LOCATION};

/// A challenge whose verifier everybody can read in RFC 7636. No code is ever asked for with it.
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
/// Registered nowhere, because nobody can own the domain.
const NOBODYS_CALLBACK: &str = "https://sfo-app-check.invalid/not-registered";
const NO_SCOPE: &str = "sfo_app_check_no_such_scope";

/// What an app may ask for, of the names that were tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scopes {
    pub granted: Vec<String>,
    pub refused: Vec<String>,
}

impl Inquiry<'_> {
    /// Whether the app has this callback, to the letter.
    pub async fn callback(&self, callback: &str) -> Result<Finding<bool>, Error> {
        let said = self.authorize(callback, &[]).await?;
        if let Said::No(words) = &said {
            if words.is(&["redirect_uri_mismatch"]) {
                return Ok(Ok(false));
            }
            // It may have stopped before it looked at the callback.
            if words.passing() || words.unknown() || words.is(&["invalid_request", "redirect_uri_missing"]) {
                return Ok(Err(words.to_string()));
            }
        }
        let judged = self.callbacks_are_judged.get_or_try_init(async || {
            Ok::<_, Error>(self.authorize(NOBODYS_CALLBACK, &[]).await?.no(&["redirect_uri_mismatch"]))
        });
        let why = "the org looks at callbacks only once somebody has signed in";
        Ok(if *judged.await? { Ok(true) } else { Err(why.to_owned()) })
    }

    /// Which of these scopes the app has. `others` are asked for, too: that an org turns none of them down would mean that it does
    /// not look yet.
    pub async fn scopes(&self, callback: &str, wanted: &[String], others: &[&str]) -> Result<Finding<Scopes>, Error> {
        let judged = self.scopes_are_judged.get_or_try_init(async || self.refuses_scope(callback, NO_SCOPE).await);
        let later = "the org looks at scopes only once somebody has signed in";
        if !*judged.await? {
            return Ok(Err(later.to_owned()));
        }
        let mut scopes = Scopes::default();
        let others = others.iter().filter(|name| !wanted.iter().any(|wanted| wanted == *name)).copied();
        for name in wanted.iter().map(String::as_str).chain(others) {
            let list =
                if self.refuses_scope(callback, name).await? { &mut scopes.refused } else { &mut scopes.granted };
            list.push(name.to_owned());
        }
        Ok(if scopes.refused.is_empty() { Err(later.to_owned()) } else { Ok(scopes) })
    }

    async fn refuses_scope(&self, callback: &str, name: &str) -> Result<bool, Error> {
        Ok(self.authorize(callback, &[("scope", name)]).await?.no(&["invalid_scope"]))
    }

    /// Whether a sign-in without PKCE is turned down.
    pub async fn pkce(&self, callback: &str) -> Result<Finding<bool>, Error> {
        let said = self.knock("code", callback, &[]).await?;
        let demanded = matches!(&said, Said::No(words) if words.description.to_lowercase().contains("code challenge"));
        let why = "the org asks for a challenge only once somebody has signed in";
        Ok(if demanded { Ok(true) } else { Err(why.to_owned()) })
    }

    /// Whether the app may send a user name and password itself. None is sent. That a host turns it down proves nothing:
    /// only the sites of an org take part.
    pub async fn code_credentials(&self, callback: &str) -> Result<Finding<bool>, Error> {
        let off = ["unsupported_response_type"];
        let taken = !self.knock("code_credentials", callback, &[]).await?.no(&off);
        let judged = self.knock("sfo_app_check_no_such_type", callback, &[]).await?.no(&off);
        let why = "only a site of the org would take it";
        Ok(if taken && judged { Ok(true) } else { Err(why.to_owned()) })
    }

    /// A sign-in as it should be, for a browser that is signed in nowhere, and with no question to anybody.
    pub(super) async fn authorize(&self, callback: &str, more: &[(&str, &str)]) -> Result<Said, Error> {
        let pkce = [("code_challenge", CHALLENGE), ("code_challenge_method", "S256")];
        self.knock("code", callback, &[&pkce[..], more].concat()).await
    }

    async fn knock(&self, response_type: &str, callback: &str, more: &[(&str, &str)]) -> Result<Said, Error> {
        let mut url = self.app.endpoint("authorize");
        let fixed = [
            ("response_type", response_type),
            ("client_id", &self.app.client_id),
            ("redirect_uri", callback),
            ("immediate", "true"),
        ];
        url.query_pairs_mut().extend_pairs(fixed).extend_pairs(more);
        let raw = self.send(Request::new(Method::GET, url.clone())).await?;
        let location = raw.headers.get(LOCATION).and_then(|value| url.join(value.to_str().ok()?).ok());
        Ok(match location.filter(|_| (300..400).contains(&raw.status)) {
            Some(location) => page::redirected(&location),
            None if raw.status >= 500 => return Err(raw.not_oauth()),
            None => match raw.refused() {
                Some(Error::Refused { error, description }) => Said::No(Words { error, description }),
                _ => page::shown(&raw.text()),
            },
        })
    }
}
