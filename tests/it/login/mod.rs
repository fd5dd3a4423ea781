//! Signing in with the real binary: a browser made of sockets plays the person, a demo org or a scripted one the host.

mod attempt;
mod browser;
mod checklist;
mod ends;
mod flows;
mod paste;
mod ports;
mod strangers;
mod web;

pub use attempt::Attempt;
pub use browser::Browser;
