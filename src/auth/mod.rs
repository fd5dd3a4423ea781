//! OAuth and nothing else: a grant goes in, a [`Token`] comes out. Has never heard of files or keyrings, and does not
//! know which hosts are good: whoever asks for a token hands its hosts to [`Token::check_hosts`].
//!
//! Each grant is a module with a function `token`; where a person takes part, `begin` gives a `Pending` first.

mod access;
pub mod advice;
mod app;
mod auth_url;
mod callback;
pub mod client_credentials;
pub mod device;
mod error;
mod exchange;
pub mod headless;
mod id_token;
mod identity;
pub mod inquiry;
mod introspect;
pub mod jwt;
mod known;
pub mod loopback;
pub mod password;
mod probe;
pub mod refresh;
mod refusal;
mod revoke;
mod signature;
mod singleaccess;
mod token;
mod userinfo;
pub mod web;

pub use access::Access;
pub use app::App;
pub use auth_url::AuthUrl;
pub use callback::Callback;
pub use error::Error;
pub use identity::Identity;
pub use introspect::lives;
pub use known::known;
pub use probe::probe;
pub use revoke::revoke;
pub use singleaccess::singleaccess;
pub use token::Token;
pub use userinfo::userinfo;

#[cfg(test)]
mod tests;
