//! What the tests of this module share.

use super::{Entry, Flow, Policy, Store};
use crate::home::Home;
use crate::http::{Http, Url};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;

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

pub fn http() -> Http {
    Http::new(None, Box::new(|_| {}))
}

/// A token endpoint on loopback, for this process and others.
pub struct Host {
    pub url: Url,
    forms: mpsc::Receiver<String>,
}

impl Host {
    /// Answers each form with a status and a body; without a body it hangs up.
    pub fn new(mut answer: impl FnMut(&Url, &str) -> (u16, String) + Send + 'static) -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").expect("some port is free");
        let url = Url::parse(&format!("http://{}", socket.local_addr().expect("has one"))).expect("is a URL");
        let (sender, forms) = mpsc::channel();
        let own = url.clone();
        std::thread::spawn(move || {
            for mut stream in socket.incoming().flatten() {
                let form = form(&stream);
                let (status, body) = answer(&own, &form);
                let _ = sender.send(form);
                if !body.is_empty() {
                    let head = format!("HTTP/1.1 {status} -\r\nconnection: close\r\ncontent-length: {}", body.len());
                    write!(stream, "{head}\r\n\r\n{body}").expect("writes");
                }
            }
        });
        Self { url, forms }
    }

    /// The forms since the last call.
    pub fn forms(&self) -> Vec<String> {
        self.forms.try_iter().collect()
    }

    /// A login that renews here.
    pub fn entry(&self) -> Entry {
        Entry { login_url: self.url.clone(), instance_url: self.url.clone(), ..entry("a@example.com") }
    }

    /// A good reply with these tokens.
    pub fn reply(url: &Url, access: &str, refresh: &str) -> (u16, String) {
        let id = url.join("/id/00D000000000001EAA/005000000000001AAA").expect("is a URL");
        let reply = serde_json::json!({
            "access_token": access, "refresh_token": refresh, "token_type": "Bearer", "scope": "api",
            "instance_url": url.as_str().trim_end_matches('/'), "id": id.as_str(),
        });
        (200, reply.to_string())
    }
}

fn form(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let (mut line, mut length) = (String::new(), 0);
    while line != "\r\n" {
        line.clear();
        reader.read_line(&mut line).expect("is a request");
        let (name, value) = line.split_once(':').unwrap_or_default();
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().expect("is a number");
        }
    }
    let mut form = vec![0; length];
    reader.read_exact(&mut form).expect("is whole");
    String::from_utf8(form).expect("is text")
}
