//! One line of the data as a write. Empty cells are left alone, and `#N/A` empties a field.

use super::column::Column;
use crate::demo::{
    bulk::job::Operation,
    records::{Refusal, Upserted, Writer, place},
    schema::{Field, Kind, Object},
    store::value,
    wire::Fault,
};
use csv::StringRecord;
use serde_json::{Map, Value, json};
use std::collections::HashSet;

const NOTHING: &str = "#N/A";
const TRUE: [&str; 5] = ["true", "t", "yes", "y", "1"];
const FALSE: [&str; 5] = ["false", "f", "no", "n", "0"];

/// A record that was written.
pub struct Done {
    pub id: String,
    pub created: bool,
}

/// How lines become records.
pub struct Rows<'s> {
    pub object: &'s Object,
    pub operation: Operation,
    /// Of an upsert.
    pub key: Option<&'s Field>,
    pub columns: Vec<Column<'s>>,
}

/// What a line says.
struct Said {
    id: Option<String>,
    key: Option<String>,
    fields: Map<String, Value>,
}

impl Rows<'_> {
    /// Writes one record after another; what fails leaves nothing behind.
    pub fn write(&self, writer: &Writer, lines: &[StringRecord]) -> Vec<Result<Done, Refusal>> {
        let repeated = self.repeated(lines);
        let one = |line: &StringRecord| writer.whole(|| self.one(writer, line, &repeated));
        lines.iter().map(one).collect()
    }

    fn one(&self, writer: &Writer, line: &StringRecord, repeated: &HashSet<String>) -> Result<Done, Refusal> {
        let said = self.said(line)?;
        match self.operation {
            Operation::Insert if said.id.is_some() => Err(no_id_here().into()),
            Operation::Insert => Ok(created(writer.create(self.object, &said.fields)?)),
            Operation::Update => self.update(writer, &said),
            Operation::Upsert => self.upsert(writer, said, repeated),
            Operation::Delete => self.delete(writer, &said),
            Operation::HardDelete => {
                let done = self.delete(writer, &said)?;
                if self.object.field("IsDeleted").is_some() {
                    writer.expel(&done.id)?;
                }
                Ok(done)
            }
        }
    }

    fn update(&self, writer: &Writer, said: &Said) -> Result<Done, Refusal> {
        let id = self.id(said, "update")?;
        writer.update(self.object, &id, &said.fields)?;
        Ok(Done { id, created: false })
    }

    fn delete(&self, writer: &Writer, said: &Said) -> Result<Done, Refusal> {
        let id = self.id(said, "delete")?;
        writer.delete(self.object, &id)?;
        Ok(Done { id, created: false })
    }

    fn id(&self, said: &Said, deed: &str) -> Result<String, Fault> {
        let missing = || Fault::new(400, "MISSING_ARGUMENT", format!("Id not specified in an {deed} call"));
        place::id(self.object, said.id.as_deref().ok_or_else(missing)?)
    }

    /// By `Id`, a record without one is new; by any other key, that is a mistake.
    fn upsert(&self, writer: &Writer, said: Said, repeated: &HashSet<String>) -> Result<Done, Refusal> {
        let Some(key) = self.key.filter(|key| key.kind != Kind::Id) else {
            return match said.id {
                Some(_) => self.update(writer, &said),
                None => Ok(created(writer.create(self.object, &said.fields)?)),
            };
        };
        if said.id.is_some() {
            return Err(no_id_here().into());
        }
        let missing = || Fault::new(400, "MISSING_ARGUMENT", format!("{} not specified", key.name));
        let value = said.key.ok_or_else(missing)?;
        if repeated.contains(&value.to_lowercase()) {
            let message = format!("Duplicate external id specified: {value}");
            return Err(Fault::new(400, "DUPLICATE_VALUE", message).on(&[&key.name]).into());
        }
        match writer.upsert(self.object, (key, &value), &said.fields, false)? {
            Upserted::Created(id) => Ok(created(id)),
            Upserted::Updated(id) => Ok(Done { id, created: false }),
            Upserted::Several(ids) => Err(place::ambiguous(key, &ids).into()),
        }
    }

    fn said(&self, line: &StringRecord) -> Result<Said, Fault> {
        let mut said = Said { id: None, key: None, fields: Map::new() };
        for (at, (column, cell)) in self.columns.iter().zip(line).enumerate().filter(|(_, (_, cell))| !cell.is_empty())
        {
            match column {
                Column::Id => said.id = Some(cell.to_owned()),
                Column::Own(field) if self.names(field) => said.key = Some(cell.to_owned()),
                Column::Own(field) => {
                    said.fields.insert(field.name.clone(), value(field, at, cell)?);
                }
                Column::Parent { relationship, .. } if cell == NOTHING => {
                    said.fields.insert((*relationship).to_owned(), Value::Null);
                }
                Column::Parent { relationship, kind, key } => {
                    let mut parent = json!({*key: cell});
                    if let Some(kind) = kind {
                        parent["attributes"] = json!({"type": kind});
                    }
                    said.fields.insert((*relationship).to_owned(), parent);
                }
            }
        }
        Ok(said)
    }

    /// The id that a line gives; may be empty.
    pub fn given<'l>(&self, line: &'l StringRecord) -> &'l str {
        let at = self.columns.iter().position(|column| matches!(column, Column::Id));
        at.and_then(|at| line.get(at)).unwrap_or_default()
    }

    /// Whether the field's values name the records.
    fn names(&self, field: &Field) -> bool {
        self.operation == Operation::Upsert && self.key.is_some_and(|key| key.name == field.name)
    }

    /// Key values that several of the lines have.
    fn repeated(&self, lines: &[StringRecord]) -> HashSet<String> {
        let at = self.columns.iter().position(|column| matches!(column, Column::Own(field) if self.names(field)));
        let Some(at) = at else { return HashSet::new() };
        let mut seen = HashSet::new();
        let values = lines.iter().filter_map(|line| line.get(at)).filter(|cell| !cell.is_empty());
        values.map(str::to_lowercase).filter(|value| !seen.insert(value.clone())).collect()
    }
}

