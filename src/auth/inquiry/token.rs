//! Questions at the door where programs knock: with codes and tokens that are none.

use super::{Error, Finding, Inquiry, Said, Words};
use crate::auth::exchange;

/// Looks like no code and no token of an org, so that nobody takes it for one.
const NONE: &str = "sfo-app-check-no-such-value";
/// Nobody's consumer key, and nobody's secret.
const NOBODY: &str = "3MVG9.sfo.app.check.no.such.key";
const WRONG: &str = "sfo-app-check-wrong-secret";
/// That of RFC 7636.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

const UNPROVEN: [&str; 2] = ["invalid_client", "invalid_client_credentials"];

/// A grant that a made-up value can be shown for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    Code,
    Refresh,
}

impl Inquiry<'_> {
    /// Whether the app has to prove itself with a secret here.
    pub async fn secret_demanded(&self, grant: Grant) -> Result<Finding<bool>, Error> {
        let bare = self.ask(grant, None).await?;
        if bare.no(&UNPROVEN) {
            return Ok(Ok(true));
        }
        self.controlled(grant, bare, false).await
    }

    /// Whether the secret that is held is the app's. `None` where none is held.
    pub async fn secret_right(&self) -> Result<Option<Finding<bool>>, Error> {
        let Some(secret) = &self.app.client_secret else { return Ok(None) };
        let with = self.ask(Grant::Refresh, Some(secret.expose())).await?;
        if with.no(&UNPROVEN) {
            return Ok(Some(Ok(false)));
        }
        self.controlled(Grant::Refresh, with, true).await.map(Some)
    }

    /// `proven`, where the org turns a wrong secret down before it looks at the code or token.
    async fn controlled(&self, grant: Grant, said: Said, proven: bool) -> Result<Finding<bool>, Error> {
        if let Said::No(words) = said
            && (words.passing() || words.unknown() || words.bars())
        {
            return Ok(Err(words.to_string()));
        }
        let judged = self.ask(grant, Some(WRONG)).await?.no(&UNPROVEN);
        let why = "the org looks at the code before it looks at the secret";
        Ok(if judged { Ok(proven) } else { Err(why.to_owned()) })
    }

    /// Whether the app may ask for a code that is typed in elsewhere. One is made, shown to nobody and forgotten.
    pub async fn device(&self) -> Result<Finding<bool>, Error> {
        let id = ("client_id", self.app.client_id.as_str());
        Ok(match self.post(&[id, ("response_type", "device_code")]).await? {
            Said::GoOn => Ok(true),
            Said::No(words)
                if words.is(&["unsupported_response_type", "unsupported_grant_type", "oauth_flow_disabled"]) =>
            {
                Ok(false)
            }
            Said::No(words) => Err(words.to_string()),
        })
    }

    /// Whether the host turns a key down that nobody has.
    pub(super) async fn knows_strangers(&self) -> Result<bool, Error> {
        Ok(matches!(self.ask_as(NOBODY, Grant::Refresh, None).await?, Said::No(words) if words.unknown()))
    }

    pub(super) async fn ask(&self, grant: Grant, secret: Option<&str>) -> Result<Said, Error> {
        self.ask_as(&self.app.client_id, grant, secret).await
    }

    async fn ask_as(&self, client_id: &str, grant: Grant, secret: Option<&str>) -> Result<Said, Error> {
        let (name, field) = match grant {
            Grant::Code => ("authorization_code", "code"),
            Grant::Refresh => ("refresh_token", "refresh_token"),
        };
        let mut form = vec![("grant_type", name), (field, NONE), ("client_id", client_id)];
        form.extend(secret.map(|secret| ("client_secret", secret)));
        // As a sign-in of ours would, so that nothing else is missing.
        let of_code = [("redirect_uri", "http://localhost:1717/OauthRedirect"), ("code_verifier", VERIFIER)];
        form.extend(of_code.iter().filter(|_| grant == Grant::Code));
        self.post(&form).await
    }

    async fn post(&self, form: &[(&str, &str)]) -> Result<Said, Error> {
        let request = exchange::form(self.app.endpoint("token"), form);
        match self.send(request).await?.success() {
            Ok(_) => Ok(Said::GoOn),
            Err(Error::Refused { error, description }) => Ok(Said::No(Words { error, description })),
            Err(error) => Err(error),
        }
    }
}
