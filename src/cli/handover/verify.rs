//! The proof that what is handed over works. Nothing is used up, changed or made: an org is asked for what it must
//! refuse, and only in which words it does so matters.

use super::Handed;
use crate::app::{Field, What};
use crate::auth::password::Credentials;
use crate::auth::{self, client_credentials, lives, password, probe, refresh, userinfo};
use crate::ctx::Ctx;
use crate::error::{Exit, Failure, Remark};
use crate::http::Http;
use crate::secret::Secret;

/// No org has issued it.
const DUMMY: &str = "none";

/// The fields of a form, and how to speak of them.
struct Form<'f>(&'f [&'f Field]);

pub async fn all(fields: &[&Field], handed: &mut Handed, ctx: &Ctx) -> anyhow::Result<()> {
    let (form, http) = (Form(fields), ctx.http());
    form.instance(handed, &http, ctx).await?;
    form.client(handed, &http, ctx).await?;
    form.access(handed, &http, ctx).await?;
    form.refresh(handed, &http, ctx).await?;
    form.grant(handed, &http, ctx).await
}

impl Form<'_> {
    /// The label of the field for this value; empty where the form has none.
    fn label(&self, what: What) -> &str {
        self.0.iter().find(|field| field.value == Some(what)).map_or("", |field| &field.label)
    }

    fn has(&self, what: What) -> bool {
        self.0.iter().any(|field| field.value == Some(what))
    }

    /// Names the box in which the value would be of no use.
    fn blame(&self, what: What, error: impl Into<anyhow::Error>) -> anyhow::Error {
        error.into().context(Remark { about: format!("{} does not work", self.label(what)), ..Remark::default() })
    }

    fn passed(&self, whats: &[What], found: &str, ctx: &Ctx) {
        let labels: Vec<_> = whats.iter().map(|what| self.label(*what)).filter(|label| !label.is_empty()).collect();
        ctx.term.note(&format!("checked: {}: {found}", labels.join(", ")));
    }

    async fn instance(&self, handed: &Handed, http: &Http, ctx: &Ctx) -> anyhow::Result<()> {
        let Some(what) = [What::InstanceUrl, What::TokenUrl].into_iter().find(|what| self.has(*what)) else {
            return Ok(());
        };
        probe(http, &handed.app.host).await.map_err(|error| self.blame(what, error))?;
        self.passed(&[What::InstanceUrl, What::TokenUrl], "an org answers there", ctx);
        Ok(())
    }

    /// A refresh token that is none is refused for being none only to an app that is known and has proved itself.
    async fn client(&self, handed: &Handed, http: &Http, ctx: &Ctx) -> anyhow::Result<()> {
        if !self.has(What::ClientId) {
            return Ok(());
        }
        match refresh::token(http, &handed.app, &Secret::new(DUMMY)).await {
            Ok(_) | Err(auth::Error::Busy) => {}
            Err(error) => match error.code() {
                Some("invalid_grant") => {}
                // The key is known; the form has no secret that could be wrong.
                Some("invalid_client") if !self.has(What::ClientSecret) => {}
                Some("invalid_client") => return Err(self.blame(What::ClientSecret, error)),
                _ => return Err(self.blame(What::ClientId, error)),
            },
        }
        self.passed(&[What::ClientId, What::ClientSecret], "the org knows the app", ctx);
        Ok(())
    }

    /// One that has ended is replaced, as every command does.
    async fn access(&self, handed: &mut Handed, http: &Http, ctx: &Ctx) -> anyhow::Result<()> {
        let Some(access) = &handed.access else { return Ok(()) };
        let blame = |error| self.blame(What::AccessToken, error);
        let user = match userinfo(http, &handed.app.host, access).await {
            Err(error) if error.stale() => {
                let fresh = renewed(ctx).await.map_err(|error| self.blame(What::AccessToken, error))?;
                let fresh = handed.access.insert(fresh);
                userinfo(http, &handed.app.host, fresh).await.map_err(blame)?
            }
            outcome => outcome.map_err(blame)?,
        };
        self.passed(&[What::AccessToken], &format!("it speaks for {}", user.username), ctx);
        Ok(())
    }

    /// To renew with it could use it up, so that the org is only asked about it.
    async fn refresh(&self, handed: &mut Handed, http: &Http, ctx: &Ctx) -> anyhow::Result<()> {
        if handed.refresh.is_none() {
            return Ok(());
        }
        // The check before may have renewed, and brought another one.
        let refresh = super::gather::refresh_token(&handed.app, ctx).await?;
        let label = self.label(What::RefreshToken);
        if handed.app.client_secret.is_none() {
            ctx.term.note(&format!("not checked: {label}: to renew uses it up where tokens rotate"));
        } else if lives(http, &handed.app, &refresh).await.map_err(|error| self.blame(What::RefreshToken, error))? {
            self.passed(&[What::RefreshToken], "the org would take it", ctx);
        } else {
            let text = format!("{label} does not work: the org no longer knows it");
            return Err(Failure::new(Exit::SignedOut, text).hint(super::gather::sign_in(&handed.app)).into());
        }
        handed.refresh = Some(refresh);
        Ok(())
    }

    /// Signs in as the product will.
    async fn grant(&self, handed: &Handed, http: &Http, ctx: &Ctx) -> anyhow::Result<()> {
        if !self.has(What::GrantType) {
            return Ok(());
        }
        let app = &handed.app;
        let (what, outcome) = match (handed.username.clone(), handed.password.clone()) {
            (Some(username), Some(password)) => {
                let credentials = Credentials { username, password, security_token: None };
                (What::PasswordAndToken, password::token(http, app, &credentials).await)
            }
            _ => (What::GrantType, client_credentials::token(http, app).await),
        };
        let token = outcome.map_err(|error| self.blame(what, error))?;
        let user = userinfo(http, &app.host, &token.access).await.map_or(token.identity.user_id, |user| user.username);
        self.passed(&[What::GrantType, What::Username, What::PasswordAndToken], &format!("signs in as {user}"), ctx);
        Ok(())
    }
}

async fn renewed(ctx: &Ctx) -> anyhow::Result<Secret> {
    let client = ctx.client().await?;
    client.renew_token().await?;
    Ok(client.token().await?)
}
