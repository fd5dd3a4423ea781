//! Files of records: seen, fetched and sent.

pub mod download;
pub mod list;
mod name;
mod tally;
pub mod upload;
