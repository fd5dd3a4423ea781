//! The one failure of a store that its owner can mend: its file is not what was written there.

use rusqlite::ErrorCode;
use std::{
    error::Error,
    fmt,
    path::{Path, PathBuf},
};

#[derive(Debug)]
pub struct Damaged {
    file: PathBuf,
    reason: String,
}

impl Damaged {
    /// `error` as what it means for the store in `file`.
    pub fn or_other(file: &Path, error: rusqlite::Error) -> anyhow::Error {
        match error.sqlite_error_code() {
            // `Unknown` is a statement that does not fit the tables; all of ours do.
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt | ErrorCode::Unknown) => {
                Self { file: file.to_owned(), reason: error.to_string() }.into()
            }
            _ => anyhow::Error::new(error).context(format!("opening {}", file.display())),
        }
    }
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "the demo org's store {} is damaged: {}", self.file.display(), self.reason)
    }
}

impl Error for Damaged {}
