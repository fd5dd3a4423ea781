//! One run of `sfo auth login` that waits for a person, from the address it prints to its end.

use super::ports::CALLBACKS;
use crate::support::{Demo, Outcome, Sandbox};
use reqwest::Url;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Stdio};

/// Long enough for a slow machine, short enough for a test that waits in vain.
const PATIENCE: [&str; 2] = ["--wait", "20s"];

pub struct Attempt {
    /// For the browser.
    pub url: Url,
    /// What stderr said so far.
    pub said: String,
    child: Child,
}

impl Attempt {
    /// Starts `auth login` and reads until it says where to go.
    pub fn start(sandbox: &Sandbox, args: &[&str]) -> Self {
        let patience = if args.contains(&"--wait") { &[][..] } else { &PATIENCE };
        let mut child = sandbox
            .command(&[&["auth", "login", "--alias", "dev", "--store", "file"], args, patience].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let (mut said, mut byte) = (String::new(), [0]);
        let url = loop {
            let len = child.stderr.as_mut().expect("is piped").read(&mut byte).expect("can be read");
            assert_eq!(len, 1, "it ended without an address: {said}");
            said.push(char::from(byte[0]));
            if byte[0] == b'\n'
                && let Some(url) = said.lines().last().and_then(address)
            {
                break url;
            }
        };
        Self { url, said, child }
    }

    /// With an app of a demo org, at the callbacks that it has registered.
    pub fn web(demo: &Demo, sandbox: &Sandbox, app: &str, more: &[&str]) -> Self {
        let callbacks: Vec<&str> = CALLBACKS.iter().flat_map(|callback| ["--redirect-uri", *callback]).collect();
        Self::start(sandbox, &[&base(demo, &demo.app(app, "clientId"), "web")[..], &callbacks, more].concat())
    }

    /// A parameter of the address.
    pub fn asked(&self, name: &str) -> String {
        let found = self.url.query_pairs().find(|(key, _)| key == name);
        found.map(|(_, value)| value.into_owned()).unwrap_or_default()
    }

    /// The address that an org would send the browser back to, with this query and the right state.
    pub fn callback(&self, query: &str) -> Url {
        let text = format!("{}?{query}&state={}", self.asked("redirect_uri"), self.asked("state"));
        Url::parse(&text).expect("is an address")
    }

    /// Types a line.
    pub fn say(&mut self, line: &str) {
        let stdin = self.child.stdin.as_mut().expect("is piped");
        writeln!(stdin, "{line}").expect("is read");
    }

    #[cfg(unix)]
    pub fn signal(&self, name: &str) {
        let status = std::process::Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status();
        assert!(status.expect("there is kill").success());
    }

    pub fn end(mut self) -> Outcome {
        // A prompt whose stdin ends is over; this one is left alone.
        let _stdin = self.child.stdin.take();
        let output = self.child.wait_with_output().expect("the binary ends");
        Outcome {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: self.said + &String::from_utf8_lossy(&output.stderr),
        }
    }

    /// Ends with this code and these words, and leaves nothing behind.
    pub fn fails(self, sandbox: &Sandbox, code: i32, words: &str) {
        let out = self.end();
        assert_eq!(out.code, code, "{}", out.show());
        assert!(out.stderr.contains(words), "{}", out.show());
        nothing_is_stored(sandbox);
    }

    /// Ends well, and the login can be used.
    pub fn succeeds(self, sandbox: &Sandbox) -> Outcome {
        let out = self.end();
        assert_eq!(out.code, 0, "{}", out.show());
        query_works(sandbox);
        out
    }
}

/// The flags for one app of a demo org.
pub fn base<'a>(demo: &'a Demo, client_id: &'a str, flow: &'a str) -> Vec<&'a str> {
    vec!["--host", &demo.origin, "--client-id", client_id, "--flow", flow, "--no-browser"]
}

pub fn query_works(sandbox: &Sandbox) {
    let out = sandbox.run(&["-o", "dev", "query", "SELECT Id FROM Account LIMIT 1", "--csv"]);
    assert_eq!((out.code, out.stdout.lines().count()), (0, 2), "{}", out.show());
}

/// Not a registry, not a secret, not a temporary file.
pub fn nothing_is_stored(sandbox: &Sandbox) {
    let files = files(&sandbox.path(""));
    assert!(files.is_empty(), "{files:?}");
}

pub fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path.display().to_string()) }
    }
    found
}

fn address(line: &str) -> Option<Url> {
    Url::parse(line.trim()).ok().filter(|url| url.path().ends_with("/authorize"))
}
