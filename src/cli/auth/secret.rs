//! Where secrets come from: stdin, a file, the environment or a hidden prompt. Never an argument, which every
//! other user of the machine could read.

use crate::ctx::Ctx;
use crate::error::Failure;
use crate::secret::Secret;
use std::io::Read;
use std::path::Path;

/// The ways to one secret, in the order in which they are looked at.
pub struct Source<'a> {
    /// What it is called in questions and errors.
    pub name: &'a str,
    pub stdin: bool,
    pub file: Option<&'a Path>,
    pub variable: Option<&'a str>,
    /// Ask a person where nothing else gives it.
    pub ask: bool,
    /// The flag that gives it, for those who cannot be asked.
    pub flag: &'a str,
}

impl<'a> Source<'a> {
    /// A secret that is in no file and no variable: it is typed, or piped in where `stdin` says so.
    pub fn typed(name: &'a str, stdin: bool, flag: &'a str) -> Self {
        Self { name, stdin, file: None, variable: None, ask: true, flag }
    }

    /// The consumer secret of an app; a person is asked for it where `ask` says so.
    pub fn client_secret(stdin: bool, file: Option<&'a Path>, ask: bool) -> Self {
        let flag = "--client-secret-stdin, --client-secret-file or SFO_CLIENT_SECRET";
        Self { name: "consumer secret", stdin, file, variable: Some("SFO_CLIENT_SECRET"), ask, flag }
    }

    /// The password of a user.
    pub fn password(name: &'a str, stdin: bool, file: Option<&'a Path>) -> Self {
        let flag = "--password-stdin, --password-file or SFO_PASSWORD";
        Self { name, stdin, file, variable: Some("SFO_PASSWORD"), ask: true, flag }
    }

    /// The secret, or `None` where nothing gives it and nobody is to be asked.
    pub fn find(&self, ctx: &Ctx) -> anyhow::Result<Option<Secret>> {
        if self.stdin {
            return self.read_stdin().map(Some);
        }
        if let Some(path) = self.file {
            return self.read_file(path, ctx).map(Some);
        }
        let variable = self.variable.and_then(|name| std::env::var(name).ok()).filter(|text| !text.is_empty());
        match variable {
            Some(text) => Ok(Some(Secret::new(text))),
            None if self.ask => self.answer(ctx).map(Some),
            None => Ok(None),
        }
    }

    /// The secret, or a usage error that names the flag.
    pub fn need(&self, ctx: &Ctx) -> anyhow::Result<Secret> {
        self.find(ctx)?.ok_or_else(|| self.missing().into())
    }

    fn read_stdin(&self) -> anyhow::Result<Secret> {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        self.clean(&text)
    }

    fn read_file(&self, path: &Path, ctx: &Ctx) -> anyhow::Result<Secret> {
        if exposed(path) {
            ctx.term.warn(&format!("others may read the {}; chmod 600 {}", self.name, path.display()));
        }
        let text = std::fs::read_to_string(path).map_err(|error| {
            Failure::usage(format!("cannot read the {} from {}: {error}", self.name, path.display()))
        })?;
        self.clean(&text)
    }

    fn answer(&self, ctx: &Ctx) -> anyhow::Result<Secret> {
        let answer = ctx.term.ask_secret(&format!("{}:", self.name))?.ok_or_else(|| self.missing())?;
        self.clean(&answer)
    }

    /// A line end belongs to the file, not to the secret.
    fn clean(&self, text: &str) -> anyhow::Result<Secret> {
        match text.trim_end_matches(['\r', '\n']) {
            "" => Err(Failure::usage(format!("the {} is empty", self.name)).into()),
            text => Ok(Secret::new(text)),
        }
    }

    fn missing(&self) -> Failure {
        Failure::usage(format!("the {} is missing; give it by {}", self.name, self.flag))
    }
}

/// Whether other users of this machine may read the file. A pipe of a shell is no file.
#[cfg(unix)]
fn exposed(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|about| about.is_file() && about.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn exposed(_: &Path) -> bool {
    false
}
