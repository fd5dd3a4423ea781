//! The small language of `--fail`: which requests fail, how, and how often. It decides; [`super::misbehave`] acts.

use std::{
    str::FromStr,
    sync::atomic::{AtomicU64, Ordering},
};

/// `[METHOD ]PATH=OUTCOME[xTIMES][@FIRST]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    method: Option<String>,
    path: String,
    outcome: Outcome,
    /// The first matching request that fails, counted from 1.
    first: u64,
    /// How many fail; `None` never ends.
    times: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An error in the API's own words.
    Status(u16),
    /// An HTML page, as a proxy or a maintenance window gives it.
    Html(u16),
    Lock,
    Concurrent,
    /// The org has no API.
    Disabled,
    UnknownApp,
    Reset,
    Truncate,
    Slow,
}

impl FromStr for Failure {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (pattern, outcome) = text.rsplit_once('=').ok_or("expected PATTERN=STATUS")?;
        let (method, path) = match pattern.split_once(' ') {
            Some((method, path)) => (Some(method.to_ascii_uppercase()), path),
            None => (None, pattern),
        };
        if !path.starts_with(['/', '*']) {
            return Err(format!("the path `{path}` does not start with `/` or `*`"));
        }
        let (outcome, first) = counted(outcome, '@')?;
        let (outcome, times) = counted(outcome, 'x')?;
        Ok(Self { method, path: path.to_owned(), outcome: outcome.parse()?, first: first.unwrap_or(1), times })
    }
}

/// Cuts a mark and the number behind it off the end of `text`.
fn counted(text: &str, mark: char) -> Result<(&str, Option<u64>), String> {
    match text.rsplit_once(mark) {
        Some((rest, count)) if count.bytes().all(|byte| byte.is_ascii_digit()) => match count.parse() {
            Ok(count @ 1..) => Ok((rest, Some(count))),
            _ => Err(format!("`{mark}{count}` is no count")),
        },
        _ => Ok((text, None)),
    }
}

impl FromStr for Outcome {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let status = |text: &str| text.parse().ok().filter(|status| (200..600).contains(status));
        Ok(match text {
            "lock" => Self::Lock,
            "concurrent" => Self::Concurrent,
            "disabled" => Self::Disabled,
            "unknown-app" => Self::UnknownApp,
            "reset" => Self::Reset,
            "truncate" => Self::Truncate,
            "slow" => Self::Slow,
            _ => {
                let (kind, digits): (fn(u16) -> Self, &str) = match text.strip_prefix("html") {
                    Some(digits) => (Self::Html, digits),
                    None => (Self::Status, text),
                };
                kind(status(digits).ok_or_else(|| format!("`{text}` is neither an HTTP status nor a known failure"))?)
            }
        })
    }
}

impl Failure {
    fn matches(&self, method: &str, path: &str) -> bool {
        self.method.as_ref().is_none_or(|wanted| wanted == "*" || wanted == method) && glob(&self.path, path)
    }

    /// Whether the `count`th matching request fails.
    fn strikes(&self, count: u64) -> bool {
        count >= self.first && self.times.is_none_or(|times| count - self.first < times)
    }
}

/// The failures of one org and how often each has matched.
pub struct Failures(Vec<(Failure, AtomicU64)>);

impl Failures {
    pub fn new(failures: &[Failure]) -> Self {
        Self(failures.iter().map(|failure| (failure.clone(), AtomicU64::new(0))).collect())
    }

    /// What happens to this request, where anything does. Every failure that matches counts it.
    pub fn strike(&self, method: &str, path: &str) -> Option<Outcome> {
        let matching = self.0.iter().filter(|(failure, _)| failure.matches(method, path));
        let struck = matching.filter(|(failure, count)| failure.strikes(count.fetch_add(1, Ordering::Relaxed) + 1));
        struck.map(|(failure, _)| failure.outcome).fold(None, |first, next| first.or(Some(next)))
    }
}

/// `*` stands for any run of characters, slashes too.
fn glob(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(head) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let tail = parts.pop().unwrap_or_default();
    for part in parts {
        let Some(at) = text.find(part) else { return false };
        text = &text[at + part.len()..];
    }
    text.ends_with(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcomes(failure: &str, requests: &[(&str, &str)]) -> Vec<Option<Outcome>> {
        let failures = Failures::new(&[failure.parse().expect("is in the language")]);
        requests.iter().map(|(method, path)| failures.strike(method, path)).collect()
    }

    #[test]
    fn a_failure_strikes_its_own_method_and_path() {
        let query = "/services/data/v67.0/query";
        let struck = outcomes("GET /services/data/*/query*=503", &[("GET", query), ("POST", query), ("GET", "/id")]);
        assert_eq!(struck, [Some(Outcome::Status(503)), None, None]);
        assert_eq!(outcomes("*=html200", &[("PUT", "/x")]), [Some(Outcome::Html(200))]);
    }

    #[test]
    fn counts_say_when_it_starts_and_ends() {
        let requests = [("GET", "/a"); 5];
        let lock = Some(Outcome::Lock);
        assert_eq!(outcomes("/a=lockx2@3", &requests), [None, None, lock, lock, None]);
        assert_eq!(outcomes("/a=lock@5", &requests), [None, None, None, None, lock]);
        assert_eq!(outcomes("/a=lockx1", &requests), [lock, None, None, None, None]);
    }

    #[test]
    fn what_is_not_in_the_language_is_refused() {
        for text in ["/a", "a=503", "/a=bad", "/a=99", "/a=600", "/a=503x0", "/a=html", "GET  /a=503"] {
            assert!(text.parse::<Failure>().is_err(), "{text}");
        }
    }

    #[test]
    fn stars_match_any_run() {
        for (pattern, text, matches) in [
            ("/a/*/c", "/a/b/c", true),
            ("/a/*/c", "/a/c", false),
            ("*", "", true),
            ("/a*a", "/a", false),
            ("/*b*d", "/abcd", true),
            ("/a", "/ab", false),
        ] {
            assert_eq!(glob(pattern, text), matches, "{pattern} {text}");
        }
    }
}
