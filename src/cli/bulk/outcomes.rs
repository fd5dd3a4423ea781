//! The files in which the org says what became of each row: counted by the codes of their errors, and put together from
//! several jobs.

use crate::api::bulk::ingest::{self, Outcome};
use crate::api::bulk::{Job, Page};
use crate::api::{self, Client};
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::term::Out;
use csv::{ByteRecord, Reader};
use serde::Serialize;
use std::fmt;
use std::io::{self, Read, Write};
use std::path::Path;

/// The column that says why.
const ERROR: &[u8] = b"sf__Error";
const FILES: [(Outcome, &str); 3] =
    [(Outcome::Successful, "success.csv"), (Outcome::Failed, "failed.csv"), (Outcome::Unprocessed, "unprocessed.csv")];

#[derive(Default)]
pub struct Outcomes {
    /// The most frequent first.
    pub errors: Vec<Count>,
}

/// Rows that failed with one code.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub struct Count {
    pub code: String,
    /// What was said of the first of them.
    pub message: String,
    pub rows: u64,
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.code, self.rows, self.message)
    }
}

impl Outcomes {
    /// Counts what failed, and writes the files where there is a folder for them.
    pub async fn fetch(ctx: &Ctx, jobs: &[Job], folder: Option<&Path>) -> anyhow::Result<Self> {
        let client = ctx.client().await?;
        let mut outcomes = Self::default();
        for (outcome, name) in FILES {
            let mut file = folder.map(|folder| open(&folder.join(name))).transpose()?;
            let all = file.is_some();
            for job in jobs.iter().filter(|job| all || outcome == Outcome::Failed && job.failed() > 0) {
                let Some(page) = fetch(client, job, outcome).await? else { continue };
                let page = if outcome == Outcome::Failed { outcomes.count(page, job)? } else { page };
                if let Some((out, begun)) = &mut file
                    && !page.is_blank()
                {
                    io::copy(&mut page.text(!std::mem::replace(begun, true))?, out)?;
                }
            }
            if let Some((mut out, _)) = file {
                out.flush()?;
                out.finish()?;
            }
        }
        outcomes.errors.sort_by_key(|count| std::cmp::Reverse(count.rows));
        Ok(outcomes)
    }

    /// Reads the errors, and gives the page back.
    fn count(&mut self, mut page: Page, job: &Job) -> anyhow::Result<Page> {
        self.read(page.view()?)
            .map_err(|error| api::Error::Unreadable(format!("failed rows of {}: {error}", job.id)))?;
        Ok(page)
    }

    fn read(&mut self, text: impl Read) -> csv::Result<()> {
        let mut reader = Reader::from_reader(text);
        let Some(at) = reader.byte_headers()?.iter().position(|name| name == ERROR) else { return Ok(()) };
        let mut record = ByteRecord::new();
        while reader.read_byte_record(&mut record)? {
            self.add(&String::from_utf8_lossy(record.get(at).unwrap_or_default()));
        }
        Ok(())
    }

    fn add(&mut self, error: &str) {
        let (code, message) = told(error);
        if let Some(known) = self.errors.iter_mut().find(|count| count.code == code) {
            known.rows += 1;
            return;
        }
        self.errors.push(Count { code: code.to_owned(), message: message.to_owned(), rows: 1 });
    }
}

/// `CODE:message:Field --` as code and message.
fn told(error: &str) -> (&str, &str) {
    let (code, rest) = error.split_once(':').unwrap_or((error, ""));
    (code, rest.trim_end_matches("--").trim_end().trim_end_matches(':').trim_end())
}

/// What there is of one file; `None` where the org has none for such a job.
async fn fetch(client: &Client, job: &Job, outcome: Outcome) -> anyhow::Result<Option<Page>> {
    match ingest::outcome(client, job, outcome).await {
        Err(api::Error::Refused(refusal)) if refusal.status == 404 && outcome != Outcome::Failed => Ok(None),
        page => Ok(Some(page?)),
    }
}

fn open(path: &Path) -> anyhow::Result<(Out, bool)> {
    let folder = path.parent().unwrap_or(path);
    let made = std::fs::create_dir_all(folder).and_then(|()| Out::file(path));
    Ok((made.map_err(|error| Failure::usage(format!("--results {}: {error}", folder.display())))?, false))
}

/// The rows that a job has not done, whatever the reason.
pub async fn not_done(client: &Client, job: &Job) -> anyhow::Result<Vec<Page>> {
    let mut pages = Vec::new();
    for outcome in [Outcome::Failed, Outcome::Unprocessed] {
        pages.extend(fetch(client, job, outcome).await?);
    }
    Ok(pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_counted_by_their_codes() {
        let text = "\"sf__Id\",\"sf__Error\",Name\n,\"REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --\",a\n\
                    ,\"DUPLICATE_VALUE:duplicate value found: x:--\",b\n,\"DUPLICATE_VALUE:other:--\",\"c\nd\"\n";
        let mut outcomes = Outcomes::default();
        outcomes.read(text.as_bytes()).expect("reads");
        let told: Vec<_> = outcomes.errors.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "REQUIRED_FIELD_MISSING (1): Required fields are missing: [Name]:Name",
                "DUPLICATE_VALUE (2): duplicate value found: x"
            ]
        );
    }
}
