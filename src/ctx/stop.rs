//! Being told to end before the work is done. A run ends at once, unless it listens: one that writes to the org has to
//! say first what it did and what it did not.

use crate::error::{Exit, Signals};
use std::io;
use tokio::sync::watch;

/// Passes on what tells this process to end.
pub struct Stops(watch::Sender<Option<Exit>>);

/// As long as this is kept, nothing but its holder ends the run.
pub struct Stop(watch::Receiver<Option<Exit>>);

impl Default for Stops {
    fn default() -> Self {
        Self(watch::Sender::new(None))
    }
}

impl Stops {
    pub fn listen(&self) -> Stop {
        Stop(self.0.subscribe())
    }

    /// Waits until the run is to end and nobody listens.
    pub async fn end(&self) -> io::Result<Exit> {
        let mut signals = Signals::new()?;
        loop {
            let exit = signals.next().await?;
            if self.0.send(Some(exit)).is_err() {
                return Ok(exit);
            }
        }
    }
}

impl Stop {
    /// Waits until the run is told to end, as often as it is told. Returns how that ends it.
    pub async fn told(&mut self) -> Exit {
        loop {
            // The sender lives as long as the run.
            if self.0.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
            if let Some(exit) = *self.0.borrow_and_update() {
                return exit;
            }
        }
    }
}
