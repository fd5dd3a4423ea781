//! A search as an expression of FTS5. Wildcards that FTS5 does not know are looked up among the words of the index.

use super::{find::Find, words};
use rusqlite::Connection;

/// Where to look, as `IN … FIELDS` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Group {
    #[default]
    All,
    Name,
    Email,
    Phone,
    Sidebar,
}

impl Group {
    pub fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_uppercase().as_str() {
            "ALL" => Self::All,
            "NAME" => Self::Name,
            "EMAIL" => Self::Email,
            "PHONE" => Self::Phone,
            "SIDEBAR" => Self::Sidebar,
            _ => return None,
        })
    }

    fn columns(self) -> &'static str {
        match self {
            Self::All => "name email phone other",
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Sidebar => "name email phone",
        }
    }
}

/// A word that the index cannot hold.
const NOTHING: &str = "\"\u{e000}\"";
/// Words that one wildcard may stand for.
const MOST: usize = 500;

/// The expression for [`super::index::hits`].
pub fn of(records: &Connection, find: &Find, group: Group) -> rusqlite::Result<String> {
    Ok(format!("{{{}}} : ({})", group.columns(), expression(records, find)?))
}

fn expression(records: &Connection, find: &Find) -> rusqlite::Result<String> {
    let list = |parts: &[Find], glue: &str| {
        let parts: rusqlite::Result<Vec<_>> = parts.iter().map(|part| expression(records, part)).collect();
        Ok(format!("({})", parts?.join(glue)))
    };
    match find {
        Find::Phrase(words) => phrase(records, words),
        Find::All(parts) => list(parts, " AND "),
        Find::Any(parts) => list(parts, " OR "),
        Find::Without(left, right) => {
            Ok(format!("({} NOT {})", expression(records, left)?, expression(records, right)?))
        }
    }
}

/// One phrase for each way to fill in the wildcards; a `*` at the very end FTS5 fills in itself.
fn phrase(records: &Connection, phrase: &[String]) -> rusqlite::Result<String> {
    let mut ways = vec![String::new()];
    let mut prefix = "";
    for (index, word) in phrase.iter().enumerate() {
        let stem = word.trim_end_matches('*');
        let words = match stem.contains(['*', '?']) {
            false if stem.len() == word.len() => vec![word.clone()],
            false if index + 1 == phrase.len() => {
                prefix = " *";
                vec![stem.to_owned()]
            }
            _ => fitting(records, word)?,
        };
        ways = ways.iter().flat_map(|way| words.iter().map(move |word| format!("{way}{word} "))).take(MOST).collect();
    }
    if ways.is_empty() {
        return Ok(NOTHING.to_owned());
    }
    let ways: Vec<_> = ways.iter().map(|way| format!("\"{}\"{prefix}", way.trim_end())).collect();
    Ok(format!("({})", ways.join(" OR ")))
}

/// The words of the index that a word with wildcards fits. The index has no accents; any character stands for one.
fn fitting(records: &Connection, word: &str) -> rusqlite::Result<Vec<String>> {
    records.execute_batch("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab(main, search, row)")?;
    let pattern: String = word.chars().map(|c| if c.is_ascii() { c.to_ascii_lowercase() } else { '?' }).collect();
    let start = pattern.split(['*', '?']).next().unwrap_or_default();
    let sql = "SELECT term FROM search_words WHERE term >= ?1 AND term < ?2 AND term GLOB ?3 LIMIT ?4";
    let end = format!("{start}{}", char::MAX);
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let mut found = records.prepare_cached(sql)?;
    found.query_map((start, end, &pattern, most), |row| row.get(0))?.collect()
}

/// `text` with every word that the search asks for between `<mark>` and `</mark>`; `None` where there is none.
pub fn highlighted(find: &Find, text: &str) -> Option<String> {
    let mut asked = Vec::new();
    wanted(find, &mut asked);
    let mut out = String::new();
    let mut copied = 0;
    for span in words::spans(text, &[]) {
        let word = text[span.clone()].to_lowercase();
        if asked.iter().any(|pattern| pattern.matches(&word)) {
            out.push_str(&text[copied..span.start]);
            out.push_str("<mark>");
            out.push_str(&text[span.clone()]);
            out.push_str("</mark>");
            copied = span.end;
        }
    }
    (copied > 0).then(|| out + &text[copied..])
}

fn wanted(find: &Find, into: &mut Vec<wildmatch::WildMatch>) {
    match find {
        Find::Phrase(words) => into.extend(words.iter().map(|word| wildmatch::WildMatch::new(&word.to_lowercase()))),
        Find::All(parts) | Find::Any(parts) => parts.iter().for_each(|part| wanted(part, into)),
        Find::Without(left, _) => wanted(left, into),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn found_words_are_marked() {
        let text = "acm* meridian";
        let find = super::super::find::parse(text, 0, text.len()).ok().flatten().expect("reads");
        let marked = highlighted(&find, "Acme & Meridian-Söhne").expect("holds them");
        assert_eq!(marked, "<mark>Acme</mark> & <mark>Meridian</mark>-Söhne");
        assert_eq!(highlighted(&find, "Söhne"), None);
    }
}
