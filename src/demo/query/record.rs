//! Records by their ids, written as a query would write them.

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

/// Reads records of one object, each as JSON text with the same fields.
pub struct Reader<'a> {
    context: &'a Context<'a>,
    request: Request<'a>,
    rows: Rows,
}

impl<'a> Reader<'a> {
    /// `fields` may be paths.
    pub fn new(context: &'a Context, call: &'a Call, object: &Object, fields: &[&str]) -> Result<Self, Fault> {
        let request = Request::of(call);
        let setting = context.setting(&request);
        let asked = Asked { object, parent: None, depth: 0 };
        let rows = Rows::compile(&setting, &query(object, fields), asked).map_err(Failure::plain)?;
        Ok(Self { context, request, rows })
    }

    /// `None` where there is no record of that id.
    pub fn read(&self, connection: &Connection, id: &str) -> rusqlite::Result<Option<Vec<u8>>> {
        self.context.pages(&self.request, connection).one(&self.rows, id)
    }
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
