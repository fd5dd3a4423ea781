//! What the tests of this module share.

use super::{Entry, Flow, Policy, Store};
use crate::home::Home;
use crate::http::Url;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A home of its own that goes when the test ends.
pub struct Scratch {
    root: PathBuf,
    home: Home,
}

impl Scratch {
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let root = std::env::temp_dir().join(format!("sfo-org-{}-{number}", std::process::id()));
        let home = Home { config: root.join("config"), state: root.join("state"), cache: root.join("cache") };
        Self { root, home }
    }
}

impl Deref for Scratch {
    type Target = Home;

    fn deref(&self) -> &Home {
        &self.home
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

pub fn entry(username: &str) -> Entry {
    let url = |text| Url::parse(text).expect("is a URL");
    Entry {
        username: username.to_owned(),
        user_id: "005000000000001AAA".to_owned(),
        org_id: "00D000000000001EAA".to_owned(),
        login_url: url("https://login.salesforce.com/"),
        instance_url: url("https://acme.my.salesforce.com/"),
        api_instance_url: None,
        client_id: "3MVG9".to_owned(),
        flow: Flow::Web,
        scopes: vec!["api".to_owned(), "refresh_token".to_owned()],
        store: Store::File,
        created: "2026-01-02T03:04:05Z".parse().expect("is a time"),
        refreshed: None,
        policy: Policy::Open,
        kind: None,
        key_file: None,
    }
}

pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("starts").block_on(future)
}

/// Runs one ignored test in a process of its own and tells it a path.
pub fn elsewhere(test: &str, variable: &str, path: &Path) -> Child {
    Command::new(std::env::current_exe().expect("is known"))
        .args([test, "--exact", "--ignored"])
        .env(variable, path)
        .stdout(Stdio::null())
        .spawn()
        .expect("starts")
}
