//! One of an object's record types by any of its names.

use crate::api::describe::{Object, RecordType};
use crate::error::{Exit, Failure};

/// `wanted` is a name, a developer name, or an id of 15 or 18 characters.
pub fn find<'o>(object: &'o Object, wanted: &str) -> Result<&'o RecordType, Failure> {
    let types = &object.record_type_infos;
    let short = |id: &str| id.get(..15).unwrap_or(id).to_owned();
    let is = |it: &&RecordType| {
        let developer_name = it.developer_name.as_deref().unwrap_or_default();
        it.name.eq_ignore_ascii_case(wanted)
            || developer_name.eq_ignore_ascii_case(wanted)
            || short(&it.id) == short(wanted)
    };
    types.iter().find(is).ok_or_else(|| unknown(object, wanted))
}

fn unknown(object: &Object, wanted: &str) -> Failure {
    let names = object.record_type_infos.iter().map(|it| it.developer_name.as_ref().unwrap_or(&it.name).as_str());
    let names: Vec<_> = names.collect();
    Failure::new(Exit::NotFound, format!("{} has no record type `{wanted}`; it has {}", object.name, names.join(", ")))
        .hint(format!("sfo describe {} --record-types", object.name))
}
