//! The user's editor, and the file that is edited in it: kept until what was written is saved.

use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::org::file;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[cfg(windows)]
const USUAL: &str = "notepad";
#[cfg(not(windows))]
const USUAL: &str = "vi";

/// The command that edits a file.
pub struct Editor(String);

impl Editor {
    /// The one that the user named; the usual one needs somebody who sees it.
    pub fn find(ctx: &Ctx) -> anyhow::Result<Self> {
        let named = |name: &&str| env::var(name).ok().filter(|editor| !editor.trim().is_empty());
        match ["VISUAL", "EDITOR"].iter().find_map(named) {
            Some(editor) => Ok(Self(editor)),
            None if ctx.term.may_ask() => Ok(Self(USUAL.to_owned())),
            None => {
                let text = "this is no terminal, and neither VISUAL nor EDITOR names an editor";
                Err(Failure::usage(text).hint("sfo record update --help").into())
            }
        }
    }
}

/// A file for its owner's eyes alone.
pub struct Draft(PathBuf);

impl Draft {
    /// Editors colour it by its ending.
    pub fn new(ctx: &Ctx, name: &str, text: &str) -> anyhow::Result<Self> {
        let path = ctx.home.state.join("drafts").join(format!("{name}-{}.yaml", std::process::id()));
        file::replace(&path, text)?;
        Ok(Self(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Lets the user edit it, and returns what it says then.
    pub fn edit(&self, Editor(editor): &Editor) -> anyhow::Result<String> {
        let failed = |why: String| {
            Failure::new(Exit::Refused, format!("the editor `{editor}` {why}")).hint("export EDITOR=nano")
        };
        let status =
            command(editor).arg(&self.0).status().map_err(|error| failed(format!("did not start: {error}")))?;
        if !status.success() {
            return Err(failed(format!("ended with {status}; nothing was saved")).into());
        }
        Ok(fs::read_to_string(&self.0).map_err(|error| failed(format!("left no text: {error}")))?)
    }

    pub fn remove(self) {
        let _ = fs::remove_file(self.0);
    }
}

/// The variable holds a command with its arguments, and the shell knows how to take it apart.
#[cfg(unix)]
fn command(editor: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{editor} \"$@\""), editor]);
    command
}

#[cfg(not(unix))]
fn command(editor: &str) -> Command {
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(USUAL));
    command.args(words);
    command
}
