//! The addresses that the demo apps have registered. A port belongs to the whole machine, so that whoever needs one
//! of these takes turns, across threads and processes.

use std::fs::File;
use std::net::TcpListener;

pub const CALLBACKS: [&str; 5] = [
    "http://localhost:1717/OauthRedirect",
    "http://localhost:1718/OauthRedirect",
    "http://localhost:1719/OauthRedirect",
    "http://localhost:3835/oauth/callback",
    "http://localhost:8080/oauth/callback",
];

/// Waits for its turn, which lasts as long as the file is open.
pub fn turn() -> File {
    let path = std::env::temp_dir().join("sfo-callback-ports.lock");
    let file = File::options().create(true).truncate(false).write(true).open(path).expect("can be written");
    file.lock().expect("can be locked");
    file
}

/// An address on a port that was free a moment ago, for orgs that take any.
pub fn free() -> String {
    let socket = TcpListener::bind("127.0.0.1:0").expect("loopback can be bound");
    format!("http://localhost:{}/OauthRedirect", socket.local_addr().expect("is bound").port())
}
