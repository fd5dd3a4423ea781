//! A line on stderr that says how far work has come. Only for people, only when it takes longer than a second, and gone
//! before anything else is written to the same terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(120);

/// The one bar that may be on the terminal. Copies are the same bar.
#[derive(Clone)]
pub struct Bar(Arc<Mutex<ProgressBar>>);

impl Default for Bar {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(ProgressBar::hidden())))
    }
}

impl Bar {
    /// A new bar in place of the last one; never drawn unless `visible`.
    pub fn start(&self, unit: &'static str, visible: bool) -> Progress {
        let bar = ProgressBar::hidden();
        let style = ProgressStyle::with_template(&format!("{{spinner}} {{human_pos}} {unit}"));
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        if visible {
            let late = bar.clone();
            thread::spawn(move || show_late(&late));
        }
        let mut current = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        current.finish_and_clear();
        *current = bar.clone();
        Progress(bar)
    }

    /// Takes the bar off the terminal for good.
    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).finish_and_clear();
    }

    /// Runs something that writes to stderr while the bar is out of the way.
    pub fn aside(&self, write: impl FnOnce()) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).suspend(write);
    }
}

fn show_late(bar: &ProgressBar) {
    thread::sleep(PATIENCE);
    if !bar.is_finished() {
        bar.set_draw_target(ProgressDrawTarget::stderr());
        bar.enable_steady_tick(TICK);
    }
}

/// Work that is going on; ends when dropped.
pub struct Progress(ProgressBar);

impl Progress {
    /// Tells it from elsewhere how many there are by now.
    pub fn counter(&self) -> impl Fn(u64) + Send + Sync + 'static {
        let bar = Self(self.0.clone());
        move |count| bar.set(count)
    }

    /// How many there are by now.
    pub fn set(&self, count: u64) {
        if !self.0.is_finished() {
            self.0.set_position(count);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
