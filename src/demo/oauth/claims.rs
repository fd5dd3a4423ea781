//! What the org tells about a user: the same facts under the names of OpenID and under Salesforce's own.

use super::{User, login};
use crate::demo::{org, wire::Call};
use serde_json::{Map, Value, json};

/// The answer of `userinfo`.
pub fn open_id(call: &Call, user: &User) -> Value {
    let mut info = json!({
        "sub": login::identity(&call.origin, &user.id),
        "user_id": user.id,
        "organization_id": org::ID,
        "preferred_username": user.username,
        "nickname": user.nickname,
        "name": user.name,
        "email": user.email,
        "email_verified": true,
        "given_name": user.first_name,
        "family_name": user.last_name,
        "zoneinfo": user.time_zone,
        "photos": photos(&call.origin),
        "profile": format!("{}/{}", call.origin, user.id),
        "picture": format!("{}/profilephoto/005/F", call.origin),
        "address": address(user),
        "is_salesforce_integration_user": false,
        "urls": urls(call, user),
        "active": user.active,
        "user_type": user.kind,
        "language": user.language,
        "locale": user.locale,
        "utcOffset": user.utc_offset(),
        "updated_at": user.modified,
        "is_app_installed": true,
    });
    if let Some(phone) = &user.phone {
        info["phone_number"] = phone.as_str().into();
        info["phone_number_verified"] = true.into();
    }
    info
}

/// The answer of the identity URL.
pub fn identity(call: &Call, user: &User) -> Value {
    json!({
        "id": login::identity(&call.origin, &user.id),
        "asserted_user": true,
        "user_id": user.id,
        "organization_id": org::ID,
        "username": user.username,
        "nick_name": user.nickname,
        "display_name": user.name,
        "email": user.email,
        "email_verified": true,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "timezone": user.time_zone,
        "photos": photos(&call.origin),
        "addr_street": user.street,
        "addr_city": user.city,
        "addr_state": user.state,
        "addr_country": user.country,
        "addr_zip": user.postal_code,
        "mobile_phone": user.mobile_phone,
        "mobile_phone_verified": false,
        "is_lightning_login_user": false,
        "status": {"created_date": null, "body": null},
        "urls": urls(call, user),
        "active": user.active,
        "user_type": user.kind,
        "language": user.language,
        "locale": user.locale,
        "utcOffset": user.utc_offset(),
        "last_modified_date": user.modified,
        "is_app_installed": true,
    })
}

fn photos(origin: &str) -> Value {
    json!({
        "picture": format!("{origin}/profilephoto/005/F"),
        "thumbnail": format!("{origin}/profilephoto/005/T"),
    })
}

fn address(user: &User) -> Value {
    let parts = [
        ("street_address", &user.street),
        ("locality", &user.city),
        ("region", &user.state),
        ("postal_code", &user.postal_code),
        ("country", &user.country),
    ];
    parts
        .into_iter()
        .filter_map(|(name, part)| Some((name.to_owned(), part.clone()?.into())))
        .collect::<Map<_, _>>()
        .into()
}

/// Where the APIs are. `{version}` is for the caller to fill in, unless it asked for the newest one.
fn urls(call: &Call, user: &User) -> Value {
    let version = if call.param("version") == Some("latest") { "67.0" } else { "{version}" };
    let (origin, short) = (login::instance(&call.origin), &org::ID[..15]);
    let rest = format!("{origin}/services/data/v{version}/");
    let soap = |name: &str| format!("{origin}/services/Soap/{name}/{version}/{short}");
    json!({
        "enterprise": soap("c"),
        "metadata": soap("m"),
        "partner": soap("u"),
        "rest": rest,
        "sobjects": format!("{rest}sobjects/"),
        "search": format!("{rest}search/"),
        "query": format!("{rest}query/"),
        "recent": format!("{rest}recent/"),
        "tooling_soap": soap("T"),
        "tooling_rest": format!("{rest}tooling/"),
        "profile": format!("{origin}/{}", user.id),
        "feeds": format!("{rest}chatter/feeds"),
        "groups": format!("{rest}chatter/groups"),
        "users": format!("{rest}chatter/users"),
        "feed_items": format!("{rest}chatter/feed-items"),
        "feed_elements": format!("{rest}chatter/feed-elements"),
        "custom_domain": origin,
    })
}
