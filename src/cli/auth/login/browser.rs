//! The part of a sign-in that happens in a browser: it comes back by itself, or a person pastes where it ended.

use super::{Args, Granted, place};
use crate::auth::{self, App, Callback, loopback, web};
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::http::Http;
use std::io::BufRead;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};

const CALLBACK: &str = "http://localhost:1717/OauthRedirect";
/// Errors about the app itself are shown in the browser and never come back; after this long they are likely.
const SILENCE: Duration = Duration::from_secs(15);
const SILENT: &str = "No answer yet. If the browser shows an error, it stays there. The usual causes:
  invalid_client_id      the key is wrong, the app is of another org, or it is less than ten minutes old
  redirect_uri_mismatch  the app does not have this callback, to the letter:";

/// The callbacks to try, as registered.
pub fn redirect_uris(args: &Args) -> Vec<String> {
    if args.redirect_uri.is_empty() { vec![CALLBACK.to_owned()] } else { args.redirect_uri.clone() }
}

/// Waits for the browser on a loopback port, and at the prompt for a person who saw it end elsewhere.
pub async fn come_back(args: &Args, ctx: &Ctx, http: &Http, app: App) -> anyhow::Result<Granted> {
    let listener = loopback::bind(&redirect_uris(args))?;
    let redirect_uri = listener.redirect_uri().to_owned();
    let pending = web::begin(&app, &ask(args, &redirect_uri))?;
    let judge = pending.judge();
    let mut arrival = listener.listen(judge.clone())?;
    present(args, ctx, &pending);
    if let Some(advice) = place::advice(&redirect_uri, |name| std::env::var(name).ok()) {
        ctx.term.note(&advice);
    }
    let mut pasted = if ctx.term.may_ask() { lines() } else { mpsc::channel::<String>(1).1 };
    let (deadline, silence) = (Instant::now() + args.wait, sleep(SILENCE));
    tokio::pin!(silence);
    let callback = loop {
        tokio::select! {
            callback = arrival.callback(deadline) => break callback?,
            Some(line) = pasted.recv() => match Callback::from_paste(&line) {
                Ok(callback) if judge.accepts(&callback) => break callback,
                Ok(_) => ctx.term.warn("this address belongs to another sign-in"),
                Err(error) => ctx.term.warn(&error.to_string()),
            },
            () = &mut silence, if !silence.is_elapsed() => ctx.term.note(&format!("{SILENT}\n    {redirect_uri}")),
        }
    };
    let token = pending.redeem(http, callback).await;
    arrival.close().await;
    Ok(Granted { app, token: token? })
}

/// No listener: a person pastes the address that the browser ended on.
pub async fn paste(args: &Args, ctx: &Ctx, http: &Http, app: App) -> anyhow::Result<Granted> {
    let inert = || format!("{}services/oauth2/success", app.host);
    let redirect_uri = args.redirect_uri.first().cloned().unwrap_or_else(inert);
    let pending = web::begin(&app, &ask(args, &redirect_uri))?;
    present(args, ctx, &pending);
    let line = timeout(args.wait, lines().recv()).await.map_err(|_| auth::Error::TimedOut)?;
    let line = line.ok_or_else(|| Failure::usage("no address was pasted"))?;
    let token = pending.redeem(http, Callback::from_paste(&line)?).await?;
    Ok(Granted { app, token })
}

fn ask<'a>(args: &'a Args, redirect_uri: &'a str) -> web::Ask<'a> {
    let prompt = (!args.no_prompt).then_some("login");
    web::Ask { redirect_uri, scopes: &args.scopes, prompt, login_hint: args.username.as_deref() }
}

/// Shows the address, and opens it where that is wanted. That no browser opens is no failure.
fn present(args: &Args, ctx: &Ctx, pending: &web::Pending) {
    ctx.term.tell(&format!("Sign in at\n\n  {}\n", pending.url));
    if !args.no_browser && open::that_detached(pending.url.as_str()).is_err() {
        ctx.term.note("no browser could be opened here; open the address on any machine");
    }
    ctx.term.note("If the browser ends on a page that does not load, paste its address here.");
}

/// The lines of stdin, read beside everything else. The thread ends with the program.
fn lines() -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel::<String>(1);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok).filter(|line| !line.trim().is_empty()) {
            if sender.blocking_send(line).is_err() {
                break;
            }
        }
    });
    receiver
}
