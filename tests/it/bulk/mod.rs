//! `sfo bulk`: jobs of a scripted org for faults, and of the demo org for truth.

mod faults;
mod ingest;
mod jobs;
mod query;
mod resume;

use crate::support::{Org, Outcome, Reply, Request};
use std::sync::atomic::{AtomicUsize, Ordering};

pub const ID: &str = "750000000000001AAA";

/// A job as the org shows it.
pub fn job(version: u16, state: &str, rows: usize) -> Reply {
    let counts = format!(r#""numberRecordsProcessed":{rows},"retries":0"#);
    let fixed = r#""operation":"query","object":"Account","columnDelimiter":"COMMA","lineEnding":"LF""#;
    Reply::json(200, &format!(r#"{{"id":"{ID}",{fixed},"state":"{state}","apiVersion":{version}.0,{counts}}}"#))
}

/// A page of results with two rows; `locator` is a whole header line or nothing.
pub fn page(number: usize, locator: &str) -> Reply {
    let text = format!("\"Id\",\"Name\"\n\"{number}a\",\"x\ny\"\n\"{number}b\",\"1.0E7\"\n");
    let more = format!("Sforce-NumberOfRecords: 2\r\n{locator}");
    Reply::of(200, "text/csv", text.as_bytes(), &more)
}

/// What all pages come to.
pub fn text(pages: usize) -> String {
    let rows = (0..pages).map(|number| format!("\"{number}a\",\"x\ny\"\n\"{number}b\",\"1.0E7\"\n"));
    format!("\"Id\",\"Name\"\n{}", rows.collect::<String>())
}

/// The number of the page that a request is for.
pub fn asked(request: &Request) -> usize {
    let locator = request.target.split("locator=L").nth(1).unwrap_or("0");
    locator.split('&').next().and_then(|number| number.parse().ok()).expect("a locator of ours")
}

/// An org with one query job of so many pages, which it lists or not; `answer` may answer instead.
pub fn org(pages: usize, lists: bool, answer: impl Fn(&Request) -> Option<Reply> + Send + Sync + 'static) -> Org {
    let polls = AtomicUsize::new(0);
    Org::new(move |request, _| {
        let version = if lists { 60 } else { 57 };
        let path = request.target.split('?').next().unwrap_or_default();
        if let Some(reply) = answer(request) {
            return reply;
        }
        if path.ends_with("/resultPages") {
            let base = format!("/services/data/v{version}.0/jobs/query/{ID}");
            let from = asked(request);
            let to = pages.min(from + 2);
            let urls: Vec<_> =
                (from..to).map(|at| format!(r#"{{"resultUrl":"{base}/results?locator=L{at}"}}"#)).collect();
            let next = if to < pages { format!(r#""{base}/resultPages?locator=L{to}""#) } else { "null".to_owned() };
            let list = urls.join(",");
            return Reply::json(
                200,
                &format!(r#"{{"resultPages":[{list}],"nextRecordsUrl":{next},"done":{}}}"#, to == pages),
            );
        }
        if path.ends_with("/results") {
            let at = asked(request);
            let locator = if at + 1 < pages {
                format!("Sforce-Locator: L{}\r\n", at + 1)
            } else {
                "Sforce-Locator: null\r\n".into()
            };
            return page(at, &locator);
        }
        match request.method.as_str() {
            "POST" => job(version, "UploadComplete", 0),
            _ if polls.fetch_add(1, Ordering::Relaxed) == 0 => job(version, "InProgress", 0),
            _ => job(version, "JobComplete", 2 * pages),
        }
    })
}

pub fn query(org: &Org, flags: &[&str]) -> Outcome {
    org.sandbox().run(&[&["bulk", "query", "SELECT Id, Name FROM Account"], flags].concat())
}
