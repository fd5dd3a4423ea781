//! The harness: a private home for the program and a scripted server to talk to.

mod demo;
mod org;
mod proxy;
mod sandbox;

pub use demo::Demo;
pub use org::{Org, Reply, Request};
pub use proxy::Proxy;
pub use sandbox::{Outcome, Sandbox};
