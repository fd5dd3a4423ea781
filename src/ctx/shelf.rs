//! What is kept on disk of the org that is meant, for whoever may not ask the org: nothing is sent, started or
//! unlocked. What cannot be read is as good as not there.

use super::describe::file_name;
use super::{Ctx, watch};
use crate::api::NEWEST;
use crate::api::describe::Subject;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub struct Shelf {
    /// Descriptions of one user of one org in one API version.
    folder: PathBuf,
    /// Whose they are.
    pub owner: String,
}

impl Ctx {
    /// What is kept of the org that is meant.
    pub fn shelf(&self) -> anyhow::Result<Shelf> {
        let session = self.resting()?;
        let learned = || watch::learned(&self.home, &session.instance_url);
        let version = self.options.api_version.or_else(learned).unwrap_or(NEWEST);
        let folder = self.home.descriptions(&session.owner, version);
        Ok(Shelf { folder, owner: session.owner })
    }
}

impl Shelf {
    /// The list of objects.
    pub fn objects(&self) -> Option<String> {
        self.kept(Subject::All)
    }

    pub fn object(&self, name: &str) -> Option<String> {
        self.kept(Subject::Object(name))
    }

    /// The objects that were described last, as many as `most`.
    pub fn recent(&self, most: usize) -> Vec<String> {
        let described =
            |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("object-"));
        let mut files: Vec<_> = files(&self.folder).filter(described).map(|path| (changed(&path), path)).collect();
        files.sort_by(|one, other| other.cmp(one));
        files.iter().take(most).filter_map(|(_, path)| text(path)).collect()
    }

    /// The text below this path of the org's `actions`.
    pub fn action(&self, path: &str) -> Option<String> {
        self.kept(Subject::Action(path))
    }

    fn kept(&self, subject: Subject) -> Option<String> {
        text(&self.folder.join(file_name(subject)))
    }

    /// The families of custom actions whose lists are kept.
    pub fn families(&self) -> Vec<String> {
        let name = |path: PathBuf| path.file_stem().map(|name| name.to_string_lossy().into_owned());
        files(&self.folder.join("actions/custom")).filter_map(name).collect()
    }
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let json = |path: &PathBuf| path.extension().is_some_and(|end| end == "json");
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).filter(json)
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|about| about.modified()).ok()
}

/// The first line is for whoever renews it.
fn text(path: &Path) -> Option<String> {
    let kept = fs::read_to_string(path).ok()?;
    kept.split_once('\n').map(|(_, text)| text.to_owned())
}
