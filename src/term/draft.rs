//! A file written beside its final place and moved there when it is complete: whoever reads that place sees the old
//! content or the new, never a part.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

const BUFFER: usize = 64 * 1024;

pub struct Draft {
    file: BufWriter<File>,
    /// As the user wrote it, for messages.
    shown: PathBuf,
    /// Gone once the file is in its place; a device or pipe has none and is written as it is.
    aside: Option<Aside>,
}

/// Who may read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Readers {
    /// Those who could read the one before; of a new one, those whom the system lets.
    AsBefore,
    /// Only the user.
    Own,
}

struct Aside {
    partial: PathBuf,
    path: PathBuf,
    /// Stays where it is when it is not completed, for whoever goes on with it.
    kept: bool,
}

impl Draft {
    pub fn open(path: &Path) -> io::Result<Self> {
        Self::of(path, Readers::AsBefore)
    }

    /// The same for secrets.
    pub fn private(path: &Path) -> io::Result<Self> {
        Self::of(path, Readers::Own)
    }

    fn of(path: &Path, readers: Readers) -> io::Result<Self> {
        let (file, aside) = open(path, readers).map_err(|error| named(path, &error))?;
        Ok(Self { file: BufWriter::with_capacity(BUFFER, file), shown: path.to_owned(), aside })
    }

    /// Goes on with a file that an earlier process began and kept: what it wrote behind the first `len` bytes is lost.
    /// `None` where there is less than that.
    pub fn reopen(path: &Path, partial: &Path, len: u64) -> io::Result<Option<Self>> {
        let Ok(mut file) = OpenOptions::new().write(true).open(partial) else { return Ok(None) };
        if file.metadata()?.len() < len {
            return Ok(None);
        }
        file.set_len(len).and_then(|()| file.seek(SeekFrom::End(0))).map_err(|error| named(path, &error))?;
        let aside = Aside { partial: partial.to_owned(), path: path.to_owned(), kept: true };
        Ok(Some(Self { file: BufWriter::with_capacity(BUFFER, file), shown: path.to_owned(), aside: Some(aside) }))
    }

    /// Leaves what is written for another process, should this one not come to an end; says in which file, and of which.
    pub fn keep(&mut self) -> Option<(PathBuf, PathBuf)> {
        let aside = self.aside.as_mut()?;
        aside.kept = true;
        Some((aside.path.clone(), aside.partial.clone()))
    }

    /// Puts the file in its place, on the disk and not just on its way there.
    pub fn finish(&mut self) -> io::Result<()> {
        self.flush()?;
        let Some(Aside { partial, path, .. }) = &self.aside else { return Ok(()) };
        let moved = self.file.get_ref().sync_all().and_then(|()| fs::rename(partial, path));
        moved.map_err(|error| named(&self.shown, &error))?;
        self.aside = None;
        Ok(())
    }
}

fn open(path: &Path, readers: Readers) -> io::Result<(File, Option<Aside>)> {
    // A link keeps being one: what it points to is replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&path).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return Ok((OpenOptions::new().write(true).open(&path)?, None));
    }
    let partial = partial(&path)?;
    let file = create(&partial, readers)?;
    let aside = Aside { partial, path, kept: false };
    if let Some(old) = old.filter(|_| readers == Readers::AsBefore) {
        fs::set_permissions(&aside.partial, old.permissions())?;
    }
    Ok((file, Some(aside)))
}

fn create(path: &Path, readers: Readers) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if readers == Readers::Own {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = readers;
    options.open(path)
}

/// The hidden sibling to write to; each process has its own.
fn partial(path: &Path) -> io::Result<PathBuf> {
    let Some(name) = path.file_name() else { return Err(io::ErrorKind::IsADirectory.into()) };
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.partial", std::process::id()));
    Ok(path.with_file_name(hidden))
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot write `{}`: {error}", path.display()))
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes).map_err(|error| named(&self.shown, &error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush().map_err(|error| named(&self.shown, &error))
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        // Already moved, or incomplete and of no use to anyone.
        if !self.kept {
            let _ = fs::remove_file(&self.partial);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own that goes when the test ends.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("sfo-draft-{name}-{}", std::process::id()));
            fs::create_dir(&path).expect("a new folder");
            Self(path)
        }

        fn names(&self) -> Vec<OsString> {
            fs::read_dir(&self.0).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_file_is_replaced_when_it_is_complete() {
        let folder = Folder::new("complete");
        let path = folder.0.join("a.csv");
        fs::write(&path, "old").expect("writes");
        let mut draft = Draft::open(&path).expect("opens");
        draft.write_all(b"new").expect("writes");
        draft.flush().expect("flushes");
        assert_eq!(fs::read(&path).expect("reads"), b"old");
        draft.finish().expect("finishes");
        drop(draft);
        assert_eq!(fs::read(&path).expect("reads"), b"new");
        assert_eq!(folder.names(), ["a.csv"]);
    }

    #[test]
    fn an_unfinished_file_leaves_no_trace() {
        let folder = Folder::new("unfinished");
        let mut draft = Draft::open(&folder.0.join("a.csv")).expect("opens");
        draft.write_all(b"new").expect("writes");
        drop(draft);
        assert_eq!(folder.names(), [""; 0]);
    }

    #[test]
    fn a_kept_file_is_gone_on_with() {
        let folder = Folder::new("kept");
        let path = folder.0.join("a.csv");
        let mut draft = Draft::open(&path).expect("opens");
        let (path, partial) = draft.keep().expect("is a file");
        draft.write_all(b"one\ntw").expect("writes");
        drop(draft);
        assert!(Draft::reopen(&path, &partial, 99).expect("looks").is_none());
        let mut draft = Draft::reopen(&path, &partial, 4).expect("opens").expect("has as much");
        draft.write_all(b"two\n").expect("writes");
        draft.finish().expect("finishes");
        drop(draft);
        assert_eq!(fs::read(&path).expect("reads"), b"one\ntwo\n");
        assert_eq!(folder.names(), ["a.csv"]);
    }

    #[cfg(unix)]
    #[test]
    fn mode_and_link_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = Folder::new("mode");
        let (path, link) = (folder.0.join("real"), folder.0.join("link"));
        fs::write(&path, "old").expect("writes");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("sets");
        symlink(&path, &link).expect("links");
        Draft::open(&link).expect("opens").finish().expect("finishes");
        assert_eq!(fs::read(&path).expect("reads"), b"");
        assert_eq!(fs::metadata(&path).expect("is there").permissions().mode() & 0o777, 0o600);
        assert!(link.is_symlink());
    }

    #[cfg(unix)]
    #[test]
    fn a_secret_file_is_the_users_alone_whatever_was_there() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new("private");
        let path = folder.0.join("a.json");
        fs::write(&path, "old").expect("writes");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).expect("sets");
        Draft::private(&path).expect("opens").finish().expect("finishes");
        assert_eq!(fs::metadata(&path).expect("is there").permissions().mode() & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_and_not_replaced() {
        let mut draft = Draft::open(Path::new("/dev/null")).expect("opens");
        draft.write_all(b"x").expect("writes");
        draft.finish().expect("finishes");
        assert!(!fs::metadata("/dev/null").expect("is there").is_file());
    }

    #[test]
    fn a_place_that_cannot_be_written_is_named() {
        let path = Path::new("no-such-folder/a.csv");
        let error = Draft::open(path).err().expect("there is no such folder");
        assert!(error.to_string().starts_with("cannot write `no-such-folder/a.csv`: "), "{error}");
        assert!(Draft::open(&std::env::temp_dir()).is_err());
    }
}
