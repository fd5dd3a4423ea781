//! `sfo auth status`: who is signed in where, and for how long; offline unless asked to check.

use crate::auth::Access;
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::org::{Entry, Flow, Kind, Policy, Slot, Store};
use crate::secret::Secret;
use jiff::Timestamp;
use serde::Serialize;
use std::fmt;

/// Show who is signed in
///
/// Reads what is stored and asks nobody, unless `--check` is given. Exit 4 where the login cannot be used.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  sfo auth status\n  sfo auth status -o dev --check")]
pub struct Args {
    /// Ask the org whether the login still works
    #[arg(long)]
    check: bool,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let login = ctx.login()?;
    let access = login.secret(Slot::Access).await?;
    let sheet = Sheet::of(&login.alias, &login.entry, access.as_ref());
    ctx.show(&sheet)?;
    if args.check {
        check(ctx).await?;
    } else if !sheet.alive() && !login.renewable().await? {
        let again = format!("sfo auth login --alias {}", login.alias);
        return Err(Failure::new(Exit::SignedOut, "the access token has expired and cannot be renewed")
            .hint(again)
            .into());
    }
    Ok(())
}

/// One authenticated call; renews the token where that is needed and possible.
async fn check(ctx: &Ctx) -> anyhow::Result<()> {
    ctx.client().await?.get("limits", &[]).await?;
    ctx.term.note("the org accepts this login");
    Ok(())
}

/// What is known of a login, for people and programs. Holds no secret.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    alias: String,
    username: String,
    user_id: String,
    org_id: String,
    instance_url: String,
    login_url: String,
    kind: Option<Kind>,
    flow: Flow,
    client_id: String,
    scopes: Vec<String>,
    /// `opaque`, `jwt`, or nothing where no access token is stored.
    token: Option<&'static str>,
    /// Of a JWT only: the end of any other token is the org's secret.
    expires: Option<Timestamp>,
    created: Timestamp,
    refreshed: Option<Timestamp>,
    store: Store,
    policy: Policy,
}

impl Sheet {
    pub fn of(alias: &str, entry: &Entry, access: Option<&Secret>) -> Self {
        let access = access.map(Access::read);
        let expires = match &access {
            Some(Access::Jwt(claims)) => {
                i64::try_from(claims.exp).ok().and_then(|exp| Timestamp::from_second(exp).ok())
            }
            _ => None,
        };
        Self {
            alias: alias.to_owned(),
            username: entry.username.clone(),
            user_id: entry.user_id.clone(),
            org_id: entry.org_id.clone(),
            instance_url: entry.instance_url.to_string(),
            login_url: entry.login_url.to_string(),
            kind: entry.kind,
            flow: entry.flow,
            client_id: entry.client_id.clone(),
            scopes: entry.scopes.clone(),
            token: access.map(|access| if matches!(access, Access::Opaque) { "opaque" } else { "jwt" }),
            expires,
            created: entry.created,
            refreshed: entry.refreshed,
            store: entry.store,
            policy: entry.policy,
        }
    }
}

impl Sheet {
    /// Whether the access token may still be good, as far as can be told without asking.
    fn alive(&self) -> bool {
        self.token.is_some() && self.expires.is_none_or(|end| end > Timestamp::now())
    }
}

/// The name of a variant, as the registry writes it.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => "unknown".to_owned(),
    }
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let token = match (self.token, self.expires) {
            (None, _) => "none stored".to_owned(),
            (Some(kind), None) => kind.to_owned(),
            (Some(kind), Some(end)) => format!("{kind}, until {end}"),
        };
        let rows = [
            ("alias", self.alias.clone()),
            ("user", format!("{} ({})", self.username, self.user_id)),
            ("org", format!("{} ({})", self.org_id, word(&self.kind))),
            ("instance", self.instance_url.clone()),
            ("login host", self.login_url.clone()),
            ("flow", word(&self.flow)),
            ("scopes", self.scopes.join(" ")),
            ("token", token),
            ("signed in", self.created.to_string()),
            ("renewed", self.refreshed.map_or_else(|| "never".to_owned(), |at| at.to_string())),
            ("store", word(&self.store)),
            ("policy", word(&self.policy)),
        ];
        rows.iter().filter(|(_, text)| !text.is_empty()).try_for_each(|(name, text)| writeln!(f, "{name:<10}  {text}"))
    }
}
