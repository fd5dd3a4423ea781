//! Files that belong to this user alone and are replaced as a whole: whoever reads them, or is killed while writing
//! them, finds the old content or the new, never a part. Writers of one file hold a lock.

use super::Error;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// The text of a file, or `None` where there is no file.
pub fn read(path: &Path) -> Result<Option<String>, Error> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::Corrupt { file: path.to_owned(), why: error.to_string() }),
    }
}

/// [`read`] for secrets: refuses a file that others may read.
pub fn read_secret(path: &Path) -> Result<Option<String>, Error> {
    if exposed(path) { Err(Error::Exposed(path.to_owned())) } else { read(path) }
}

/// Puts `text` in the place of what is there.
pub fn replace(path: &Path, text: &str) -> Result<(), Error> {
    // A link keeps being one: what it points to is replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    write(&path, text).map_err(|error| Error::Unwritable { file: path, why: error.to_string() })
}

/// Takes a file away, with what a killed writer of it left behind.
pub fn remove(path: &Path) -> Result<(), Error> {
    let _ = fs::remove_file(path.with_extension("partial"));
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(Error::Unwritable { file: path.to_owned(), why: error.to_string() })
        }
        _ => Ok(()),
    }
}

/// Opens a file that is there to be locked.
pub fn open(path: &Path) -> io::Result<File> {
    folder_of(path)?;
    options().create(true).open(path)
}

/// Makes a file that is not there yet.
pub fn create_new(path: &Path) -> io::Result<File> {
    folder_of(path)?;
    options().create_new(true).open(path)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    folder_of(path)?;
    // Always the same name, so that what a killed process left behind goes with the next write.
    let partial = path.with_extension("partial");
    let _ = fs::remove_file(&partial);
    let mut file = options().create_new(true).open(&partial)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&partial, path)?;
    sync_folder_of(path)
}

fn folder_of(path: &Path) -> io::Result<()> {
    let Some(folder) = path.parent() else { return Ok(()) };
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.write(true);
    options
}

/// A rename outlives a power cut only when the folder has reached the disk too.
#[cfg(unix)]
fn sync_folder_of(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

#[cfg(not(unix))]
fn sync_folder_of(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn exposed(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).is_ok_and(|file| file.mode() & 0o077 != 0)
}

/// Other systems keep a user's folders from others by themselves.
#[cfg(not(unix))]
fn exposed(_: &Path) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::org::tests::Scratch;
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    #[test]
    fn what_is_written_is_for_its_owner_alone() {
        let home = Scratch::new();
        let path = home.config.join("new/a.toml");
        replace(&path, "a = 1\n").expect("writes");
        let mode = |path: &Path| fs::metadata(path).expect("is there").mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().expect("has one"))), (0o600, 0o700));
        assert_eq!(read_secret(&path).expect("reads").as_deref(), Some("a = 1\n"));
        for mode in [0o640, 0o604, 0o660] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("sets");
            assert!(matches!(read_secret(&path), Err(Error::Exposed(_))), "{mode:o}");
        }
    }

    #[test]
    fn a_killed_writer_leaves_the_old_content_and_its_rest_goes_with_the_next_write() {
        let home = Scratch::new();
        let path = home.config.join("a.toml");
        replace(&path, "old").expect("writes");
        fs::write(path.with_extension("partial"), "ne").expect("writes");
        assert_eq!(read(&path).expect("reads").as_deref(), Some("old"));
        replace(&path, "new").expect("writes");
        assert_eq!(read(&path).expect("reads").as_deref(), Some("new"));
        assert_eq!(fs::read_dir(&home.config).expect("is a folder").count(), 1);
    }
}
