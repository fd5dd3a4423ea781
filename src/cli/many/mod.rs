//! Many rows, one kind of call: rows of an input are checked, put into calls of some rows each, sent side by side, and
//! told one by one in their order: what was done, what failed, and, where the run ended early, what was not sent and
//! what nobody knows. Which call it is and what its answer means is for the [`Deed`] to say.

mod failed;
mod fate;
mod feed;
mod flaw;
mod report;
mod span;
mod tally;
mod tries;

pub use feed::{Input, Prepare};
pub use flaw::{Flaw, Flaws, NAMED};

use crate::api::collections::Fault;
use crate::api::{self, Call, Client};
use crate::ctx::{Ctx, Stop};
use crate::error::{Exit, Failure};
use crate::input::{Blank, Row};
use crate::output::Columns;
use crate::term::Out;
use fate::Fate;
use feed::{Batch, Feed};
use futures_util::stream::{FuturesOrdered, StreamExt};
use report::Report;
use std::collections::VecDeque;
use std::future::Future;
use std::path::PathBuf;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// How long answers to calls under way are waited for after the run was told to end.
const GRACE: Duration = Duration::from_secs(5);
/// The column of the failed rows that says why, which no field can be called.
pub const ERROR: &str = "_error";
/// How it begins for a row of which nobody knows whether it was done.
const UNKNOWN: &str = "UNKNOWN";

/// Calls side by side where nobody says otherwise.
const PARALLEL: u8 = 4;
const RETRIES: u8 = 3;

/// The flags of every command that takes many rows.
#[derive(clap::Args)]
#[command(next_help_heading = "Many rows")]
pub struct Flags {
    /// Take rows from FILE, or from stdin for -: JSON, lines of JSON, CSV or TSV
    #[arg(long, value_name = "FILE")]
    pub input: Option<String>,
    /// Write the rows that were not done to FILE, as they came and with the reason in _error
    #[arg(long, value_name = "FILE")]
    failed: Option<PathBuf>,
    /// Calls side by side; 1 sends in the order of the rows
    #[arg(long, value_name = "N", default_value_t = PARALLEL, value_parser = clap::value_parser!(u8).range(1..=25))]
    parallel: u8,
    /// Send rows that somebody else held, and calls that the org had no time for, up to N times more
    #[arg(long, value_name = "N", default_value_t = RETRIES, value_parser = clap::value_parser!(u8).range(..=10))]
    retries: u8,
    /// Let an empty cell empty its field, instead of leaving it as it is
    #[arg(long)]
    empty_is_null: bool,
}

/// What is done with rows.
pub trait Deed {
    /// What is told of a row, `id` where rows are of records.
    fn columns(&self) -> Columns;

    /// Rows of one call.
    fn most(&self) -> usize;

    /// Whether doing it twice is as good as once, so that a lost answer is no loss.
    fn repeatable(&self) -> bool {
        false
    }

    /// Whether a row that failed left nothing behind, so that it may be sent again when nobody holds it any more.
    fn clean(&self) -> bool {
        false
    }

    /// The call for these rows, each as it was prepared.
    fn call(&self, client: &Client, rows: &[&str]) -> Call;

    /// What is to be done before these rows are sent for the first time.
    fn before(&self, _client: &Client, _rows: &[&str]) -> impl Future<Output = ()> {
        std::future::ready(())
    }

    /// Sends it, and says of each row what became of it.
    fn send(&self, client: &Client, rows: &[&str]) -> impl Future<Output = Result<Vec<Outcome>, api::Error>>;
}

/// What became of a row: a JSON object that tells what was done, or why it was not.
pub type Outcome = Result<String, Fault>;

/// Why no more is sent.
enum Halt {
    Told(Exit),
    Error(anyhow::Error),
}

impl Default for Flags {
    fn default() -> Self {
        Self { input: None, failed: None, parallel: PARALLEL, retries: RETRIES, empty_is_null: false }
    }
}

impl Flags {
    /// Opens what the rows come from; `None` where no rows were given.
    pub fn open(&self) -> Result<Option<Input>, Failure> {
        if self.input.is_none() && (self.failed.is_some() || self.empty_is_null) {
            return Err(Failure::usage("--failed and --empty-is-null are about many rows, and none are given"));
        }
        let blank = if self.empty_is_null { Blank::Null } else { Blank::Absent };
        self.input.as_deref().map(|name| Input::open(name, blank)).transpose()
    }
}

/// Whether a column is about the outcome of an earlier run, or about where a row came from, and no field.
pub fn is_remark(name: &str) -> bool {
    name.starts_with('_') || name.starts_with("sf__")
}

/// Refuses a row of which nobody knows whether it was done before.
pub fn doubt(row: &Row) -> Option<Flaw> {
    let remark = crate::record::Value::trusted(&row.json).get(ERROR)?;
    // Not what begins alike: UNKNOWN_EXCEPTION is a refusal of the org.
    (remark.string().split(':').next() == Some(UNKNOWN)).then(|| {
        let why = "nobody knows whether this row was done; look, then take out the row or this remark";
        Flaw { column: Some(ERROR.to_owned()), why: why.to_owned() }
    })
}

