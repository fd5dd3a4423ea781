//! A request as it is meant, and the org's answer as it came. Knows neither tokens nor whether an answer is good news.

use crate::http::header::{CONTENT_TYPE, HeaderMap};
use crate::http::{Method, Upload};

/// One request, whatever its method.
pub struct Call {
    pub method: Method,
    pub place: Place,
    pub headers: HeaderMap,
    pub body: Option<Upload>,
}

/// Where a call goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Below `/services/data/vNN.0/`, whichever version that is.
    Resource(String),
    /// A path, or a URL on the org's own host.
    Location(String),
}

impl Place {
    /// The place that a person means: `limits`, `/sobjects/Account`, `/services/apexrest/x` or a URL.
    pub fn typed(text: &str) -> Self {
        let whole = ["/services/", "/id/", "http://", "https://"].iter().any(|start| text.starts_with(start));
        if whole { Self::Location(text.to_owned()) } else { Self::Resource(text.trim_start_matches('/').to_owned()) }
    }
}

impl Call {
    pub fn get(place: Place, headers: HeaderMap) -> Self {
        Self { method: Method::GET, place, headers, body: None }
    }
}

/// An answer with its whole body, whatever its status.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// Whether the org did not do what it was asked. "Not modified" is an answer that was asked for.
    pub fn failed(&self) -> bool {
        self.status >= 300 && self.status != 304
    }

    /// Whether this is a page for people. The org writes XML, too, for those who ask for it.
    pub fn is_page(&self) -> bool {
        let kind = self.headers.get(CONTENT_TYPE).map_or(&b""[..], |kind| kind.as_bytes());
        let xml = kind.starts_with(b"application/xml") || kind.starts_with(b"text/xml");
        kind.starts_with(b"text/html") || !xml && self.body.trim_ascii_start().starts_with(b"<")
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_place_is_below_the_version_unless_it_is_whole() {
        for (text, resource) in [("limits", "limits"), ("/sobjects/Account", "sobjects/Account"), ("/", "")] {
            assert_eq!(Place::typed(text), Place::Resource(resource.to_owned()));
        }
        for text in ["/services/apexrest/x", "/id/00D/005", "https://acme.my.salesforce.com/services/data"] {
            assert_eq!(Place::typed(text), Place::Location(text.to_owned()));
        }
    }
}
