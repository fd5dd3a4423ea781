//! Rows that are nowhere: `--rows OBJECT=N` gives an object any number of records, each of whose values is computed from
//! the record's number when somebody asks for it. They take no room, are the same every time, and cannot be written.
//!
//! SQL sees them as `generate_series`, with `made(object, field, number)` for a column.

mod awkward;
mod digits;
mod recipe;
#[cfg(test)]
mod tests;
mod values;

pub use values::Value;

use super::{
    id,
    schema::{Object, Schema},
    store::function,
};
use recipe::Recipe;
use rusqlite::{Connection, functions::Context, types::Value as Sql, vtab::series};
use std::{str::FromStr, sync::Arc};

/// The most rows that one object may have.
const MOST: u64 = 1_000_000_000;

/// `OBJECT=N`, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub object: String,
    pub count: u64,
}

impl FromStr for Wish {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (object, count) = text.split_once('=').ok_or("expected OBJECT=N")?;
        let known = Schema::read();
        let known = known.object(object).filter(|object| !object.tooling && object.history_of.is_none());
        let object = known.ok_or_else(|| format!("the demo org has no object `{object}`"))?.name.clone();
        let count = count.parse().ok().filter(|count| (1..=MOST).contains(count));
        Ok(Self { object, count: count.ok_or_else(|| format!("an object has 1 to {MOST} rows"))? })
    }
}

/// What an object's rows are made of.
#[derive(Clone, Debug)]
pub struct Made {
    /// Rows are numbered from 1 to this.
    pub count: u64,
    /// Position of the object in the schema.
    position: usize,
    prefix: String,
    /// One for each field, in the order of the fields.
    recipes: Vec<Recipe>,
}

impl Made {
    /// The id of row `number`, into an empty text.
    pub fn id(&self, number: u64, text: &mut String) {
        id::write(&self.prefix, number, text);
    }

    /// The number of the row with this id, if there is one.
    pub fn number(&self, id: &str) -> Option<u64> {
        let id = id::long(id).filter(|id| id.starts_with(&self.prefix))?;
        id::counter(&id).filter(|number| (1..=self.count).contains(number))
    }

    /// What row `number` has in the field at `position`. A text is put into `text`, which is empty.
    pub fn value(&self, position: usize, number: u64, text: &mut String) -> Value {
        self.recipes.get(position).map_or(Value::Null, |recipe| recipe.value(number, text))
    }

    /// SQL for a field of the row that `table` stands at.
    pub fn column(&self, object: &Object, field: &str, table: &str) -> String {
        let position = object.fields.iter().position(|known| known.name == field).unwrap_or(usize::MAX);
        format!("made({}, {position}, {table}.value)", self.position)
    }

    /// SQL for all rows, or for the one whose id another piece of SQL gives.
    pub fn source(&self, id: Option<&str>) -> String {
        match id {
            None => format!("generate_series(1, {})", self.count),
            Some(id) => {
                let number = format!("made_number({}, {id})", self.position);
                format!("generate_series({number}, {number})")
            }
        }
    }
}

impl Schema {
    /// Gives objects as many rows as was wished, in place of those that they have in the store.
    pub fn make(&mut self, wishes: &[Wish]) {
        let count =
            |object: &Object| wishes.iter().rev().find(|wish| wish.object == object.name).map(|wish| wish.count);
        let counts: Vec<_> =
            self.objects().map(|object| (object.key_prefix.clone(), object.name.clone(), count(object))).collect();
        let parent = |names: &[String]| {
            let made = |(_, name, count): &&(String, String, Option<u64>)| count.is_some() && names.contains(name);
            counts.iter().find(made).map(|(prefix, _, count)| (prefix.clone(), count.unwrap_or(1)))
        };
        for (position, object) in self.objects_mut().iter_mut().enumerate() {
            let Some(count) = counts[position].2 else { continue };
            let recipes =
                object.fields.iter().enumerate().map(|(at, field)| Recipe::of(object, field, at, &parent)).collect();
            let prefix = object.key_prefix.clone();
            object.made = Some(Arc::new(Made { count, position, prefix, recipes }));
            (object.createable, object.updateable, object.deletable, object.searchable) = (false, false, false, false);
        }
    }
}

/// Teaches a connection the rows of `schema`.
pub fn register(connection: &Connection, schema: &Arc<Schema>) -> rusqlite::Result<()> {
    series::load_module(connection)?;
    let objects: Vec<Option<Arc<Made>>> = schema.objects().map(|object| object.made.clone()).collect();
    let objects = Arc::new(objects);
    let known = objects.clone();
    connection.create_scalar_function("made", 3, function::PURE, move |context| {
        let (number, position) = (context.get::<i64>(2)?.unsigned_abs(), index(context, 1)?);
        let mut text = String::new();
        let made = objects.get(index(context, 0)?).and_then(Option::as_ref);
        let value = made.map_or(Value::Null, |made| made.value(position, number, &mut text));
        Ok(match value {
            Value::Null => Sql::Null,
            Value::Truth(truth) => Sql::Integer(truth.into()),
            Value::Text => Sql::Text(text),
        })
    })?;
    connection.create_scalar_function("made_number", 2, function::PURE, move |context| {
        let made = known.get(index(context, 0)?).and_then(Option::as_ref);
        let id = context.get_raw(1).as_str_or_null().ok().flatten();
        Ok(made.zip(id).and_then(|(made, id)| made.number(id)).map(u64::cast_signed))
    })
}

fn index(context: &Context, argument: usize) -> rusqlite::Result<usize> {
    Ok(usize::try_from(context.get::<i64>(argument)?).unwrap_or(usize::MAX))
}
