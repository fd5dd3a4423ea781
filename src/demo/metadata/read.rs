//! Components as they are now: the elements that their files would have, in the order of their names.

use super::{document::Fields, kind::Kind};
use crate::demo::{
    apps::{App, model::Part, records},
    org::{self, Org},
    settings,
};
use serde::Serialize;
use serde_json::{Value, json};

/// One component: its name, its id where it has one, and its elements.
pub struct Component {
    pub name: String,
    pub id: Option<String>,
    /// The app that it is a part of; settings have none.
    pub app: Option<App>,
    pub fields: Fields,
}

/// All components of a type.
pub fn all(org: &Org, kind: &Kind) -> rusqlite::Result<Vec<Component>> {
    if kind.settings() {
        return Ok(vec![switches(org, kind)?]);
    }
    let apps = org.apps().all()?.into_iter().filter(|app| app.home.is_none());
    Ok(apps.filter_map(|app| component(app, kind.name)).collect())
}

fn switches(org: &Org, kind: &Kind) -> rusqlite::Result<Component> {
    let name = kind.name.strip_suffix(super::kind::SETTINGS).unwrap_or(kind.name).to_owned();
    let mut fields = Fields::new();
    for element in &kind.elements {
        fields.insert(element.name.to_owned(), settings::is_on(org, &name, element.name)?.into());
    }
    Ok(Component { name, id: None, app: None, fields })
}

fn component(app: App, kind: &str) -> Option<Component> {
    let (part, id, own) = match (kind, app.connected()) {
        ("ExternalClientApplication", false) => (Part::Header, Some(app.id.clone()), header(&app)),
        ("ExtlClntAppGlobalOauthSettings", false) => (Part::Global, None, global(&app)?),
        ("ExtlClntAppOauthSettings", false) => (Part::Settings, records::child(&app, kind), oauth(&app)?),
        ("ExtlClntAppOauthConfigurablePolicies", false) => {
            (Part::Policy, records::child(&app, "ExtlClntAppOauthPlcyCnfg"), elements(&app.policy))
        }
        ("ExtlClntAppConfigurablePolicies", false) => {
            (Part::Plugins, records::child(&app, "ExtlClntAppPlcyCnfg"), elements(&app.plugins))
        }
        ("ConnectedApp", true) => (Part::Header, Some(app.id.clone()), connected(&app)),
        _ => return None,
    };
    let (name, mut fields) = (app.full_name(part), own);
    fields.remove("fullName");
    if part != Part::Header {
        fields.insert("externalClientApplication".to_owned(), app.name.as_str().into());
        fields.entry("label").or_insert_with(|| name.as_str().into());
    }
    fields.retain(|_, value| !value.is_null() && value.as_str() != Some(""));
    fields.sort_keys();
    Some(Component { name, id, app: Some(app), fields })
}

fn elements(part: &impl Serialize) -> Fields {
    match serde_json::to_value(part) {
        Ok(Value::Object(fields)) => fields,
        _ => Fields::new(),
    }
}

fn header(app: &App) -> Fields {
    let mut fields = elements(&app.header);
    fields.insert("orgScopedExternalApp".to_owned(), app.org_scoped(org::ID).into());
    fields
}

/// The secret is never among them.
fn global(app: &App) -> Option<Fields> {
    let mut fields = elements(app.global.as_ref()?);
    fields.insert("consumerKey".to_owned(), app.consumer.key.as_str().into());
    for element in ["shouldRotateConsumerKey", "shouldRotateConsumerSecret"] {
        fields.insert(element.to_owned(), Value::Bool(false));
    }
    Some(fields)
}

fn oauth(app: &App) -> Option<Fields> {
    let mut fields = elements(app.settings.as_ref()?);
    fields.insert("oauthLink".to_owned(), app.oauth_link().into());
    Some(fields)
}

fn connected(app: &App) -> Fields {
    let global = app.global.clone().unwrap_or_default();
    let listed = |text: &str| -> Vec<String> { crate::demo::apps::policy::listed(text).map(str::to_owned).collect() };
    let scopes = app.settings.as_ref().map(|settings| listed(&settings.comma_separated_oauth_scopes));
    let value = json!({
        "contactEmail": app.header.contact_email,
        "description": app.header.description,
        "label": app.label(),
        "oauthConfig": {
            "callbackUrl": global.callback_url,
            "certificate": global.certificate,
            "consumerKey": app.consumer.key,
            "isAdminApproved": app.admin_approved(),
            "isClientCredentialEnabled": global.is_client_credentials_flow_enabled,
            "isCodeCredentialEnabled": global.is_code_cred_flow_enabled,
            "isCodeCredentialPostOnly": global.is_code_cred_post_only,
            "isConsumerSecretOptional": global.is_consumer_secret_optional,
            "isIntrospectAllTokens": global.is_introspect_all_tokens,
            "isNamedUserJwtEnabled": global.is_named_user_jwt_enabled,
            "isPkceRequired": global.is_pkce_required,
            "isRefreshTokenRotationEnabled": global.is_refresh_token_rotation_enabled,
            "isSecretRequiredForRefreshToken": global.is_secret_required_for_refresh_token,
            "oauthClientCredentialUser": app.policy.client_credentials_flow_user,
            "scopes": scopes,
        },
        "permissionSetName": listed(&app.policy.comma_separated_permission_set),
    });
    elements(&value)
}
