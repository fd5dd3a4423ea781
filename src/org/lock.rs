//! One at a time across processes. The operating system holds the lock, so that it is free the moment its holder
//! ends, however that comes about. The file stays: taking it away would let two holders in.

use super::{Error, file};
use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

/// Longer than a renewal takes where the network works; shorter than people wait.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(5);

/// Held until dropped.
pub struct Lock {
    _file: File,
}

impl Lock {
    pub async fn take(path: &Path) -> Result<Self, Error> {
        Self::within(PATIENCE, path).await
    }

    async fn within(patience: Duration, path: &Path) -> Result<Self, Error> {
        let unwritable = |why: String| Error::Unwritable { file: path.to_owned(), why };
        let file = file::open(path).map_err(|error| unwritable(error.to_string()))?;
        let deadline = Instant::now() + patience;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) if Instant::now() < deadline => tokio::time::sleep(PAUSE).await,
                Err(TryLockError::WouldBlock) => return Err(Error::Locked(path.to_owned())),
                Err(TryLockError::Error(error)) => return Err(unwritable(error.to_string())),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::tests::{Scratch, block_on, elsewhere};

    #[test]
    fn a_second_holder_waits_and_gives_up() {
        let home = Scratch::new();
        let path = home.state.join("a.lock");
        block_on(async {
            let held = Lock::take(&path).await.expect("is free");
            assert!(matches!(Lock::within(Duration::from_millis(20), &path).await, Err(Error::Locked(_))));
            drop(held);
            Lock::within(Duration::ZERO, &path).await.expect("is free again");
        });
    }

    /// The other process of the test below: takes the lock, says so and stays until it is killed.
    #[test]
    #[ignore = "is started by a_killed_holder_leaves_a_free_lock"]
    fn hold() {
        let Some(path) = std::env::var_os("SFO_TEST_LOCK") else { return };
        let path = std::path::PathBuf::from(path);
        let _held = block_on(Lock::take(&path)).expect("is free");
        std::fs::write(path.with_extension("held"), "").expect("writes");
        std::thread::sleep(Duration::from_secs(30));
    }

    #[test]
    fn a_killed_holder_leaves_a_free_lock() {
        let home = Scratch::new();
        let path = home.state.join("a.lock");
        let mut holder = elsewhere("org::lock::tests::hold", "SFO_TEST_LOCK", &path);
        while !path.with_extension("held").exists() {
            std::thread::sleep(PAUSE);
        }
        assert!(block_on(Lock::within(Duration::ZERO, &path)).is_err(), "the other process holds it");
        holder.kill().expect("is alive");
        holder.wait().expect("ends");
        block_on(Lock::within(Duration::ZERO, &path)).expect("is free");
    }
}
