//! The two things that the org does with records over SOAP alone: bringing deleted ones back, and making several one.
//! The access token is the session and goes in the body, so no such body is ever shown.

pub mod message;

use super::collections::Fault;
use super::sobject::Saved;
use super::{Call, Client, Error, Refusal};
use message::{Message, element, escaped, named, text};
use roxmltree::{Document, Node};

/// Records of one call.
pub const MOST: usize = 200;

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
        self.message().call(client, session)
    }

    fn message(&self) -> Message {
        let all = if self.all_or_none { "<AllOrNoneHeader><allOrNone>true</allOrNone></AllOrNoneHeader>" } else { "" };
        Message { api: 'u', namespace: PARTNER, header: all.to_owned(), body: self.body.clone() }
    }

    /// Sends it; says of each record what became of it.
    pub async fn send(&self, client: &Client) -> Result<Vec<Result<Saved, Fault>>, Error> {
        self.message().send(client, read).await
    }

    /// The same of a single record.
    pub async fn send_one(&self, client: &Client) -> Result<Saved, Error> {
        let outcome = self.send(client).await?.into_iter().next();
        let outcome = outcome.ok_or_else(|| Error::Unreadable("it says nothing of the record".to_owned()))?;
        outcome.map_err(|Fault { code, message, .. }| {
            Error::Refused(Refusal { status: 400, code, message, request_id: None })
        })
    }
}

fn read(document: &Document) -> Result<Vec<Result<Saved, Fault>>, Error> {
    let results = document.descendants().filter(|node| node.tag_name().name() == "result");
    let outcomes: Vec<_> = results.map(outcome).collect();
    if outcomes.is_empty() { Err(Error::Unreadable("it holds no result".to_owned())) } else { Ok(outcomes) }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(body: &str) -> Result<Vec<Result<Saved, Fault>>, Error> {
        read(&Document::parse(body).expect("is XML"))
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
        assert!(matches!(reply("<r/>"), Err(Error::Unreadable(_))));
    }

    #[test]
    fn what_is_asked_for_is_xml_whatever_it_holds() {
        let Operation { body, .. } = Operation::undelete(&["<&>".to_owned()], false);
        assert_eq!(body, "<undelete><ids>&lt;&amp;&gt;</ids></undelete>");
    }
}
