//! Process tests: the real binary over real sockets, against the demo org and against scripted servers.

mod action;
mod ahead;
mod apex;
mod api;
mod app;
#[cfg(unix)]
mod app_first;
mod app_grant;
#[cfg(target_os = "linux")]
mod app_products;
mod bad_input;
mod bulk;
mod client;
#[cfg(unix)]
mod completion;
mod demo;
mod demo_apps;
mod demo_bulk;
mod describe;
#[cfg(unix)]
mod examples;
#[cfg(unix)]
mod handover;
mod layers;
mod limits;
mod list_view;
#[cfg(unix)]
mod login;
mod network;
mod open;
mod parallel;
mod parity;
mod query;
mod record;
mod search;
#[cfg(target_os = "linux")]
mod startup;
#[cfg(unix)]
mod store;
mod support;
