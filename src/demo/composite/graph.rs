//! `POST composite/graph`: graphs of writes, each of which happens whole or not at all, whatever becomes of the others.

use super::{
    part::Part,
    reference,
    series::{self, Series, rolled_back},
};
use crate::demo::{
    org::Org,
    records::body,
    wire::{Call, Fault, Outcome, Reply, address},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

const GRAPHS: usize = 75;
/// Parts of all graphs together.
const NODES: usize = 500;
const KINDS: usize = 15;
const DEPTH: usize = 15;
/// After so many failed graphs, no more are tried.
const FAILURES: usize = 14;
/// Characters of a graph's name.
const NAME: usize = 40;

#[derive(Deserialize)]
struct Request {
    graphs: Vec<Graph>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Graph {
    graph_id: String,
    composite_request: Vec<Part>,
}

pub fn answer(org: &Org, call: &Call) -> Outcome {
    let Request { graphs } = body::read(call)?;
    check(&graphs)?;
    let mut failed = 0;
    let mut said = Vec::new();
    for graph in &graphs {
        let (successful, answers) = if failed < FAILURES { graph.run(org, call)? } else { (false, graph.refused()) };
        failed += usize::from(!successful);
        said.push(json!({
            "graphId": graph.graph_id,
            "graphResponse": {"compositeResponse": answers},
            "isSuccessful": successful,
        }));
    }
    Ok(Reply::json(200, &json!({"graphs": said})))
}

impl Graph {
    fn run(&self, org: &Org, call: &Call) -> Result<(bool, Vec<Value>), Fault> {
        let parts = &self.composite_request;
        let outcome = Series { org, call, all_or_none: true }.run(parts)?;
        let said = parts.iter().zip(&outcome.answers).map(|(part, answer)| answer.json(Some(&part.reference_id)));
        Ok((outcome.kept, said.collect()))
    }

    fn refused(&self) -> Vec<Value> {
        let halted = |part: &Part| super::part::Answer::from(rolled_back()).json(Some(&part.reference_id));
        self.composite_request.iter().map(halted).collect()
    }

    fn check(&self) -> Result<(), Fault> {
        let parts = &self.composite_request;
        series::check(parts)?;
        if let Some(part) = parts.iter().find(|part| kind(part).is_none()) {
            return Err(refused(format!("{} {} is not supported in a graph.", part.method, part.url)));
        }
        let kinds: HashSet<_> = parts.iter().filter_map(kind).collect();
        if kinds.len() > KINDS {
            return Err(exceeded(KINDS, "different nodes in a graph"));
        }
        if self.depth() > DEPTH {
            return Err(exceeded(DEPTH, "levels of nodes in a graph"));
        }
        Ok(())
    }

    /// How many parts hang on each other at most.
    fn depth(&self) -> usize {
        let mut depths = HashMap::new();
        for part in &self.composite_request {
            let text = format!("{}{}", part.url, part.body);
            let below = reference::names(&text).filter_map(|name| depths.get(name)).max().copied().unwrap_or(0);
            depths.insert(part.reference_id.as_str(), below + 1);
        }
        depths.into_values().max().unwrap_or(0)
    }
}

/// Version, method and object of a part, if it is one that graphs may have.
fn kind(part: &Part) -> Option<(String, String, String)> {
    let method = part.method.to_ascii_uppercase();
    let (path, _) = address(&part.url);
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let ["services", "data", version, "sobjects", object, rest @ ..] = path.as_slice() else { return None };
    let allowed: &[&str] = match rest.len() {
        0 => &["POST"],
        1 => &["GET", "PATCH", "DELETE"],
        2 => &["GET", "POST", "PATCH", "DELETE"],
        _ => &[],
    };
    let known = allowed.contains(&method.as_str());
    known.then(|| ((*version).to_owned(), method, object.to_ascii_lowercase()))
}

fn check(graphs: &[Graph]) -> Result<(), Fault> {
    if graphs.len() > GRAPHS {
        return Err(exceeded(GRAPHS, "graphs"));
    }
    if graphs.iter().map(|graph| graph.composite_request.len()).sum::<usize>() > NODES {
        return Err(exceeded(NODES, "nodes"));
    }
    let mut seen = HashSet::new();
    for graph in graphs {
        let name = &graph.graph_id;
        if name.is_empty() || name.len() >= NAME || name.contains('.') || !seen.insert(name) {
            return Err(refused(format!("Invalid graphId: '{name}'")));
        }
        graph.check()?;
    }
    Ok(())
}

fn exceeded(most: usize, what: &str) -> Fault {
    Fault::new(400, "LIMIT_EXCEEDED", format!("The request can’t contain more than {most} {what}."))
}

fn refused(message: String) -> Fault {
    Fault::new(400, "INVALID_INPUT", message)
}
