//! Bulk API 2.0 (`spec/rest.md` 8): jobs that the org works on by itself, and rows that come and go as delimited text
//! in files of any size. What the text means is not known here.

pub mod ingest;
mod job;
mod lines;
mod page;
mod pages;
mod patience;
mod query;

pub use job::{Delimiter, Job, Kind, delete, delete_call, find, is_unknown, list, wait};
pub use page::Page;
pub use pages::{Pages, Place as PagePlace};
pub use patience::patiently;
pub use query::create as create_query;
