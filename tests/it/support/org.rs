//! A scripted server for faults and oddities: a closure answers, every request is kept, and a handler that
//! panicked or was never called fails the test.

use super::Sandbox;
use super::sandbox::TOKEN;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

pub struct Org {
    pub origin: String,
    requests: Arc<Mutex<Vec<Request>>>,
    panicked: Arc<Mutex<Option<String>>>,
}

#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    /// Path with query, as sent.
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// Unpacked.
    pub body: String,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The bytes to send back, then the connection closes.
pub struct Reply(Vec<u8>);

impl Reply {
    pub fn json(status: u16, body: &str) -> Self {
        Self::of(status, "application/json;charset=UTF-8", body.as_bytes(), "")
    }

    pub fn html(status: u16, body: &str) -> Self {
        Self::of(status, "text/html;charset=UTF-8", body.as_bytes(), "")
    }

    /// `more` holds further header lines, each with its line end.
    pub fn of(status: u16, kind: &str, body: &[u8], more: &str) -> Self {
        let len = body.len();
        let fixed = format!("HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len}\r\n");
        // A client that is not told would send its next request into the closing connection.
        let head = format!("{fixed}Connection: close\r\n{more}\r\n");
        Self([head.as_bytes(), body].concat())
    }

    /// Sends only the first `len` bytes of the whole reply, head included.
    pub fn cut(mut self, len: usize) -> Self {
        self.0.truncate(len);
        self
    }
}

impl Org {
    /// Starts a server; `answer` gets each request and how many came before it.
    pub fn new(answer: impl Fn(&Request, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback can be bound");
        let origin = format!("http://{}", listener.local_addr().expect("is bound"));
        let org = Self { origin, requests: Arc::default(), panicked: Arc::default() };
        let (requests, panicked) = (Arc::clone(&org.requests), Arc::clone(&org.panicked));
        let answer = Arc::new(answer);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (requests, panicked, answer) = (Arc::clone(&requests), Arc::clone(&panicked), Arc::clone(&answer));
                std::thread::spawn(move || {
                    let Some(request) = read(&stream) else { return };
                    let before = {
                        let mut seen = requests.lock().expect("no holder panics");
                        seen.push(request.clone());
                        seen.len() - 1
                    };
                    let reply = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| answer(&request, before)));
                    match reply {
                        Ok(reply) => drop((&stream).write_all(&reply.0)),
                        Err(_) => *panicked.lock().expect("no holder panics") = Some(format!("{request:?}")),
                    }
                });
            }
        });
        org
    }

    /// Answers every request with this JSON.
    pub fn always(body: &'static str) -> Self {
        Self::new(move |_, _| Reply::json(200, body))
    }

    /// A sandbox whose environment holds a session of this org.
    pub fn sandbox(&self) -> Sandbox {
        Sandbox::new().set("SFO_ACCESS_TOKEN", TOKEN).set("SFO_INSTANCE_URL", &self.origin)
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().expect("no holder panics").clone()
    }
}

impl Drop for Org {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let panicked = self.panicked.lock().expect("no holder panics");
        assert!(panicked.is_none(), "the scripted org panicked at {panicked:?}");
        assert!(!self.requests.lock().expect("no holder panics").is_empty(), "nobody called the scripted org");
    }
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.push((name.to_lowercase(), value.to_owned()));
    }
    let mut request = Request { method, target, headers, body: String::new() };
    let len = request.header("content-length").and_then(|len| len.parse().ok()).unwrap_or(0);
    let mut body = vec![0; len];
    reader.read_exact(&mut body).ok()?;
    if request.header("content-encoding") == Some("gzip") {
        let mut text = Vec::new();
        flate2::read::GzDecoder::new(body.as_slice()).read_to_end(&mut text).ok()?;
        body = text;
    }
    request.body = String::from_utf8_lossy(&body).into_owned();
    Some(request)
}
