//! Asking before harm.

use crate::api::{self, Client};
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::http::Request;
use crate::org::{self, Kind, choice::By};

/// The flag of every command that writes or takes something away.
#[derive(clap::Args)]
pub struct Consent {
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
}

/// What is about to be lost, and where.
pub struct Harm<'a> {
    /// `Delete 3 Account records`
    pub deed: String,
    /// A request that does it.
    pub request: &'a Request,
    /// The command that does not ask.
    pub again: &'a str,
}

impl Consent {
    /// Goes on after a clear yes only. `question` names what is lost, `again` is the command that does not ask.
    pub fn ask(&self, ctx: &Ctx, question: &str, again: &str) -> anyhow::Result<()> {
        if self.yes || ctx.term.confirm(question)? == Some(true) {
            return Ok(());
        }
        Err(declined("not confirmed; nothing was changed", again))
    }

    /// Asks about a request that the org's policy lets through only after a yes.
    pub fn cover(&self, ctx: &Ctx, client: &Client, request: &Request, again: &str) -> anyhow::Result<()> {
        match client.allows(request) {
            Err(api::Error::Org(org::Error::Unconfirmed(name))) => {
                let question = format!("Send {} {} to {name}?", request.method(), request.url().path());
                self.ask(ctx, &question, again)?;
                client.confirm();
                Ok(())
            }
            outcome => Ok(outcome?),
        }
    }

    /// Asks before something that is there becomes another, whatever the policy. `harm` names what and where.
    pub fn change(&self, ctx: &Ctx, client: &Client, harm: &Harm) -> anyhow::Result<()> {
        allowed(client, harm.request)?;
        self.ask(ctx, &format!("{}?", harm.deed), harm.again)?;
        client.confirm();
        Ok(())
    }

    /// Asks before something is lost, whatever the policy. Of a production org the name has to be typed: into the
    /// answer, or behind `--org` beside `--yes`.
    pub fn harm(&self, ctx: &Ctx, client: &Client, harm: &Harm) -> anyhow::Result<()> {
        allowed(client, harm.request)?;
        let org = ctx.choose()?;
        let name = if org.by == By::Session { host(client) } else { org.name };
        if is_production(ctx, client) {
            self.ask_name(ctx, harm, &name, org.by == By::Flag)?;
        } else {
            self.ask(ctx, &format!("{} in {name}?", harm.deed), harm.again)?;
        }
        client.confirm();
        Ok(())
    }

    fn ask_name(&self, ctx: &Ctx, harm: &Harm, name: &str, named: bool) -> anyhow::Result<()> {
        let again = format!("{} --org {name}", harm.again);
        if self.yes {
            let text = format!("{name} is a production org and was not named with --org; nothing was changed");
            return if named { Ok(()) } else { Err(declined(&text, &again)) };
        }
        let question = format!("{} in {name}, a production org? Type its name to go on:", harm.deed);
        let typed = ctx.term.ask(&question)?;
        if typed.as_deref() == Some(name) {
            Ok(())
        } else {
            Err(declined("not confirmed; nothing was changed", &again))
        }
    }
}

/// Whether a yes would let a request through.
fn allowed(client: &Client, request: &Request) -> anyhow::Result<()> {
    match client.allows(request) {
        Ok(()) | Err(api::Error::Org(org::Error::Unconfirmed(_))) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn declined(text: &str, again: &str) -> anyhow::Error {
    Failure::new(Exit::Declined, text).hint(again).into()
}

/// What was learned at the login, or else what the org's name tells.
fn is_production(ctx: &Ctx, client: &Client) -> bool {
    let learned = ctx.login().ok().and_then(|login| login.entry.kind);
    learned.or_else(|| Kind::told_by(client.origin())) == Some(Kind::Production)
}

fn host(client: &Client) -> String {
    client.origin().host_str().unwrap_or_default().to_owned()
}
