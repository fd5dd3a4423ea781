//! `sfo api`: any REST call, answered in the org's own words.

mod body;
mod form;
mod graphql;
mod header;
mod pages;
pub mod paper;
mod verdict;
mod words;

use super::consent::Consent;
use super::field::Field;
use crate::api::{self, Answer, Call, Client};
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::http::header::HeaderMap;
use crate::http::{Body, Method};
use crate::record::Value;
use crate::term::Out;
use body::Source;
use header::Header;
use pages::Pages;
use words::Words;

/// Call any REST resource of the org
///
/// PATH is below the API version (`limits`, `sobjects/Account`), begins with `/services/`, or is a URL on the org's own
/// host. Without METHOD it is GET, or POST where fields, --form or --input give a body. A field is NAME=TEXT, NAME:=JSON
/// or NAME=@FILE; fields make a JSON object, but those of GET and HEAD go into the URL, and those of `graphql` are
/// variables beside `query`. The body of an error is printed too. Where parts of a composite, batch, graph, tree,
/// collection or action failed the exit code is 3, or 1 where all did.
#[derive(clap::Args)]
#[command(
    override_usage = "sfo api [OPTIONS] [METHOD] PATH [FIELD]...",
    after_help = "Examples:
  sfo -o demo api limits --jq .DailyApiRequests.Remaining
  sfo -o demo api POST sobjects/Account Name='Blue Sky' NumberOfEmployees:=12
  sfo -o demo api GET query q='SELECT Name FROM Account' --paginate --jq '.records[].Name'
  echo '{\"Name\":\"Blue Sky\"}' | sfo -o demo api sobjects/Account --input - --dry-run
  sfo -o demo api HEAD sobjects/Account/describe -i
  sfo api sobjects/ContentVersion -F entity_content:='{\"Title\":\"acme\",\"PathOnClient\":\"a.pdf\"}' -F VersionData=@a.pdf"
)]
pub struct Args {
    /// Method, path and fields
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,
    /// The method, where it is not the first word
    #[arg(short = 'X', long, value_name = "METHOD", value_parser = words::method)]
    method: Option<Method>,
    /// Send the content of FILE, or of stdin for -; a header or the file's name says what it is, else it is JSON
    #[arg(long, value_name = "FILE")]
    input: Option<String>,
    /// Part of a multipart body: `NAME=TEXT`, `NAME:=JSON` or `NAME=@FILE[;type=KIND][;filename=NAME]`
    #[arg(short = 'F', long = "form", value_name = "PART", conflicts_with = "input")]
    form: Vec<Field>,
    /// Send this header too
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE")]
    headers: Vec<Header>,
    /// Print status and headers before the body
    #[arg(short, long)]
    include: bool,
    /// Follow nextRecordsUrl, nextPageUrl or, of GraphQL, $after to the last page
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

/// Bytes of an answer that are held before it is written; no error and no refusal is longer.
const HELD: usize = 1 << 20;

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let call = args.call()?;
    let pages = if args.paginate { Pages::of(&call)? } else { Pages::One };
    let mut out = ctx.out()?;
    let client = ctx.client().await?;
    let request = client.request(&call).map_err(foreign)?;
    if args.dry_run {
        paper::request(&mut out, &request)?;
        return Ok(out.finish()?);
    }
    args.consent.cover(ctx, client, &request, "sfo api … --yes")?;
    if args.slurp {
        slurp(client, call, &pages, &mut out, ctx).await?;
    } else {
        args.print(client, call, &pages, &mut out, ctx).await?;
    }
    Ok(out.finish()?)
}

impl Args {
    fn call(&self) -> Result<Call, Failure> {
        let words = Words::read(&self.words, self.method.as_ref())?;
        let headers: HeaderMap = self.headers.iter().map(|Header(name, value)| (name.clone(), value.clone())).collect();
        body::call(words, &Source { input: self.input.as_deref(), form: &self.form }, headers)
    }

    /// Prints each answer as it comes.
    async fn print(
        &self,
        client: &Client,
        mut call: Call,
        pages: &Pages,
        out: &mut Out,
        ctx: &Ctx,
    ) -> anyhow::Result<()> {
        loop {
            let (answer, rest) = self.fetch(client, &call, ctx).await?;
            if self.include {
                paper::head(out, &answer, ctx)?;
            }
            if let Some(rest) = rest {
                return paper::long(out, &answer, rest).await;
            }
            paper::body(out, &answer, ctx)?;
            let verdict = verdict::of(client, &call, &answer);
            // What was done in part is told whole; an error, or pages without their end, replace no file.
            if verdict.is_err() && !answer.failed() && !self.paginate {
                out.finish()?;
            }
            verdict?;
            match pages.next(&call, &answer)? {
                Some(next) => call = next,
                None => return Ok(()),
            }
        }
    }

    /// An answer, and what is still to come of one that nobody needs to look into.
    async fn fetch(&self, client: &Client, call: &Call, ctx: &Ctx) -> anyhow::Result<(Answer, Option<Body>)> {
        let looked_into = ctx.options.jq.is_some() || self.paginate || call.method != Method::GET;
        if looked_into {
            return Ok((client.call(call).await?, None));
        }
        let (answer, rest) = client.open(call, HELD).await?;
        paper::refuse_binary(&answer, ctx)?;
        if rest.is_some() && ctx.on_screen() {
            return Ok((client.call(call).await?, None));
        }
        Ok((answer, rest))
    }
}

/// Prints one array of all answers, and of an error nothing else.
async fn slurp(client: &Client, mut call: Call, pages: &Pages, out: &mut Out, ctx: &Ctx) -> anyhow::Result<()> {
    let mut all = Vec::new();
    loop {
        let answer = client.call(&call).await?;
        if let Err(error) = verdict::of(client, &call, &answer) {
            paper::body(out, &answer, ctx)?;
            return Err(error);
        }
        let page = paper::json(&answer).ok_or_else(|| api::Error::Unreadable("a page is not JSON".to_owned()))?;
        all.push(page.text().to_owned());
        match pages.next(&call, &answer)? {
            Some(next) => call = next,
            None => break,
        }
    }
    ctx.put(out, Value::trusted(&format!("[{}]", all.join(",\n"))))
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
