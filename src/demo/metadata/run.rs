//! A deploy, done: what the zip holds against what its manifests list, and then one component after the other.

use super::{
    apply::{self, Deploy},
    bundle::{Bundle, MANIFEST},
    document,
    kind::Kind,
    manifest::{Manifest, Member},
    options::Options,
    outcome::{Done, Message, Outcome},
    problem::Problem,
};
use crate::demo::org::Org;

/// What goes first, and what goes last.
const BEFORE: [&str; 2] = ["destructiveChangesPre.xml", "destructiveChanges.xml"];
const AFTER: &str = "destructiveChangesPost.xml";

/// Takes back all of it where it is only a check, or failed and is to be all or nothing.
enum Undone {
    Because(Outcome),
    Broken(rusqlite::Error),
}

impl From<rusqlite::Error> for Undone {
    fn from(error: rusqlite::Error) -> Self {
        Self::Broken(error)
    }
}

pub fn run(org: &Org, user: &str, options: &Options, zip: &[u8]) -> Outcome {
    let bundle = match Bundle::open(zip) {
        Ok(bundle) => bundle,
        Err((code, message)) => return Outcome::stopped(code, message),
    };
    let done = org.together(|org| {
        let outcome = Run { deploy: Deploy { org, user, options }, bundle: &bundle }.all();
        let failed = outcome.failed(options.ignore_warnings) && options.rollback_on_error;
        if options.check_only || failed { Err(Undone::Because(outcome)) } else { Ok(outcome) }
    });
    done.unwrap_or_else(|undone| match undone {
        Undone::Because(outcome) => outcome,
        Undone::Broken(error) => Outcome::stopped("UNKNOWN_EXCEPTION", error.to_string()),
    })
}

struct Run<'a> {
    deploy: Deploy<'a>,
    bundle: &'a Bundle,
}

impl Run<'_> {
    fn all(&self) -> Outcome {
        let mut messages = Vec::new();
        match self.manifest(MANIFEST) {
            Some(Ok(manifest)) => {
                messages.push(Message::new("", MANIFEST, &self.file(MANIFEST)).with(Ok(Done::default())));
                messages.extend(BEFORE.into_iter().flat_map(|name| self.deletions(name)));
                messages.extend(self.missing(&manifest));
                messages.extend(self.files(&manifest));
                messages.extend(self.deletions(AFTER));
            }
            Some(Err(problem)) => messages.push(Message::new("", MANIFEST, &self.file(MANIFEST)).with(Err(problem))),
            None => {
                let problem = Problem::new("No package.xml found");
                messages.push(Message::new("", MANIFEST, MANIFEST).with(Err(problem)));
            }
        }
        Outcome { messages, stop: None }
    }

    fn file(&self, path: &str) -> String {
        format!("{}{path}", self.bundle.root)
    }

    fn manifest(&self, name: &str) -> Option<Result<Manifest, Problem>> {
        self.bundle.files.get(name).map(|text| Manifest::read(text))
    }

    /// What the manifest lists and the zip does not hold.
    fn missing(&self, manifest: &Manifest) -> Vec<Message> {
        let absent = |member: &&Member| {
            let path = member.kind().map(|kind| kind.path(&member.name));
            member.name != "*" && !path.is_some_and(|path| self.bundle.files.contains_key(&path))
        };
        let said = |member: &Member| {
            let problem = if Kind::listed(&member.kind).next().is_none() {
                format!("Unknown type name '{}' specified in package.xml", member.kind)
            } else {
                let Member { kind, name } = member;
                format!(
                    "An object '{name}' of type {kind} was named in package.xml, but was not found in zipped directory"
                )
            };
            Message::new(&member.kind, &member.name, &self.file(MANIFEST)).with(Err(Problem::new(problem)))
        };
        let unknown = manifest.unknown().map(said);
        let known = manifest.members.iter().filter(|member| Kind::listed(&member.kind).next().is_some());
        let absent = known.filter(absent).filter(|_| !self.deploy.options.allow_missing_files).map(said);
        unknown.chain(absent).collect()
    }

    /// Puts every file in its place, parents before what belongs to them.
    fn files(&self, manifest: &Manifest) -> Vec<Message> {
        let manifests = |path: &str| path == MANIFEST || path == AFTER || BEFORE.contains(&path);
        let mut files: Vec<_> = self.bundle.files.iter().filter(|(path, _)| !manifests(path)).collect();
        files.sort_by_key(|(path, _)| Kind::of_path(path).map(|(kind, _)| kind.rank()));
        files.into_iter().map(|(path, text)| self.put(manifest, path, text)).collect()
    }

    fn put(&self, manifest: &Manifest, path: &str, text: &str) -> Message {
        let Some((kind, name)) = Kind::of_path(path) else {
            return Message::new("", path, &self.file(path)).with(Err(misplaced(path)));
        };
        let message = Message::new(kind.name, name, &self.file(path));
        if !manifest.lists(kind, name) && !self.deploy.options.auto_update_package {
            return message.with(Err(Problem::new("Not in package.xml")));
        }
        message.with(document::read(text, kind).and_then(|fields| apply::put(&self.deploy, kind, name, fields)))
    }

    fn deletions(&self, name: &str) -> Vec<Message> {
        match self.manifest(name) {
            None => Vec::new(),
            Some(Err(problem)) => vec![Message::new("", name, &self.file(name)).with(Err(problem))],
            Some(Ok(manifest)) => manifest.members.iter().map(|member| self.delete(name, member)).collect(),
        }
    }

    fn delete(&self, manifest: &str, Member { kind, name }: &Member) -> Message {
        let unknown = || Problem::new(format!("Unknown type name '{kind}' specified in {manifest}"));
        let known = Kind::listed(kind).next().ok_or_else(unknown);
        let deleted = known.and_then(|kind| apply::delete(&self.deploy, kind, name));
        Message::new(kind, name, &self.file(manifest)).with(deleted)
    }
}

/// Why a file is no component.
fn misplaced(path: &str) -> Problem {
    let folder = path.split_once('/').map_or("", |(folder, _)| folder);
    Problem::new(match () {
        () if path.ends_with("-meta.xml") => "File names in a zip do not end with -meta.xml".to_owned(),
        () if Kind::has_folder(folder) => format!("The suffix of the file is not one of {folder}"),
        () => "The folder of the file is not one of a metadata type".to_owned(),
    })
}
