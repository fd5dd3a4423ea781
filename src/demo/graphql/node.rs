//! What is asked of a record: the columns of a query, and the object that is made of its row.

use super::{
    Wrong,
    connection::{self, Connections},
    display,
    document::Pick,
    object,
};
use crate::demo::schema::{Field, Kind, Object};
use jiff::tz::TimeZone;
use serde_json::Value;

/// What a name means on an object.
enum Meaning<'o> {
    /// Neither has `value`: `Id` and `ApiName` are themselves.
    Id,
    ApiName,
    Field(&'o Field),
    Parent(&'o Object),
    Children(&'o Object),
}

impl<'a> Connections<'a> {
    fn meaning(&self, object: &'a Object, pick: &Pick) -> Result<Meaning<'a>, Wrong> {
        let name = pick.name.as_str();
        let spelled = |field: &&Field| field.name == name;
        let unknown = || Wrong::unknown(pick, &object.name);
        Ok(match name {
            "Id" => Meaning::Id,
            "ApiName" => Meaning::ApiName,
            _ => {
                if let Some(field) = object.field(name).filter(spelled) {
                    Meaning::Field(field)
                } else if let Some(field) = object.parent(name) {
                    let parent = field.references.first().and_then(|name| self.org.schema.object(name));
                    Meaning::Parent(parent.ok_or_else(unknown)?)
                } else {
                    let child = object.child(name).and_then(|child| self.org.schema.object(&child.object));
                    Meaning::Children(child.ok_or_else(unknown)?)
                }
            }
        })
    }

    /// The columns that a record needs, each once.
    pub fn columns(&self, object: &'a Object, picks: &[Pick], prefix: &str) -> Result<Vec<String>, Wrong> {
        let mut columns = vec![format!("{prefix}Id")];
        for pick in picks.iter().filter(|pick| pick.name != "__typename") {
            match self.meaning(object, pick)? {
                Meaning::Id | Meaning::ApiName => (),
                Meaning::Field(field) if matches!(field.kind, Kind::Address | Kind::Location | Kind::Base64) => {
                    return Err(Wrong::unknown(pick, &object.name));
                }
                Meaning::Field(field) => columns.push(format!("{prefix}{}", field.name)),
                Meaning::Parent(parent) => {
                    columns.extend(self.columns(parent, &pick.picks, &format!("{prefix}{}.", pick.name))?);
                }
                Meaning::Children(_) if !prefix.is_empty() => return Err(Wrong::unknown(pick, &object.name)),
                Meaning::Children(child) => columns.push(format!("({})", self.soql(child, pick, &pick.name)?)),
            }
        }
        let mut seen = Vec::new();
        for column in columns {
            if !seen.contains(&column) {
                seen.push(column);
            }
        }
        Ok(seen)
    }

    /// The row of a query as what was asked for.
    pub fn node(&self, object: &'a Object, picks: &[Pick], row: &Value, zone: &TimeZone) -> Result<Value, Wrong> {
        if row.is_null() {
            return Ok(Value::Null);
        }
        self::object(picks, &object.name, |pick| {
            Ok(match self.meaning(object, pick)? {
                Meaning::Id => row["Id"].clone(),
                Meaning::ApiName => object.name.as_str().into(),
                Meaning::Field(field) => value(field, pick, &row[field.name.as_str()], zone)?,
                Meaning::Parent(parent) => self.node(parent, &pick.picks, &row[pick.name.as_str()], zone)?,
                Meaning::Children(child) => {
                    let rows = self.all(&row[pick.name.as_str()], connection::wanted(pick)?)?;
                    self.connection(child, pick, &rows, zone)?
                }
            })
        })
    }
}

fn value(field: &Field, pick: &Pick, value: &Value, zone: &TimeZone) -> Result<Value, Wrong> {
    object(&pick.picks, &format!("{}Value", field.name), |part| match part.name.as_str() {
        "value" => Ok(value.clone()),
        "displayValue" => Ok(display::text(field, value, zone)),
        "label" if !field.picklist.is_empty() => {
            Ok(value.as_str().map_or(Value::Null, |value| display::labels(field, value).into()))
        }
        _ => Err(Wrong::unknown(part, &field.name)),
    })
}
