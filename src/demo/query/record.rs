//! One record by its id, written as a query would write it.

use super::{
    Context,
    failure::Failure,
    request::Request,
    rows::{Asked, Rows},
};
use crate::{
    demo::{
        schema::Object,
        wire::{Call, Fault},
    },
    soql::ast::{Expr, Item, Name, Path, Query, Source},
};
use rusqlite::Connection;

/// The record as JSON text with `fields`, which may be paths. `None` where there is no record of that id.
pub fn record(
    context: &Context,
    connection: &Connection,
    call: &Call,
    (object, id): (&Object, &str),
    fields: &[&str],
) -> Result<Option<Vec<u8>>, Fault> {
    let request = Request::of(call);
    let setting = context.setting(&request);
    let asked = Asked { object, parent: None, depth: 0 };
    let rows = Rows::compile(&setting, &query(object, fields), asked).map_err(Failure::plain)?;
    Ok(context.pages(&request, connection).one(&rows, id)?)
}

fn query(object: &Object, fields: &[&str]) -> Query {
    let field = |field: &&str| Item::Field { expr: Expr::Path(path(field)), alias: None };
    Query {
        select: fields.iter().map(field).collect(),
        from: vec![Source { path: path(&object.name), alias: None }],
        all_rows: true,
        ..Query::default()
    }
}

fn path(text: &str) -> Path {
    let name = |name: &str| Name { text: name.to_owned(), span: 0..0 };
    Path { parts: text.split('.').map(name).collect(), span: 0..0 }
}
