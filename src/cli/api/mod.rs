//! `sfo api`: any REST call, answered in the org's own words.

mod header;
mod paper;
mod words;

use super::argument;
use super::consent::Consent;
use crate::api::{self, Answer, Call, Client, Place};
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::http::Method;
use crate::http::header::HeaderMap;
use crate::record::Value;
use crate::term::Out;
use header::Header;

/// Call any REST resource of the org
///
/// PATH is below the API version (`limits`, `sobjects/Account`), begins with `/services/`, or is a URL on the org's own
/// host. Without METHOD it is GET, or POST where fields or --input give a body. A field is NAME=TEXT, NAME:=JSON or
/// NAME=@FILE; fields make a JSON object, but those of GET and HEAD go into the URL. The body of an error is printed too.
#[derive(clap::Args)]
#[command(
    override_usage = "sfo api [OPTIONS] [METHOD] PATH [FIELD]...",
    after_help = "Examples:
  sfo -o demo api limits --jq .DailyApiRequests.Remaining
  sfo -o demo api POST sobjects/Account Name='Blue Sky' NumberOfEmployees:=12
  sfo -o demo api GET query q='SELECT Name FROM Account' --paginate --jq '.records[].Name'
  echo '{\"Name\":\"Blue Sky\"}' | sfo -o demo api sobjects/Account --input - --dry-run
  sfo -o demo api HEAD sobjects/Account/describe -i"
)]
pub struct Args {
    /// Method, path and fields
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,
    /// Send the content of FILE, or of stdin for -; as JSON unless a header says otherwise
    #[arg(long, value_name = "FILE")]
    input: Option<String>,
    /// Send this header too
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE")]
    headers: Vec<Header>,
    /// Print status and headers before the body
    #[arg(short, long)]
    include: bool,
    /// Follow nextRecordsUrl and nextPageUrl to the last page
    #[arg(long)]
    paginate: bool,
    /// Make one array of all pages
    #[arg(long, requires = "paginate", conflicts_with = "include")]
    slurp: bool,
    /// Print the request instead of sending it
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    consent: Consent,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let call = args.call()?;
    let mut out = ctx.out()?;
    let client = ctx.client().await?;
    let request = client.request(&call).map_err(foreign)?;
    if args.dry_run {
        paper::request(&mut out, &request)?;
        return Ok(out.finish()?);
    }
    args.consent.cover(ctx, client, &request, "sfo api … --yes")?;
    if args.slurp {
        slurp(client, call, &mut out, ctx).await?;
    } else {
        args.print(client, call, &mut out, ctx).await?;
    }
    Ok(out.finish()?)
}

impl Args {
    fn call(&self) -> Result<Call, Failure> {
        let body = self.input.as_deref().map(argument::bytes).transpose()?;
        let headers: HeaderMap = self.headers.iter().map(|Header(name, value)| (name.clone(), value.clone())).collect();
        let call = words::call(&self.words, body, headers)?;
        if self.paginate && call.method != Method::GET {
            return Err(Failure::usage(format!("--paginate goes with GET, not with {}", call.method)));
        }
        Ok(call)
    }

    /// Prints each answer as it comes.
    async fn print(&self, client: &Client, mut call: Call, out: &mut Out, ctx: &Ctx) -> anyhow::Result<()> {
        loop {
            let answer = client.call(&call).await?;
            if self.include {
                paper::head(out, &answer)?;
            }
            paper::body(out, &answer, ctx)?;
            if answer.failed() {
                return Err(client.refuse(&answer).into());
            }
            match next(&answer).filter(|_| self.paginate) {
                Some(place) => call = Call::get(place, call.headers),
                None => return Ok(()),
            }
        }
    }
}

/// Prints one array of all answers, and of an error nothing else.
async fn slurp(client: &Client, mut call: Call, out: &mut Out, ctx: &Ctx) -> anyhow::Result<()> {
    let mut pages = Vec::new();
    loop {
        let answer = client.call(&call).await?;
        if answer.failed() {
            paper::body(out, &answer, ctx)?;
            return Err(client.refuse(&answer).into());
        }
        let page = paper::json(&answer).ok_or_else(|| api::Error::Unreadable("a page is not JSON".to_owned()))?;
        pages.push(page.text().to_owned());
        match next(&answer) {
            Some(place) => call = Call::get(place, call.headers),
            None => break,
        }
    }
    ctx.put(out, Value::trusted(&format!("[{}]", pages.join(",\n"))))
}

/// Where the org says that it goes on.
fn next(answer: &Answer) -> Option<Place> {
    let page = paper::json(answer)?;
    let named =
        ["nextRecordsUrl", "nextPageUrl"].iter().find_map(|name| page.get(name).filter(|url| !url.is_null()))?;
    Some(Place::Location(named.string().into_owned()))
}

/// A host that the user names is their mistake and not the org's.
fn foreign(error: api::Error) -> anyhow::Error {
    match error {
        api::Error::OtherHost(host) => {
            Failure::usage(format!("{host} is not this org's host, and its token goes nowhere else")).into()
        }
        error => error.into(),
    }
}
