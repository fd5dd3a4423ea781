//! What counts as a word, in records as in what is searched for: letters and digits; everything else only separates.
//! Scripts that do not separate words give one word a character.

use std::ops::Range;

/// The byte ranges of the words of `text`. `wild` characters belong to words as well.
pub fn spans(text: &str, wild: &[char]) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let alone = stands_alone(c);
        if !alone && !c.is_alphanumeric() && !wild.contains(&c) {
            open = false;
            continue;
        }
        match spans.last_mut().filter(|_| open && !alone) {
            Some(last) => last.end = end,
            None => spans.push(at..end),
        }
        open = !alone;
    }
    spans
}

/// The words of a value as the index takes them. A telephone number is also found by its digits alone.
pub fn indexed(text: &str, phone: bool, into: &mut String) {
    for span in spans(text, &[]) {
        into.push_str(&text[span]);
        into.push(' ');
    }
    if phone {
        into.extend(text.chars().filter(char::is_ascii_digit));
        into.push(' ');
    }
}

/// Chinese, Japanese, Korean and Thai.
pub fn stands_alone(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0E4F | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_digits() {
        let words = |text: &'static str| spans(text, &['*']).into_iter().map(|span| &text[span]).collect::<Vec<_>>();
        assert_eq!(words("O'Neil & Söhne-3"), ["O", "Neil", "Söhne", "3"]);
        assert_eq!(words("株式会社 Acm*"), ["株", "式", "会", "社", "Acm*"]);
        assert_eq!(words(" (){}"), [""; 0]);
    }

    #[test]
    fn a_number_is_found_by_its_digits() {
        let mut text = String::new();
        indexed("(555) 555-0100", true, &mut text);
        assert_eq!(text, "555 555 0100 5555550100 ");
    }
}
