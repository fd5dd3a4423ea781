//! Where each value comes from: the app, the org, the login, or a person.

use super::{Handed, How, Known};
use crate::app::{Field, What};
use crate::auth::App;
use crate::cli::auth::secret::Source;
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::org::Slot;
use crate::secret::Secret;

/// The values that these fields ask for; those that only a person knows are asked for.
pub async fn values(how: &How, fields: &[&Field], known: Known, ctx: &Ctx) -> anyhow::Result<Handed> {
    let wants = |what| fields.iter().any(|field| field.value == Some(what));
    let Known { mut app, kind, signed_in } = known;
    if (wants(What::AccessToken) || wants(What::RefreshToken)) && !signed_in {
        return Err(other_app(&app));
    }
    if wants(What::ClientSecret) {
        app.client_secret = Some(how.secret(&app, ctx)?);
    }
    let access = if wants(What::AccessToken) { Some(ctx.client().await?.token().await?) } else { None };
    let refresh = if wants(What::RefreshToken) { Some(refresh_token(&app, ctx).await?) } else { None };
    let username = if wants(What::Username) { Some(how.user(ctx).await?) } else { None };
    let password = if wants(What::PasswordAndToken) { Some(how.password(username.as_deref(), ctx)?) } else { None };
    Ok(Handed { app, kind, access, refresh, username, password })
}

/// A token is worth nothing to a product that knows another app.
fn other_app(app: &App) -> anyhow::Error {
    let text = "the tokens of this login belong to another app, and the product can not use them with this one";
    Failure::usage(text).hint(sign_in(app)).into()
}

/// The command that signs in with the app, so that the tokens are its own.
pub fn sign_in(app: &App) -> String {
    let host = app.host.host_str().unwrap_or_default();
    format!("sfo auth login --flow paste --host {host} --client-id {} --client-secret", app.client_id)
}

/// The one of the login: whoever else holds it may use it up, so that it is asked for as late as possible.
pub async fn refresh_token(app: &App, ctx: &Ctx) -> anyhow::Result<Secret> {
    let refresh = match ctx.client().await?.session().login() {
        Some(login) => login.secret(Slot::Refresh).await?,
        None => None,
    };
    Ok(refresh.ok_or_else(|| Failure::usage("this login has no refresh token").hint(sign_in(app)))?)
}

impl How {
    /// Whether the user has the consumer secret.
    pub fn gives_secret(&self) -> bool {
        let variable = std::env::var_os("SFO_CLIENT_SECRET").is_some_and(|text| !text.is_empty());
        self.client_secret_stdin || self.client_secret_file.is_some() || variable
    }

    /// What the user gives goes before what is known.
    fn secret(&self, app: &App, ctx: &Ctx) -> anyhow::Result<Secret> {
        let ask = app.client_secret.is_none();
        let source = Source::client_secret(self.client_secret_stdin, self.client_secret_file.as_deref(), ask);
        match (source.find(ctx)?, &app.client_secret) {
            (Some(given), _) => Ok(given),
            (None, Some(known)) => Ok(known.clone()),
            (None, None) => source.need(ctx),
        }
    }

    async fn user(&self, ctx: &Ctx) -> anyhow::Result<String> {
        let known = ctx.client().await?.session().login().map(|login| login.entry.username.clone());
        let missing = || Failure::usage("which user does the product sign in as? Give --username");
        Ok(self.username.clone().or(known).ok_or_else(missing)?)
    }

    fn password(&self, username: Option<&str>, ctx: &Ctx) -> anyhow::Result<Secret> {
        let name = format!("password of {}, with the security token behind it", username.unwrap_or("the user"));
        Source::password(&name, self.password_stdin, self.password_file.as_deref()).need(ctx)
    }
}
