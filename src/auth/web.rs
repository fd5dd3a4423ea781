//! The authorization code grant with PKCE (`spec/oauth.md` 2): [`begin`] makes the address for a browser, and the
//! [`Pending`] sign-in turns what comes back into a token. How it comes back is not known here.

use super::callback::{Answer, Callback, State};
use super::{App, Error, Token, exchange, id_token};
use crate::http::{Http, Url};
use crate::secret::Secret;
use oauth2::{AuthorizationCode, CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope};
use std::borrow::Cow;

/// What a sign-in asks for.
pub struct Ask<'a> {
    /// As it is registered, to the letter: Salesforce compares strings.
    pub redirect_uri: &'a str,
    /// None is everything the app may have.
    pub scopes: &'a [String],
    /// `login`, `consent`, `select_account`, or several.
    pub prompt: Option<&'a str>,
    /// A user name to fill in.
    pub login_hint: Option<&'a str>,
}

/// A sign-in that waits for its callback. Its secrets live here and nowhere else, and end with it.
pub struct Pending {
    /// For the browser.
    pub url: Url,
    app: App,
    redirect_uri: RedirectUrl,
    verifier: PkceCodeVerifier,
    state: CsrfToken,
    nonce: Option<Secret>,
}

/// Tells the answer to one sign-in from a stranger's.
#[derive(Clone)]
pub struct Judge(CsrfToken);

pub fn begin(app: &App, ask: &Ask) -> Result<Pending, Error> {
    let redirect_uri = RedirectUrl::new(ask.redirect_uri.to_owned())
        .map_err(|error| Error::Input(format!("the redirect URI `{}` is not a URL: {error}", ask.redirect_uri)))?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256_len(64);
    let openid = ask.scopes.iter().any(|scope| scope == "openid");
    let nonce = openid.then(|| Secret::new(random().into_secret()));
    let client = app.client();
    let mut request = client
        .authorize_url(random)
        .set_pkce_challenge(challenge)
        .set_redirect_uri(Cow::Borrowed(&redirect_uri))
        .add_scopes(ask.scopes.iter().cloned().map(Scope::new));
    let extra = [("prompt", ask.prompt), ("login_hint", ask.login_hint), ("nonce", nonce.as_ref().map(Secret::expose))];
    for (name, value) in extra.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        request = request.add_extra_param(name, value);
    }
    let (url, state) = request.url();
    Ok(Pending { url, app: app.clone(), redirect_uri, verifier, state, nonce })
}

impl Pending {
    pub fn judge(&self) -> Judge {
        Judge(self.state.clone())
    }

    /// Turns the callback into a token. The code is sent once, to the host that the browser was sent to.
    pub async fn redeem(self, http: &Http, callback: Callback) -> Result<Token, Error> {
        if !self.judge().accepts(&callback) {
            return Err(Error::Callback("it belongs to another sign-in"));
        }
        let issuer = self.app.host.origin().ascii_serialization();
        if callback.iss.is_some_and(|iss| iss.trim_end_matches('/') != issuer) {
            return Err(Error::Callback("it comes from another host than the sign-in was sent to"));
        }
        let code = match callback.answer {
            Answer::Code(code) => AuthorizationCode::new(code.expose().to_owned()),
            Answer::Refused { error, description } => return Err(Error::refused(&error, &description)),
        };
        let carrier = exchange::Carrier(http);
        let client = self.app.client();
        let grant = client.exchange_code(code).set_pkce_verifier(self.verifier);
        let outcome = grant.set_redirect_uri(Cow::Owned(self.redirect_uri)).request_async(&carrier).await;
        let token = exchange::token(&self.app, outcome)?;
        if let (Some(nonce), Some(id_token)) = (&self.nonce, &token.id_token) {
            id_token::check(http, &self.app, id_token, nonce).await?;
        }
        Ok(token)
    }
}

impl Judge {
    /// A refusal may come without state; a code may not, unless a person typed it.
    pub fn accepts(&self, callback: &Callback) -> bool {
        match &callback.state {
            // Compares digests, so that the time it takes tells nothing.
            State::Given(state) => CsrfToken::new(state.expose().to_owned()) == self.0,
            State::Missing => matches!(callback.answer, Answer::Refused { .. }),
            State::Typed => true,
        }
    }
}

/// 256 bits, base64url.
fn random() -> CsrfToken {
    CsrfToken::new_random_len(32)
}

#[cfg(test)]
mod tests {
    use super::{Ask, Callback, Pending, Url, begin};
    use crate::auth::App;
    use oauth2::{PkceCodeChallenge, PkceCodeVerifier};
    use std::collections::HashMap;

    fn pending(scopes: &[&str]) -> Pending {
        let host = Url::parse("https://acme.my.salesforce.com").expect("is a URL");
        let app = App { host, client_id: "3MVG9.x".to_owned(), client_secret: None };
        let scopes: Vec<String> = scopes.iter().map(ToString::to_string).collect();
        let redirect_uri = "http://LOCALHOST:1717/OauthRedirect";
        begin(&app, &Ask { redirect_uri, scopes: &scopes, prompt: Some("login"), login_hint: None }).expect("begins")
    }

    fn query(pending: &Pending) -> HashMap<String, String> {
        pending.url.query_pairs().into_owned().collect()
    }

    #[test]
    fn the_challenge_is_the_digest_of_the_verifier() {
        let verifier = PkceCodeVerifier::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned());
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
        assert_eq!(challenge.as_str(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        let pending = pending(&[]);
        let expected = PkceCodeChallenge::from_code_verifier_sha256(&pending.verifier);
        assert_eq!(query(&pending)["code_challenge"], expected.as_str());
        assert_eq!(query(&pending)["code_challenge_method"], "S256");
        assert_eq!(pending.verifier.secret().len(), 86);
    }

    #[test]
    fn every_sign_in_has_secrets_of_its_own() {
        let (one, two) = (pending(&["openid"]), pending(&["openid"]));
        assert_ne!(one.verifier.secret(), two.verifier.secret());
        for name in ["state", "nonce", "code_challenge"] {
            assert_ne!(query(&one)[name], query(&two)[name], "{name}");
            assert!(query(&one)[name].len() >= 43, "{name}");
        }
    }

    #[test]
    fn the_address_asks_for_what_was_asked_and_spells_the_redirect_as_registered() {
        let pending = pending(&["api", "refresh_token"]);
        let query = query(&pending);
        assert_eq!(query["redirect_uri"], "http://LOCALHOST:1717/OauthRedirect");
        assert_eq!(query["scope"], "api refresh_token");
        assert_eq!(query["prompt"], "login");
        assert!(!query.contains_key("nonce") && !query.contains_key("login_hint"));
        assert_eq!(pending.url.path(), "/services/oauth2/authorize");
    }

    #[test]
    fn only_its_own_answer_is_accepted() {
        let pending = pending(&[]);
        let state = query(&pending)["state"].clone();
        let accepts = |query: &str| pending.judge().accepts(&Callback::from_query(query).expect("reads"));
        assert!(accepts(&format!("code=c&state={state}")));
        assert!(!accepts(&format!("code=c&state={state}x")));
        assert!(!accepts("code=c"));
        assert!(accepts("error=access_denied"));
        assert!(!accepts("error=access_denied&state=x"));
        assert!(pending.judge().accepts(&Callback::from_paste("aPrx==").expect("reads")));
    }
}
