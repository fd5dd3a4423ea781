//! `sfo`: Salesforce from the command line.

mod demo;
mod output;
mod record;
mod soql;
mod text;

fn main() {}
