//! Where before-images are kept: a file for each run, one line for each record, for its owner's eyes alone. Old ones go
//! when new ones come.

use crate::ctx::Ctx;
use crate::org::file;
use crate::record::Value;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Runs of one org that are kept, and for how long.
const RUNS: usize = 100;
const AGE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Deed {
    Update,
    Delete,
}

/// The first line of a file.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Head {
    pub run: String,
    pub when: String,
    pub deed: Deed,
    pub object: String,
    /// The run that this one undid.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub undoes: Option<String>,
}

/// A record before the run, and what was sent for it.
#[derive(Debug, PartialEq)]
pub struct Image {
    pub id: String,
    /// JSON objects.
    pub before: String,
    pub after: String,
}

/// Characters of `20260304-101530`.
const STAMP: usize = 15;
/// Said of a run that was undone.
const UNDONE: &str = "{\"undone\":true}";

/// The file of a run that is going on.
pub struct Journal {
    file: File,
    pub head: Head,
}

/// A run of the past.
pub struct Past {
    pub path: PathBuf,
    pub head: Head,
    pub records: usize,
    pub undone: bool,
}

impl Journal {
    pub fn begin(folder: &Path, deed: Deed, object: &str, undoes: Option<String>) -> io::Result<Self> {
        prune(folder);
        let now = Timestamp::now();
        let stem = now.strftime("%Y%m%d-%H%M%S").to_string();
        // A name that a pruned run of this second had would put the new one before the others.
        let taken = files(folder).into_iter().map(|path| place(&path)).filter(|(second, _)| *second == stem);
        let last = taken.map(|(_, count)| count).max().unwrap_or_default();
        for count in last + 1.. {
            let run = if count == 1 { stem.clone() } else { format!("{stem}-{count}") };
            let file = match file::create_new(&folder.join(&run).with_extension("ndjson")) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                file => file?,
            };
            let when = now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
            let mut journal = Self { file, head: Head { run, when, deed, object: object.to_owned(), undoes } };
            let head = serde_json::to_string(&journal.head)?;
            writeln!(journal.file, "{head}")?;
            return Ok(journal);
        }
        unreachable!("one of the names is free")
    }

    pub fn add(&mut self, images: &[Image]) -> io::Result<()> {
        let line = |Image { id, before, after }: &Image| {
            format!("{{\"id\":\"{id}\",\"before\":{before},\"after\":{after}}}\n")
        };
        self.file.write_all(images.iter().map(line).collect::<String>().as_bytes())
    }
}

/// The folder of the org that is meant.
pub fn folder(ctx: &Ctx, owner: &str) -> PathBuf {
    ctx.home.state.join("undo").join(owner)
}

/// The runs of a folder, the last first.
pub fn past(folder: &Path) -> Vec<Past> {
    let mut past: Vec<_> = files(folder).iter().filter_map(|path| read(path)).collect();
    past.reverse();
    past
}

/// In the order of their names, which is that of their times.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|end| end == "ndjson")).collect();
    files.sort_by_cached_key(|path| place(path));
    files
}

/// `20260304-101530-2` is the second of its second.
fn place(path: &Path) -> (String, u32) {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (second, count) = name.split_at_checked(STAMP).unwrap_or((&name, ""));
    (second.to_owned(), count.trim_start_matches('-').parse().unwrap_or(1))
}

fn read(path: &Path) -> Option<Past> {
    let mut lines = lines(path).ok()?;
    let head = serde_json::from_str(&lines.next()?).ok()?;
    let mut past = Past { path: path.to_owned(), head, records: 0, undone: false };
    for line in lines {
        let remark = line == UNDONE;
        past.undone |= remark;
        past.records += usize::from(!remark);
    }
    Some(past)
}

fn lines(path: &Path) -> io::Result<impl Iterator<Item = String>> {
    Ok(BufReader::new(File::open(path)?).lines().map_while(Result::ok))
}

fn image(line: &str) -> Option<Image> {
    let line = Value::parse(line).ok()?;
    let text = |name| line.get(name).map(|value| value.text().to_owned());
    let id = line.get("id")?.string().into_owned();
    Some(Image { id, before: text("before")?, after: text("after")? })
}

