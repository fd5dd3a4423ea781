//! How a job comes to be: what its caller asks for, and whether the org takes it.

use super::{
    QUERY_SINCE,
    job::{Delimiter, Job, LineEnding, Operation, State, Task},
    table, upload,
};
use crate::demo::{
    clock,
    org::Org,
    permission::Permission,
    query::{Asker, Export},
    records::{body, multipart},
    schema::{Field, Kind, Object},
    wire::{Call, Fault, Outcome, Reply},
};
use serde::{Deserialize, de::DeserializeOwned};

/// Objects that other APIs can ask and this one cannot.
const UNSUPPORTED: [&str; 16] = [
    "AcceptedEventRelation",
    "CaseStatus",
    "ContractStatus",
    "DeclinedEventRelation",
    "FieldSecurityClassification",
    "OrderStatus",
    "PartnerRole",
    "RecentlyViewed",
    "ServiceAppointmentStatus",
    "SolutionStatus",
    "TaskPriority",
    "TaskStatus",
    "UndecidedEventRelation",
    "UserRecordAccess",
    "WorkOrderLineItemStatus",
    "WorkOrderStatus",
];

/// Characters of data that a job may bring along.
const SMALL: usize = 100_000;

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Reading {
    Query,
    QueryAll,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Query {
    operation: Reading,
    #[serde(rename = "query")]
    soql: String,
    #[serde(default, rename = "contentType")]
    _content_type: ContentType,
    #[serde(default)]
    column_delimiter: Delimiter,
    #[serde(default)]
    line_ending: LineEnding,
}

/// There is one.
#[derive(Default, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum ContentType {
    #[default]
    Csv,
}

/// `POST jobs/query`.
pub fn query(org: &Org, call: &Call) -> Outcome {
    if call.version() < QUERY_SINCE {
        return Err(Fault::not_found());
    }
    let Query { operation, soql, column_delimiter, line_ending, .. } = read(call)?;
    let all_rows = operation == Reading::QueryAll;
    let object = asked(org, call, &soql, all_rows)?;
    org.bulk_usage().job()?;
    let task = Task::Query { soql, all_rows };
    let now = clock::millis();
    let mut job = Job { delimiter: column_delimiter, line_ending, ..Job::new(call, task, &object, now) };
    job.due = Some(now + org.options.pause());
    org.store.write(|records| table::add(records, &mut job))?;
    org.bell.ring();
    Ok(Reply::json(200, &job.brief().into()))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Ingest {
    object: String,
    operation: Operation,
    external_id_field_name: Option<String>,
    #[serde(default, rename = "contentType")]
    _content_type: ContentType,
    #[serde(default)]
    column_delimiter: Delimiter,
    #[serde(default)]
    line_ending: LineEnding,
}

/// `POST jobs/ingest`, alone or in a body of several parts with the data of a small job.
pub fn ingest(org: &Org, call: &Call) -> Outcome {
    let Some(boundary) = call.header("content-type").and_then(multipart::boundary) else {
        return open(org, call, &read(call)?, None);
    };
    let parts = multipart::parts(&call.body, &boundary)?;
    let part = |name: &str| {
        let named = parts.iter().find(|part| part.name.as_deref() == Some(name));
        named
            .map(|part| part.content)
            .ok_or_else(|| multipart::refused(&format!("Multipart message has no part {name}")))
    };
    let (job, content) = (part("job")?, part("content")?);
    if String::from_utf8_lossy(content).chars().nth(SMALL).is_some() {
        let message = format!("The content of a multipart request has at most {SMALL} characters");
        return Err(Fault::new(400, "CLIENTINPUTERROR", message));
    }
    open(org, call, &parsed(job)?, Some(content))
}

fn no_hard_delete() -> Fault {
    let message = "FeatureNotEnabled : hardDelete operation requires special user profile permission, please contact your \
                   system administrator";
    Fault::new(400, "FEATURENOTENABLED", message)
}

fn open(org: &Org, call: &Call, asked: &Ingest, data: Option<&[u8]>) -> Outcome {
    let object = writable(org, &asked.object)?;
    if asked.operation == Operation::HardDelete && !Permission::BulkApiHardDelete.held(org, &call.user)? {
        return Err(no_hard_delete());
    }
    let key = match asked.operation {
        Operation::Upsert => Some(key(object, asked.external_id_field_name.as_deref())?.name.clone()),
        _ => None,
    };
    org.bulk_usage().room()?;
    let (now, task) = (clock::millis(), Task::Ingest { operation: asked.operation, key });
    let new = Job::new(call, task, &object.name, now);
    let mut job = Job { delimiter: asked.column_delimiter, line_ending: asked.line_ending, ..new };
    org.store.write(|records| {
        if data.is_some() {
            (job.state, job.due) = (State::UploadComplete, Some(now + org.options.pause()));
        }
        table::add(records, &mut job)?;
        data.map_or(Ok(()), |data| upload::keep(records, &mut job, data))
    })?;
    org.bell.ring();
    Ok(Reply::json(200, &job.brief().into()))
}

fn writable<'o>(org: &'o Org, name: &str) -> Result<&'o Object, Fault> {
    let known = org.schema.object(name).filter(|object| !object.tooling);
    let object = known.ok_or_else(|| {
        let known = UNSUPPORTED.iter().find(|known| known.eq_ignore_ascii_case(name));
        let missing = || Fault::new(400, "INVALIDJOB", format!("InvalidJob : Unable to find object: {name}"));
        known.map_or_else(missing, |name| unsupported(name))
    })?;
    let written = object.createable || object.updateable || object.deletable;
    if written { Ok(object) } else { Err(unsupported(&object.name)) }
}

