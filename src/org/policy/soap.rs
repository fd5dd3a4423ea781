//! Calls of the SOAP Metadata API that only ask. Whatever does not read as one of them counts as writing.

use roxmltree::{Document, Node};

/// Where that API is, in lower case.
pub const METADATA: &str = "/services/soap/m/";

const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const ASKING: [&str; 3] = ["readMetadata", "listMetadata", "describeMetadata"];

/// Whether a path is of that API.
pub fn is_metadata(path: &str) -> bool {
    path.get(..METADATA.len()).is_some_and(|start| start.eq_ignore_ascii_case(METADATA))
}

/// Whether all that an envelope orders is to be told something.
pub fn reads(body: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(body) else { return false };
    let Ok(document) = Document::parse(text) else { return false };
    let part = |name| move |node: &Node| node.has_tag_name((ENVELOPE, name));
    let root = Some(document.root_element()).filter(part("Envelope"));
    let bodies: Vec<_> = root.into_iter().flat_map(|root| root.children().filter(part("Body"))).collect();
    let [body] = bodies[..] else { return false };
    let mut orders = body.children().filter(Node::is_element).peekable();
    orders.peek().is_some() && orders.all(|order| ASKING.contains(&order.tag_name().name()))
}

#[cfg(test)]
mod tests {
    use super::super::{Method, reads as allowed, repeatable};
    use super::*;

    fn envelope(orders: &str) -> String {
        format!("<e:Envelope xmlns:e=\"{ENVELOPE}\"><e:Header/><e:Body>{orders}</e:Body></e:Envelope>")
    }

    #[test]
    fn what_only_asks_is_let_through_and_may_be_sent_again() {
        for order in ASKING {
            let body = envelope(&format!("<{order} xmlns=\"m\"><type>X</type></{order}>"));
            let path = "/services/Soap/m/66.0";
            assert!(allowed(&Method::POST, path, body.as_bytes()), "{order}");
            assert!(repeatable(&Method::POST, path, body.as_bytes()), "{order}");
            assert!(!allowed(&Method::POST, "/services/Soap/u/66.0", body.as_bytes()), "{order}");
        }
    }

    #[test]
    fn everything_else_writes() {
        let asks = "<readMetadata/>";
        for body in [
            envelope("<deleteMetadata/>"),
            envelope(&format!("{asks}<deploy/>")),
            envelope(""),
            envelope(asks).replace("</e:Envelope>", "<e:Body><deploy/></e:Body></e:Envelope>"),
            asks.to_owned(),
            format!("<!DOCTYPE e [<!ENTITY x \"y\">]>{}", envelope(asks)),
            String::new(),
        ] {
            assert!(!reads(body.as_bytes()), "{body}");
        }
    }
}
