//! What every request goes through, whatever it wants: who is calling, how many calls are left, and which part of
//! the org answers.

use super::{route, versions};
use crate::demo::{
    apexrest, oauth,
    org::Org,
    soap,
    wire::{Call, Fault, Outcome, Reply},
};

pub fn answer(org: &Org, call: Call) -> Reply {
    let path: Vec<&str> = call.path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["services", "data"] => versions::list(),
        ["services", "data", ..] => data(org, call, route::answer).unwrap_or_else(Reply::from),
        ["services", "apexrest", ..] => data(org, call, apexrest::answer).unwrap_or_else(Reply::from),
        ["services", "Soap", "u" | "c" | "s" | "m", ..] => soap::answer(org, &call),
        _ => oauth::answer(org, &call),
    }
}

/// The data APIs, and what the org's own classes answer. Whoever is known gets the state of the limits with every reply, refusals included.
fn data(org: &Org, mut call: Call, answer: fn(&Org, &Call) -> Outcome) -> Outcome {
    let Some(session) = oauth::session(org, &call)? else {
        let fault = Fault::new(401, "INVALID_SESSION_ID", "Session expired or invalid");
        return Ok(Reply::from(fault).with("WWW-Authenticate", "Token"));
    };
    if !session.may("api") {
        let message = "This session is not valid for use with the REST API";
        return Err(Fault::new(401, "INVALID_SESSION_ID", message));
    }
    call.user = session.user;
    let reply = count(org).and_then(|()| answer(org, &call)).unwrap_or_else(Reply::from);
    let (used, maximum) = (org.usage().today()?, org.options.daily_requests);
    Ok(reply.with("Sforce-Limit-Info", &format!("api-usage={used}/{maximum}")))
}

/// Counts one more API call, unless there may be no more.
pub fn count(org: &Org) -> Result<(), Fault> {
    match org.usage().count(org.options.daily_requests)? {
        Some(_) => Ok(()),
        None => Err(Fault::new(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")),
    }
}

#[cfg(test)]
mod tests {
    use crate::demo::{
        Options,
        trial::{Trial, header, text},
    };

    #[test]
    fn only_the_list_of_versions_needs_no_token() {
        let trial = Trial::new("versions", Options::default());
        assert_eq!(trial.send("GET", "services/data", &[], "").status, 200);
        let refused = trial.call("GET", "limits", "");
        assert_eq!(refused.status, 401);
        assert_eq!(text(&refused), r#"[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]"#);
    }

    #[test]
    fn the_router_refuses_in_the_orgs_words() {
        let trial = Trial::signed_in("router", Options::default());
        let missing = trial.call("GET", "nothing", "");
        let expected = r#"[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]"#;
        assert_eq!((missing.status, text(&missing)), (404, expected));
        let wrong = trial.call("PUT", "limits", "");
        let expected =
            r#"[{"errorCode":"METHOD_NOT_ALLOWED","message":"HTTP Method 'PUT' not allowed. Allowed are HEAD,GET"}]"#;
        assert_eq!((wrong.status, text(&wrong)), (405, expected));
    }

    #[test]
    fn calls_are_counted_until_none_are_left() {
        let trial = Trial::signed_in("counted", Options { daily_requests: 2, ..Options::default() });
        let statuses = [1, 2, 2].map(|used| {
            let reply = trial.call("HEAD", "", "");
            assert_eq!(header(&reply, "Sforce-Limit-Info"), format!("api-usage={used}/2"));
            reply.status
        });
        assert_eq!(statuses, [200, 200, 403]);
    }
}
