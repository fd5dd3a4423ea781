//! What is known of an org's reasons to refuse a change of its setup: one table.

use crate::api;
use crate::error::Remark;

const TABLE: &str = include_str!("cures.txt");

/// The org's words, with what they are about and what helps.
pub fn of(error: api::Error, about: &str) -> anyhow::Error {
    let code = if let api::Error::Refused(refusal) = &error { refusal.code.as_str() } else { "" };
    let told = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let [cause, setup, hint] = find(code).unwrap_or_default().map(told);
    anyhow::Error::from(error).context(Remark { about: about.to_owned(), cause, setup, hint })
}

/// An error of another kind, with what it is about.
pub fn about(error: anyhow::Error, about: &str) -> anyhow::Error {
    error.context(Remark { about: about.to_owned(), ..Remark::default() })
}

fn find(code: &str) -> Option<[&'static str; 3]> {
    rows().find(|(known, _)| *known == code).map(|(_, cure)| cure)
}

fn rows() -> impl Iterator<Item = (&'static str, [&'static str; 3])> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let [code, cause, setup, hint] = line.split('|').map(str::trim).collect::<Vec<_>>()[..] else { return None };
        Some((code, [cause, setup, hint]))
    })
}

#[cfg(test)]
mod tests {
    use super::{TABLE, find, rows};

    #[test]
    fn every_line_is_a_row_with_a_cause() {
        assert_eq!(rows().count(), TABLE.lines().filter(|line| !line.starts_with('#')).count());
        for (code, [cause, ..]) in rows() {
            assert!(!cause.is_empty() && !cause.ends_with('.') && find(code).is_some(), "{code}");
        }
    }
}
