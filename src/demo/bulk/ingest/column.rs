//! What the columns of the data stand for: the record's id, its fields, and keys of its parents.

use super::Reason;
use crate::demo::{
    bulk::job::Operation,
    schema::{Field, Kind, Object, Schema},
};
use csv::StringRecord;
use std::collections::HashSet;

#[derive(Debug)]
pub enum Column<'s> {
    Id,
    Own(&'s Field),
    /// `Account:What.Ext__c`: the parent of that type, if it has to be named, whose key `Ext__c` has that value.
    Parent {
        relationship: &'s str,
        kind: Option<&'s str>,
        key: &'s str,
    },
}

pub fn columns<'s>(
    schema: &'s Schema,
    object: &'s Object,
    operation: Operation,
    header: &StringRecord,
) -> Result<Vec<Column<'s>>, Reason> {
    let mut seen = HashSet::new();
    let mut columns = Vec::new();
    for name in header {
        if name.contains('"') {
            let reason = "Found unescaped quote. A value with quote should be within a quote";
            return Err(format!("InvalidBatch : Failed to parse CSV header. {reason}"));
        }
        if !seen.insert(name.to_lowercase()) {
            return Err(format!("InvalidBatch : Duplicate field name found : {name}"));
        }
        columns.push(column(schema, object, name)?);
    }
    let ids_alone = matches!(operation, Operation::Delete | Operation::HardDelete);
    if ids_alone && !matches!(columns.as_slice(), [Column::Id]) {
        return Err("InvalidBatch : delete batch must contain only ids".to_owned());
    }
    Ok(columns)
}

fn column<'s>(schema: &'s Schema, object: &'s Object, name: &str) -> Result<Column<'s>, Reason> {
    let unknown = || format!("InvalidBatch : Field name not found : {name}");
    let Some((parent, key)) = name.split_once('.') else {
        return match object.field(name) {
            Some(field) if field.kind == Kind::Id => Ok(Column::Id),
            Some(field) if !matches!(field.kind, Kind::Address | Kind::Location) => Ok(Column::Own(field)),
            _ => Err(unknown()),
        };
    };
    let (kind, relationship) = parent.split_once(':').map_or((None, parent), |(kind, name)| (Some(kind), name));
    let field = object.parent(relationship);
    let field = field.ok_or_else(|| format!("InvalidBatch : Unable to find relationship: {relationship}"))?;
    let needed = |is: &str| {
        format!(
            "InvalidBatch : type is {is}needed for {}polymorphic foreign key references: {parent}",
            if is.is_empty() { "" } else { "non " }
        )
    };
    let polymorphic = field.references.len() > 1;
    let target = match kind {
        Some(_) if !polymorphic => return Err(needed("not ").replace(parent, relationship)),
        None if polymorphic => return Err(needed("")),
        Some(kind) => field.references.iter().find(|target| target.eq_ignore_ascii_case(kind)).ok_or_else(unknown)?,
        None => field.references.first().ok_or_else(unknown)?,
    };
    let key = schema.object(target).and_then(|parent| parent.field(key));
    let key = key.filter(|key| key.external_id || key.id_lookup).ok_or_else(unknown)?;
    Ok(Column::Parent {
        relationship: field.relationship.as_deref().unwrap_or_default(),
        kind: polymorphic.then_some(target.as_str()),
        key: &key.name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_understood_or_its_column_named() {
        let schema = Schema::read();
        let read = |object: &str, names: &str, operation| {
            let header: StringRecord = names.split(',').collect();
            let object = schema.object(object).expect("is known");
            columns(&schema, object, operation, &header).map(|columns| columns.len())
        };
        let insert = |object, names| read(object, names, Operation::Insert);
        assert_eq!(insert("Contact", "LastName,account.ExternalId__c,ReportsTo.Email"), Ok(3));
        assert_eq!(insert("Task", "Subject,Account:What.ExternalId__c"), Ok(2));
        for (object, names, reason) in [
            ("Contact", "LastName,Foo", "Field name not found : Foo"),
            ("Contact", "\u{feff}LastName", "Field name not found : \u{feff}LastName"),
            ("Contact", "LastName;Phone", "Field name not found : LastName;Phone"),
            ("Contact", "MailingAddress", "Field name not found : MailingAddress"),
            ("Contact", "Account.Phone", "Field name not found : Account.Phone"),
            ("Contact", "Foo.ExternalId__c", "Unable to find relationship: Foo"),
            (
                "Contact",
                "Account:Account.ExternalId__c",
                "type is not needed for non polymorphic foreign key references: Account",
            ),
            ("Task", "What.ExternalId__c", "type is needed for polymorphic foreign key references: What"),
            ("Contact", "Phone,phone", "Duplicate field name found : phone"),
            (
                "Contact",
                "\u{feff}\"LastName\"",
                "Failed to parse CSV header. Found unescaped quote. A value with quote should be within a quote",
            ),
        ] {
            assert_eq!(insert(object, names), Err(format!("InvalidBatch : {reason}")));
        }
        let deleted = |names| read("Contact", names, Operation::Delete);
        assert_eq!(deleted("id"), Ok(1));
        assert_eq!(deleted("Id,Name"), Err("InvalidBatch : delete batch must contain only ids".to_owned()));
    }
}
