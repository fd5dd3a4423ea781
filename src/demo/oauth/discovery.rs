//! Documents that say where everything is, from the files beside this module.

use super::{Answer, Refusal, login};
use crate::demo::wire::{Call, Reply};
use serde_json::Value;

const OPENID: &str = include_str!("openid-configuration.json");
const LOGIN: &str = include_str!("auth-configuration.json");
const SERVER: &str = include_str!("authorization-server.json");
const RESOURCE: &str = include_str!("protected-resource.json");

/// `GET /.well-known/openid-configuration`.
pub fn openid(call: &Call) -> Answer {
    document(OPENID, &call.origin)
}

/// `GET /.well-known/auth-configuration`, which hosts that belong to no org in particular do not have.
pub fn login_page(call: &Call) -> Answer {
    if login::shared(&call.origin) { Ok(Reply::empty(404)) } else { document(LOGIN, &call.origin) }
}

/// `GET /.well-known/oauth-authorization-server`.
pub fn server(call: &Call) -> Answer {
    document(SERVER, &call.origin)
}

/// `GET /.well-known/oauth-protected-resource/…`, which answers for any path and so proves nothing.
pub fn resource(call: &Call, path: &[&str]) -> Answer {
    document(&RESOURCE.replace("{path}", &path.join("/").replace(['"', '\\'], "")), &call.origin)
}

fn document(text: &str, origin: &str) -> Answer {
    let document: serde_json::Result<Value> = serde_json::from_str(&text.replace("{origin}", origin));
    Ok(Reply::json(200, &document.map_err(|error| Refusal::new("server_error", error.to_string()))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_name_the_host_that_was_asked() {
        for text in [OPENID, LOGIN, SERVER, RESOURCE] {
            let reply = document(text, "http://localhost:1").expect("is JSON");
            let text = String::from_utf8(reply.body).expect("is text");
            assert!(text.contains("\"http://localhost:1") && !text.contains("{origin}"));
        }
    }
}
