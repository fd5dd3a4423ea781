//! The calls themselves: what each does to records, and what it says of each.

use super::envelope::{CLIENT, Envelope, Said, child, element, named, text};
use crate::demo::{
    org::Org,
    records::{Refusal, Writer, Writes, place, rolled_back},
    wire::{Call, Fault},
};
use roxmltree::Node;
use serde_json::{Map, Value};

/// Records of one call.
const MOST: usize = 200;

pub fn run(org: &Org, call: &Call, envelope: &Envelope) -> Result<Said, Fault> {
    let writes = Writes { org, call, all_or_none: envelope.all_or_none };
    let results = match envelope.name() {
        "undelete" => each(&writes, envelope, "ids", |writer, id| Ok(succeeded(&writer.undelete(text(id))?))),
        "emptyRecycleBin" => each(&writes, envelope, "ids", |writer, id| Ok(succeeded(&writer.expel(text(id))?))),
        "merge" => each(&writes, envelope, "request", merge),
        _ => Err(unknown(envelope)),
    };
    Ok(Said { info: String::new(), results: results? })
}

pub fn unknown(envelope: &Envelope) -> Fault {
    let message = format!("No operation available for request {{{}}}{}", envelope.namespace(), envelope.name());
    Fault::new(500, CLIENT, message)
}

/// Does `work`, which says what came of it, for every element called `name`.
fn each(
    writes: &Writes,
    envelope: &Envelope,
    name: &str,
    work: fn(&Writer, Node) -> Result<String, Refusal>,
) -> Result<String, Fault> {
    let items: Vec<Node> = named(envelope.operation, name).collect();
    if items.len() > MOST {
        let message = format!("record limit reached. cannot submit more than {MOST} records into this call");
        return Err(Fault::new(500, "EXCEEDED_ID_LIMIT", message));
    }
    let written = writes.run(&items, |writer, item| work(writer, *item))?;
    let said = items.iter().zip(written.outcomes).map(|(item, outcome)| match outcome {
        Ok(said) if written.kept => said,
        Ok(_) => failed(*item, &rolled_back().into()),
        Err(refusal) => failed(*item, &refusal),
    });
    Ok(said.flat_map(|said| ["<result>".to_owned(), said, "</result>".to_owned()]).collect())
}

fn succeeded(id: &str) -> String {
    element("id", id) + &element("success", "true")
}

fn failed(item: Node, refusal: &Refusal) -> String {
    let item_id = child(item, "masterRecord").and_then(|master| child(master, "Id")).unwrap_or(item);
    let errors = refusal.faults.iter().map(|fault| {
        let (code, message) = fault.in_list();
        let fields: String = fault.fields.iter().flatten().map(|field| element("fields", field)).collect();
        format!("<errors>{fields}{}{}</errors>", element("message", message), element("statusCode", code))
    });
    errors.collect::<String>() + &element("id", text(item_id)) + &element("success", "false")
}

/// `masterRecord` names its type and carries the fields that change.
fn merge(writer: &Writer, request: Node) -> Result<String, Refusal> {
    let missing = |name: &str| Fault::new(400, "MISSING_ARGUMENT", format!("{name} is missing"));
    let record = child(request, "masterRecord").ok_or_else(|| missing("masterRecord"))?;
    let member = |name| child(record, name).map(text).filter(|text| !text.is_empty()).ok_or_else(|| missing(name));
    let object = writer.object(member("type")?)?;
    let master = place::id(object, member("Id")?)?;
    let losers = named(request, "recordToMergeIds").map(|id| place::id(object, text(id)));
    let losers: Vec<String> = losers.collect::<Result<_, _>>()?;
    let moved = writer.merge(object, &master, &fields(record), &losers)?;
    let list = |name: &str, ids: &[String]| ids.iter().map(|id| element(name, id)).collect::<String>();
    Ok([
        element("id", &master),
        list("mergedRecordIds", &losers),
        element("success", "true"),
        list("updatedRelatedIds", &moved),
    ]
    .concat())
}

/// Elements of a record as fields; `fieldsToNull` names those that lose their value.
fn fields(record: Node) -> Map<String, Value> {
    let named = |node: &Node| !matches!(node.tag_name().name(), "type" | "Id" | "fieldsToNull");
    let given = record.children().filter(Node::is_element).filter(named);
    let given = given.map(|node| (node.tag_name().name().to_owned(), Value::from(text(node))));
    let cleared = super::envelope::named(record, "fieldsToNull").map(|node| (text(node).to_owned(), Value::Null));
    given.chain(cleared).collect()
}
