//! `sfo`: Salesforce from the command line.

mod api;
mod auth;
mod demo;
mod home;
mod http;
mod org;
mod output;
mod record;
mod secret;
mod soql;
mod term;
mod text;

fn main() {}
