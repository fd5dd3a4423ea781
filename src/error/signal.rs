//! Being told to end: Ctrl-C, or a request from elsewhere.

use super::Exit;
use std::io;

/// What tells this process to end, as often as it is told.
pub struct Signals {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    pub fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Waits for the next one.
    pub async fn next(&mut self) -> io::Result<Exit> {
        tokio::select! {
            _ = self.interrupt.recv() => Ok(Exit::Interrupted),
            _ = self.terminate.recv() => Ok(Exit::Terminated),
        }
    }
}

#[cfg(not(unix))]
impl Signals {
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere it may fail")]
    pub fn new() -> io::Result<Self> {
        Ok(Self {})
    }

    /// Waits for the next one.
    pub async fn next(&mut self) -> io::Result<Exit> {
        tokio::signal::ctrl_c().await?;
        Ok(Exit::Interrupted)
    }
}
