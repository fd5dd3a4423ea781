//! A scripted org that has Setup: it keeps the app that is deployed to it, tells of it, and can go wrong.

use crate::support::{Org, Reply, Request, Sandbox};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

pub const KEY: &str = "3MVG9setup";

/// What the org holds.
#[derive(Default)]
pub struct State {
    /// By metadata type, what stands between the tags of the root, with the full name.
    pub parts: BTreeMap<String, String>,
    /// Reasons not to take the next deploy: type, name and words.
    pub refusal: Option<(&'static str, &'static str, &'static str)>,
    /// Deploys that are taken before there are such reasons.
    pub refuses_from: usize,
    /// How often sign-in does not know the app yet.
    pub unknown: usize,
    /// Names of permission sets.
    pub sets: Vec<String>,
    /// What each deploy held.
    pub deploys: Vec<Vec<String>>,
    /// How many looks at a deploy come before its end.
    pub slow: usize,
    /// A deploy was told to go.
    pub cancelled: bool,
    /// The objects of the apps cannot be asked for.
    pub shy: bool,
}

pub struct Setup {
    pub org: Org,
    pub state: Arc<Mutex<State>>,
}

const TYPES: [&str; 5] = [
    "ExternalClientApplication",
    "ExtlClntAppGlobalOauthSettings",
    "ExtlClntAppOauthSettings",
    "ExtlClntAppOauthConfigurablePolicies",
    "ExtlClntAppConfigurablePolicies",
];

impl Setup {
    pub fn new(state: State) -> Self {
        Self::watched(state, |_| ())
    }

    /// The same with somebody who is told the number of each request once it is done, before it is answered.
    pub fn watched(state: State, watch: impl Fn(usize) + Send + Sync + 'static) -> Self {
        let state = Arc::new(Mutex::new(state));
        let own = Arc::clone(&state);
        let org = Org::new(move |request, before| {
            let reply = answer(request, &mut own.lock().expect("no holder panics"));
            watch(before);
            reply
        });
        Self { org, state }
    }

    pub fn sandbox(&self) -> Sandbox {
        self.org.sandbox()
    }

    /// What is deployed, part by part.
    pub fn parts(&self) -> BTreeMap<String, String> {
        self.state.lock().expect("no holder panics").parts.clone()
    }

