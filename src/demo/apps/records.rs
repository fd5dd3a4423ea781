//! An app as queries see it: rows of several objects, none with a callback, a key or a secret.

use super::{
    model::{App, Part},
    scope,
};
use crate::demo::{
    id, org,
    schema::{Object, Schema},
    store::{row, table::quoted, value},
};
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::{Map, Value, json};

const CONNECTED: &str = "ConnectedApplication";
const EXTERNAL: &str = "ExternalClientApplication";
/// What belongs to an external client app, with the first characters of its ids.
const CHILDREN: [(&str, &str); 3] =
    [("ExtlClntAppOauthSettings", "0xJ"), ("ExtlClntAppOauthPlcyCnfg", "0xM"), ("ExtlClntAppPlcyCnfg", "0xN")];

pub fn made_of_apps(object: &str) -> bool {
    object == CONNECTED || object == EXTERNAL || CHILDREN.iter().any(|(name, _)| *name == object)
}

/// The record of `object` that this app is, if it is one. An app of another org has none here.
pub fn of(app: &App, object: &str) -> Option<Map<String, Value>> {
    let fields = match (object, app.connected()) {
        _ if app.home.is_some() => return None,
        (CONNECTED, true) => connected(app),
        (EXTERNAL, false) => external(app),
        ("ExtlClntAppOauthSettings", false) => settings(app)?,
        ("ExtlClntAppOauthPlcyCnfg", false) => policy(app),
        ("ExtlClntAppPlcyCnfg", false) => plugins(app),
        _ => return None,
    };
    let mut record: Map<String, Value> = fields.as_object()?.clone();
    record.retain(|_, value| !value.is_null());
    Some(record)
}

/// The id of what belongs to an app.
pub fn child(app: &App, object: &str) -> Option<String> {
    let (_, prefix) = CHILDREN.iter().find(|(name, _)| *name == object)?;
    Some(id::make(prefix, id::counter(&app.id)?))
}

fn connected(app: &App) -> Value {
    let hours = app.policy.refresh_token_validity_unit == Some(super::policy::Unit::Hours);
    json!({
        "Id": app.id,
        "Name": app.label(),
        "OptionsAllowAdminApprovedUsersOnly": app.admin_approved(),
        "OptionsRefreshTokenValidityMetric": hours,
        "RefreshTokenValidityPeriod": app.policy.refresh_token_validity_period,
        "StartUrl": app.policy.rest.get("startUrl"),
    })
}

fn external(app: &App) -> Value {
    let kept = |name: &str| app.header.rest.get(name);
    json!({
        "Id": app.id,
        "DeveloperName": app.name,
        "Language": "en_US",
        "MasterLabel": app.label(),
        "ContactEmail": filled(&app.header.contact_email),
        "ContactPhone": kept("contactPhone"),
        "Description": filled(&app.header.description),
        "DistributionState": app.header.distribution_state,
        "IconUrl": kept("iconUrl"),
        "InfoUrl": kept("infoUrl"),
        "LogoUrl": kept("logoUrl"),
        "ManagedType": "NotManaged",
        "OrgScopedExternalApp": app.org_scoped(org::ID),
        "Version": 1.0,
    })
}

/// What all records that belong to an app begin with.
fn own(app: &App, object: &str, part: Part, further: Value) -> Value {
    let mut record = json!({
        "Id": child(app, object),
        "DeveloperName": app.full_name(part),
        "Language": "en_US",
        "MasterLabel": app.full_name(part),
        "ExternalClientApplicationId": app.id,
    });
    if let (Some(record), Value::Object(further)) = (record.as_object_mut(), further) {
        record.extend(further);
    }
    record
}

fn settings(app: &App) -> Option<Value> {
    let kept = |name: &str| app.settings.as_ref().and_then(|settings| settings.rest.get(name));
    app.settings.as_ref()?;
    let mut further = json!({
        "OauthLink": app.oauth_link(),
        "SingleLogoutUrl": kept("singleLogoutUrl"),
        "ClientAssertionCertificate": kept("clientAssertionCertificate"),
        "ExtlClntAppOauthOptionsFirstPartyAppEnabled": kept("isFirstPartyAppEnabled"),
    });
    let scopes = app.scopes();
    for scope in scope::all() {
        further[scope.column] = scopes.split(' ').any(|had| had == scope.runtime).into();
    }
    Some(own(app, "ExtlClntAppOauthSettings", Part::Settings, further))
}

