//! A demo org of its own, served by the real binary.

use super::Sandbox;
use serde_json::Value;
use std::io::Read;
use std::process::{Child, Stdio};

pub struct Demo {
    pub origin: String,
    /// What `demo serve` prints: apps, users, password.
    pub sheet: Value,
    child: Child,
    home: Sandbox,
}

impl Demo {
    /// Starts `sfo demo serve` with these further flags.
    pub fn serve(flags: &[&str]) -> Self {
        let home = Sandbox::new();
        let mut command = home.command(&[&["demo", "serve", "--port", "0", "--json", "-q"], flags].concat());
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("the binary starts");
        let stdout = child.stdout.as_mut().expect("is piped");
        let mut text = Vec::new();
        let mut byte = [0];
        // One line of JSON; the program goes on after it.
        while stdout.read(&mut byte).is_ok_and(|len| len == 1) && byte[0] != b'\n' {
            text.push(byte[0]);
        }
        let sheet: Value = serde_json::from_slice(&text).expect("demo serve prints JSON");
        let origin = sheet["origin"].as_str().expect("names its address").to_owned();
        Self { origin, sheet, child, home }
    }

    /// A member of the app with this name.
    pub fn app(&self, name: &str, member: &str) -> String {
        let apps = self.sheet["apps"].as_array().expect("has apps");
        let app = apps.iter().find(|app| app["name"] == name).expect("is one of them");
        app[member].as_str().expect("is text").to_owned()
    }

    /// The home that it is served from, whose `-o demo` is the same org.
    pub fn home(&self) -> &Sandbox {
        &self.home
    }

    /// Signs in with the demo's key, with the secrets in files.
    pub fn sign_in(&self, sandbox: &Sandbox, alias: &str) {
        self.sign_in_as(sandbox, alias, "test@example.com");
    }

    pub fn sign_in_as(&self, sandbox: &Sandbox, alias: &str, user: &str) {
        let (key, pem) = (self.app("Demo JWT", "clientId"), self.sheet["keyFile"].as_str().expect("names its key"));
        let args = ["auth", "login", "--alias", alias, "--host", &self.origin, "--flow", "jwt", "--store", "file"];
        let more = ["--client-id", &key, "--username", user, "--key-file", pem];
        let out = sandbox.run(&[&args[..], &more].concat());
        assert_eq!(out.code, 0, "{}", out.show());
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
