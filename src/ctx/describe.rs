//! Descriptions of objects, kept on disk for each user of each org and each API version. A cache: what is unreadable
//! is had again, and what cannot be written is let go.

use super::Ctx;
use crate::api::Client;
use crate::api::describe::{self, Mark, Subject};
use crate::error::{Exit, Failure};
use crate::home::Home;
use crate::org::file;
use crate::record::Value;
use std::path::{Path, PathBuf};

/// How new a description has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// The kept copy where the org says that nothing changed.
    Renewed,
    /// The kept copy; nothing is sent.
    Kept,
    /// What the org says, whatever is kept.
    Fetched,
}

impl Ctx {
    /// The org's own JSON about one object, or the list of all.
    pub async fn describe(&self, object: Option<&str>, freshness: Freshness) -> anyhow::Result<String> {
        self.description(object.map_or(Subject::All, Subject::Object), freshness).await
    }

    /// The org's own JSON about the picklists of an object, as the record type with this id offers them.
    pub async fn picklists(&self, object: &str, record_type: &str, freshness: Freshness) -> anyhow::Result<String> {
        self.description(Subject::Picklists { object, record_type }, freshness).await
    }

    /// The org's own JSON about an action, or a list of actions, by the path below `actions`.
    pub async fn action(&self, path: &str, freshness: Freshness) -> anyhow::Result<String> {
        self.description(Subject::Action(path), freshness).await
    }

    async fn description(&self, subject: Subject<'_>, freshness: Freshness) -> anyhow::Result<String> {
        let client = self.client().await?;
        let kept = if freshness == Freshness::Fetched { None } else { load(&place(&self.home, client, subject)) };
        if freshness == Freshness::Kept {
            return kept.map(|(_, text)| text).ok_or_else(|| nothing_kept(subject).into());
        }
        match (describe::ask(client, subject, kept.as_ref().map(|(mark, _)| mark)).await?, kept) {
            (Some((mark, text)), _) => {
                // The version may have been learned just now.
                save(&place(&self.home, client, subject), &mark, &text);
                Ok(text)
            }
            (None, Some((_, text))) => Ok(text),
            (None, None) => Err(crate::api::Error::Unreadable("HTTP 304 to a request without condition".into()).into()),
        }
    }
}

fn nothing_kept(subject: Subject) -> Failure {
    let (what, command) = match subject {
        Subject::All => ("the list of objects".to_owned(), "sfo describe".to_owned()),
        Subject::Object(name) => (format!("`{name}`"), format!("sfo describe {name}")),
        Subject::Picklists { object, record_type } => {
            let command = format!("sfo describe {object} --picklists --record-type {record_type}");
            (format!("the picklists of `{object}` for this record type"), command)
        }
        Subject::Action(path) => (format!("actions/{path}"), "sfo action list".to_owned()),
    };
    Failure::new(Exit::Network, format!("no copy of {what} is kept")).hint(command)
}

fn place(home: &Home, client: &Client, subject: Subject) -> PathBuf {
    home.descriptions(client.owner(), client.version()).join(file_name(subject))
}

/// Where a description is in its folder. Names of objects and actions differ by more than case; those of files may not.
pub fn file_name(subject: Subject) -> String {
    let name = match subject {
        Subject::All => "objects".to_owned(),
        Subject::Object(name) => format!("object-{}", name.to_lowercase()),
        // Ids differ by case.
        Subject::Picklists { object, record_type } => {
            format!("picklists-{}-{}", object.to_lowercase(), hex::encode(record_type))
        }
        Subject::Action(path) => format!("actions/{}", path.to_lowercase()),
    };
    // Put behind the whole name: what follows a dot in it is a part of it.
    format!("{name}.json")
}

/// The mark is the first line, the org's text is the rest.
fn load(place: &Path) -> Option<(Mark, String)> {
    let kept = std::fs::read_to_string(place).ok()?;
    let (mark, text) = kept.split_once('\n')?;
    Value::parse(text).ok()?;
    Some((serde_json::from_str(mark).ok()?, text.to_owned()))
}

fn save(place: &Path, mark: &Mark, text: &str) {
    if let Ok(mark) = serde_json::to_string(mark) {
        let _ = file::replace(place, &format!("{mark}\n{text}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_subjects_share_a_file() {
        let picklists = |record_type| Subject::Picklists { object: "Case", record_type };
        let subjects = [
            Subject::All,
            Subject::Object("Case"),
            Subject::Object("Objects"),
            picklists("012000000000001AAA"),
            picklists("012000000000001AAa"),
            Subject::Action("custom/quickAction"),
            Subject::Action("custom/quickAction/Case"),
            Subject::Action("custom/quickAction/Case.LogCall"),
            Subject::Action("custom/quickAction/Case.NewTask"),
            Subject::Action("custom/quickAction/Case/LogCall"),
        ];
        let files: HashSet<_> = subjects.into_iter().map(|subject| file_name(subject).to_lowercase()).collect();
        assert_eq!(files.len(), subjects.len(), "{files:?}");
        assert!(files.contains("actions/custom/quickaction/case.newtask.json"), "{files:?}");
    }
}
