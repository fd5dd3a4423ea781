//! `sfo auth login`: sign in by any grant and keep the login.

mod browser;
mod grant;
mod place;

use super::secret::Source;
use crate::auth::{App, Token, probe, revoke, userinfo};
use crate::cli::auth::status::Sheet;
use crate::ctx::{Ctx, duration};
use crate::error::Failure;
use crate::http::{Http, Url};
use crate::org::{self, Entry, Flow, Kind, Login, Secrets, Store};
use std::path::PathBuf;
use std::time::Duration;

/// Sign in to an org
///
/// `--flow web` opens a browser and needs the consumer key of an app of the org; every other flow does without one.
/// Secrets come by hidden prompt, stdin, file or environment, never as an argument.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo auth login --alias dev --host acme --client-id 3MVG9…
  sfo auth login --alias ci --host acme --flow jwt --client-id 3MVG9… --username ci@acme.example --key-file ci.key
  echo $TOKEN | sfo auth login --alias now --host acme --flow token --access-token-stdin")]
pub struct Args {
    /// Name for this login; the user name where none is given
    #[arg(long, value_name = "NAME")]
    alias: Option<String>,
    /// Login host: production, sandbox, a My Domain, a host or a URL
    #[arg(long, value_name = "HOST", default_value = "production")]
    host: String,
    /// Short for --host sandbox
    #[arg(long, conflicts_with = "host")]
    sandbox: bool,
    /// How to sign in
    #[arg(long, value_name = "FLOW", value_enum, default_value = "web")]
    flow: Flow,
    /// Consumer key of the app
    #[arg(long, value_name = "KEY")]
    client_id: Option<String>,
    /// Ask for the app's consumer secret
    #[arg(long)]
    client_secret: bool,
    /// Read the consumer secret from stdin
    #[arg(long)]
    client_secret_stdin: bool,
    /// Read the consumer secret from FILE
    #[arg(long, value_name = "FILE")]
    client_secret_file: Option<PathBuf>,
    /// Callback exactly as registered; of several, the first whose port is free
    #[arg(long, value_name = "URL")]
    redirect_uri: Vec<String>,
    /// Scopes to ask for; none for all that the app may have
    #[arg(long = "scope", value_name = "SCOPE", value_delimiter = ' ', default_value = "api refresh_token")]
    scopes: Vec<String>,
    /// User to sign in as
    #[arg(long, value_name = "USER")]
    username: Option<String>,
    /// RSA private key in PEM, for --flow jwt
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Read the password from stdin
    #[arg(long)]
    password_stdin: bool,
    /// Read the password from FILE
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// Read the access token from stdin, for --flow token
    #[arg(long)]
    access_token_stdin: bool,
    /// Read the force:// URL from stdin, for --flow auth-url
    #[arg(long)]
    auth_url_stdin: bool,
    /// Open no browser; the address is printed in any case
    #[arg(long)]
    no_browser: bool,
    /// Take the browser's session instead of a new login
    #[arg(long)]
    no_prompt: bool,
    /// Wait this long for the browser
    #[arg(long, value_name = "DUR", value_parser = duration, default_value = "3m")]
    wait: Duration,
    /// Where to keep the secrets; `SFO_STORE` where not given
    #[arg(long, value_name = "WHERE", value_enum)]
    store: Option<Store>,
}

/// A token and the app that it was granted to.
struct Granted {
    app: App,
    token: Token,
}

impl Granted {
    fn secrets(&self) -> Secrets {
        Secrets {
            access: Some(self.token.access.clone()),
            refresh: self.token.refresh.clone(),
            client_secret: self.app.client_secret.clone(),
        }
    }
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let http = ctx.http();
    let kept = store(args.store)?;
    Login::reach(&ctx.home, kept).await?;
    let expected = args.look_at_host(ctx, &http).await?;
    let granted = grant::token(args, ctx, &http).await?;
    granted.token.check_hosts(|named| org::host::allowed(&granted.app.host, named))?;
    if let Some(org_id) = expected {
        granted.token.check_org(&org_id)?;
    }
    let username = username(args, &http, &granted.token).await;
    let alias = args.alias.clone().unwrap_or_else(|| username.clone());
    let entry = args.entry(&granted, username, kept);
    let replaced = Login::save(&ctx.home, &alias, entry.clone(), &granted.secrets()).await?;
    for old in replaced {
        // An org keeps five logins of a user and app; one that stays is no failure of this one.
        let _ = revoke(&http, &old.app, &old.refresh).await;
    }
    tell(args, ctx, &granted.token);
    ctx.show(&Sheet::of(&alias, &entry, Some(&granted.token.access)))
}

