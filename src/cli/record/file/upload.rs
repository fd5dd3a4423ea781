//! `sfo record upload`: files from the disk to a record.

use super::super::target;
use super::tally::Tally;
use crate::api::files::{New, Purpose};
use crate::api::{Call, Client, sobject};
use crate::cli::api::paper;
use crate::cli::argument;
use crate::cli::consent::Consent;
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::http::Watcher;
use crate::output::Columns;
use crate::record::Value;
use crate::term::Progress;
use serde_json::json;
use std::path::Path;

/// Upload files to a record
///
/// Each becomes a file of its own that is linked to the record. The Id of a document (069) takes one file as its next
/// version. Files are read while they are sent, so that their size costs no memory.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo record upload 001000000000001AAA acme.pdf photos/*.jpg
  sfo record upload 001000000000001AAA acme.pdf --title 'Signed contract'
  echo 'Call notes' | sfo -o demo record upload 001000000000001AAA - --name notes.txt")]
pub struct Args {
    /// Id of the record, or of the document that gets a new version
    #[arg(value_name = "ID", value_parser = target::id)]
    id: String,
    /// Files, or - for stdin
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// Make attachments instead, as orgs did before there were files
    #[arg(long)]
    attachment: bool,
    /// Title of the file; without it, its name
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Name of the file there, such as a.pdf; for stdin it has to be given
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Description of the files
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// Print the requests instead of sending them
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    consent: Consent,
}

const AGAIN: &str = "sfo record upload … --yes";

/// A file that is ready to be sent.
struct Ready<'a> {
    file: &'a str,
    size: u64,
    call: Call,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    args.check()?;
    let mut out = ctx.out()?;
    // All are looked at before the first is sent.
    let ready = args.files.iter().map(|file| args.ready(file)).collect::<Result<Vec<_>, _>>()?;
    let client = ctx.client().await?;
    if args.dry_run {
        for ready in &ready {
            paper::request(&mut out, &client.request(&ready.call)?)?;
        }
        return Ok(out.finish()?);
    }
    if let Some(first) = ready.first() {
        args.consent.cover(ctx, client, &client.request(&first.call)?, AGAIN)?;
    }
    let columns = ["file", "id", "size", "status"].map(str::to_owned).to_vec();
    let mut sink = ctx.sink(&out, Columns::new(columns, false), |_| ());
    let (progress, mut sent, mut tally) = (ctx.term.progress("bytes sent"), 0, Tally::new(ready.len()));
    for Ready { file, size, call } in ready {
        match send(client, call, &progress, sent).await {
            Ok(id) => {
                let row = json!({"file": file, "id": id, "size": size, "status": "uploaded"}).to_string();
                sink.row(Value::trusted(&row))?;
            }
            Err(error) => tally.fail(ctx, file, error),
        }
        sent += size;
    }
    drop(progress);
    let written = sink.finish()?;
    ctx.end_rows(&out, &written, tally.judge("uploaded"))
}

/// Returns the Id of the file.
async fn send(client: &Client, mut call: Call, progress: &Progress, before: u64) -> anyhow::Result<String> {
    let count = progress.counter();
    call.body = call.body.map(|body| body.watched(Watcher::new(move |sent| count(before + sent))));
    let answer = sobject::send(client, &call).await?;
    Ok(sobject::saved(&answer, None)?.id)
}

impl Args {
    fn check(&self) -> Result<(), Failure> {
        if self.files.len() == 1 {
            return Ok(());
        }
        let alone = [("--title", self.title.is_some()), ("--name", self.name.is_some())];
        if let Some((flag, _)) = alone.iter().find(|(_, given)| *given) {
            return Err(Failure::usage(format!("{flag} is for one file, and there are {}", self.files.len())));
        }
        if self.id.starts_with("069") {
            return Err(Failure::usage("a document takes one file as its next version"));
        }
        Ok(())
    }

    fn ready<'a>(&'a self, file: &'a str) -> Result<Ready<'a>, Failure> {
        let own = Path::new(file).file_name().and_then(|name| name.to_str()).filter(|_| file != "-");
        let name = self.name.as_deref().or(own).ok_or_else(|| {
            Failure::usage(format!("`{file}` has no name that an org could show")).hint("--name NAME.txt")
        })?;
        let content = argument::upload(file)?;
        let (size, id) = (content.len(), self.id.clone());
        let purpose = match &self.id[..3] {
            _ if self.attachment => Purpose::Attached(id),
            "069" => Purpose::Version(id),
            _ => Purpose::Linked(id),
        };
        let (title, description) = (self.title.as_deref(), self.description.as_deref());
        let call = purpose.upload(New { name, title, description, content });
        Ok(Ready { file, size, call: call.map_err(|error| Failure::usage(error.to_string()))? })
    }
}
