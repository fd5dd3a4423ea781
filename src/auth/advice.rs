//! What is known about the org's reasons to refuse a sign-in: one table, for error messages and for reading offline.

use std::sync::LazyLock;

static ROWS: LazyLock<Vec<Advice>> = LazyLock::new(|| rows(include_str!("advice.txt")).collect());

/// One known reason.
#[derive(Debug, serde::Serialize)]
pub struct Advice {
    /// The org's error code.
    pub code: &'static str,
    /// A part of its description, in lower case, where the code alone does not tell; else empty.
    pub when: &'static str,
    pub cause: &'static str,
    /// The Setup page and the box on it; empty where nothing is to be changed there.
    pub setup: &'static str,
    /// A command to type next.
    pub next: &'static str,
}

/// Every known reason, those with the same code next to each other.
pub fn all() -> impl Iterator<Item = &'static Advice> {
    ROWS.iter()
}

/// The reason that fits best. Codes are compared as they are, then without regard to case and hyphens, which the
/// org's own documents mix up.
pub fn find(code: &str, description: &str) -> Option<&'static Advice> {
    let description = description.to_lowercase();
    let fits = |same: &dyn Fn(&str) -> bool| all().find(|row| same(row.code) && description.contains(row.when));
    let loose = code.replace('-', "_");
    fits(&|known| known == code).or_else(|| fits(&|known| known.eq_ignore_ascii_case(&loose)))
}

fn rows(table: &'static str) -> impl Iterator<Item = Advice> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let [code, when, cause, setup, next] = line.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
            return None;
        };
        Some(Advice { code, when, cause, setup, next })
    })
}

#[cfg(test)]
mod tests {
    use super::{all, find};

    fn cause(code: &str, description: &str) -> &'static str {
        find(code, description).expect("is known").cause
    }

    #[test]
    fn the_description_decides_where_the_code_does_not() {
        assert!(cause("invalid_grant", "expired access/refresh token").contains("refresh token"));
        assert!(cause("invalid_grant", "Authentication failure").contains("password"));
        assert!(cause("invalid_grant", "something new").contains("turned the grant down"));
        assert!(cause("invalid_request", "missing required code challenge").contains("PKCE"));
    }

    #[test]
    fn spelling_counts_only_where_two_codes_differ_in_it() {
        assert!(cause("Invalid_Scope", "").contains("`web`"));
        assert!(cause("invalid_scope", "").contains("asked for"));
        assert_eq!(cause("access-denied", ""), cause("ACCESS_DENIED", ""));
        assert!(find("made_up", "").is_none());
    }

    /// A row behind one that catches all of its cases would never be shown.
    #[test]
    fn every_row_can_be_found_and_says_what_to_do() {
        for row in all() {
            assert!(std::ptr::eq(find(row.code, row.when).expect("is found"), row), "{row:?}");
            assert!(!row.cause.is_empty() && row.next.starts_with("sfo "), "{row:?}");
            assert!(!row.cause.ends_with('.') && row.when == row.when.to_lowercase(), "{row:?}");
        }
    }

    #[test]
    fn every_line_is_a_row_and_rows_of_a_code_stand_together() {
        let lines = include_str!("advice.txt").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(all().count(), lines);
        let mut codes: Vec<_> = all().map(|row| row.code).collect();
        codes.dedup();
        let together = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), together);
    }
}