/// Who signed in. A token without the scope to ask says it with the id alone.
async fn username(args: &Args, http: &Http, token: &Token) -> String {
    match userinfo(http, &token.instance_url, &token.access).await {
        Ok(user) => user.username,
        Err(_) => args.username.clone().unwrap_or_else(|| token.identity.user_id.clone()),
    }
}

/// What may surprise later.
fn tell(args: &Args, ctx: &Ctx, token: &Token) {
    let missing: Vec<&str> = args.scopes.iter().filter(|scope| !granted(token, scope)).map(String::as_str).collect();
    if !missing.is_empty() && !token.scopes.is_empty() && matches!(args.flow, Flow::Web | Flow::Paste | Flow::Device) {
        ctx.term.warn(&format!("the org did not grant {}", missing.join(" ")));
    }
    if token.refresh.is_none() && matches!(args.flow, Flow::Web | Flow::Paste | Flow::Device | Flow::Headless) {
        ctx.term.warn("the org gave no refresh token; this login ends with its session");
    }
}

/// `full` stands for every scope but the refresh token, which has two names.
fn granted(token: &Token, scope: &str) -> bool {
    let has = |name: &str| token.scopes.iter().any(|granted| granted == name);
    match scope {
        "refresh_token" | "offline_access" => token.refresh.is_some() || has("refresh_token") || has("offline_access"),
        scope => has(scope) || has("full"),
    }
}

/// Flag, then `SFO_STORE`, then the keychain.
pub fn store(flag: Option<Store>) -> Result<Store, org::Error> {
    Store::decide(flag, std::env::var("SFO_STORE").ok())
}

impl Args {
    /// Finds out whether the host is an org, and which, before anybody signs in.
    async fn look_at_host(&self, ctx: &Ctx, http: &Http) -> anyhow::Result<Option<String>> {
        let host = self.login_host()?;
        let name = host.host_str().unwrap_or_default();
        if self.host.contains('.') && !self.host.contains(name) {
            ctx.term.note(&format!("signing in at {name}, where the APIs of {} are", self.host));
        }
        // An auth URL brings its own host, and those for everybody are no org.
        let general = matches!(name, "login.salesforce.com" | "test.salesforce.com");
        if general || self.flow == Flow::AuthUrl { Ok(None) } else { Ok(probe(http, &host).await?) }
    }

    fn login_host(&self) -> anyhow::Result<Url> {
        let given = if self.sandbox { "sandbox" } else { &self.host };
        // Only the sites of the headless flow have a path.
        Ok(if self.flow == Flow::Headless { org::host::site(given)? } else { org::host::login(given)? })
    }

    fn secret(&self, ask: bool) -> Source<'_> {
        Source::client_secret(self.client_secret_stdin, self.client_secret_file.as_deref(), ask || self.client_secret)
    }

    fn password(&self) -> Source<'_> {
        Source::password("password", self.password_stdin, self.password_file.as_deref())
    }

    fn need<'a>(&self, value: Option<&'a str>, flag: &str) -> Result<&'a str, Failure> {
        let flow = clap::ValueEnum::to_possible_value(&self.flow).map(|value| value.get_name().to_owned());
        value.ok_or_else(|| Failure::usage(format!("--flow {} needs {flag}", flow.unwrap_or_default())))
    }

    fn entry(&self, granted: &Granted, username: String, store: Store) -> Entry {
        let token = &granted.token;
        Entry {
            username,
            user_id: token.identity.user_id.clone(),
            org_id: token.identity.org_id.clone(),
            login_url: granted.app.host.clone(),
            instance_url: token.instance_url.clone(),
            api_instance_url: token.api_instance_url.clone(),
            client_id: granted.app.client_id.clone(),
            flow: self.flow,
            scopes: token.scopes.clone(),
            store,
            created: jiff::Timestamp::now(),
            refreshed: None,
            policy: org::Policy::default(),
            kind: Kind::told_by(&token.instance_url),
            // Renewals may run in any folder.
            key_file: self.key_file.as_ref().map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone())),
        }
    }
}
