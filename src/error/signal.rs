//! Being told to end: Ctrl-C, or a request from elsewhere.

use super::Exit;

/// Waits for Ctrl-C or a request to end.
#[cfg(unix)]
pub async fn interrupted() -> anyhow::Result<Exit> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    tokio::select! {
        _ = interrupt.recv() => Ok(Exit::Interrupted),
        _ = terminate.recv() => Ok(Exit::Terminated),
    }
}

#[cfg(not(unix))]
pub async fn interrupted() -> anyhow::Result<Exit> {
    tokio::signal::ctrl_c().await?;
    Ok(Exit::Interrupted)
}
