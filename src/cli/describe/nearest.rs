//! What somebody may have meant by a name that is not there.

use crate::error::{Exit, Failure};
use strsim::jaro_winkler;

/// Names less alike than this are others.
const ALIKE: f64 = 0.85;
const MOST: usize = 3;

/// The names most like `wanted`, the likest first.
pub fn of<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let wanted = wanted.to_lowercase();
    let scored = names.map(|name| (jaro_winkler(&wanted, &name.to_lowercase()), name));
    let mut alike: Vec<_> = scored.filter(|(score, _)| *score >= ALIKE).collect();
    alike.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    alike.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// Something is not there: with what might have been meant.
pub fn missing(what: &str, names: &[&str]) -> anyhow::Error {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    let question = if names.is_empty() { String::new() } else { format!("; did you mean {}?", names.join(" or ")) };
    Failure::new(Exit::NotFound, format!("{what}{question}")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_seen_through() {
        let names = ["Account", "AccountTeamMember", "Contact", "Lead"];
        assert_eq!(of("acount", names.into_iter())[0], "Account");
        assert_eq!(of("Contcat", names.into_iter()), ["Contact"]);
        assert_eq!(of("Zebra", names.into_iter()), [""; 0]);
    }
}
