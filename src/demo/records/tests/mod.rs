//! Records written and read as callers do it, in an org of each test's own.

mod files;
mod history;
mod keys;
mod reading;
mod refusals;
mod setup;
mod writing;

use super::{create, delete, read, update};
use crate::demo::{
    Options,
    org::Org,
    sample::MAIN_USER,
    wire::{Call, Reply},
};
use serde_json::Value;
use std::{
    env, fs,
    path::PathBuf,
    process,
    sync::atomic::{AtomicU32, Ordering},
};

struct Trial {
    org: Org,
    folder: PathBuf,
}

impl Drop for Trial {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Trial {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("sfo-records-{}-{count}", process::id()));
        Self { org: Org::open(&folder, Options::default()).expect("opens"), folder }
    }

    /// `PATCH Account/001… {"Name":"New"}` below `sobjects`; headers and another version go into the call itself.
    fn send(&self, text: &str) -> Reply {
        self.answer(&call(text))
    }

    fn answer(&self, call: &Call) -> Reply {
        let handler = match call.method.as_str() {
            "POST" => create,
            "PATCH" => update,
            "DELETE" => delete,
            _ => read,
        };
        handler(&self.org, call).unwrap_or_else(Reply::from)
    }

    /// Status and body of an answer.
    fn says(&self, text: &str) -> (u16, String) {
        let reply = self.send(text);
        (reply.status, String::from_utf8(reply.body).expect("is text"))
    }

    /// The id of the record that is created.
    fn made(&self, text: &str) -> String {
        let reply = self.send(&format!("POST {text}"));
        let body = json(&reply);
        assert_eq!(reply.status, 201, "{body}");
        body["id"].as_str().expect("an id").to_owned()
    }

    /// One field of a record.
    fn field(&self, object: &str, id: &str, field: &str) -> Value {
        json(&self.send(&format!("GET {object}/{id}?fields={field}")))[field].clone()
    }

    /// The one error of a refused call: status, code, message, fields.
    fn refused(&self, text: &str) -> String {
        let reply = self.send(text);
        let body = json(&reply);
        let [error] = body.as_array().expect("errors").as_slice() else { panic!("{body}") };
        let text = |key: &str| error[key].as_str().unwrap_or_default().to_owned();
        format!("{} {} {} {}", reply.status, text("errorCode"), text("message"), error["fields"])
    }
}

fn call(text: &str) -> Call {
    let (method, rest) = text.split_once(' ').expect("a path");
    let (path, body) = rest.split_once(' ').unwrap_or((rest, ""));
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let path = ["services", "data", "v67.0", "sobjects"].into_iter().chain(path.split('/'));
    Call {
        method: method.to_owned(),
        path: path.map(|part| part.replace("%20", " ")).collect(),
        query: query.split('&').filter_map(|pair| pair.split_once('=')).map(|(k, v)| (k.into(), v.into())).collect(),
        headers: Vec::new(),
        body: body.into(),
        origin: "http://127.0.0.1".to_owned(),
        user: MAIN_USER.to_owned(),
        ..Call::default()
    }
}

fn with(header: (&str, &str), text: &str) -> Call {
    Call { headers: vec![(header.0.to_owned(), header.1.to_owned())], ..call(text) }
}

fn json(reply: &Reply) -> Value {
    serde_json::from_slice(&reply.body).expect("is JSON")
}

fn header<'r>(reply: &'r Reply, name: &str) -> Option<&'r str> {
    reply.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}
