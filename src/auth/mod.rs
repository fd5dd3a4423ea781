//! OAuth and nothing else: a grant goes in, a [`Token`] comes out. Has never heard of files or keyrings.

mod client_credentials;
mod error;
mod exchange;

pub use client_credentials::App;
pub use error::Error;

use crate::{http::Url, secret::Secret};

/// What a token endpoint hands out (`spec/oauth.md` 2.6).
#[derive(Clone, Debug)]
pub struct Token {
    pub access: Secret,
    /// Origin of the org's data APIs.
    pub instance_url: Url,
}
