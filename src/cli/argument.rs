//! Arguments that may also come from a file or from stdin.

use crate::error::Failure;
use std::io::Read;

/// The text an argument stands for: itself, the content of `@FILE`, or stdin for `-`.
pub fn text(argument: String) -> Result<String, Failure> {
    let unreadable = |name: &str, error: std::io::Error| Failure::usage(format!("cannot read {name}: {error}"));
    if argument == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map_err(|error| unreadable("stdin", error))?;
        return Ok(text);
    }
    match argument.strip_prefix('@') {
        Some(path) => std::fs::read_to_string(path).map_err(|error| unreadable(path, error)),
        None => Ok(argument),
    }
}
