//! Process tests: the real binary over real sockets, against the demo org and against scripted servers.

mod bad_input;
mod client;
mod demo;
mod examples;
mod layers;
mod network;
mod query;
mod startup;
mod store;
mod support;