fn key<'o>(object: &'o Object, name: Option<&str>) -> Result<&'o Field, Fault> {
    let refused = |message: String| Fault::new(400, "INVALIDJOB", format!("InvalidJob : {message}"));
    let name = name.filter(|name| !name.is_empty()).ok_or_else(|| {
        let object = &object.name;
        refused(format!("External ID was blank for {object}. An External ID must be specified for upsert."))
    })?;
    let key = object.field(name).filter(|field| field.kind == Kind::Id || field.external_id || field.id_lookup);
    key.ok_or_else(|| refused(format!("Field name provided, {name} does not match an External ID for {}", object.name)))
}

/// The object of a query that a job can answer.
fn asked(org: &Org, call: &Call, soql: &str, all_rows: bool) -> Result<String, Fault> {
    let context = org.asked_by(&call.user)?;
    match Export::compile(&context, Asker { user: &call.user, all_rows }, soql) {
        Ok(export) => Ok(export.object),
        Err(fault) if fault.code.starts_with("INVALID_TYPE") => {
            let known = UNSUPPORTED.iter().find(|name| fault.message.contains(&format!("'{name}'")));
            Err(known.map_or(fault, |name| unsupported(name)))
        }
        Err(fault) => Err(fault),
    }
}

pub fn unsupported(object: &str) -> Fault {
    Fault::new(400, "INVALIDENTITY", format!("Entity '{object}' is not supported by the Bulk API."))
}

/// The body as the members of a request.
pub fn read<T: DeserializeOwned>(call: &Call) -> Result<T, Fault> {
    body::fields(call)?;
    parsed(&call.body)
}

fn parsed<T: DeserializeOwned>(text: &[u8]) -> Result<T, Fault> {
    body::parsed(text)?;
    serde_json::from_slice(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let message = match error.to_string().split_once(" at line") {
            Some((reason, _)) if reason.starts_with("missing field") => {
                format!("{reason} at [line:{line}, column:{column}]")
            }
            _ => format!("Value does not match expected type at [line:{line}, column:{column}]"),
        };
        Fault::new(400, "API_ERROR", message)
    })
}
