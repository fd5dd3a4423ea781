//! Arguments that may also come from a file or from stdin.

use crate::error::Failure;
use crate::http::Upload;
use std::io::Read;
use std::path::Path;

/// The text an argument stands for: itself, the content of `@FILE`, or stdin for `-`.
pub fn text(argument: String) -> Result<String, Failure> {
    let name = match argument.strip_prefix('@') {
        Some(file) => file,
        None if argument == "-" => "-",
        None => return Ok(argument),
    };
    String::from_utf8(bytes(name)?).map_err(|_| Failure::usage(format!("{} is not UTF-8 text", called(name))))
}

/// The name of an object or a field: nothing that could lead elsewhere in an address.
pub fn name(text: &str) -> Result<String, String> {
    let is_name = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_name { Ok(text.to_owned()) } else { Err("a name is made of letters, digits and underscores".to_owned()) }
}

/// The content of a file, or of stdin for `-`.
pub fn bytes(file: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = if file == "-" { std::io::stdin().read_to_end(&mut bytes).map(|_| bytes) } else { std::fs::read(file) };
    read.map_err(|error| Failure::usage(format!("cannot read {}: {error}", called(file))))
}

/// The same to be sent; what is big stays on disk until then.
pub fn upload(file: &str) -> Result<Upload, Failure> {
    if file == "-" {
        return bytes(file).map(Upload::from);
    }
    Upload::file(Path::new(file)).map_err(|error| Failure::usage(format!("cannot read {file}: {error}")))
}

fn called(file: &str) -> &str {
    if file == "-" { "stdin" } else { file }
}
