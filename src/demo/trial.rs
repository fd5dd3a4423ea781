//! An org of its own for one test, called without sockets.

use super::{Options, org::Org, server, wire::Call, wire::Reply};
use serde_json::Value;
use std::{
    env,
    fs::{self, File},
    io::{Seek, Write},
    path::PathBuf,
    process,
    sync::Arc,
};

pub struct Trial {
    pub org: Org,
    folder: PathBuf,
    /// Sent as the bearer token.
    pub token: String,
}

impl Drop for Trial {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Trial {
    /// An org that nobody has signed in to. `name` tells the tests of one process apart.
    pub fn new(name: &str, options: Options) -> Self {
        let folder = env::temp_dir().join(format!("sfo-trial-{}-{name}", process::id()));
        Self { org: Org::open(&folder, options).expect("opens"), folder, token: String::new() }
    }

    /// An org that an app has signed in to as the administrator.
    pub fn signed_in(name: &str, options: Options) -> Self {
        let mut trial = Self::new(name, options);
        let (id, secret) = trial.app("Demo Client Credentials");
        let form = [("grant_type", "client_credentials"), ("client_id", &id), ("client_secret", &secret)];
        let reply = trial.form("services/oauth2/token", &form);
        trial.token = json(&reply)["access_token"].as_str().expect("is a token").to_owned();
        trial
    }

    /// Id and secret of an app.
    pub fn app(&self, name: &str) -> (String, String) {
        let apps = self.org.apps().all().expect("reads");
        let app = apps.into_iter().find(|app| app.label() == name).expect("is in the file");
        (app.consumer.key, app.consumer.secret)
    }

    pub fn form(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send("POST", path, &[("content-type", "application/x-www-form-urlencoded")], body)
    }

    /// A call of the data APIs: `sobjects/Account`.
    pub fn call(&self, method: &str, path: &str, body: &str) -> Reply {
        self.send(method, &format!("services/data/v67.0/{path}"), &[], body)
    }

    pub fn send(&self, method: &str, address: &str, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Reply {
        let body = body.as_ref();
        if headers.iter().any(|(_, value)| *value == "text/csv") {
            return self.upload(method, address, file(body));
        }
        server::answer(&self.org, Call { body: body.into(), ..self.bare(method, address, headers) }).whole()
    }

    /// Sends comma-separated values, which come as a file.
    pub fn upload(&self, method: &str, address: &str, file: File) -> Reply {
        let bare = self.bare(method, address, &[("content-type", "text/csv")]);
        server::answer(&self.org, Call { upload: Some(Arc::new(file)), ..bare })
    }

    fn bare(&self, method: &str, address: &str, headers: &[(&str, &str)]) -> Call {
        let (path, query) = super::wire::address(address);
        let bearer = ("authorization".to_owned(), format!("Bearer {}", self.token));
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Call {
            method: method.to_owned(),
            path,
            query,
            headers: headers.chain([bearer]).collect(),
            body: Vec::new(),
            upload: None,
            origin: "http://localhost".to_owned(),
            user: String::new(),
        }
    }
}

fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().expect("there is room");
    file.write_all(bytes).and_then(|()| file.rewind()).expect("is written");
    file
}

pub fn text(reply: &Reply) -> &str {
    str::from_utf8(&reply.body).expect("is text")
}

pub fn json(reply: &Reply) -> Value {
    serde_json::from_slice(&reply.body).expect("is JSON")
}

/// The value of a header, or nothing.
pub fn header<'a>(reply: &'a Reply, name: &str) -> &'a str {
    reply.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}