fn created(id: String) -> Done {
    Done { id, created: true }
}

fn no_id_here() -> Fault {
    let message = "cannot specify Id in an insert call";
    Fault::new(400, "INVALID_FIELD_FOR_INSERT_UPDATE", message).on(&["Id"])
}

/// What a cell means in its field.
fn value(field: &Field, at: usize, cell: &str) -> Result<Value, Fault> {
    if cell == NOTHING {
        return Ok(Value::Null);
    }
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(cell));
    let value = match field.kind {
        Kind::Boolean if is(&TRUE) => Value::Bool(true),
        Kind::Boolean if is(&FALSE) => Value::Bool(false),
        _ => Value::from(cell),
    };
    if value::encode(field, &value).is_ok() {
        return Ok(value);
    }
    let kind = match field.kind {
        Kind::Boolean => "boolean",
        Kind::Int => "int",
        Kind::Double | Kind::Currency | Kind::Percent => "double",
        Kind::Date => "date",
        Kind::DateTime => "dateTime",
        Kind::Time => "time",
        _ => "string",
    };
    let message = format!(
        "Failed to deserialize field at col {at}. Due to, '{cell}' is not a valid value for the type xsd:{kind}"
    );
    Err(Fault::new(400, "INVALID_FIELD", message).on(&[&field.name]))
}

/// `sf__Error`: `CODE:message:Field list --`.
pub fn error(refusal: &Refusal) -> String {
    let one = |fault: &Fault| {
        let (code, message) = fault.in_list();
        let fields = fault.fields.as_deref().unwrap_or_default().join(",");
        let end = if fields.is_empty() { "--" } else { " --" };
        format!("{code}:{message}:{fields}{end}")
    };
    refusal.faults.iter().map(one).collect::<Vec<_>>().join(";")
}