impl Past {
    /// What the records held, each once, in the order of the run. What a killed run did not write whole is left out.
    pub fn images(&self) -> io::Result<Vec<Image>> {
        let (mut images, mut places): (Vec<Image>, HashMap<String, usize>) = Default::default();
        for image in lines(&self.path)?.filter_map(|line| image(&line)) {
            let at = *places.entry(image.id.clone()).or_insert(images.len());
            match images.get_mut(at) {
                Some(known) => known.go_on(&image),
                None => images.push(image),
            }
        }
        Ok(images)
    }

    pub fn mark_undone(&self) -> io::Result<()> {
        writeln!(fs::OpenOptions::new().append(true).open(&self.path)?, "{UNDONE}")
    }
}

impl Image {
    /// Takes in what the same run did to the record later.
    fn go_on(&mut self, later: &Self) {
        self.before = union(&self.before, &later.before);
        self.after = union(&later.after, &self.after);
    }
}

/// The members of one object, and those of another that it lacks.
fn union(one: &str, other: &str) -> String {
    let one = Value::trusted(one);
    let lacks = |name: &str| !one.members().any(|(own, _)| own.eq_ignore_ascii_case(name));
    let more = Value::trusted(other).members().filter(|(name, _)| lacks(name));
    let members = one.members().chain(more).map(|(name, value)| format!("\"{name}\":{}", value.text()));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

fn prune(folder: &Path) {
    let files = files(folder);
    let beyond = (files.len() + 1).saturating_sub(RUNS);
    let oldest = SystemTime::now().checked_sub(AGE);
    for (at, path) in files.iter().enumerate() {
        let modified = path.metadata().and_then(|data| data.modified()).ok();
        if at < beyond || modified < oldest {
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(PathBuf);

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn scratch(name: &str) -> Folder {
        Folder(std::env::temp_dir().join(format!("sfo-journal-{name}-{}", std::process::id())))
    }

    fn image() -> Image {
        Image { id: "001".to_owned(), before: r#"{"N":1.10}"#.to_owned(), after: "{}".to_owned() }
    }

    #[test]
    fn a_run_is_read_as_it_was_written_digit_for_digit() {
        let folder = scratch("written");
        let mut journal = Journal::begin(&folder.0, Deed::Update, "Account", None).expect("begins");
        journal.add(&[image(), image()]).expect("writes");
        let next = Journal::begin(&folder.0, Deed::Delete, "Case", Some("x".to_owned())).expect("begins");
        assert_ne!(journal.head.run, next.head.run);
        write!(journal.file, "{{\"id\":\"002\",\"befo").expect("writes");
        let all = past(&folder.0);
        let found = all.iter().find(|past| past.head.run == journal.head.run).expect("is there");
        assert_eq!(found.images().expect("reads"), [image()]);
        assert!(!found.undone && all.len() == 2);
        writeln!(journal.file).expect("writes");
        found.mark_undone().expect("writes");
        assert!(past(&folder.0).iter().any(|past| past.undone));
    }

    #[test]
    fn a_record_that_was_changed_twice_goes_back_to_its_beginning() {
        let image = |before: &str, after: &str| Image {
            id: "001".to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
        };
        let mut first = image(r#"{"A":1}"#, r#"{"A":2}"#);
        first.go_on(&image(r#"{"a":2,"B":5}"#, r#"{"a":3,"B":6}"#));
        assert_eq!(first, image(r#"{"A":1,"B":5}"#, r#"{"a":3,"B":6}"#));
    }

    #[cfg(unix)]
    #[test]
    fn only_their_owner_reads_images() {
        use std::os::unix::fs::MetadataExt;
        let folder = scratch("modes");
        Journal::begin(&folder.0, Deed::Update, "Account", None).expect("begins");
        let mode = |path: &Path| fs::metadata(path).expect("is there").mode() & 0o777;
        assert_eq!((mode(&folder.0), mode(&files(&folder.0)[0])), (0o700, 0o600));
    }

    #[test]
    fn old_runs_go_when_there_are_many_or_they_are_old() {
        let folder = scratch("many");
        for _ in 0..RUNS + 3 {
            Journal::begin(&folder.0, Deed::Update, "Account", None).expect("begins");
        }
        assert_eq!(files(&folder.0).len(), RUNS);
        let path = &files(&folder.0)[RUNS / 2];
        let old = SystemTime::now() - AGE - Duration::from_secs(60);
        File::options().write(true).open(path).and_then(|file| file.set_modified(old)).expect("sets");
        Journal::begin(&folder.0, Deed::Update, "Account", None).expect("begins");
        assert!(!path.exists());
    }
}
