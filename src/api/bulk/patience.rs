//! Patience beyond that for a single request: a job lives for hours, and an org that cannot be reached for some seconds
//! is no reason to let go of it.

use crate::api::Error;
use std::time::Duration;

/// Pauses before further tries, each of which has tries of its own.
const PAUSES: [Duration; 4] =
    [Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4), Duration::from_secs(8)];

/// Does something that may be done any number of times until it succeeds, or fails in a way that will not pass.
pub async fn patiently<T, F: Future<Output = Result<T, Error>>>(mut attempt: impl FnMut() -> F) -> Result<T, Error> {
    for pause in PAUSES {
        match Box::pin(attempt()).await {
            Err(error) if passing(&error) => tokio::time::sleep(pause).await,
            outcome => return outcome,
        }
    }
    Box::pin(attempt()).await
}

fn passing(error: &Error) -> bool {
    match error {
        Error::Http(error) => error.passing(),
        Error::Refused(refusal) => matches!(refusal.status, 429 | 500..),
        Error::Page { status, .. } => *status >= 420,
        _ => false,
    }
}
