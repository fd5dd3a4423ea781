//! What is worth sending again, and when (`spec/rest.md` 2.6): only what is safe to repeat, with growing pauses.

use crate::http;
use crate::http::header::{HeaderMap, RETRY_AFTER};
use ring::rand::{SecureRandom, SystemRandom};
use std::time::{Duration, Instant};

/// Pauses between tries, each spread by up to half of itself. Together they outlast a worker that is away for some
/// seconds.
const PAUSES: [Duration; 4] =
    [Duration::from_millis(500), Duration::from_secs(1), Duration::from_secs(2), Duration::from_secs(4)];
/// A server that asks for more patience than this gets an error instead.
const LONGEST: Duration = Duration::from_secs(60);

/// Counts the tries of one call.
pub struct Tries {
    made: usize,
    safe: bool,
    /// No try starts after this.
    deadline: Instant,
}

impl Tries {
    /// `safe` says whether doing it twice is doing it once; `patience` is what the user grants the whole call.
    pub fn new(safe: bool, patience: Duration) -> Self {
        Self { made: 0, deadline: Instant::now() + patience, safe }
    }

    /// How long to wait before sending again after a failed exchange, or `None` to give up.
    pub fn after_failure(&mut self, error: &http::Error) -> Option<Duration> {
        (error.passing() && (self.safe || error.unsent())).then(|| self.pause(Duration::ZERO))?
    }

    /// The same after a reply with this status.
    pub fn after_status(&mut self, status: u16, headers: &HeaderMap) -> Option<Duration> {
        let passing = matches!(status, 406 | 408 | 420 | 425 | 429 | 500 | 502 | 503 | 504);
        // Edge answers 420 for hosts it does not know; one more try tells a moving org from a wrong name.
        if !passing || !self.safe || (status == 420 && self.made > 0) {
            return None;
        }
        let asked = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
        match asked.map(Duration::from_secs) {
            Some(asked) if asked > LONGEST => None,
            asked => self.pause(asked.unwrap_or_default()),
        }
    }

    fn pause(&mut self, least: Duration) -> Option<Duration> {
        let pause = PAUSES.get(self.made)?;
        self.made += 1;
        let pause = least.max(*pause + pause.mul_f32(spread() / 2.0));
        (Instant::now() + pause < self.deadline).then_some(pause)
    }
}

/// A number from 0 to 1, so that many clients do not come back at once.
fn spread() -> f32 {
    let mut byte = [0];
    SystemRandom::new().fill(&mut byte).map_or(0.5, |()| f32::from(byte[0]) / 255.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn reads_are_tried_five_times_and_writes_once() {
        let count = |safe| {
            let mut tries = Tries::new(safe, MINUTE);
            std::iter::from_fn(|| tries.after_status(503, &HeaderMap::new())).count()
        };
        assert_eq!(count(true), 4);
        assert_eq!(count(false), 0);
    }

    #[test]
    fn the_server_may_ask_for_patience_but_not_for_too_much() {
        let asked = |seconds: &'static str| {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, http::header::HeaderValue::from_static(seconds))]);
            Tries::new(true, MINUTE).after_status(429, &headers)
        };
        assert_eq!(asked("7"), Some(Duration::from_secs(7)));
        assert_eq!(asked("3600"), None);
    }

    #[test]
    fn no_try_starts_after_the_deadline() {
        let mut tries = Tries::new(true, Duration::from_millis(100));
        assert_eq!(tries.after_status(503, &HeaderMap::new()), None);
    }

    #[test]
    fn a_refusal_is_final() {
        for status in [400, 401, 403, 404, 405] {
            assert_eq!(Tries::new(true, MINUTE).after_status(status, &HeaderMap::new()), None);
        }
    }
}
