//! The two things that the org does with records over SOAP alone: bringing deleted ones back, and making several one.
//! The access token is the session and goes in the body, so no such body is ever shown.

use super::collections::Fault;
use super::sobject::Saved;
use super::{Answer, Call, Client, Error, Place, Refusal, request_id};
use crate::http::Method;
use crate::http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use crate::secret::Secret;
use roxmltree::{Document, Node};

/// Records of one call.
pub const MOST: usize = 200;

const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const PARTNER: &str = "urn:partner.soap.sforce.com";
const SOBJECT: &str = "urn:sobject.partner.soap.sforce.com";

/// What is asked for; `body` is the XML of the operation.
pub struct Operation {
    pub all_or_none: bool,
    body: String,
}

impl Operation {
    /// Takes records out of the recycle bin.
    pub fn undelete(ids: &[String], all_or_none: bool) -> Self {
        let ids: String = ids.iter().map(|id| element("ids", id)).collect();
        Self { all_or_none, body: format!("<undelete>{ids}</undelete>") }
    }

    /// Puts up to two records into a third, which keeps its Id.
    pub fn merge(object: &str, master: &str, losers: &[String]) -> Self {
        let losers: String = losers.iter().map(|id| element("recordToMergeIds", id)).collect();
        let master = format!(
            "<masterRecord><type xmlns=\"{SOBJECT}\">{object}</type><Id xmlns=\"{SOBJECT}\">{}</Id></masterRecord>",
            escaped(master)
        );
        Self { all_or_none: true, body: format!("<merge><request>{master}{losers}</request></merge>") }
    }

    /// The call, with `session` where the token belongs.
    pub fn call(&self, client: &Client, session: &str) -> Call {
        let all = if self.all_or_none { "<AllOrNoneHeader><allOrNone>true</allOrNone></AllOrNoneHeader>" } else { "" };
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><e:Envelope xmlns:e=\"{ENVELOPE}\" xmlns=\"{PARTNER}\"><e:Header>\
             <SessionHeader>{}</SessionHeader>{all}</e:Header><e:Body>{}</e:Body></e:Envelope>",
            element("sessionId", session),
            self.body
        );
        let headers = [
            (CONTENT_TYPE, HeaderValue::from_static("text/xml; charset=UTF-8")),
            (HeaderName::from_static("soapaction"), HeaderValue::from_static("\"\"")),
        ];
        let place = Place::Location(format!("/services/Soap/u/{}", client.version()));
        Call { method: Method::POST, place, headers: HeaderMap::from_iter(headers), body: Some(body.into()) }
    }

    /// Sends it; says of each record what became of it.
    pub async fn send(&self, client: &Client) -> Result<Vec<Result<Saved, Fault>>, Error> {
        let answer = self.ask(client, &client.token().await?).await?;
        match read(&answer) {
            // SOAP tells a spent session with a fault, which renews nothing by itself.
            Err(Error::Refused(refusal)) if refusal.code == "INVALID_SESSION_ID" => {
                client.renew_token().await?;
                read(&self.ask(client, &client.token().await?).await?)
            }
            outcome => outcome,
        }
    }

    /// The same of a single record.
    pub async fn send_one(&self, client: &Client) -> Result<Saved, Error> {
        let outcome = self.send(client).await?.into_iter().next();
        let outcome = outcome.ok_or_else(|| Error::Unreadable("it says nothing of the record".to_owned()))?;
        outcome.map_err(|Fault { code, message, .. }| {
            Error::Refused(Refusal { status: 400, code, message, request_id: None })
        })
    }

    async fn ask(&self, client: &Client, token: &Secret) -> Result<Answer, Error> {
        client.call(&self.call(client, token.expose())).await
    }
}

fn read(answer: &Answer) -> Result<Vec<Result<Saved, Fault>>, Error> {
    let text = String::from_utf8_lossy(&answer.body);
    let document = Document::parse(&text).map_err(|error| Error::Unreadable(error.to_string()))?;
    if let Some(fault) = document.descendants().find(|node| node.has_tag_name((ENVELOPE, "Fault"))) {
        return Err(Error::Refused(refusal(fault, answer)));
    }
    let results = document.descendants().filter(|node| node.tag_name().name() == "result");
    let outcomes: Vec<_> = results.map(outcome).collect();
    if outcomes.is_empty() { Err(Error::Unreadable("it holds no result".to_owned())) } else { Ok(outcomes) }
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

fn outcome(result: Node) -> Result<Saved, Fault> {
    if text(result, "success") == Some("true") {
        return Ok(Saved { id: text(result, "id").unwrap_or_default().to_owned(), created: None });
    }
    let mut fault = Fault::default();
    for error in named(result, "errors") {
        let part = |name| text(error, name).unwrap_or_default();
        let fields = named(error, "fields").filter_map(|field| field.text().map(str::to_owned));
        fault.add(part("statusCode").to_owned(), part("message"), fields);
    }
    Err(fault)
}

fn named<'d>(node: Node<'d, 'd>, name: &'static str) -> impl Iterator<Item = Node<'d, 'd>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

fn text<'d>(node: Node<'d, 'd>, name: &'static str) -> Option<&'d str> {
    named(node, name).next()?.text()
}

fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escaped(text))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(body: &str) -> Result<Vec<Result<Saved, Fault>>, Error> {
        let body = format!("<s:Envelope xmlns:s=\"{ENVELOPE}\"><s:Body>{body}</s:Body></s:Envelope>");
        read(&Answer { status: 200, headers: HeaderMap::new(), body: body.into_bytes() })
    }

    #[test]
    fn each_record_has_an_outcome() {
        let outcomes = reply(
            "<r><result><id>001</id><success>true</success></result><result><errors><fields>Id</fields>\
             <message>gone &amp; lost</message><statusCode>UNDELETE_FAILED</statusCode></errors>\
             <success>false</success></result></r>",
        );
        let fault = Fault {
            code: "UNDELETE_FAILED".to_owned(),
            message: "gone & lost".to_owned(),
            fields: vec!["Id".to_owned()],
        };
        let saved = Saved { id: "001".to_owned(), created: None };
        assert_eq!(outcomes.expect("reads"), [Ok(saved), Err(fault)]);
    }

    #[test]
    fn a_fault_is_a_refusal_in_the_words_of_the_org() {
        let fault = "<s:Fault><faultcode>sf:INVALID_SESSION_ID</faultcode><faultstring>INVALID_SESSION_ID: Gone</faultstring></s:Fault>";
        let Err(Error::Refused(refusal)) = reply(fault) else { panic!("is a refusal") };
        assert_eq!((refusal.code.as_str(), refusal.message.as_str()), ("INVALID_SESSION_ID", "Gone"));
        assert!(matches!(reply("<r/>"), Err(Error::Unreadable(_))));
    }

    #[test]
    fn what_is_asked_for_is_xml_whatever_it_holds() {
        let Operation { body, .. } = Operation::undelete(&["<&>".to_owned()], false);
        assert_eq!(body, "<undelete><ids>&lt;&amp;&gt;</ids></undelete>");
    }
}
