//! The ways to a token, one file each.

pub mod client_credentials;
pub mod code;
pub mod device;
pub mod jwt;
pub mod password;
pub mod refresh;
