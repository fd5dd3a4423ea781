//! From flags to a token: one arm for each flow.

use super::{Args, Granted, browser};
use crate::auth::{self, App, AuthUrl, Identity, Token, web::Ask};
use crate::cli::auth::secret::Source;
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::http::Http;
use crate::org::{self, Flow};
use crate::secret::Secret;

pub async fn token(args: &Args, ctx: &Ctx, http: &Http) -> anyhow::Result<Granted> {
    let app = || app(args, ctx);
    match args.flow {
        Flow::Web => browser::come_back(args, ctx, http, app()?).await,
        Flow::Paste => browser::paste(args, ctx, http, app()?).await,
        Flow::ClientCredentials => client_credentials(http, app()?).await,
        Flow::Jwt => jwt(args, http, app()?).await,
        Flow::Password => password(args, ctx, http, app()?).await,
        Flow::Headless => headless(args, ctx, http, app()?).await,
        Flow::Device => device(args, ctx, http, app()?).await,
        Flow::Token => held(args, ctx, http).await,
        Flow::AuthUrl => auth_url(args, ctx, http).await,
    }
}

fn app(args: &Args, ctx: &Ctx) -> anyhow::Result<App> {
    let client_id = args.need(args.client_id.as_deref(), "--client-id, the consumer key of an app of the org")?;
    let needs_secret = args.flow == Flow::ClientCredentials;
    Ok(App {
        host: args.login_host()?,
        client_id: client_id.to_owned(),
        client_secret: args.secret(needs_secret).find(ctx)?,
    })
}

async fn client_credentials(http: &Http, app: App) -> anyhow::Result<Granted> {
    let token = auth::client_credentials::token(http, &app).await?;
    Ok(Granted { app, token })
}

async fn jwt(args: &Args, http: &Http, app: App) -> anyhow::Result<Granted> {
    let username = args.need(args.username.as_deref(), "--username")?;
    let path = args.key_file.as_ref();
    let path =
        path.ok_or_else(|| Failure::usage("--flow jwt needs --key-file, the private key of the app's certificate"))?;
    let token = auth::jwt::token(http, &app, username, &org::private_key(path)?).await?;
    Ok(Granted { app, token })
}

async fn password(args: &Args, ctx: &Ctx, http: &Http, app: App) -> anyhow::Result<Granted> {
    ctx.term.warn("the password flow is for old connected apps only; --flow client-credentials or jwt last longer");
    let credentials = auth::password::Credentials {
        username: args.need(args.username.as_deref(), "--username")?.to_owned(),
        password: args.password().need(ctx)?,
        security_token: std::env::var("SFO_SECURITY_TOKEN").ok().filter(|text| !text.is_empty()).map(Secret::new),
    };
    let token = auth::password::token(http, &app, &credentials).await?;
    Ok(Granted { app, token })
}

async fn headless(args: &Args, ctx: &Ctx, http: &Http, app: App) -> anyhow::Result<Granted> {
    let username = args.need(args.username.as_deref(), "--username")?;
    let redirect_uri = browser::redirect_uris(args).swap_remove(0);
    let ask = Ask { redirect_uri: &redirect_uri, scopes: &args.scopes, prompt: None, login_hint: None };
    let token = auth::headless::token(http, &app, &ask, (username, &args.password().need(ctx)?)).await?;
    Ok(Granted { app, token })
}

async fn device(args: &Args, ctx: &Ctx, http: &Http, app: App) -> anyhow::Result<Granted> {
    let pending = auth::device::begin(http, &app, &args.scopes).await?;
    ctx.term.tell(&format!("On any device open {} and type in {}", pending.verification_uri, pending.user_code));
    let token = pending.token(http, args.wait).await?;
    Ok(Granted { app, token })
}

/// An access token that somebody else got.
async fn held(args: &Args, ctx: &Ctx, http: &Http) -> anyhow::Result<Granted> {
    let source = Source::typed("access token", args.access_token_stdin, "--access-token-stdin");
    let (host, access) = (args.login_host()?, source.need(ctx)?);
    let user = auth::userinfo(http, &host, &access).await?;
    let url = format!("{host}id/{}/{}", user.org_id, user.id);
    let identity = Identity::read(&url).ok_or_else(|| Failure::usage("the token belongs to no user of this org"))?;
    let token = Token {
        access,
        refresh: None,
        instance_url: host.clone(),
        api_instance_url: None,
        identity,
        scopes: Vec::new(),
        id_token: None,
    };
    Ok(Granted { app: App { host, client_id: String::new(), client_secret: None }, token })
}

async fn auth_url(args: &Args, ctx: &Ctx, http: &Http) -> anyhow::Result<Granted> {
    let source = Source::typed("auth URL", args.auth_url_stdin, "--auth-url-stdin");
    let AuthUrl { app, refresh } = AuthUrl::read(source.need(ctx)?.expose())?;
    org::origin(app.host.as_str())?;
    let mut token = auth::refresh::token(http, &app, &refresh).await?;
    token.refresh.get_or_insert(refresh);
    Ok(Granted { app, token })
}
