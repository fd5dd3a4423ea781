//! Where this program keeps its files: the platform's folders, or all three below `SFO_HOME`.

use std::fmt::Display;
use std::path::PathBuf;

#[derive(Clone, Debug)]
pub struct Home {
    /// What the user may edit.
    pub config: PathBuf,
    /// What must survive: the demo org's data, running jobs.
    pub state: PathBuf,
    /// What can be had again.
    pub cache: PathBuf,
}

impl Home {
    /// What the demo org keeps.
    pub fn demo(&self) -> PathBuf {
        self.state.join("demo")
    }

    /// What an org says of itself to one of its users, in one API version.
    pub fn descriptions(&self, owner: &str, version: impl Display) -> PathBuf {
        self.cache.join("describe").join(owner).join(version.to_string())
    }

    /// Finds the folders; creates none.
    pub fn find() -> Self {
        if let Some(home) = std::env::var_os("SFO_HOME").filter(|home| !home.is_empty()) {
            let home = PathBuf::from(home);
            return Self { config: home.join("config"), state: home.join("state"), cache: home.join("cache") };
        }
        match directories::ProjectDirs::from("", "", "sfo") {
            Some(dirs) => Self {
                config: dirs.config_dir().to_owned(),
                state: dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned(),
                cache: dirs.cache_dir().to_owned(),
            },
            // No home folder, as in some containers: a session from the environment needs none.
            None => Self { config: "config".into(), state: std::env::temp_dir().join("sfo"), cache: "cache".into() },
        }
    }
}
