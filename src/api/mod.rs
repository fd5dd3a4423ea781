//! The org's data APIs: one client that sends, and a file for each resource. Returns records and small structs;
//! knows nothing of tables.

pub mod action;
pub mod apex;
pub mod bulk;
mod call;
mod client;
pub mod collections;
pub mod composite;
pub mod describe;
mod duplicate;
mod envelope;
mod error;
pub mod files;
mod id;
pub mod images;
pub mod limits;
pub mod list_view;
mod page;
mod pages;
pub mod query;
pub mod ranges;
mod retry;
mod rows;
pub mod search;
pub mod soap;
pub mod sobject;
mod version;

pub use call::{Answer, Call, Place};
pub use client::{Client, request_id};
pub use duplicate::Duplicate;
pub use envelope::{Failed, Parts, graphql as graphql_errors};
pub use error::{Error, Refusal};
pub use id::is_valid as is_id;
pub use pages::Pages;
pub use rows::Rows;
pub use version::{NEWEST, Version};
