//! The API versions that the org speaks.

use crate::demo::wire::{Fault, Reply};
use serde_json::json;

const OLDEST: u16 = 31;
const NEWEST: u16 = 67;
/// The first version there ever was on this path, long retired.
const FIRST: u16 = 20;

/// `GET /services/data`, which needs no login.
pub fn list() -> Reply {
    let version = |number| {
        let version = format!("{number}.0");
        json!({"label": label(number), "url": format!("/services/data/v{version}"), "version": version})
    };
    Reply::json(200, &(OLDEST..=NEWEST).map(version).collect())
}

/// Whether `v67.0` is a version to talk to.
pub fn check(segment: &str) -> Result<(), Fault> {
    let number = segment.strip_prefix('v').and_then(|version| version.strip_suffix(".0"));
    match number.and_then(|number| number.parse().ok()) {
        Some(OLDEST..=NEWEST) => Ok(()),
        Some(FIRST..OLDEST) => Err(Fault::new(410, "GONE", "The requested resource is no longer available")),
        _ => Err(Fault::not_found()),
    }
}

/// Three releases a year, counted from Summer '14.
fn label(number: u16) -> String {
    let release = number - OLDEST;
    format!("{} '{}", ["Summer", "Winter", "Spring"][usize::from(release % 3)], 14 + release.div_ceil(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_have_their_names() {
        let named =
            [(31, "Summer '14"), (32, "Winter '15"), (33, "Spring '15"), (60, "Spring '24"), (67, "Summer '26")];
        for (number, name) in named {
            assert_eq!(label(number), name);
        }
    }

    #[test]
    fn retired_and_future_versions_are_told_apart() {
        let status = |version| check(version).err().map(|fault| fault.status);
        assert_eq!(status("v67.0"), None);
        assert_eq!(status("v30.0"), Some(410));
        for unknown in ["v68.0", "v67", "67.0", "v0.0", "query"] {
            assert_eq!(status(unknown), Some(404), "{unknown}");
        }
    }
}