/// Prints the calls instead of sending them.
pub async fn show<D: Deed>(
    ctx: &Ctx,
    out: &mut Out,
    deed: &D,
    input: Input,
    prepare: Box<dyn Prepare>,
) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    let (_, mut feed) = input.feed(prepare, deed.most()).await?;
    while let Some(batch) = feed.next().await {
        let batch = batch?;
        let call = deed.call(client, &batch.texts());
        super::api::paper::request(out, &client.request(&call)?)?;
    }
    Ok(out.finish()?)
}

/// Does it. Everything that can be known beforehand has been checked.
pub async fn run<D: Deed>(
    ctx: &Ctx,
    (out, flags): (Out, &Flags),
    deed: &D,
    (input, prepare): (Input, Box<dyn Prepare>),
) -> anyhow::Result<()> {
    let client = ctx.client().await?;
    let whole = input.is_kept();
    let (shape, feed) = input.feed(prepare, deed.most()).await?;
    let report = Report::new(ctx, out, deed.columns(), &shape, flags.failed.as_deref())?;
    let run = Run {
        client,
        deed,
        width: flags.parallel.into(),
        retries: flags.retries.into(),
        feed,
        report,
        stop: ctx.stops.listen(),
        ctx,
    };
    run.finish(whole).await
}

struct Run<'r, D> {
    ctx: &'r Ctx,
    client: &'r Client,
    deed: &'r D,
    /// Calls side by side.
    width: usize,
    /// More tries for what may fare better.
    retries: u32,
    feed: Feed,
    report: Report,
    stop: Stop,
}

impl<D: Deed> Run<'_, D> {
    async fn finish(mut self, whole: bool) -> anyhow::Result<()> {
        let progress = self.ctx.term.progress("rows");
        let halt = self.send(|rows| progress.set(rows)).await;
        if halt.is_some() && whole {
            while let Some(Ok(batch)) = self.feed.next().await {
                self.report.unsent(&batch);
            }
        }
        drop(progress);
        self.report.end(self.ctx, halt.as_ref(), whole)
    }

    /// Sends batch after batch until there are no more, or until there is a reason to stop.
    async fn send(&mut self, mut progress: impl FnMut(u64)) -> Option<Halt> {
        let (deed, client, retries) = (self.deed, self.client, self.retries);
        let mut answers = FuturesOrdered::new();
        let mut under_way: VecDeque<Batch> = VecDeque::new();
        let (mut halt, mut ended, mut deadline) = (None, false, Instant::now());
        while !(under_way.is_empty() && (ended || halt.is_some())) {
            tokio::select! {
                batch = self.feed.next(), if !ended && halt.is_none() && under_way.len() < self.width => match batch {
                    None => ended = true,
                    Some(Err(error)) => halt = Some(Halt::Error(error)),
                    Some(Ok(batch)) => {
                        let rows: Vec<String> = batch.texts().into_iter().map(str::to_owned).collect();
                        under_way.push_back(batch);
                        answers.push_back(async move { tries::send(deed, client, &rows, retries).await });
                    }
                },
                Some(answer) = answers.next(), if !under_way.is_empty() => {
                    let batch = under_way.pop_front().unwrap_or_default();
                    let error = self.tell(&batch, answer);
                    halt = halt.or(error.map(Halt::Error));
                    progress(self.report.rows());
                }
                exit = self.stop.told() => {
                    if matches!(halt, Some(Halt::Told(_))) {
                        break;
                    }
                    halt = Some(Halt::Told(exit));
                    deadline = Instant::now() + GRACE;
                    if !under_way.is_empty() {
                        self.ctx.term.note("stopping when the calls under way are answered; Ctrl-C again to stop now");
                    }
                }
                () = sleep_until(deadline), if matches!(halt, Some(Halt::Told(_))) => break,
            }
        }
        for batch in under_way {
            self.report.unknown(&batch, "the run ended before the call was answered");
        }
        halt
    }

    /// Tells what an answer says of each row; returns why nothing more is to be sent.
    fn tell(&mut self, batch: &Batch, answer: Result<Vec<Outcome>, api::Error>) -> Option<anyhow::Error> {
        let error = match answer {
            Ok(outcomes) if outcomes.len() == batch.len() => {
                self.report.told(batch, outcomes);
                return self.report.broken();
            }
            Ok(outcomes) => {
                let text = format!("it tells of {} rows, and {} were sent", outcomes.len(), batch.len());
                api::Error::Unreadable(text)
            }
            Err(error) => error,
        };
        match fate::of(&error) {
            Fate::Failed(fault) => {
                self.report.told(batch, batch.iter().map(|_| Err(fault.clone())).collect());
                if fate::is_about_rows(&error) { self.report.broken() } else { Some(error.into()) }
            }
            Fate::Unsent => {
                self.report.unsent(batch);
                Some(error.into())
            }
            Fate::Unknown => {
                self.report.unknown(batch, &error.to_string());
                Some(error.into())
            }
        }
    }
}
