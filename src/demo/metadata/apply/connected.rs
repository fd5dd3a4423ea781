//! `ConnectedApp`: none is made any more; those that are there can still be changed.

use super::{Deploy, typed};
use crate::demo::{
    apps::{App, policy::Permitted, policy::Policy, types::Global, types::Settings},
    metadata::{document::Fields, outcome::Done, problem::Problem},
};
use serde_json::Value;

const CLOSED: &str =
    "You can't create a connected app. To enable connected app creation, contact Salesforce Customer Support.";
/// Boxes that have another name here.
const RENAMED: [(&str, &str); 3] = [
    ("isClientCredentialEnabled", "isClientCredentialsFlowEnabled"),
    ("isCodeCredentialEnabled", "isCodeCredFlowEnabled"),
    ("isCodeCredentialPostOnly", "isCodeCredPostOnly"),
];

pub fn put(deploy: &Deploy, name: &str, fields: &Fields) -> Result<Done, Problem> {
    let named = |app: &App| app.connected() && app.name.eq_ignore_ascii_case(name);
    let old = deploy.org.apps().all()?.into_iter().find(named).ok_or_else(|| Problem::new(CLOSED))?;
    let mut app = old.clone();
    for (element, field) in [
        ("label", &mut app.header.label),
        ("description", &mut app.header.description),
        ("contactEmail", &mut app.header.contact_email),
    ] {
        fields.get(element).and_then(Value::as_str).unwrap_or_default().clone_into(field);
    }
    if let Some(config) = fields.get("oauthConfig").and_then(Value::as_object) {
        configure(&mut app, config.clone())?;
    }
    let sets = fields.get("permissionSetName").and_then(Value::as_array);
    let sets: Vec<&str> = sets.into_iter().flatten().filter_map(Value::as_str).collect();
    app.policy.comma_separated_permission_set = sets.join(", ");
    deploy.keep(&app, Some(app.id.clone()))
}

fn configure(app: &mut App, mut config: Fields) -> Result<(), Problem> {
    let approved = config.remove("isAdminApproved").is_some_and(|value| value == true);
    let user = config.remove("oauthClientCredentialUser").and_then(|user| user.as_str().map(str::to_owned));
    let scopes = config.remove("scopes").unwrap_or_default();
    let scopes: Vec<&str> = scopes.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for element in ["consumerKey", "consumerSecret"] {
        config.remove(element);
    }
    for (old, new) in RENAMED {
        if let Some(value) = config.remove(old) {
            config.insert(new.to_owned(), value);
        }
    }
    // Of connected apps PKCE is demanded only where that is said.
    config.entry("isPkceRequired").or_insert(Value::Bool(false));
    let global: Global = typed(config)?;
    let permitted = if approved { Permitted::AdminApprovedPreAuthorized } else { Permitted::AllSelfAuthorized };
    app.policy = Policy {
        permitted_users_policy_type: permitted,
        is_client_credentials_flow_enabled: global.is_client_credentials_flow_enabled,
        client_credentials_flow_user: user,
        ..app.policy.clone()
    };
    app.settings = Some(Settings { comma_separated_oauth_scopes: scopes.join(", "), ..Settings::default() });
    app.global = Some(global);
    Ok(())
}
