//! The tables behind the schema: one an object, one column a field, in the encodings of [`super::value`].
//! Formulas are virtual columns, so that nobody who reads has to know them.

use super::function::{CASELESS, DECIMAL};
use crate::demo::schema::{Field, Kind, Object, Schema};
use std::fmt::Write;

/// Everything that is created in an empty file.
pub fn definitions(schema: &Schema) -> String {
    let mut sql = String::new();
    for object in schema.objects() {
        let columns: Vec<_> = object.fields.iter().filter_map(column).collect();
        let _ = writeln!(sql, "CREATE TABLE {} ({}) WITHOUT ROWID;", quoted(&object.name), columns.join(", "));
        for field in object.fields.iter().filter(|field| indexed(field)) {
            let _ = writeln!(sql, "{}", index(object, field));
        }
    }
    sql
}

/// `name` as an SQL identifier.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The collation a field's values compare by; none means by bytes.
pub fn collation(kind: Kind, case_sensitive: bool) -> Option<&'static str> {
    match kind {
        Kind::Int | Kind::Double | Kind::Currency | Kind::Percent => Some(DECIMAL),
        Kind::Id | Kind::Reference | Kind::Boolean | Kind::Date | Kind::DateTime | Kind::Time => None,
        _ if case_sensitive => None,
        _ => Some(CASELESS),
    }
}

fn column(field: &Field) -> Option<String> {
    let name = quoted(&field.name);
    let collate =
        collation(field.kind, field.case_sensitive).map(|name| format!(" COLLATE {name}")).unwrap_or_default();
    let definition = match (&field.formula, field.kind) {
        (_, Kind::Address | Kind::Location) => return None,
        (Some(sql), _) => format!("{name} {}{collate}", computed(field, sql)),
        (None, Kind::Id) => format!("{name} TEXT NOT NULL PRIMARY KEY"),
        (None, Kind::Boolean) => format!("{name} INTEGER NOT NULL DEFAULT 0"),
        (None, _) => format!("{name} TEXT{collate}"),
    };
    Some(definition)
}

fn computed(field: &Field, sql: &str) -> String {
    let (affinity, value) = match field.kind {
        Kind::Boolean => ("INTEGER", format!("({sql}) IS TRUE")),
        Kind::Int => ("TEXT", format!("number({sql}, -1)")),
        Kind::Double | Kind::Currency | Kind::Percent => ("TEXT", format!("number({sql}, {})", field.scale)),
        _ => ("TEXT", format!("nullif({sql}, '')")),
    };
    format!("{affinity} GENERATED ALWAYS AS ({value}) VIRTUAL")
}

fn indexed(field: &Field) -> bool {
    field.stored() && field.kind != Kind::Id && (field.kind == Kind::Reference || field.external_id || field.unique)
}

fn index(object: &Object, field: &Field) -> String {
    let name = quoted(&format!("{}.{}", object.name, field.name));
    format!("CREATE INDEX {name} ON {} ({});", quoted(&object.name), quoted(&field.name))
}
