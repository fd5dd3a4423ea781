//! Waiting until the org's sign-in knows an app (`spec/oauth.md` 10.10).

use crate::api::Client;
use crate::auth;
use crate::ctx::Ctx;
use crate::error::Exit;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Pauses between two looks: the first, the longest, and how they grow.
const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(15);
const GROWTH: f32 = 1.5;

/// How the wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Known,
    /// Not in the time that was given to it.
    Late,
    /// The run is to end.
    Told(Exit),
}

/// Asks until the app with this consumer key is known, or `most` is over.
pub async fn wait(ctx: &Ctx, client: &Client, key: &str, most: Duration) -> anyhow::Result<Outcome> {
    let mut stop = ctx.stops.listen();
    let progress = ctx.term.progress("seconds; a new app takes up to ten minutes to be known to the org's sign-in");
    let start = Instant::now();
    let mut pause = FIRST;
    loop {
        if auth::known(client.http(), client.origin(), key).await? {
            return Ok(Outcome::Known);
        }
        let left = most.saturating_sub(start.elapsed());
        if left.is_zero() {
            return Ok(Outcome::Late);
        }
        tokio::select! {
            () = sleep(pause.min(left)) => progress.set(start.elapsed().as_secs()),
            exit = stop.told() => return Ok(Outcome::Told(exit)),
        }
        pause = pause.mul_f32(GROWTH).min(LONGEST);
    }
}
