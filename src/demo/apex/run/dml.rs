//! Records that are written: all of a statement or none.

use super::{Run, expression::plain};
use crate::demo::{
    apex::{
        thrown::{Stop, Thrown, null},
        tree::Deed,
        value::{Record, Value},
    },
    records::{Refusal, Writer, Writes, place},
    wire::Fault,
};
use serde_json::{Map, Value as Json};
use std::cell::RefCell;
use std::rc::Rc;

/// Statements of one block, and records of one statement.
const STATEMENTS: usize = 150;
const RECORDS: usize = 10_000;

impl Deed {
    fn word(self) -> &'static str {
        match self {
            Self::Insert => "Insert",
            Self::Update => "Update",
            Self::Upsert => "Upsert",
            Self::Delete => "Delete",
            Self::Undelete => "Undelete",
        }
    }
}

type Shared = Rc<RefCell<Record>>;

impl Run<'_> {
    pub fn dml(&mut self, deed: Deed, target: &Value) -> Result<Value, Stop> {
        let records = records(target)?;
        self.deeds += 1;
        if self.deeds > STATEMENTS {
            return Err(self.limit(format!("Too many DML statements: {}", self.deeds)));
        }
        if records.len() > RECORDS {
            return Err(self.limit(format!("Too many DML rows: {}", records.len())));
        }
        let Some(object) = records.first().map(|record| record.borrow().object.clone()) else { return Ok(Value::Null) };
        self.note("DML_BEGIN", &format!("|Op:{}|Type:{object}|Rows:{}", deed.word(), records.len()));
        let writes = Writes { org: self.org, call: self.call, all_or_none: true };
        let written = writes.run(&records, |writer, record| write(writer, deed, &record.borrow()))?;
        self.note("DML_END", "");
        let failed = written.outcomes.iter().position(Result::is_err);
        for (row, (record, outcome)) in records.iter().zip(written.outcomes).enumerate() {
            match outcome {
                Err(refusal) if failed == Some(row) => {
                    let id = record.borrow().get("Id").filter(|id| !id.is_null()).map(Value::shown);
                    let message = refused(deed.word(), row, id.as_deref(), &refusal);
                    return Err(Thrown::new("DmlException", message).into());
                }
                Ok(id) if failed.is_none() => record.borrow_mut().set("Id", Value::text(id)),
                _ => (),
            }
        }
        Ok(Value::Null)
    }
}

fn records(target: &Value) -> Result<Vec<Shared>, Stop> {
    let one = |value: &Value| match value {
        Value::Record(record) => Ok(Rc::clone(record)),
        _ => Err(null().into()),
    };
    match target {
        Value::List(items) => items.borrow().iter().map(one).collect(),
        one_record => Ok(vec![one(one_record)?]),
    }
}

/// Does it, and says which record it is.
fn write(writer: &Writer, deed: Deed, record: &Record) -> Result<String, Refusal> {
    let object = writer.object(&record.object)?;
    let id = record.get("Id").filter(|id| !id.is_null()).map(Value::shown);
    let fields = fields(record, |name| object.field(name).is_some());
    let known = |id: Option<String>| {
        let word = deed.word().to_lowercase();
        let missing = || Fault::new(400, "MISSING_ARGUMENT", format!("Id not specified in an {word} call"));
        id.map_or_else(|| Err(missing()), |id| place::id(object, &id))
    };
    match (deed, id) {
        (Deed::Insert, Some(_)) => {
            Err(Fault::new(400, "INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call")
                .on(&["Id"])
                .into())
        }
        (Deed::Insert | Deed::Upsert, None) => writer.create(object, &fields),
        (Deed::Update | Deed::Upsert, id) => {
            let id = known(id)?;
            writer.update(object, &id, &fields)?;
            Ok(id)
        }
        (Deed::Delete, id) => {
            let id = known(id)?;
            writer.delete(object, &id)?;
            Ok(id)
        }
        (Deed::Undelete, id) => {
            let id = known(id)?;
            writer.undelete(&id)?;
            Ok(id)
        }
    }
}

/// What was set or selected, but for parents and children.
fn fields(record: &Record, known: impl Fn(&str) -> bool) -> Map<String, Json> {
    let json = |value: &Value| match value {
        Value::Null => Json::Null,
        Value::Boolean(value) => (*value).into(),
        Value::Integer(_) | Value::Long(_) | Value::Decimal(_) => {
            serde_json::from_str(&value.shown()).unwrap_or_default()
        }
        value => plain(value).into(),
    };
    let given = record.fields.iter().filter(|(name, _)| name != "Id" && known(name));
    given.map(|(name, value)| (name.clone(), json(value))).collect()
}

/// What `DmlException` says of the record in a row, in the words of the first fault.
pub fn refused(word: &str, row: usize, id: Option<&str>, refusal: &Refusal) -> String {
    let with = id.map(|id| format!(" with id {id}")).unwrap_or_default();
    let first = refusal.faults.first().map(|fault| {
        let (code, message) = fault.in_list();
        format!("{code}, {message}: [{}]", fault.fields.as_deref().unwrap_or_default().join(", "))
    });
    format!("{word} failed. First exception on row {row}{with}; first error: {}", first.unwrap_or_default())
}
