//! Names of files as a disk may have them: whatever an org calls a file, it lands in the folder that was named, and
//! nothing in its name steers a terminal or means something to the system.

use crate::text::is_hidden;

/// Bytes of a name; with what is put around it, the usual file systems take 255.
const LONGEST: usize = 180;
/// What no name may be on Windows, with any ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The name that a file gets. `id` is taken where nothing is left of the name.
pub fn safe(name: &str, id: &str) -> String {
    let replaced: String = name.chars().map(|char| if is_bad(char) { '_' } else { char }).collect();
    let trimmed = replaced.trim_start().trim_end_matches(['.', ' ']);
    let name = cut(trimmed);
    match name.strip_prefix('.') {
        _ if name.is_empty() => id.to_owned(),
        Some(rest) => format!("_{rest}"),
        None if is_device(&name) => format!("_{name}"),
        None => name,
    }
}

/// The same name made different by an Id.
pub fn apart(name: &str, id: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{id}.{ending}"),
        None => format!("{name}-{id}"),
    }
}

fn is_bad(char: char) -> bool {
    matches!(char, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') || char.is_control() || is_hidden(char)
}

/// Shortened before its ending.
fn cut(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() < 20 => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let room = LONGEST - ending.len();
    let end = (0..=room.min(stem.len())).rev().find(|end| stem.is_char_boundary(*end)).unwrap_or(0);
    format!("{}{ending}", &stem[..end])
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let bare = stem.trim_end_matches(|char: char| char.is_ascii_digit());
    let numbered = matches!(bare, "com" | "lpt");
    DEVICES.contains(&bare) && (stem.len() == bare.len() + usize::from(numbered))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn no_name_leads_out_of_its_folder() {
        for (name, expected) in [
            ("a.pdf", "a.pdf"),
            ("../../etc/passwd", "_._.._etc_passwd"),
            ("..\\a", "_._a"),
            ("/etc/passwd", "_etc_passwd"),
            ("C:a", "C_a"),
            ("..", "ID"),
            ("", "ID"),
            (".bashrc", "_bashrc"),
            ("a\u{202e}fdp.exe\n\u{1b}[2J", "a_fdp.exe__[2J"),
            ("NUL", "_NUL"),
            ("com1.txt", "_com1.txt"),
            ("compass.txt", "compass.txt"),
            ("lpt", "lpt"),
            ("trailing. . ", "trailing"),
            ("Ünïcode 表.pdf", "Ünïcode 表.pdf"),
        ] {
            assert_eq!(safe(name, "ID"), expected, "{name}");
        }
        assert_eq!(apart("a.b.pdf", "068"), "a.b-068.pdf");
    }

    proptest! {
        #[test]
        fn every_name_is_one_plain_part(name in "\\PC{0,300}|.{0,40}") {
            let safe = safe(&name, "ID");
            let path = std::path::Path::new(&safe);
            prop_assert_eq!(path.components().count(), 1);
            prop_assert_eq!(path.file_name().and_then(|part| part.to_str()), Some(safe.as_str()));
            prop_assert!(safe.len() <= LONGEST + 1 && !safe.starts_with('.'));
        }
    }
}
