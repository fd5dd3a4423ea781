//! What a debug log says (`12:34:56.0 (123)|USER_DEBUG|[1]|DEBUG|text`).

use serde::Serialize;
use std::fmt;

/// What `System.debug` was given.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    pub line: Option<u32>,
    pub level: String,
    /// May have several lines.
    pub message: String,
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let line = self.line.map_or_else(String::new, |line| line.to_string());
        writeln!(f, "[{line}] {} {}", self.level, self.message)
    }
}

/// Everything that was said, in order.
pub fn said(log: &str) -> Vec<Said> {
    let mut all: Vec<Said> = Vec::new();
    let mut open = false;
    for line in log.lines() {
        match event(line) {
            Some(event) => {
                let said = of(event);
                open = said.is_some();
                all.extend(said);
            }
            // A text with several lines goes on without a time.
            None if open => {
                if let Some(last) = all.last_mut() {
                    last.message.push('\n');
                    last.message.push_str(line);
                }
            }
            None => (),
        }
    }
    all
}

/// What follows the time and the nanoseconds.
fn event(line: &str) -> Option<&str> {
    let (stamp, event) = line.split_once('|')?;
    let (time, nanos) = stamp.strip_suffix(')')?.split_once(" (")?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let clock = time.split([':', '.']).count() == 4 && time.split([':', '.']).all(digits);
    (clock && digits(nanos)).then_some(event)
}

fn of(event: &str) -> Option<Said> {
    let mut parts = event.strip_prefix("USER_DEBUG|")?.splitn(3, '|');
    let line = parts.next()?.trim_matches(['[', ']']).parse().ok();
    Some(Said { line, level: parts.next()?.to_owned(), message: parts.next()?.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_said_is_taken_and_taken_whole() {
        let log = "67.0 APEX_CODE,DEBUG\nExecute Anonymous: System.debug('a|b');\n\
                   12:00:00.0 (1)|USER_DEBUG|[3]|DEBUG|a|b\nsecond (2)|not an event\n\n12:00:00.12 (2)|CODE_UNIT_STARTED|x\n\
                   more\n12:00:00.12 (3)|USER_DEBUG|[EXTERNAL]|ERROR|";
        let of = |line, level: &str, message: &str| Said { line, level: level.into(), message: message.into() };
        assert_eq!(said(log), [of(Some(3), "DEBUG", "a|b\nsecond (2)|not an event\n"), of(None, "ERROR", "")]);
    }
}
