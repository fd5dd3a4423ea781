//! `/services/oauth2/revoke`: a token, or a whole login, ends. Nobody has to say who they are: holding the token is
//! enough.

use super::{Answer, Form, Kind};
use crate::demo::{
    org::Org,
    wire::{Call, Reply},
};

pub fn answer(org: &Org, call: &Call) -> Answer {
    let form = Form::of(call);
    let token = form.need("token")?;
    let tickets = org.tickets();
    if let Some(refresh) = tickets.live(Kind::Refresh, token)? {
        tickets.end(&refresh.family)?;
        return Ok(Reply::empty(200));
    }
    if tickets.live(Kind::Access, token)?.is_some() && tickets.spend(token)? {
        return Ok(Reply::empty(200));
    }
    let body = "error=unsupported_token_type&error_description=this+token+type+is+not+supported";
    Ok(Reply::text(400, "application/x-www-form-urlencoded;charset=UTF-8", body))
}