fn policy(app: &App) -> Value {
    let policy = &app.policy;
    let kept = |name: &str| policy.rest.get(name);
    let further = json!({
        "ExtlClntAppOauthSettingsId": app.settings.as_ref().and_then(|_| child(app, "ExtlClntAppOauthSettings")),
        "PermittedUsersPolicyType": policy.permitted_users_policy_type,
        "IpRelaxationPolicyType": policy.ip_relaxation_policy_type,
        "RefreshTokenPolicyType": policy.refresh_token_policy_type,
        "RefreshTokenValidityPeriod": policy.refresh_token_validity_period,
        "RefreshTokenValidityUnit": policy.refresh_token_validity_unit,
        "SessionTimeoutInMinutes": policy.session_timeout_in_minutes,
        "RequiredSessionLevel": kept("requiredSessionLevel"),
        "PolicyAction": kept("policyAction"),
        "IsClientCredentialsFlowEnabled": policy.is_client_credentials_flow_enabled,
        "ClientCredentialsFlowUser": policy.client_credentials_flow_user,
        "IsTokenExchangeFlowEnabled": kept("isTokenExchangeFlowEnabled"),
        "IsGuestCodeCredFlowEnabled": kept("isGuestCodeCredFlowEnabled"),
        "IsNamedUserJwtEnabled": app.global.as_ref().is_some_and(|global| global.is_named_user_jwt_enabled),
        "NamedUserJwtSessionTimeoutType": policy.named_user_jwt_session_timeout_type,
        "NamedUserJwtTimeout": policy.named_user_jwt_timeout.map(|minutes| minutes.to_string()),
        "GuestJwtSessionTimeoutType": kept("guestJwtSessionTimeoutType"),
        "GuestJwtTimeout": kept("guestJwtTimeout").map(ToString::to_string),
        "StartUrl": kept("startUrl"),
        "SingleLogoutUrl": kept("singleLogoutUrl"),
    });
    own(app, "ExtlClntAppOauthPlcyCnfg", Part::Policy, further)
}

fn plugins(app: &App) -> Value {
    let kept = |name: &str| app.plugins.rest.get(name);
    let status = |on: bool| if on { "Enabled" } else { "Disabled" };
    let plugin = |name: &str| status(kept(name).is_none_or(|value| value == true));
    let further = json!({
        "IsEnabled": app.plugins.is_enabled,
        "OauthPluginStatus": status(app.plugins.is_oauth_plugin_enabled),
        "SamlPluginStatus": plugin("isSamlPluginEnabled"),
        "MobilePluginStatus": plugin("isMobilePluginEnabled"),
        "NotifPluginStatus": plugin("isNotificationPluginEnabled"),
        "PushPluginStatus": plugin("isPushPluginEnabled"),
        "CanvasPluginStatus": plugin("isCanvasPluginEnabled"),
        "StartPage": kept("startPage"),
        "StartUrl": kept("startUrl"),
    });
    own(app, "ExtlClntAppPlcyCnfg", Part::Plugins, further)
}

fn filled(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// Makes the rows of `app` what it says now, by the hand of `user`.
pub fn write(connection: &Connection, schema: &Schema, app: &App, user: &str) -> rusqlite::Result<()> {
    let now = Value::from(value::instant(Timestamp::now()));
    for object in schema.objects().filter(|object| made_of_apps(&object.name)) {
        let Some(mut record) = of(app, &object.name) else { continue };
        let id = record["Id"].as_str().unwrap_or_default().to_owned();
        let there = row::held(connection, object, &id, "Id")?.is_some();
        complete(&mut record, object, there, user, &now);
        if there {
            row::update(connection, object, &id, &record)?;
        } else {
            row::insert(connection, object, &record)?;
        }
    }
    Ok(())
}

/// Says who changed it and when, and of everything else that it is empty.
fn complete(record: &mut Map<String, Value>, object: &Object, there: bool, user: &str, now: &Value) {
    for field in object.fields.iter().filter(|field| field.stored()) {
        let value = match field.name.as_str() {
            "CreatedDate" | "CreatedById" if there => continue,
            "CreatedById" | "LastModifiedById" => user.into(),
            "CreatedDate" | "LastModifiedDate" | "SystemModstamp" => now.clone(),
            _ => Value::Null,
        };
        record.entry(&field.name).or_insert(value);
    }
}

/// Takes away all rows of `app`, and what was granted to it.
pub fn remove(connection: &Connection, app: &App) -> rusqlite::Result<()> {
    for (object, _) in CHILDREN {
        let sql = format!("DELETE FROM {} WHERE \"ExternalClientApplicationId\" = ?1", quoted(object));
        connection.execute(&sql, [&app.id])?;
    }
    for (object, field) in [(EXTERNAL, "Id"), (CONNECTED, "Id"), ("SetupEntityAccess", "SetupEntityId")] {
        let sql = format!("DELETE FROM {} WHERE {} = ?1", quoted(object), quoted(field));
        connection.execute(&sql, [&app.id])?;
    }
    Ok(())
}
