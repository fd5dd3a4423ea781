//! Anonymous Apex (`spec/rest.md` 9.1). The Tooling API takes what fits a URL; SOAP takes any text and answers with the
//! debug log, but no token that is a JWT.

use super::query::{ESCAPED, Room};
use super::{Answer, Call, Client, Error, Place, Refusal, request_id};
use crate::http::Method;
use crate::http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use percent_encoding::utf8_percent_encode;
use roxmltree::Document;
use serde::{Deserialize, Serialize};

const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";
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
        let categories = |(category, level)| {
            format!("<categories><category>{category}</category><level>{level}</level></categories>")
        };
        let levels: String = LEVELS.into_iter().filter(|_| self.log).map(categories).collect();
        let debugging = if self.log { format!("<DebuggingHeader>{levels}</DebuggingHeader>") } else { String::new() };
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><e:Envelope xmlns:e=\"{ENVELOPE}\" xmlns=\"{APEX}\"><e:Header>\
             <SessionHeader><sessionId>{}</sessionId></SessionHeader>{debugging}</e:Header><e:Body><executeAnonymous>\
             <String>{}</String></executeAnonymous></e:Body></e:Envelope>",
            escaped(session),
            escaped(self.text)
        );
        let headers = [
            (CONTENT_TYPE, HeaderValue::from_static("text/xml; charset=UTF-8")),
            (HeaderName::from_static("soapaction"), HeaderValue::from_static("\"\"")),
        ];
        let place = Place::Location(format!("/services/Soap/s/{}", client.version()));
        Call { method: Method::POST, place, headers: HeaderMap::from_iter(headers), body: Some(body.into()) }
    }

    /// Runs it, once.
    pub async fn run(&self, client: &Client) -> Result<Ran, Error> {
        if !self.soap() {
            let text = client.accept(client.call(&self.call(client, "")).await?)?;
            return serde_json::from_str(&text).map_err(|error| Error::Unreadable(error.to_string()));
        }
        match self.send(client).await {
            // SOAP tells a spent session with a fault, which renews nothing by itself.
            Err(Error::Refused(refusal)) if refusal.code == "INVALID_SESSION_ID" => {
                client.renew_token().await?;
                self.send(client).await
            }
            outcome => outcome,
        }
    }

    async fn send(&self, client: &Client) -> Result<Ran, Error> {
        let token = client.token().await?;
        let answer = client.call(&self.call(client, token.expose())).await?;
        let text = String::from_utf8_lossy(&answer.body);
        // Whatever is between us and the org answers with a page.
        let document = Document::parse(&text).ok().filter(|it| it.root_element().has_tag_name((ENVELOPE, "Envelope")));
        document.map_or_else(|| Err(client.refuse(&answer)), |document| read(&document, &answer))
    }
}

fn read(document: &Document, answer: &Answer) -> Result<Ran, Error> {
    let named = |name: &'static str| document.descendants().find(move |node| node.tag_name().name() == name);
    let text = |name| named(name).and_then(|node| node.text()).map(str::to_owned);
    if let Some(said) = text("faultstring") {
        let code = text("faultcode").unwrap_or_default();
        let code = code.rsplit(':').next().unwrap_or_default();
        let message = said.strip_prefix(code).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(&said).to_owned();
        // The status of a fault is 500, whoever is at fault.
        let request_id = request_id(&answer.headers);
        return Err(Error::Refused(Refusal { status: 400, code: code.to_owned(), message, request_id }));
    }
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

/// XML has no form for other control characters, and Apex no use for them.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\r', "&#13;");
    text.replace(|c: char| c.is_control() && !matches!(c, '\n' | '\t'), " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(body: &str) -> Result<Ran, Error> {
        let text = format!("<s:Envelope xmlns:s=\"{ENVELOPE}\">{body}</s:Envelope>");
        let document = Document::parse(&text).expect("is XML");
        read(&document, &Answer { status: 200, headers: HeaderMap::new(), body: Vec::new() })
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
    fn a_fault_is_a_refusal() {
        let fault = "<s:Fault><faultcode>sf:INVALID_SESSION_ID</faultcode>\
                     <faultstring>INVALID_SESSION_ID: Gone</faultstring></s:Fault>";
        let Err(Error::Refused(refusal)) = reply(fault) else { panic!("is a refusal") };
        assert_eq!((refusal.code.as_str(), refusal.message.as_str()), ("INVALID_SESSION_ID", "Gone"));
        assert!(matches!(reply("<s:Body/>"), Err(Error::Unreadable(_))));
    }

    #[test]
    fn long_texts_and_logs_go_over_soap() {
        assert!(!Ask { text: "x;", log: false }.soap());
        assert!(Ask { text: "x;", log: true }.soap());
        assert!(Ask { text: &"x;".repeat(7_000), log: false }.soap());
    }
}
