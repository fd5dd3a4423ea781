//! The metadata types that an app is made of, one struct a type. A field is an element that the org acts upon; the
//! others are kept as they came in `rest`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// `ExternalClientApplication`
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Header {
    pub label: String,
    pub description: String,
    pub contact_email: String,
    pub distribution_state: String,
    pub is_protected: bool,
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Default for Header {
    fn default() -> Self {
        Self {
            label: String::new(),
            description: String::new(),
            contact_email: String::new(),
            distribution_state: "Local".to_owned(),
            is_protected: false,
            rest: Map::new(),
        }
    }
}

/// `ExtlClntAppGlobalOauthSettings`
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Global {
    /// Any name will do.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub full_name: String,
    /// One a line.
    pub callback_url: String,
    /// PEM. Where there is one, the app may sign assertions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    pub is_consumer_secret_optional: bool,
    pub is_secret_required_for_refresh_token: bool,
    pub is_pkce_required: bool,
    pub is_introspect_all_tokens: bool,
    pub is_client_credentials_flow_enabled: bool,
    pub is_device_flow_enabled: bool,
    pub is_code_cred_flow_enabled: bool,
    pub is_code_cred_post_only: bool,
    pub is_token_exchange_enabled: bool,
    pub is_secret_required_for_token_exchange: bool,
    pub is_refresh_token_rotation_enabled: bool,
    pub is_named_user_jwt_enabled: bool,
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Default for Global {
    fn default() -> Self {
        Self {
            full_name: String::new(),
            callback_url: String::new(),
            certificate: None,
            is_consumer_secret_optional: false,
            is_secret_required_for_refresh_token: true,
            is_pkce_required: true,
            is_introspect_all_tokens: false,
            is_client_credentials_flow_enabled: false,
            is_device_flow_enabled: false,
            is_code_cred_flow_enabled: false,
            is_code_cred_post_only: false,
            is_token_exchange_enabled: false,
            is_secret_required_for_token_exchange: false,
            is_refresh_token_rotation_enabled: false,
            is_named_user_jwt_enabled: false,
            rest: Map::new(),
        }
    }
}

/// `ExtlClntAppOauthSettings`
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Settings {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub full_name: String,
    /// By their names in metadata: `Api, RefreshToken`.
    pub comma_separated_oauth_scopes: String,
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// `ExtlClntAppConfigurablePolicies`
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Plugins {
    pub is_enabled: bool,
    pub is_oauth_plugin_enabled: bool,
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Default for Plugins {
    fn default() -> Self {
        Self { is_enabled: true, is_oauth_plugin_enabled: true, rest: Map::new() }
    }
}
