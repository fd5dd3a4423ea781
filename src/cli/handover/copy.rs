//! Fields on the clipboard, one at a time, and none for longer than it takes to paste.

use super::filled::Entry;
use crate::ctx::{Ctx, Stop};
use crate::error::{Exit, Failure};
use crate::term::Clipboard;
use std::io;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::{Instant, sleep_until};

struct Copying<'c> {
    ctx: &'c Ctx,
    board: Clipboard,
    stop: Stop,
    /// One for each Enter.
    enters: UnboundedReceiver<()>,
    time: Duration,
}

/// Fails where there is no clipboard, before anything is asked.
pub fn open() -> anyhow::Result<Clipboard> {
    Clipboard::open().map_err(|error| unusable(&error))
}

pub async fn run(entries: &[&Entry], board: Clipboard, time: Duration, ctx: &Ctx) -> anyhow::Result<()> {
    let stop = ctx.stops.listen();
    let enters = if ctx.term.may_ask() { enters() } else { unbounded_channel().1 };
    let mut copying = Copying { ctx, board, stop, enters, time };
    for (at, entry) in entries.iter().enumerate() {
        copying.board.put(entry.value.expose()).map_err(|error| unusable(&error))?;
        let next = entries.get(at + 1).map(|next| next.label.as_str());
        copying.tell(&entry.label, next);
        copying.hold(next.is_some()).await?;
    }
    Ok(())
}

fn unusable(error: &arboard::Error) -> anyhow::Error {
    Failure::new(Exit::Refused, format!("the clipboard cannot be used: {error}"))
        .hint("--reveal, or --output FILE")
        .into()
}

/// Waits for Enter aside, so that nothing else waits for it.
fn enters() -> UnboundedReceiver<()> {
    let (sender, receiver) = unbounded_channel();
    std::thread::spawn(move || {
        let pressed = io::stdin().lines().map_while(Result::ok);
        // Nobody waits for Enter any more.
        let _ = pressed.map(drop).try_for_each(|()| sender.send(()));
    });
    receiver
}

impl Copying<'_> {
    fn tell(&self, label: &str, next: Option<&str>) {
        let seconds = self.time.as_secs();
        let enter = match next {
            Some(next) => format!("; Enter goes on to {next}"),
            None if self.ctx.term.may_ask() => "; Enter empties it".to_owned(),
            None => String::new(),
        };
        self.ctx.term.note(&format!("{label} is on the clipboard for {seconds} s{enter}"));
    }

    /// Until Enter, or until the time is up. Before the next field, whoever is late may still press it.
    async fn hold(&mut self, more: bool) -> anyhow::Result<()> {
        let deadline = Instant::now() + self.time;
        let (mut late, mut heard) = (false, true);
        loop {
            tokio::select! {
                enter = self.enters.recv(), if heard => match enter {
                    Some(()) => break,
                    None => heard = false,
                },
                () = sleep_until(deadline), if !late => {
                    self.empty();
                    if !more || !heard {
                        return Ok(());
                    }
                    late = true;
                }
                exit = self.stop.told() => {
                    self.board.empty();
                    return Err(Failure::new(exit, "stopped; the clipboard holds nothing of it").into());
                }
            }
        }
        if !more && !late {
            self.empty();
        }
        Ok(())
    }

    fn empty(&mut self) {
        self.board.empty();
        self.ctx.term.note("the clipboard is empty again");
    }
}
