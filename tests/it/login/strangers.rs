//! What else may knock at the listener while a person signs in. The login goes on.

use super::browser::{local, send};
use super::{Attempt, Browser, ports};
use crate::support::{Demo, Sandbox};
use reqwest::Url;

#[test]
fn strangers_are_turned_away_and_the_right_answer_still_counts() {
    let _turn = ports::turn();
    let (demo, sandbox, mut browser) = (Demo::serve(&[]), Sandbox::new(), Browser::default());
    let login = Attempt::web(&demo, &sandbox, "Demo Public", &[]);
    let right = browser.decide(&login.url, "allow");
    let at = |path: &str| right.join(path).expect("is an address");
    let with = |query: &str| Url::parse(&format!("{}?{query}", login.asked("redirect_uri"))).expect("is an address");
    let host = right.authority();
    for (method, url, host, status) in [
        ("GET", at("/robots.txt"), host, 404),
        ("GET", at("/favicon.ico"), host, 404),
        ("GET", right.clone(), "evil.example", 404),
        ("GET", right.clone(), "localhost", 404),
        ("POST", right.clone(), host, 405),
        ("HEAD", right.clone(), host, 405),
        ("GET", with("code=aPrx&state=forged"), host, 400),
        ("GET", with("error=access_denied&state=forged"), host, 400),
        ("GET", login.callback("code=aPrx&code=aPry"), host, 400),
        ("GET", login.callback("code=aPrx&state=forged"), host, 400),
        ("GET", login.callback("code=aPrx&error=access_denied"), host, 400),
    ] {
        let page = send(local(&url), method, &url, host, "Content-Length: 0\r\n", "");
        assert_eq!(page.status, status, "{method} {url} at {host}");
        assert!(!page.body.contains("aPr"), "{}", page.body);
    }
    assert_eq!(browser.open(&right).status, 200);
    login.succeeds(&sandbox);
}
