//! The positions that an org puts into the messages about a query: reading them, and writing them as an org does.
//! A column counts UTF-16 units from the start of the whole query while the row stays 1; a greater row,
//! should one come, counts from its line.

/// The byte in `sent`, the query the org got, that its message points at. May be the end of the text.
pub fn place(message: &str, sent: &str) -> Option<usize> {
    let (position, _) = split(message)?;
    let (row, column) = position.split_once(":Column:")?;
    let (row, column): (usize, usize) = (row.parse().ok()?, column.trim_end().parse().ok()?);
    Some(offset(sent, row, column))
}

/// The byte at a row and column of a text, both from 1. May be the end of the text.
pub fn offset(text: &str, row: usize, column: usize) -> usize {
    let line = match row {
        0 | 1 => 0,
        _ => text.match_indices('\n').nth(row - 2).map_or(text.len(), |(at, _)| at + 1),
    };
    line + byte(&text[line..], column.saturating_sub(1))
}

/// The org's words, without the piece of query, the caret and the position.
pub fn reason(message: &str) -> &str {
    split(message).map_or(message, |(_, reason)| reason).trim()
}

/// An org's message about `offset` in `query`.
pub fn block(query: &str, offset: usize, reason: &str) -> String {
    let offset = floor(query, offset);
    let column = units(&query[..offset]) + 1;
    let (start, end) = (snippet_start(query, offset, column), snippet_end(query, offset));
    let indent = units(&query[start..offset]);
    format!("\n{}\n{:indent$}^\nERROR at Row:1:Column:{column}\n{reason}", &query[start..end], "")
}

/// What follows `ERROR at Row:` on its line, and all that follows the line.
fn split(message: &str) -> Option<(&str, &str)> {
    let (_, found) = message.split_once("\nERROR at Row:")?;
    found.split_once('\n')
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The start of the character that UTF-16 unit number `unit` belongs to.
fn byte(text: &str, unit: usize) -> usize {
    let mut seen = 0;
    let reached = |c: char| {
        seen += c.len_utf16();
        seen > unit
    };
    text.find(reached).unwrap_or(text.len())
}

fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// Far into a query, a snippet starts after the first comma of the last fifty characters.
fn snippet_start(query: &str, offset: usize, column: usize) -> usize {
    let line = query[..offset].rfind('\n').map_or(0, |at| at + 1);
    if column <= 40 {
        return line;
    }
    let from = floor(query, offset.saturating_sub(50)).max(line);
    let after = |mark: char| query[from..offset].find(mark).map(|at| from + at + 1);
    let start = after(',').or_else(|| after(' ')).unwrap_or(from);
    start + query[start..offset].len() - query[start..offset].trim_start().len()
}

fn snippet_end(query: &str, offset: usize) -> usize {
    let line = query[offset..].find('\n').map_or(query.len(), |at| offset + at);
    let limit = floor(query, offset + 48);
    if line <= limit {
        return line;
    }
    query[offset..limit].rfind([',', ' ']).map_or(limit, |at| offset + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUERY: &str = "SELECT Id, Größe__c, '𝄞', AnnualRevenue,\nOwner.Name, Shoesize FROM Account WHERE Name = 'Acme' \
                         AND Owner.IsActive = true";

    #[test]
    fn what_is_written_can_be_read() {
        for name in ["Größe", "𝄞", "Owner", "Shoesize", "true"] {
            let at = QUERY.find(name).expect(name);
            let message = block(QUERY, at, "No such column");
            assert_eq!(place(&message, QUERY), Some(at), "{message}");
            assert_eq!(reason(&message), "No such column");
        }
        assert_eq!(place(&block(QUERY, 9999, ""), QUERY), Some(QUERY.len()));
    }

    #[test]
    fn a_snippet_is_one_line_with_the_caret_under_the_token() {
        let message = block(QUERY, QUERY.find("Shoesize").expect("it is there"), "No such column");
        assert_eq!(
            message,
            "\nShoesize FROM Account WHERE Name = 'Acme' AND\n^\nERROR at Row:1:Column:55\nNo such column"
        );
        let message = block("select count() from XYZZY", 20, "sObject type 'XYZZY' is not supported.");
        assert!(message.starts_with("\nselect count() from XYZZY\n                    ^\nERROR at Row:1:Column:21\n"));
    }

    #[test]
    fn rows_of_their_own_are_understood() {
        let at = |row, column| place(&format!("\nx\n^\nERROR at Row:{row}:Column:{column}\nwhy"), "a\nü𝄞b\n");
        assert_eq!(at(2, 1), Some(2));
        assert_eq!(at(2, 3), Some(4), "the second half of a pair");
        assert_eq!(at(2, 4), Some(8));
        assert_eq!(at(9, 9), Some(10));
        assert_eq!(place("unexpected token: 'x'", "x"), None);
        assert_eq!(reason("unexpected token: 'x'"), "unexpected token: 'x'");
    }
}
