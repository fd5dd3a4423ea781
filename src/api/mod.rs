//! The org's data APIs: one client that sends, and a file for each resource. Returns records and small structs;
//! knows nothing of tables.

mod call;
mod client;
pub mod composite;
pub mod describe;
mod envelope;
mod error;
mod id;
pub mod limits;
pub mod list_view;
mod pages;
pub mod query;
pub mod ranges;
mod retry;
mod rows;
pub mod search;
mod version;

pub use call::{Answer, Call, Place};
pub use client::{Client, request_id};
pub use envelope::{Failed, Parts, graphql as graphql_errors};
pub use error::{Error, Refusal};
pub use pages::Pages;
pub use rows::Rows;
pub use version::Version;
