//! The emulated org: its own HTTP server, store, schema and OAuth. It is the other end of the wire and knows
//! nothing of the client.

mod actions;
mod apex;
mod apexrest;
mod approval;
pub mod apps;
mod bulk;
mod clock;
mod composite;
pub mod describe;
pub mod generated;
mod graphql;
pub mod guide;
pub mod id;
mod limits;
mod listviews;
mod mark;
mod metadata;
pub mod oauth;
mod options;
pub mod org;
mod permission;
pub mod query;
pub mod records;
pub mod sample;
pub mod schema;
mod search;
mod server;
pub mod settings;
mod soap;
pub mod store;
#[cfg(test)]
mod trial;
mod ui_api;
pub mod wire;

pub use options::Options;
pub use server::{Answered, Running, client_id, start};
pub use store::Damaged;
