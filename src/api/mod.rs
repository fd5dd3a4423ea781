//! The org's data APIs: one client that sends, and a file for each resource. Returns records and small structs;
//! knows nothing of tables.

mod client;
mod error;
pub mod query;
mod retry;
mod rows;
mod version;

pub use client::{Client, request_id};
pub use error::{Error, Refusal};
pub use version::Version;
