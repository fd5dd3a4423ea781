//! A SOAP call and its answer, whichever API it is of. The access token is the session and goes in the body, so no such
//! body is ever shown.

use crate::api::{Answer, Call, Client, Error, Place, Refusal, request_id};
use crate::http::Method;
use crate::http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use roxmltree::{Document, Node};

pub const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";

pub struct Message {
    /// `u` for records, `s` for Apex, `m` for metadata.
    pub api: char,
    pub namespace: &'static str,
    /// What stands beside the session, as XML.
    pub header: String,
    pub body: String,
}

impl Message {
    /// The call, with `session` where the token belongs.
    pub fn call(&self, client: &Client, session: &str) -> Call {
        let Self { api, namespace, header, body } = self;
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><e:Envelope xmlns:e=\"{ENVELOPE}\" xmlns=\"{namespace}\"><e:Header>\
             <SessionHeader>{}</SessionHeader>{header}</e:Header><e:Body>{body}</e:Body></e:Envelope>",
            element("sessionId", session)
        );
        let headers = [
            (CONTENT_TYPE, HeaderValue::from_static("text/xml; charset=UTF-8")),
            (HeaderName::from_static("soapaction"), HeaderValue::from_static("\"\"")),
        ];
        let place = Place::Location(format!("/services/Soap/{api}/{}", client.version()));
        Call { method: Method::POST, place, headers: HeaderMap::from_iter(headers), body: Some(body.into()) }
    }

    /// Sends it and reads the answer.
    pub async fn send<T>(&self, client: &Client, read: impl Fn(&Document) -> Result<T, Error>) -> Result<T, Error> {
        match open(client, &self.ask(client).await?, &read) {
            // SOAP tells a spent session with a fault, which renews nothing by itself.
            Err(Error::Refused(refusal)) if refusal.code == "INVALID_SESSION_ID" => {
                client.renew_token().await?;
                open(client, &self.ask(client).await?, &read)
            }
            outcome => outcome,
        }
    }

    async fn ask(&self, client: &Client) -> Result<Answer, Error> {
        let token = client.token().await?;
        client.call(&self.call(client, token.expose())).await
    }
}

/// Whatever is between us and the org answers with a page.
fn open<T>(client: &Client, answer: &Answer, read: impl Fn(&Document) -> Result<T, Error>) -> Result<T, Error> {
    let text = String::from_utf8_lossy(&answer.body);
    let document = Document::parse(&text).ok().filter(|it| it.root_element().has_tag_name((ENVELOPE, "Envelope")));
    let document = document.ok_or_else(|| client.refuse(answer))?;
    match document.descendants().find(|node| node.has_tag_name((ENVELOPE, "Fault"))) {
        Some(fault) => Err(Error::Refused(refusal(fault, answer))),
        None => read(&document),
    }
}

/// The status of a fault is 500, whoever is at fault.
fn refusal(fault: Node, answer: &Answer) -> Refusal {
    let said = text(fault, "faultstring").unwrap_or_default();
    let code = text(fault, "faultcode").unwrap_or_default();
    let code = code.rsplit(':').next().unwrap_or_default();
    let message = said.strip_prefix(code).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(said);
    let request_id = request_id(&answer.headers);
    Refusal { status: 400, code: code.to_owned(), message: message.to_owned(), request_id }
}

/// The children of this name, of whatever namespace.
pub fn named<'d>(node: Node<'d, 'd>, name: &'static str) -> impl Iterator<Item = Node<'d, 'd>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

/// What stands in the first of them.
pub fn text<'d>(node: Node<'d, 'd>, name: &'static str) -> Option<&'d str> {
    named(node, name).next()?.text()
}

/// `<name>text</name>`
pub fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escaped(text))
}

/// XML has no form for most control characters; a line end of its own kind keeps it.
pub fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\r', "&#13;");
    text.replace(|c: char| c.is_control() && !matches!(c, '\n' | '\t'), " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_a_refusal_in_the_words_of_the_org() {
        let xml = "<s:Fault xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><faultcode>sf:INVALID_SESSION_ID</faultcode>\
                   <faultstring>INVALID_SESSION_ID: Gone</faultstring></s:Fault>";
        let document = Document::parse(xml).expect("is XML");
        let answer = Answer { status: 500, headers: HeaderMap::new(), body: Vec::new() };
        let refusal = refusal(document.root_element(), &answer);
        assert_eq!((refusal.code.as_str(), refusal.message.as_str()), ("INVALID_SESSION_ID", "Gone"));
    }

    #[test]
    fn any_text_can_be_an_element() {
        assert_eq!(element("a", "<&>\r\n\u{1}"), "<a>&lt;&amp;&gt;&#13;\n </a>");
    }
}
