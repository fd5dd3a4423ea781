//! `sfo app new --metadata-dir`: the metadata as files of a project, for those who deploy by other means.

use super::{Args, warn};
use crate::api::NEWEST;
use crate::app::metadata::{File, Form, Kind, package, to_send};
use crate::app::{Preset, Settings};
use crate::ctx::Ctx;
use crate::error::Failure;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written {
    app: String,
    files: Vec<PathBuf>,
    next: String,
}

pub fn write(args: &Args, ctx: &Ctx, preset: &Preset, settings: &Settings, folder: &Path) -> anyhow::Result<()> {
    if settings.contact_email.is_none() {
        let text = "the org takes no app without an address to ask about it";
        return Err(Failure::usage(text).hint("--contact-email ADDRESS").into());
    }
    let out = ctx.out()?;
    warn(ctx, preset, settings);
    let kinds: Vec<_> = Kind::all().collect();
    let version = ctx.options.api_version.unwrap_or(NEWEST).to_string();
    let files = package(&to_send(&kinds, &[], settings, &args.label()), Form::Source, &version);
    let others: Vec<_> = files.iter().filter(|file| differs(folder, file)).map(|file| file.path.as_str()).collect();
    if !others.is_empty() {
        let question = format!("Replace {} in {}?", others.join(", "), folder.display());
        args.consent.ask(ctx, &question, &format!("{} --metadata-dir {}", args.again(), folder.display()))?;
    }
    for file in &files {
        put(folder, file).map_err(|error| Failure::usage(format!("{}: {error}", folder.join(&file.path).display())))?;
    }
    let next = format!("sf project deploy start --source-dir {}", folder.display());
    let files = files.into_iter().map(|file| folder.join(file.path)).collect();
    ctx.show_in(out, &Written { app: settings.name.clone(), files, next })
}

/// Whether there is such a file already, and it says something else.
fn differs(folder: &Path, file: &File) -> bool {
    fs::read(folder.join(&file.path)).is_ok_and(|there| there != file.content.as_bytes())
}

fn put(folder: &Path, file: &File) -> io::Result<()> {
    let path = folder.join(&file.path);
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, &file.content)
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.files.iter().try_for_each(|file| writeln!(f, "{}", file.display()))?;
        writeln!(f, "next: {}", self.next)
    }
}
