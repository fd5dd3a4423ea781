//! Proxies and private certificate authorities, as companies have them.

use crate::support::{Org, Reply, Sandbox};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, Stream};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const QUERY: [&str; 6] = ["--timeout", "1s", "query", "SELECT Id FROM A", "-f", "ndjson"];

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tls").join(name)
}

/// An org behind TLS whose certificate only our own authority vouches for; answers every request with one row.
fn tls_org() -> String {
    let certificate = CertificateDer::from_pem_file(fixture("localhost.pem")).expect("is a certificate");
    let key = PrivateKeyDer::from_pem_file(fixture("localhost.key")).expect("is a key");
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("are supported")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("belong together");
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback can be bound");
    let port = listener.local_addr().expect("is bound").port();
    std::thread::spawn(move || {
        let config = Arc::new(config);
        for mut socket in listener.incoming().flatten() {
            let mut connection = ServerConnection::new(Arc::clone(&config)).expect("the configuration is good");
            let mut stream = Stream::new(&mut connection, &mut socket);
            let body = r#"{"totalSize":1,"done":true,"records":[{"Id":"1"}]}"#;
            // A client that does not trust us hangs up here.
            if stream.read(&mut [0; 4096]).is_ok_and(|len| len > 0) {
                let _ = write!(
                    stream,
                    "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                    body.len()
                );
                let _ = stream.flush();
            }
        }
    });
    format!("https://localhost:{port}")
}

fn sandbox(origin: &str) -> Sandbox {
    Sandbox::new().set("SFO_ACCESS_TOKEN", "x").set("SFO_INSTANCE_URL", origin)
}

#[test]
fn a_private_authority_is_trusted_when_it_is_named() {
    let origin = tls_org();
    let trusting = sandbox(&origin).set("SSL_CERT_FILE", fixture("ca.pem").to_string_lossy());
    assert_eq!(trusting.run(&QUERY).show(), "exit 0\n--- stdout ---\n{\"Id\":\"1\"}\n");
}

#[test]
fn an_unknown_authority_is_not_trusted() {
    let out = sandbox(&tls_org()).run(&QUERY);
    assert_eq!((out.code, out.stdout.as_str()), (7, ""), "{}", out.show());
    assert!(out.stderr.contains("cannot trust localhost:") && out.stderr.contains("certificate"), "{}", out.show());
}

#[test]
fn a_certificate_file_that_cannot_be_read_is_named() {
    let out = sandbox("https://localhost:9").set("SSL_CERT_FILE", "/no/such.pem").run(&QUERY);
    assert_eq!(out.code, 7);
    assert!(out.stderr.contains("SSL_CERT_FILE /no/such.pem"), "{}", out.show());
}

#[test]
fn https_goes_through_the_proxy_and_the_proxy_sees_no_token() {
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"] {
        let proxy = Org::new(|request, _| {
            assert_eq!((request.method.as_str(), request.target.as_str()), ("CONNECT", "acme.my.salesforce.com:443"));
            assert_eq!(request.header("authorization"), None);
            Reply::json(403, "{}")
        });
        let out = sandbox("https://acme.my.salesforce.com").set(name, &proxy.origin).run(&QUERY);
        assert_eq!(out.code, 7, "{}", out.show());
        assert!(!proxy.requests().is_empty());
    }
}

#[test]
fn loopback_is_never_asked_of_a_proxy() {
    let org = Org::always(r#"{"totalSize":0,"done":true,"records":[]}"#);
    let out = org.sandbox().set("HTTP_PROXY", "http://127.0.0.1:9").set("ALL_PROXY", "http://127.0.0.1:9").run(&QUERY);
    assert_eq!(out.code, 0, "{}", out.show());
}
