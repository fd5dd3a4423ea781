//! What is around a SOAP call and its answer. Knows nothing of records.

use crate::demo::wire::{Fault, Reply};
use roxmltree::{Document, Node};

/// The code of a fault that has none of the org's own.
pub const CLIENT: &str = "Client";

const PARTNER: &str = "urn:partner.soap.sforce.com";
const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

pub struct Envelope<'d> {
    pub session: &'d str,
    pub all_or_none: bool,
    /// The log of what is run is wanted.
    pub debugging: bool,
    /// The element that is called what is to be done.
    pub operation: Node<'d, 'd>,
}

impl<'d> Envelope<'d> {
    pub fn of(document: &'d Document) -> Option<Self> {
        let root = document.root_element();
        let header = child(root, "Header");
        let told = |block: &str, name: &str| Some(text(child(child(header?, block)?, name)?));
        Some(Self {
            session: told("SessionHeader", "sessionId").unwrap_or_default(),
            all_or_none: told("AllOrNoneHeader", "allOrNone").is_some_and(|text| text == "true" || text == "1"),
            debugging: header.and_then(|header| child(header, "DebuggingHeader")).is_some(),
            operation: child(root, "Body")?.children().find(Node::is_element)?,
        })
    }

    pub fn name(&self) -> &'d str {
        self.operation.tag_name().name()
    }

    pub fn namespace(&self) -> &'d str {
        self.operation.tag_name().namespace().unwrap_or(PARTNER)
    }

    /// The answer around `results`, with `info` and the API calls that were made and may be made in its header.
    pub fn reply(&self, Said { info, results }: &Said, (used, most): (u64, u64)) -> Reply {
        let (name, namespace) = (self.name(), escaped(self.namespace()));
        let body = format!(
            "<soapenv:Envelope xmlns:soapenv=\"{SOAP}\" xmlns=\"{namespace}\" xmlns:xsi=\"{XSI}\"><soapenv:Header>\
             {info}<LimitInfoHeader><limitInfo><current>{used}</current><limit>{most}</limit><type>API REQUESTS</type>\
             </limitInfo></LimitInfoHeader></soapenv:Header><soapenv:Body><{name}Response>{results}</{name}Response>\
             </soapenv:Body></soapenv:Envelope>"
        );
        xml(200, &body)
    }
}

/// What an operation says, as XML.
pub struct Said {
    /// For the header.
    pub info: String,
    /// `result` elements.
    pub results: String,
}

/// A refusal of the whole call.
pub fn fault(fault: &Fault) -> Reply {
    let (code, message) = (fault.code, escaped(&fault.message));
    let inner = if code == CLIENT {
        format!("<faultcode>soapenv:Client</faultcode><faultstring>{message}</faultstring>")
    } else {
        format!(
            "<faultcode>sf:{code}</faultcode><faultstring>{code}: {message}</faultstring><detail>\
             <sf:UnexpectedErrorFault xsi:type=\"sf:UnexpectedErrorFault\"><sf:exceptionCode>{code}</sf:exceptionCode>\
             <sf:exceptionMessage>{message}</sf:exceptionMessage></sf:UnexpectedErrorFault></detail>"
        )
    };
    let body = format!(
        "<soapenv:Envelope xmlns:soapenv=\"{SOAP}\" xmlns:sf=\"urn:fault.partner.soap.sforce.com\" \
         xmlns:xsi=\"{XSI}\"><soapenv:Body><soapenv:Fault>{inner}</soapenv:Fault></soapenv:Body></soapenv:Envelope>"
    );
    xml(500, &body)
}

fn xml(status: u16, body: &str) -> Reply {
    Reply::text(status, "text/xml;charset=UTF-8", format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{body}"))
}

/// `<name>text</name>`
pub fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escaped(text))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            char if char.is_control() && !char.is_whitespace() => (),
            char => out.push(char),
        }
    }
    out
}

pub fn child<'d>(node: Node<'d, 'd>, name: &str) -> Option<Node<'d, 'd>> {
    named(node, name).next()
}

/// The children called `name`, of whatever namespace.
pub fn named<'d>(node: Node<'d, 'd>, name: &str) -> impl Iterator<Item = Node<'d, 'd>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

pub fn text<'d>(node: Node<'d, 'd>) -> &'d str {
    node.text().unwrap_or_default().trim()
}
