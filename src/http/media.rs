//! What kind of content a file holds, told by its name.

/// Of files whose name tells nothing.
pub const UNKNOWN: &str = "application/octet-stream";

/// Endings that a request to an org is likely to carry.
const KINDS: [(&str, &str); 14] = [
    ("json", "application/json"),
    ("csv", "text/csv"),
    ("xml", "application/xml"),
    ("txt", "text/plain"),
    ("html", "text/html"),
    ("pdf", "application/pdf"),
    ("zip", "application/zip"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("svg", "image/svg+xml"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
];

/// The media type of a file, if its name tells.
pub fn kind(file: &str) -> Option<&'static str> {
    let (_, ending) = file.rsplit_once('.')?;
    KINDS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn the_ending_tells() {
        assert_eq!(kind("a/b.CSV"), Some("text/csv"));
        for unknown in ["-", "csv", "a.bin", "a."] {
            assert_eq!(kind(unknown), None, "{unknown}");
        }
    }
}