    /// The types of each deploy.
    pub fn deploys(&self) -> Vec<Vec<String>> {
        self.state.lock().expect("no holder panics").deploys.clone()
    }
}

fn answer(request: &Request, state: &mut State) -> Reply {
    let target = request.target.as_str();
    match request.method.as_str() {
        "POST" if target.contains("/Soap/m/") => read(request, state),
        "POST" if target.contains("/deployRequest") => deploy(request, state),
        "PATCH" => {
            state.cancelled = true;
            Reply::json(202, "{}")
        }
        "GET" if target.contains("/deployRequest/") => look(state),
        "POST" if target.ends_with("/token") => token(state),
        "GET" if target.ends_with("/userinfo") => Reply::json(
            200,
            r#"{"preferred_username":"me@example.com","user_id":"005","organization_id":"00D","email":"me@example.com"}"#,
        ),
        "GET" if target.contains("/query") => query(target, state),
        "GET" if target.contains("/apps/oauth/credentials/") => {
            Reply::json(200, &format!(r#"{{"consumers":[{{"id":"888","name":"c","key":"{KEY}"}}]}}"#))
        }
        method => panic!("nobody asks for {method} {target}"),
    }
}

fn query(target: &str, state: &State) -> Reply {
    let rows = |rows: &str, count: usize| format!(r#"{{"totalSize":{count},"done":true,"records":[{rows}]}}"#);
    if target.contains("FROM%20ExtlClntApp") || target.contains("MasterLabel") {
        return columns(target, state);
    }
    if target.contains("FROM%20User") {
        let there = target.contains("svc%40example.com");
        return Reply::json(
            200,
            &if there { rows(r#"{"attributes":{"type":"X"},"Id":"005"}"#, 1) } else { rows("", 0) },
        );
    }
    if target.contains("FROM%20SetupEntityAccess") {
        return Reply::json(200, &rows(r#"{"attributes":{"type":"X"},"Parent":{"Name":"theirs"}}"#, 1));
    }
    if target.contains("FROM%20ExternalClientApplication") {
        if state.shy {
            return Reply::json(400, r#"[{"errorCode":"INVALID_TYPE","message":"no such object"}]"#);
        }
        let found = state.parts.contains_key(TYPES[0]);
        let row = r#"{"attributes":{"type":"X"},"Id":"0xI000000000001AAA"}"#;
        return Reply::json(200, &if found { rows(row, 1) } else { rows("", 0) });
    }
    let set = state.sets.iter().find(|set| target.contains(set.as_str()));
    match set {
        Some(set) => Reply::json(200, &rows(&format!(r#"{{"attributes":{{"type":"X"}},"Name":"{set}"}}"#), 1)),
        None => Reply::json(200, &rows("", 0)),
    }
}

/// What queries tell of an app: never its callbacks and boxes.
fn columns(target: &str, state: &State) -> Reply {
    let part = |kind: &str| state.parts.get(kind).map_or("", String::as_str);
    let row = if target.contains("MasterLabel") {
        r#""MasterLabel":"made","ContactEmail":"me@example.com","DistributionState":"Local""#
    } else if target.contains("OauthScopesAPI") {
        r#""OauthScopesAPI":true,"OauthScopesREFRESH_TOKEN":true,"OauthScopesWEB":false"#
    } else if target.contains("PermittedUsersPolicyType") && part(TYPES[3]).contains("AllSelfAuthorized") {
        r#""PermittedUsersPolicyType":"AllSelfAuthorized","RefreshTokenPolicyType":"Infinite","StartUrl":"/kept""#
    } else {
        return Reply::json(400, r#"[{"errorCode":"INVALID_FIELD","message":"No such column"}]"#);
    };
    Reply::json(200, &format!(r#"{{"totalSize":1,"done":true,"records":[{{"attributes":{{"type":"X"}},{row}}}]}}"#))
}

fn read(request: &Request, state: &State) -> Reply {
    if request.body.contains("<listMetadata>") {
        let kind =
            TYPES.iter().find(|kind| request.body.contains(&format!("<type>{kind}</type>"))).expect("names a type");
        let name = state.parts.get(*kind).and_then(|inner| inner.split_once("<fullName>")?.1.split_once("</fullName>"));
        let result = name.map_or(String::new(), |(name, _)| format!("<result><fullName>{name}</fullName></result>"));
        return envelope(&format!("<listMetadataResponse>{result}</listMetadataResponse>"));
    }
    let asked = TYPES.iter().find(|kind| request.body.contains(&format!("<type>{kind}</type>"))).expect("names a type");
    let named = |inner: &&String| {
        let name = inner.split_once("</fullName>").expect("has a name").0.replace("<fullName>", "");
        request.body.contains(&format!("<fullNames>{name}</fullNames>"))
    };
    let records = match state.parts.get(*asked).filter(named) {
        Some(inner) => format!("<records xsi:type=\"{asked}\">{inner}</records>"),
        None => "<records xsi:nil=\"true\"/>".to_owned(),
    };
    envelope(&format!("<readMetadataResponse><result>{records}</result></readMetadataResponse>"))
}

fn envelope(body: &str) -> Reply {
    let body = format!(
        "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns=\"http://soap.sforce.com/2006/04/metadata\">\
         <s:Body>{body}</s:Body></s:Envelope>"
    );
    Reply::of(200, "text/xml;charset=UTF-8", body.as_bytes(), "")
}

/// Takes what the zip holds, which is text that is not packed.
fn deploy(request: &Request, state: &mut State) -> Reply {
    let mut taken = Vec::new();
    if state.refusal.is_none() || state.deploys.len() < state.refuses_from {
        for kind in TYPES {
            let Some((before, inner)) = document(&request.body, kind) else { continue };
            let name =
                before.rsplit('/').next().and_then(|end| end.split('.').next()).expect("is in a folder").to_owned();
            state.parts.insert(kind.to_owned(), format!("<fullName>{name}</fullName>{inner}"));
            taken.push(kind.to_owned());
        }
        if request.body.contains("destructiveChanges.xml") {
            state.parts.clear();
            taken.push("destructiveChanges".to_owned());
        }
        policies(state);
    }
    state.deploys.push(taken);
    Reply::json(201, r#"{"id":"0Af1","deployResult":{"id":"0Af1","status":"Pending","done":false,"success":false}}"#)
}

/// What stands in the root of this type, and what is before it.
fn document<'b>(body: &'b str, kind: &str) -> Option<(&'b str, &'b str)> {
    let start = format!("<{kind} xmlns=\"http://soap.sforce.com/2006/04/metadata\">");
    let (before, rest) = body.split_once(&start)?;
    let (inner, _) = rest.split_once(&format!("</{kind}>"))?;
    let (before, _) = before.rsplit_once("<?xml").expect("says what it is");
    Some((before, inner))
}

/// The org makes the policies of an app that has none.
fn policies(state: &mut State) {
    if state.parts.contains_key(TYPES[2]) && !state.parts.contains_key(TYPES[3]) {
        let inner = "<fullName>made_oauthPlcy</fullName><permittedUsersPolicyType>AllSelfAuthorized\
            </permittedUsersPolicyType><refreshTokenPolicyType>Infinite</refreshTokenPolicyType><startUrl>/kept</startUrl>";
        state.parts.insert(TYPES[3].to_owned(), inner.to_owned());
        let inner = "<fullName>made_plcy</fullName><isEnabled>true</isEnabled>";
        state.parts.insert(TYPES[4].to_owned(), inner.to_owned());
    }
}

fn look(state: &mut State) -> Reply {
    let ended = |status: &str, success: bool, failures: &str| {
        format!(
            r#"{{"id":"0Af1","deployResult":{{"id":"0Af1","status":"{status}","done":true,"success":{success},"details":{{"componentFailures":[{failures}]}}}}}}"#
        )
    };
    if state.cancelled {
        return Reply::json(200, &ended("Canceled", false, ""));
    }
    if state.slow > 0 {
        state.slow -= 1;
        return Reply::json(
            200,
            r#"{"id":"0Af1","deployResult":{"id":"0Af1","status":"InProgress","done":false,"success":false,"numberComponentsDeployed":1}}"#,
        );
    }
    match state.refusal.filter(|_| state.deploys.len() > state.refuses_from) {
        Some((kind, name, why)) => {
            let failure =
                serde_json::json!({"componentType": kind, "fullName": name, "problem": why, "success": false});
            Reply::json(200, &ended("Failed", false, &failure.to_string()))
        }
        None => Reply::json(200, &ended("Succeeded", true, "")),
    }
}

fn token(state: &mut State) -> Reply {
    if state.unknown > 0 {
        state.unknown -= 1;
        return Reply::json(400, r#"{"error":"invalid_client_id","error_description":"client identifier invalid"}"#);
    }
    Reply::json(400, r#"{"error":"invalid_grant","error_description":"expired access/refresh token"}"#)
}
