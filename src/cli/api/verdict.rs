//! What an answer comes to: whether the org refused, and which parts it did not do although it answered 200.

use super::{graphql, paper};
use crate::api::{self, Answer, Call, Client, Failed, Parts, Place};
use crate::error::{Excerpt, Exit, Failure};

/// Resources that answer with an envelope around parts.
const OF_PARTS: [&str; 3] = ["composite", "actions", "process"];
/// Parts that are named; the body names all.
const NAMED: usize = 20;

/// `Ok` where everything was done.
pub fn of(client: &Client, call: &Call, answer: &Answer) -> anyhow::Result<()> {
    if let Some(refusal) = paper::json(answer)
        .filter(|_| graphql::meant(&call.place))
        .and_then(|body| api::graphql_errors(answer.status, body, api::request_id(&answer.headers)))
    {
        return Err(api::Error::Refused(refusal).into());
    }
    let parts = paper::json(answer).filter(|_| has_parts(&call.place)).and_then(Parts::read);
    match parts {
        Some(parts) if !parts.failed.is_empty() => Err(undone(&parts)),
        _ if answer.failed() => Err(client.refuse(answer).into()),
        _ => Ok(()),
    }
}

/// What Apex answers is shaped as its author likes.
fn has_parts(place: &Place) -> bool {
    let path = match place {
        Place::Resource(path) => path,
        Place::Location(path) if path.contains("/services/data/") => path,
        Place::Location(_) => return false,
    };
    path.split(['/', '?']).any(|segment| OF_PARTS.contains(&segment))
}

fn undone(parts: &Parts) -> anyhow::Error {
    let (failed, total) = (parts.failed.len(), parts.total);
    let exit = if failed == total { Exit::Refused } else { Exit::Partial };
    let message = format!("{failed} of {total} parts failed");
    let line = |Failed { name, code, message }: &Failed| format!("{name}: {code}: {message}");
    let mut lines: Vec<_> = parts.failed.iter().take(NAMED).map(line).collect();
    if failed > NAMED {
        lines.push(format!("and {} more", failed - NAMED));
    }
    let failure = anyhow::Error::from(Failure::new(exit, format!("{message}: {}", lines.join("; "))));
    failure.context(Excerpt { message, lines: format!("  {}", lines.join("\n  ")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_orgs_own_resources_have_parts() {
        for path in
            ["composite", "/composite/sobjects/Account?x", "actions/standard/x", "/services/data/v67.0/composite/batch"]
        {
            assert!(has_parts(&Place::typed(path)), "{path}");
        }
        for path in ["query?q=composite", "sobjects/composite__c", "/services/apexrest/composite"] {
            assert!(!has_parts(&Place::typed(path)), "{path}");
        }
    }
}
