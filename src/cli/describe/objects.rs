//! The objects of an org, one a row.

use super::{Args, View, row};
use crate::api::describe::{Global, Summary};

pub fn view(global: &Global, args: &Args) -> View {
    let columns =
        &["name", "label", "keyPrefix", "custom", "queryable", "searchable", "createable", "updateable", "deletable"];
    let wanted = |object: &&Summary| args.wants(&object.name, object.custom);
    View { columns, rows: global.sobjects.iter().filter(wanted).map(row).collect() }
}
