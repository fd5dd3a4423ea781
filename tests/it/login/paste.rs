//! The paste flow: a person carries the address from a browser on another machine.

use super::attempt::base;
use super::{Attempt, Browser};
use crate::support::{Demo, Sandbox};
use reqwest::Url;

/// Registered, and not on this machine.
const SUCCESS: &str = "https://login.salesforce.com/services/oauth2/success";

fn start(demo: &Demo, sandbox: &Sandbox) -> (Attempt, Url) {
    let client_id = demo.app("Demo Public", "clientId");
    let mut args = base(demo, &client_id, "paste");
    args.extend(["--redirect-uri", SUCCESS]);
    let login = Attempt::start(sandbox, &args);
    let ended_on = Browser::default().decide(&login.url, "allow");
    assert!(ended_on.as_str().starts_with(SUCCESS));
    (login, ended_on)
}

fn code(url: &Url) -> String {
    url.query_pairs().find(|(name, _)| name == "code").expect("has a code").1.into_owned()
}

#[test]
fn the_address_its_query_or_the_code_alone_will_do() {
    let demo = Demo::serve(&[]);
    for part in [Url::to_string, |url: &Url| url.query().unwrap_or_default().to_owned(), code] {
        let sandbox = Sandbox::new();
        let (mut login, ended_on) = start(&demo, &sandbox);
        login.say(&part(&ended_on));
        login.succeeds(&sandbox);
    }
}

#[test]
fn the_answer_to_another_sign_in_is_refused_and_its_code_stays_unused() {
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    let (mut login, ended_on) = start(&demo, &sandbox);
    login.say(&format!("{SUCCESS}?code={}&state=forged", code(&ended_on)));
    login.fails(&sandbox, 4, "it belongs to another sign-in");
}

#[test]
fn what_holds_no_code_is_refused() {
    let (demo, sandbox) = (Demo::serve(&[]), Sandbox::new());
    for (line, words) in [
        (SUCCESS.to_owned(), "it holds no code"),
        (format!("{SUCCESS}?error=access_denied&error_description=end-user+denied+authorization"), "access_denied"),
    ] {
        let (mut login, _) = start(&demo, &sandbox);
        login.say(&line);
        login.fails(&sandbox, 4, words);
    }
}
