//! The zip of a deploy, unpacked: its files by their paths, without the folder that all of them may be in.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};
use zip::ZipArchive;

pub const MANIFEST: &str = "package.xml";
/// Bytes and files that a deploy may have.
pub const ZIP: usize = 39 << 20;
const UNPACKED: u64 = 600 << 20;
const FILES: usize = 10_000;

pub struct Bundle {
    /// What stands before every path: nothing, or a folder and a slash.
    pub root: String,
    pub files: BTreeMap<String, String>,
}

/// Why nothing of a deploy could be looked at: code and message.
pub type Stop = (&'static str, String);

impl Bundle {
    pub fn open(zip: &[u8]) -> Result<Self, Stop> {
        let mut files = unpacked(zip)?;
        let root = files.keys().filter_map(|path| root(path)).min_by_key(|root| root.len()).unwrap_or_default();
        let root = root.to_owned();
        files.retain(|path, _| path.starts_with(&root));
        let files = files.into_iter().map(|(path, text)| (path[root.len()..].to_owned(), text)).collect();
        Ok(Self { root, files })
    }
}

/// What stands before a manifest that is in no folder or in one.
fn root(path: &str) -> Option<&str> {
    let root = path.strip_suffix(MANIFEST)?;
    (root.is_empty() || root.ends_with('/') && root.matches('/').count() == 1).then_some(root)
}

fn unpacked(zip: &[u8]) -> Result<BTreeMap<String, String>, Stop> {
    let broken = |error: &dyn std::fmt::Display| ("UNKNOWN_EXCEPTION", format!("Not a valid zip file: {error}"));
    let mut archive = ZipArchive::new(Cursor::new(zip)).map_err(|error| broken(&error))?;
    if archive.len() > FILES {
        return Err(("LIMIT_EXCEEDED", format!("Maximum number of files in a zip is {FILES}")));
    }
    let (mut files, mut left) = (BTreeMap::new(), UNPACKED);
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|error| broken(&error))?;
        if entry.is_dir() {
            continue;
        }
        let (name, mut bytes) = (String::from_utf8_lossy(entry.name_raw()).into_owned(), Vec::new());
        let read = entry.take(left + 1).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
        let read = u64::try_from(read).unwrap_or(u64::MAX);
        left =
            left.checked_sub(read).ok_or(("LIMIT_EXCEEDED", "Maximum size of an unpacked zip is 600 MB".to_owned()))?;
        files.insert(name, String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned());
    }
    Ok(files)
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use std::io::Write;
    use zip::{ZipWriter, write::SimpleFileOptions};

    /// A zip of these files.
    pub fn zip(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, text) in files {
            zip.start_file(*path, SimpleFileOptions::default()).expect("is a path");
            zip.write_all(text.as_bytes()).expect("is written");
        }
        zip.finish().expect("is whole").into_inner()
    }

    #[test]
    fn a_folder_around_everything_is_left_out() {
        let open = |files: &[(&str, &str)]| {
            let bundle = Bundle::open(&zip(files)).expect("is a zip");
            (bundle.root, bundle.files.into_keys().collect::<Vec<_>>())
        };
        let flat = [("package.xml", "a"), ("settings/A.settings", "b")];
        assert_eq!(open(&flat), (String::new(), vec!["package.xml".to_owned(), "settings/A.settings".to_owned()]));
        let within = [("src/package.xml", "\u{feff}a"), ("src/settings/A.settings", "b"), ("other", "")];
        assert_eq!(
            open(&within),
            ("src/".to_owned(), vec!["package.xml".to_owned(), "settings/A.settings".to_owned()])
        );
        let deep = [("a/b/package.xml", ""), ("x", "")];
        assert_eq!(open(&deep).0, "");
    }

    #[test]
    fn what_is_no_zip_is_said() {
        assert_eq!(Bundle::open(b"PK, but no zip").err().map(|(code, _)| code), Some("UNKNOWN_EXCEPTION"));
        let mut cut = zip(&[("package.xml", &"a".repeat(1000))]);
        cut.truncate(60);
        assert!(Bundle::open(&cut).is_err());
    }
}
