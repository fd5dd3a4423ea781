//! Process tests: the real binary over real sockets, against the demo org and against scripted servers.

mod bad_input;
mod client;
mod layers;
mod query;
mod support;
