//! The next page is asked for while this one is still on its way.

use crate::support::{Outcome, Sandbox};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(20);
const HEAD: &str = r#"{"totalSize":2,"done":false,"nextRecordsUrl":"/services/data/v67.0/query/0r8-1","records":["#;
const LAST: &str = r#"{"totalSize":2,"done":true,"records":[{"attributes":{"type":"A"},"Id":"2"}]}"#;

/// Reads one request and returns its path.
fn request(stream: &TcpStream) -> String {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    first.split(' ').nth(1).unwrap_or_default().to_owned()
}

fn begin(mut stream: &TcpStream, body: &str, len: usize) {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close";
    write!(stream, "{head}\r\nContent-Length: {len}\r\n\r\n{body}").expect("the client listens");
}

/// A query whose first page ends with `rest` after the second page has been asked for, or when patience is at an end.
/// Says also whether it was asked for in time.
fn query(rest: &str) -> (Outcome, bool) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback can be bound");
    let sandbox = Sandbox::new()
        .set("SFO_ACCESS_TOKEN", "00D!token")
        .set("SFO_INSTANCE_URL", format!("http://{}", listener.local_addr().expect("is bound")));
    let rest = rest.to_owned();
    let server = thread::spawn(move || {
        let (asked, wait) = mpsc::channel();
        let (first, _) = listener.accept().expect("somebody comes");
        request(&first);
        begin(&first, HEAD, HEAD.len() + rest.len());
        let second = thread::spawn(move || {
            let (second, _) = listener.accept().expect("somebody comes again");
            let path = request(&second);
            let _ = asked.send(());
            begin(&second, LAST, LAST.len());
            path
        });
        let early = wait.recv_timeout(PATIENCE).is_ok();
        (&first).write_all(rest.as_bytes()).expect("the client listens");
        assert_eq!(second.join().expect("is answered"), "/services/data/v67.0/query/0r8-1");
        early
    });
    let out = sandbox.run(&["query", "SELECT Id FROM A", "-f", "csv"]);
    (out, server.join().expect("the server ends"))
}

#[test]
fn before_the_records_have_come() {
    let (out, early) = query(r#"{"attributes":{"type":"A"},"Id":"1"}]}"#);
    assert_eq!((out.code, out.stdout.as_str()), (0, "Id\n1\n2\n"), "{}", out.show());
    assert!(early, "the second page was asked for only when the first had been read");
}
