//! Anonymous Apex (`spec/rest.md` 9.1). The Tooling API takes what fits a URL; SOAP takes any text and answers with the
//! debug log, but no token that is a JWT.

use super::query::{ESCAPED, Room};
use super::soap::message::{Message, element};
use super::{Call, Client, Error, Place};
use crate::http::header::HeaderMap;
use percent_encoding::utf8_percent_encode;
use roxmltree::Document;
use serde::{Deserialize, Serialize};

const APEX: &str = "http://soap.sforce.com/2006/08/apex";
/// What is logged: enough to see what was said, asked and written.
const LEVELS: [(&str, &str); 2] = [("Apex_code", "DEBUG"), ("Db", "INFO")];

pub struct Ask<'a> {
    pub text: &'a str,
    /// The debug log is wanted, too.
    pub log: bool,
}

/// What became of a block, in the org's words.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ran {
    pub compiled: bool,
    pub success: bool,
    /// From 1; of a block that ran to its end, -1.
    pub line: i64,
    pub column: i64,
    pub compile_problem: Option<String>,
    pub exception_message: Option<String>,
    pub exception_stack_trace: Option<String>,
    #[serde(skip)]
    pub log: Option<String>,
}

impl Ask<'_> {
    /// Whether this goes over SOAP.
    pub fn soap(&self) -> bool {
        self.log || self.resource().len() > Room::Url.most()
    }

    fn resource(&self) -> String {
        format!("tooling/executeAnonymous/?anonymousBody={}", utf8_percent_encode(self.text, ESCAPED))
    }

    /// The call; over SOAP, with `session` where the token belongs.
    pub fn call(&self, client: &Client, session: &str) -> Call {
        if !self.soap() {
            return Call::get(Place::Resource(self.resource()), HeaderMap::new());
        }
        self.message().call(client, session)
    }

    fn message(&self) -> Message {
        let category = |(name, level)| {
            format!("<categories>{}{}</categories>", element("category", name), element("level", level))
        };
        let levels: String = LEVELS.into_iter().filter(|_| self.log).map(category).collect();
        let header = if self.log { format!("<DebuggingHeader>{levels}</DebuggingHeader>") } else { String::new() };
        let body = format!("<executeAnonymous>{}</executeAnonymous>", element("String", self.text));
        Message { api: 's', namespace: APEX, header, body }
    }

    /// Runs it, once.
    pub async fn run(&self, client: &Client) -> Result<Ran, Error> {
        if !self.soap() {
            let text = client.accept(client.call(&self.call(client, "")).await?)?;
            return serde_json::from_str(&text).map_err(|error| Error::Unreadable(error.to_string()));
        }
        self.message().send(client, read).await
    }
}

fn read(document: &Document) -> Result<Ran, Error> {
    let named = |name: &'static str| document.descendants().find(move |node| node.tag_name().name() == name);
    let text = |name| named(name).and_then(|node| node.text()).map(str::to_owned);
    if named("executeAnonymousResponse").is_none() {
        return Err(Error::Unreadable("it does not say what became of the Apex".to_owned()));
    }
    let truth = |name| text(name).as_deref() == Some("true");
    let number = |name| text(name).and_then(|text| text.parse().ok()).unwrap_or(-1);
    Ok(Ran {
        compiled: truth("compiled"),
        success: truth("success"),
        line: number("line"),
        column: number("column"),
        compile_problem: text("compileProblem"),
        exception_message: text("exceptionMessage"),
        exception_stack_trace: text("exceptionStackTrace"),
        log: text("debugLog"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(body: &str) -> Result<Ran, Error> {
        let text = format!("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">{body}</s:Envelope>");
        read(&Document::parse(&text).expect("is XML"))
    }

    #[test]
    fn a_reply_says_what_became_of_it() {
        let ran = reply(
            "<s:Header><DebuggingInfo><debugLog>a &amp; b</debugLog></DebuggingInfo></s:Header><s:Body>\
             <executeAnonymousResponse><result><column>7</column><compileProblem>no &lt;</compileProblem>\
             <compiled>false</compiled><exceptionMessage/><line>2</line><success>false</success></result>\
             </executeAnonymousResponse></s:Body>",
        );
        let expected = Ran {
            line: 2,
            column: 7,
            compile_problem: Some("no <".to_owned()),
            log: Some("a & b".to_owned()),
            ..Ran::default()
        };
        assert_eq!(ran.expect("reads"), expected);
    }

    #[test]
    fn an_answer_to_something_else_is_unreadable() {
        assert!(matches!(reply("<s:Body/>"), Err(Error::Unreadable(_))));
    }

    #[test]
    fn long_texts_and_logs_go_over_soap() {
        assert!(!Ask { text: "x;", log: false }.soap());
        assert!(Ask { text: "x;", log: true }.soap());
        assert!(Ask { text: &"x;".repeat(7_000), log: false }.soap());
    }
}
