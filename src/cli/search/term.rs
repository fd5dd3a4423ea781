//! Plain words as the search text of SOSL: nothing in them is an operator, and nothing gets out of the braces.

use crate::error::Failure;

/// What SOSL reads as more than itself (`spec/rest.md` 4.2).
const RESERVED: &str = "?&|!{}[]()^~*:\\\"'+-";
/// Words that join others.
const OPERATORS: [&str; 3] = ["AND", "OR", "NOT"];
/// The org finds nothing by a longer text.
const LONGEST: usize = 10_000;

/// The search text for what was typed. `"…"` is a phrase, and a `*` behind a letter or digit stands for any letters.
pub fn escaped(typed: &str) -> Result<String, Failure> {
    let mut parts = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let phrase = rest.strip_prefix('"').and_then(|inner| inner.split_once('"'));
        let (part, quoted, after) = if let Some((inner, after)) = phrase {
            (inner, true, after)
        } else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            (&rest[..end], false, &rest[end..])
        };
        rest = after.trim_start();
        // Marks alone are no word; the org would wait for one.
        if part.chars().any(|c| !c.is_ascii_punctuation() && !c.is_whitespace()) {
            let operator = OPERATORS.iter().any(|word| word.eq_ignore_ascii_case(part));
            let part = escape(part);
            parts.push(if quoted || operator { format!("\"{part}\"") } else { part });
        }
    }
    let text = parts.join(" ");
    match text.chars().count() {
        0 => Err(Failure::usage(format!("there is no word to search for in `{typed}`")).hint("sfo search --help")),
        len if len > LONGEST => {
            Err(Failure::usage(format!("the search text has {len} characters; the org takes {LONGEST}")))
        }
        _ => Ok(text),
    }
}

fn escape(part: &str) -> String {
    let mut text = String::with_capacity(part.len());
    let mut before = ' ';
    for c in part.chars() {
        let wildcard = c == '*' && before.is_alphanumeric();
        if RESERVED.contains(c) && !wildcard {
            text.push('\\');
        }
        text.push(c);
        before = c;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_stay_words() {
        for (typed, text) in [
            ("Acme Corp", "Acme Corp"),
            ("Quarry & Pine", "Quarry Pine"),
            ("O'Neil", r"O\'Neil"),
            ("C++ {x} \\y", r"C\+\+ \{x\} \\y"),
            ("this AND that or not", r#"this "AND" that "or" "not""#),
            (r#""Acme Corp" west"#, r#""Acme Corp" west"#),
            (r#"5" pipe"#, r#"5\" pipe"#),
            (r#""open"#, r#"\"open"#),
            ("acm* *me a*c ?", r"acm* \*me a*c"),
            ("a?", r"a\?"),
            ("x} RETURNING User(Id)", r"x\} RETURNING User\(Id\)"),
            ("会社", "会社"),
        ] {
            assert_eq!(escaped(typed).expect(typed), text);
        }
    }

    #[test]
    fn there_has_to_be_a_word() {
        for typed in ["", "  ", "{}", "\" \"", "* ?"] {
            assert!(escaped(typed).is_err(), "{typed}");
        }
        assert!(escaped(&"long ".repeat(2_001)).is_err());
    }

    proptest! {
        #[test]
        fn nothing_gets_out(typed in "[a-z(){}\\\\\"'* &|?-]{0,40}|\\PC{0,40}") {
            let Ok(text) = escaped(&typed) else { return Ok(()) };
            let mut chars = text.chars();
            let mut quotes = 0;
            while let Some(c) = chars.next() {
                match c {
                    '\\' => prop_assert!(chars.next().is_some_and(|c| RESERVED.contains(c))),
                    '"' => quotes += 1,
                    '*' => {}
                    c => prop_assert!(!RESERVED.contains(c)),
                }
            }
            prop_assert_eq!(quotes % 2, 0);
        }
    }
}
