//! `sfo record download`: files of records to the disk, or one of them to stdout.

use super::super::target;
use super::name;
use super::tally::Tally;
use crate::api::files::{self, Stored};
use crate::api::{self, Client};
use crate::ctx::Ctx;
use crate::error::{Exit, Failure};
use crate::output::Columns;
use crate::record::Value;
use crate::term::{Out, Progress};
use futures_util::stream::{self, StreamExt};
use serde_json::json;
use std::cell::Cell;
use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Download the files and attachments of records
///
/// An Id is of a record, all of whose files are fetched, or of a file itself: a document (069), a version of it (068), an
/// attachment (00P) or a Document (015). A file appears when it is complete and as long as the org says; one that is
/// there already is left alone. With --output, the one file that is meant goes there, or to stdout for -.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo record download 001000000000001AAA --dir files
  sfo -o demo record download 00P000000000001EAA --output -")]
pub struct Args {
    /// Ids of records or of files
    #[arg(required = true, value_name = "ID", value_parser = target::id)]
    ids: Vec<String>,
    /// Folder to put them in; made where it is missing
    #[arg(long, value_name = "DIR", default_value = ".")]
    dir: PathBuf,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
}

/// Files side by side.
const WIDTH: usize = 4;
/// Bytes of a file that are held at a time.
const BLOCK: usize = 64 << 10;

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    let found = files::find(client, &args.ids).await?;
    let missing: Vec<_> = args.ids.iter().filter(|id| files::names_a_file(id) && !has(&found, id)).collect();
    let load = Load { client, progress: ctx.term.progress("bytes"), bytes: Cell::new(0) };
    if ctx.options.output.is_some() {
        return load.one(ctx, &found).await;
    }
    std::fs::create_dir_all(&args.dir)
        .map_err(|error| Failure::usage(format!("cannot make the folder {}: {error}", args.dir.display())))?;
    let out = ctx.term.out();
    let columns = ["file", "id", "size", "status"].map(str::to_owned).to_vec();
    let mut sink = ctx.sink(&out, Columns::new(columns, false), |_| ());
    let places = args.places(found);
    let mut tally = Tally::new(places.len() + missing.len());
    for id in missing {
        tally.fail(ctx, id, absent(id));
    }
    let fetch = |(file, path): (Stored, PathBuf)| load.file(file, path, args.force);
    let mut fetched = std::pin::pin!(stream::iter(places).map(fetch).buffered(WIDTH));
    while let Some((file, path, outcome)) = fetched.next().await {
        let shown = path.display().to_string();
        match outcome {
            Ok(size) => {
                let row = json!({"file": shown, "id": file.id, "size": size, "status": "downloaded"}).to_string();
                sink.row(Value::trusted(&row))?;
            }
            Err(error) => tally.fail(ctx, &shown, error),
        }
    }
    let written = sink.finish()?;
    ctx.end_rows(&out, &written, tally.judge("downloaded"))
}

fn has(found: &[Stored], id: &str) -> bool {
    found.iter().any(|file| files::same(&file.asked, id))
}

fn absent(id: &str) -> anyhow::Error {
    Failure::new(Exit::NotFound, format!("there is no file {id}")).into()
}

impl Args {
    /// Where each file goes, each once.
    fn places(&self, found: Vec<Stored>) -> Vec<(Stored, PathBuf)> {
        let (mut ids, mut names, mut places) = (HashSet::new(), HashSet::new(), Vec::new());
        for file in found {
            if !ids.insert(file.id.clone()) {
                continue;
            }
            let mut name = name::safe(&file.name, &file.id);
            // Some disks do not tell `A` from `a`.
            if !names.insert(name.to_lowercase()) {
                name = name::apart(&name, &file.id);
                names.insert(name.to_lowercase());
            }
            places.push((file, self.dir.join(name)));
        }
        places
    }
}

struct Load<'a> {
    client: &'a Arc<Client>,
    progress: Progress,
    /// Of all files.
    bytes: Cell<u64>,
}

impl Load<'_> {
    /// The file that is meant, to where --output says.
    async fn one(&self, ctx: &Ctx, found: &[Stored]) -> anyhow::Result<()> {
        let [file] = found else {
            let text = format!("--output is for one file, and there are {}", found.len());
            let exit = if found.is_empty() { Exit::NotFound } else { Exit::Usage };
            return Err(Failure::new(exit, text).hint("sfo record files ID").into());
        };
        self.fetch(file, &mut ctx.out()?).await.map(drop)
    }

    async fn file(&self, file: Stored, path: PathBuf, force: bool) -> (Stored, PathBuf, anyhow::Result<u64>) {
        let outcome = self.place(&file, &path, force).await;
        (file, path, outcome)
    }

    async fn place(&self, file: &Stored, path: &Path, force: bool) -> anyhow::Result<u64> {
        if !force && path.symlink_metadata().is_ok() {
            let text = "it is there already; --force replaces it";
            return Err(Failure::new(Exit::Refused, text).into());
        }
        self.fetch(file, &mut Out::file(path)?).await
    }

    /// Puts the file in its place once all of it has come.
    async fn fetch(&self, file: &Stored, out: &mut Out) -> anyhow::Result<u64> {
        let (answer, mut rest) = self.client.open(&file.content(), BLOCK).await?;
        if answer.failed() {
            return Err(self.client.refuse(&answer).into());
        }
        let mut size = self.write(out, &answer.body)?;
        while let Some(body) = rest.as_mut().filter(|body| !body.ended()) {
            let block = body.up_to(BLOCK, &mut |_| false).await.map_err(api::Error::from)?;
            size += self.write(out, &block)?;
        }
        if size != file.size {
            let text = format!("{size} bytes came, and the org says that it has {}", file.size);
            return Err(Failure::new(Exit::Network, text).into());
        }
        out.finish()?;
        Ok(size)
    }

    fn write(&self, out: &mut Out, block: &[u8]) -> anyhow::Result<u64> {
        out.write_all(block)?;
        self.bytes.set(self.bytes.get() + block.len() as u64);
        self.progress.set(self.bytes.get());
        Ok(block.len() as u64)
    }
}
