//! Requests about more than one record: collections of records, read and written in one call.

mod collections;

use super::wire::Methods;

/// What is below `composite`.
pub fn methods(path: &[&str]) -> Option<Methods> {
    Some(match path {
        ["sobjects"] => {
            &[("POST", collections::create), ("PATCH", collections::update), ("DELETE", collections::delete)]
        }
        ["sobjects", _] => &[("GET", collections::retrieve), ("POST", collections::retrieve_listed)],
        ["sobjects", _, _] => &[("PATCH", collections::upsert)],
        _ => return None,
    })
}
