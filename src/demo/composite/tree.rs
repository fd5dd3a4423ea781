//! `POST composite/tree/X`: new records with their children, level by level, all of them or none.

use super::collections::{none, too_many};
use crate::demo::{
    org::Org,
    records::{Refusal, Writer, body},
    schema::{Object, Schema},
    wire::{Call, Fault, Outcome, Reply},
};
use serde_json::{Map, Value, json};
use std::collections::HashSet;

const RECORDS: usize = 200;
const OBJECTS: usize = 5;
const LEVELS: usize = 5;

/// A field that holds the parent's id, and the parent's place on the level above.
type Parent<'s> = Option<(&'s str, usize)>;

/// One new record.
struct Node<'s> {
    object: &'s Object,
    reference: String,
    fields: Map<String, Value>,
    parent: Parent<'s>,
}

type Levels<'s> = Vec<Vec<Node<'s>>>;

/// Records as they are found below others, not yet looked at.
type Found<'s> = Vec<(&'s Object, Value, Parent<'s>)>;

/// What was refused, by reference.
struct Refused(Vec<(String, Refusal)>);

impl From<rusqlite::Error> for Refused {
    fn from(error: rusqlite::Error) -> Self {
        Self(vec![(String::new(), error.into())])
    }
}

pub fn answer(org: &Org, call: &Call) -> Outcome {
    let named = call.path.last().and_then(|name| org.schema.object(name)).filter(|object| !object.tooling);
    let object = named.ok_or_else(Fault::not_found)?;
    let mut body = body::fields(call)?;
    let Some(Value::Array(roots)) = body.remove("records") else { return Err(none()) };
    let levels = plant(&org.schema, object, roots);
    check(&levels)?;
    let made = org.store.write(|records| make(&Writer::new(org, call, records), &levels));
    Ok(match made {
        Ok(made) => {
            let said = made.iter().map(|(reference, id)| json!({"referenceId": reference, "id": id}));
            Reply::json(201, &json!({"hasErrors": false, "results": said.collect::<Value>()}))
        }
        Err(Refused(refused)) => {
            let said = refused.iter().map(|(name, refusal)| json!({"referenceId": name, "errors": refusal.items()}));
            Reply::json(400, &json!({"hasErrors": true, "results": said.collect::<Value>()}))
        }
    })
}

/// The levels of the tree; the parents of each are on the one before.
fn plant<'s>(schema: &'s Schema, object: &'s Object, roots: Vec<Value>) -> Levels<'s> {
    let mut levels = Levels::new();
    let mut found: Found = roots.into_iter().map(|record| (object, record, None)).collect();
    while !found.is_empty() {
        let mut level = Vec::new();
        let mut below = Found::new();
        for (object, record, parent) in found {
            below.extend(children(schema, object, &record, level.len()));
            level.push(Node::of(object, record, parent));
        }
        levels.push(level);
        found = below;
    }
    levels
}

fn children<'s>(schema: &'s Schema, object: &'s Object, record: &Value, parent: usize) -> Found<'s> {
    let members = record.as_object().into_iter().flatten();
    let below = members.filter_map(|(key, value)| {
        let child = object.child(key)?;
        Some((schema.object(&child.object)?, child, value["records"].as_array()?))
    });
    below
        .flat_map(|(object, child, records)| {
            records.iter().map(move |record| (object, record.clone(), Some((child.field.as_str(), parent))))
        })
        .collect()
}

impl<'s> Node<'s> {
    fn of(object: &'s Object, record: Value, parent: Parent<'s>) -> Self {
        let reference = record["attributes"]["referenceId"].as_str().unwrap_or_default().to_owned();
        let mut fields = match record {
            Value::Object(fields) => fields,
            _ => Map::new(),
        };
        fields.retain(|key, value| object.child(key).is_none() || value.get("records").is_none());
        Self { object, reference, fields, parent }
    }

    /// Whether the record says another type than its place does.
    fn strays(&self) -> bool {
        let kind = self.fields.get("attributes").and_then(|attributes| attributes["type"].as_str());
        kind.is_some_and(|kind| !kind.eq_ignore_ascii_case(&self.object.name))
    }
}

fn check(levels: &Levels) -> Result<(), Fault> {
    let nodes = || levels.iter().flatten();
    if levels.is_empty() {
        return Err(none());
    }
    if nodes().count() > RECORDS {
        return Err(too_many(RECORDS));
    }
    let objects: HashSet<_> = nodes().map(|node| &node.object.name).collect();
    if objects.len() > OBJECTS {
        let message = format!("A tree can have records of at most {OBJECTS} types.");
        return Err(Fault::new(400, "EXCEEDED_MAX_TYPES_LIMIT", message));
    }
    if levels.len() > LEVELS {
        return Err(Fault::new(400, "INVALID_INPUT", format!("A tree can have at most {LEVELS} levels.")));
    }
    Ok(())
}

/// The ids by reference.
fn make(writer: &Writer, levels: &Levels) -> Result<Vec<(String, String)>, Refused> {
    let mut seen = HashSet::new();
    let mut made = Vec::new();
    let mut parents: Vec<String> = Vec::new();
    for level in levels {
        let outcomes: Vec<_> = level.iter().map(|node| one(writer, node, &parents, &mut seen)).collect();
        parents.clear();
        let mut refused = Vec::new();
        for (node, outcome) in level.iter().zip(outcomes) {
            match outcome {
                Ok(id) => parents.push(id),
                Err(refusal) => refused.push((node.reference.clone(), refusal)),
            }
        }
        if !refused.is_empty() {
            return Err(Refused(refused));
        }
        made.extend(level.iter().map(|node| node.reference.clone()).zip(parents.iter().cloned()));
    }
    Ok(made)
}

fn one<'n>(
    writer: &Writer,
    node: &'n Node,
    parents: &[String],
    seen: &mut HashSet<&'n str>,
) -> Result<String, Refusal> {
    let refused = |code, message: &str| Err(Fault::new(400, code, message).into());
    if node.reference.is_empty() {
        return refused("INVALID_INPUT", "Include a reference ID for each record in the request.");
    }
    if !seen.insert(&node.reference) {
        return refused("INVALID_INPUT", "Duplicate ReferenceId provided in the request.");
    }
    if node.strays() {
        let message = format!("The record is expected to be of type {}.", node.object.name);
        return refused("INVALID_TYPE", &message);
    }
    let mut fields = node.fields.clone();
    if let Some((field, parent)) = node.parent.and_then(|(field, at)| Some((field, parents.get(at)?))) {
        fields.insert(field.to_owned(), parent.as_str().into());
    }
    writer.create(node.object, &fields)
}
