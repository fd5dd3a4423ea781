//! The emulated org: its own HTTP server, store, schema and OAuth. It is the other end of the wire and knows
//! nothing of the client.

pub mod describe;
pub mod id;
pub mod query;
pub mod sample;
pub mod schema;
pub mod store;
pub mod wire;
