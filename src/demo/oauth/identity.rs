//! Who is behind a token: `/services/oauth2/userinfo` in the words of OpenID, `/id/ORG/USER` in Salesforce's own.

use super::{Answer, Form, Kind, User, bearer, claims};
use crate::demo::{
    org::{self, Org},
    wire::{Call, Reply},
};

/// Any of these lets a token ask.
const SCOPES: [&str; 4] = ["id", "openid", "api", "web"];

/// `/services/oauth2/userinfo`.
pub fn user_info(org: &Org, call: &Call) -> Answer {
    Ok(Reply::json(200, &claims::open_id(call, &asking(org, call)?)))
}

/// `/id/ORG/USER`.
pub fn identity(org: &Org, call: &Call, organization: &str, id: &str) -> Answer {
    let user = asking(org, call)?;
    if organization.get(..15) != org::ID.get(..15) {
        return Err(denied(403, "Wrong_Org"));
    }
    if id.get(..15) != user.id.get(..15) {
        return Err(denied(404, "Bad_Id"));
    }
    Ok(Reply::json(200, &claims::identity(call, &user)))
}

/// The user whose token this is, or the plain 403 that these two endpoints give instead of a 401.
fn asking(org: &Org, call: &Call) -> Result<User, Reply> {
    let form = Form::of(call);
    let token = bearer(call).or_else(|| form.get("access_token"));
    let token = token.ok_or_else(|| denied(403, "Missing_OAuth_Token"))?;
    let ticket = org.tickets().live(Kind::Access, token)?.ok_or_else(|| denied(403, "Bad_OAuth_Token"))?;
    if !SCOPES.iter().any(|scope| ticket.may(scope)) {
        return Err(denied(403, "Missing_Scope"));
    }
    let user = User::of_id(org, &ticket.user)?.filter(|user| user.active);
    user.ok_or_else(|| denied(403, "Bad_OAuth_Token"))
}

pub fn denied(status: u16, text: &str) -> Reply {
    Reply::text(status, "text/plain;charset=UTF-8", text)
}
