//! Settings of the whole org. What a file leaves out stays as it is.

use super::Deploy;
use crate::demo::{
    metadata::{document::Fields, outcome::Done, problem::Problem},
    settings,
};

pub fn put(deploy: &Deploy, name: &str, fields: &Fields) -> Result<Done, Problem> {
    let mut changed = false;
    for (element, value) in fields {
        changed |= settings::set(deploy.org, name, element, *value == true)?;
    }
    Ok(Done { changed, ..Done::default() })
}
