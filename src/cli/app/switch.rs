//! The box of an org that lets its API tell the secrets of apps: ticked for one task, and cleared again however the task
//! ends. As long as it is ticked, everybody who may see secrets can read all of them over the API.

use super::new::deploy;
use crate::api::{self, Client, metadata};
use crate::app::metadata::{SWITCHES, is_on, turning};
use crate::cli::consent::{Consent, Harm};
use crate::ctx::Ctx;
use crate::error::Failure;
use std::fs;
use std::path::PathBuf;

/// The box as people find it.
pub const PLACE: &str = "Setup > External Client App Settings > \
                         Allow access to External Client App consumer secrets via REST API";

/// A task that needs secrets.
pub struct Task<'a> {
    pub ctx: &'a Ctx,
    pub client: &'a Client,
    pub consent: &'a Consent,
    /// The command that does it without asking.
    pub again: &'a str,
}

impl Task<'_> {
    /// Does the work; where the org keeps its secrets, and the user lets us, with the box ticked for that long.
    pub async fn run<T>(&self, may: bool, work: impl AsyncFn() -> anyhow::Result<T>) -> anyhow::Result<T> {
        let refused = match work().await {
            Err(error) if may && kept(&error).is_some() => error,
            outcome => return self.tidy(may).await.and(outcome),
        };
        if self.is_on(&refused).await && !self.mark().exists() {
            return Err(refused);
        }
        self.ask()?;
        let mut stop = self.ctx.stops.listen();
        let outcome = match self.turn(true).await {
            Ok(()) => tokio::select! {
                outcome = work() => outcome,
                exit = stop.told() => Err(Failure::new(exit, "interrupted").into()),
            },
            Err(error) if error.is::<Failure>() || refusal(&error).is_some() => {
                fs::remove_file(self.mark())?;
                return Err(error);
            }
            // It is not known whether the org did it in the end.
            Err(error) => Err(error),
        };
        self.turn(false).await.inspect_err(|_| self.ctx.term.warn(&format!("clear the box by hand: {PLACE}")))?;
        outcome
    }

    /// Clears a box that a run which was killed left ticked.
    async fn tidy(&self, may: bool) -> anyhow::Result<()> {
        match (self.mark().exists(), may) {
            (true, true) => self.turn(false).await,
            (true, false) => {
                self.ctx.term.warn(&format!("a run that was killed left a box ticked, which --switch clears: {PLACE}"));
                Ok(())
            }
            (false, _) => Ok(()),
        }
    }

    /// Is there while the box is ticked and it was us who ticked it.
    fn mark(&self) -> PathBuf {
        self.ctx.home.state.join("ticked").join(self.client.owner())
    }

    /// Whether the box is ticked already, so that it is not ours to clear. A session of a JWT cannot look; then it is
    /// what the org says of its refusal that tells.
    async fn is_on(&self, refused: &anyhow::Error) -> bool {
        let (kind, name) = SWITCHES;
        let told = metadata::read(self.client, kind, &[name.to_owned()], is_on).await;
        let told = told.ok().and_then(|all| all.into_iter().next());
        told.unwrap_or_else(|| kept(refused).is_none_or(|code| code != "FUNCTIONALITY_NOT_ENABLED"))
    }

    fn ask(&self) -> anyhow::Result<()> {
        let deed = "Let the API tell the secrets of apps for as long as this takes".to_owned();
        let request = self.client.request(&self.call(true)?)?;
        self.consent.harm(self.ctx, self.client, &Harm { deed, request: &request, again: self.again })
    }

    async fn turn(&self, on: bool) -> anyhow::Result<()> {
        let (call, mark) = (self.call(on)?, self.mark());
        if on {
            mark.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&mark, PLACE))?;
        }
        let deploy = metadata::start(self.client, &call).await?;
        let deploy = metadata::wait(self.client, deploy, |_| ()).await?;
        if !deploy.success {
            return Err(deploy::failed(&deploy));
        }
        if !on {
            fs::remove_file(&mark)?;
        }
        self.ctx.term.note(if on { "the API tells secrets for now" } else { "the API tells no secrets again" });
        Ok(())
    }

    fn call(&self, on: bool) -> anyhow::Result<api::Call> {
        deploy::call(&turning(on, &self.client.version().to_string()))
    }
}

/// The code of an org that keeps secrets to itself.
pub fn kept(error: &anyhow::Error) -> Option<&str> {
    refusal(error).filter(|refusal| refusal.status == 403).map(|refusal| refusal.code.as_str())
}

fn refusal(error: &anyhow::Error) -> Option<&api::Refusal> {
    match error.downcast_ref() {
        Some(api::Error::Refused(refusal)) => Some(refusal),
        _ => None,
    }
}
