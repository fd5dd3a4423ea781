//! A refusal in the shape of OAuth: `error` and `error_description`, not the array of the data APIs.

use crate::demo::wire::Reply;
use serde_json::json;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub error: &'static str,
    pub description: String,
}

impl Refusal {
    pub fn new(error: &'static str, description: impl Into<String>) -> Self {
        Self { error, description: description.into() }
    }

    pub fn unknown_client() -> Self {
        Self::new("invalid_client_id", "client identifier invalid")
    }

    pub fn wrong_secret() -> Self {
        Self::new("invalid_client", "invalid client credentials")
    }

    /// What a browser is told of much that an administrator could mend.
    pub fn generic() -> Self {
        let text = "An unexpected error has occurred during authentication. Please try again.";
        Self::new("OAUTH_APPROVAL_ERROR_GENERIC", text)
    }

    pub fn expired_token() -> Self {
        Self::new("invalid_grant", "expired access/refresh token")
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::new("server_error", error.to_string())
    }
}

impl From<rusqlite::Error> for Reply {
    fn from(error: rusqlite::Error) -> Self {
        Refusal::from(error).into()
    }
}

impl From<Refusal> for Reply {
    fn from(refusal: Refusal) -> Self {
        let status = if refusal.error == "server_error" { 500 } else { 400 };
        Reply::json(status, &json!({"error": refusal.error, "error_description": refusal.description}))
    }
}
