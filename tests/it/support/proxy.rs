//! Stands before a demo org and passes everything on, but for one request that is held until its client is killed.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Child;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub struct Proxy {
    pub origin: String,
    plan: Arc<Mutex<Plan>>,
}

#[derive(Default)]
struct Plan {
    /// Requests that still pass before the one that is held.
    left: Option<usize>,
    /// The org gets it, and only its answer is held.
    answered: bool,
    told: Option<Sender<Vec<u8>>>,
}

/// Tells when the request has come.
pub struct Fired(Receiver<Vec<u8>>);

impl Fired {
    /// Kills the process once its request is held, which is handed back; `None` where it ended before.
    pub fn wait(self, child: &mut Child) -> Option<Vec<u8>> {
        loop {
            if let Ok(request) = self.0.recv_timeout(Duration::from_millis(20)) {
                child.kill().expect("runs");
                child.wait().expect("ends");
                return Some(request);
            }
            if let Some(ended) = child.try_wait().expect("is ours") {
                assert!(ended.success(), "{ended}");
                return None;
            }
        }
    }
}

impl Proxy {
    pub fn before(origin: &str) -> Self {
        let target = origin.strip_prefix("http://").expect("is plain").replace("localhost", "127.0.0.1");
        let listener = TcpListener::bind("127.0.0.1:0").expect("loopback can be bound");
        let origin = format!("http://localhost:{}", listener.local_addr().expect("is bound").port());
        let plan = Arc::new(Mutex::new(Plan::default()));
        let shared = Arc::clone(&plan);
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (target, plan) = (target.clone(), Arc::clone(&shared));
                std::thread::spawn(move || pass(client, &target, &plan));
            }
        });
        Self { origin, plan }
    }

    /// Holds the request behind this many others; `answered` lets the org have it first.
    pub fn hold(&self, behind: usize, answered: bool) -> Fired {
        let (told, fired) = channel();
        *self.plan.lock().expect("no holder panics") = Plan { left: Some(behind), answered, told: Some(told) };
        Fired(fired)
    }

    pub fn pass(&self) {
        *self.plan.lock().expect("no holder panics") = Plan::default();
    }
}

fn pass(mut client: TcpStream, target: &str, plan: &Mutex<Plan>) -> Option<()> {
    let request = request(&mut client)?;
    let held = {
        let mut plan = plan.lock().expect("no holder panics");
        let now = plan.left == Some(0);
        plan.left = plan.left.and_then(|left| left.checked_sub(1));
        now.then(|| (plan.answered, plan.told.take()))
    };
    let answer = match &held {
        Some((false, _)) => Vec::new(),
        _ => exchange(&request, target)?,
    };
    match held {
        Some((_, told)) => {
            told?.send(request).ok()?;
            // Until the client is gone.
            client.read_to_end(&mut Vec::new()).ok().map(drop)
        }
        None => client.write_all(&answer).ok(),
    }
}

/// One request, which asks for the connection to be closed behind it.
fn request(client: &mut TcpStream) -> Option<Vec<u8>> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        client.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    let text = String::from_utf8_lossy(&head).to_lowercase();
    let length = text.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next()?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    client.read_exact(&mut body).ok()?;
    head.truncate(head.len() - 2);
    head.extend_from_slice(b"Connection: close\r\n\r\n");
    head.extend_from_slice(&body);
    Some(head)
}

fn exchange(request: &[u8], target: &str) -> Option<Vec<u8>> {
    let mut org = TcpStream::connect(target).ok()?;
    org.write_all(request).ok()?;
    let mut answer = Vec::new();
    org.read_to_end(&mut answer).ok()?;
    Some(answer)
}
