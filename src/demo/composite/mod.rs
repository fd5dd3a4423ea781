//! Requests that hold several: `composite`, its graphs and batches, trees of new records, collections. The parts of a
//! request are answered where they would be if they came alone.

mod batch;
mod chain;
mod collections;
mod graph;
mod part;
mod reference;
mod series;
#[cfg(test)]
mod tests;
mod tree;

use super::wire::{Methods, Reply};
use serde_json::{Map, Value};

/// What is below `composite`.
pub fn methods(path: &[&str]) -> Option<Methods> {
    Some(match path {
        [] => &[("GET", |_, call| Ok(list(&call.path))), ("POST", chain::answer)],
        ["batch"] => &[("POST", batch::answer)],
        ["graph"] => &[("POST", graph::answer)],
        ["tree", _] => &[("POST", tree::answer)],
        ["sobjects"] => {
            &[("POST", collections::create), ("PATCH", collections::update), ("DELETE", collections::delete)]
        }
        ["sobjects", _] => &[("GET", collections::retrieve), ("POST", collections::retrieve_listed)],
        ["sobjects", _, _] => &[("PATCH", collections::upsert)],
        _ => return None,
    })
}

fn list(path: &[String]) -> Reply {
    let base = format!("/{}", path.join("/"));
    let place = |name: &str| (name.to_owned(), Value::from(format!("{base}/{name}")));
    Reply::json(200, &Map::from_iter(["tree", "batch", "sobjects", "graph"].map(place)).into())
}
