//! The harness: a private home for the program and a scripted server to talk to.

mod demo;
mod org;
mod sandbox;

pub use demo::Demo;
pub use org::{Org, Reply, Request};
pub use sandbox::{Outcome, Sandbox};
