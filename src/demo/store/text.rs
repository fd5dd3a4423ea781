//! How the org compares texts: by upper-cased code points, and with its two wildcards. Knows nothing of fields.

use std::cmp::Ordering;

fn upper(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_uppercase)
}

pub fn compare(left: &str, right: &str) -> Ordering {
    if left.is_ascii() && right.is_ascii() {
        let left = left.bytes().map(|byte| byte.to_ascii_uppercase());
        return left.cmp(right.bytes().map(|byte| byte.to_ascii_uppercase()));
    }
    upper(left).cmp(upper(right))
}

enum Token {
    Any,
    One,
    Char(char),
}

fn tokens(pattern: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = pattern.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '%' => tokens.push(Token::Any),
            '_' => tokens.push(Token::One),
            '\\' => {
                let literal = chars.next_if(|next| matches!(next, '%' | '_')).unwrap_or(char);
                tokens.push(Token::Char(literal));
            }
            char => tokens.extend(char.to_uppercase().map(Token::Char)),
        }
    }
    tokens
}

/// Whether `text` is like `pattern`: `%` stands for any run, `_` for one character, `\%` and `\_` for themselves.
pub fn like(text: &str, pattern: &str) -> bool {
    let (text, tokens): (Vec<char>, _) = (upper(text).collect(), tokens(pattern));
    let (mut at, mut token) = (0, 0);
    let mut retry = None;
    while at < text.len() {
        match tokens.get(token) {
            Some(Token::Any) => {
                token += 1;
                retry = Some((token, at));
            }
            Some(Token::One) => (at, token) = (at + 1, token + 1),
            Some(Token::Char(char)) if *char == text[at] => (at, token) = (at + 1, token + 1),
            _ => {
                let Some((after, from)) = retry else { return false };
                retry = Some((after, from + 1));
                (at, token) = (from + 1, after);
            }
        }
    }
    tokens[token..].iter().all(|token| matches!(token, Token::Any))
}

/// Whether the multi-select picklist value `held` has every choice of `wanted`, both joined by `;`.
pub fn includes(held: &str, wanted: &str) -> bool {
    wanted.split(';').all(|choice| held.split(';').any(|own| compare(own, choice).is_eq()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_does_not_count_in_any_alphabet() {
        assert_eq!(compare("straße", "STRASSE"), Ordering::Equal);
        assert_eq!(compare("éa", "ÉA"), Ordering::Equal);
        assert_eq!(compare("a_", "AB"), Ordering::Greater);
    }

    #[test]
    fn wildcards_and_their_escapes() {
        for (text, pattern) in [
            ("Acme Corp", "acme%"),
            ("Acme", "_cm_"),
            ("100%", "100\\%"),
            ("a_b", "a\\_b"),
            ("aXbXc", "%x%c"),
            ("", "%"),
            ("Ünal", "ü%"),
            ("a\\b", "a\\b"),
        ] {
            assert!(like(text, pattern), "{text} {pattern}");
        }
        for (text, pattern) in [("Acme", "cme%"), ("Acme", "acme_"), ("1000", "100\\%"), ("axb", "a\\_b"), ("a", "")] {
            assert!(!like(text, pattern), "{text} {pattern}");
        }
    }

    #[test]
    fn includes_wants_every_choice() {
        assert!(includes("A;B;C", "c;a"));
        assert!(!includes("A;B", "A;C"));
    }
}
