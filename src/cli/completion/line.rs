//! Words as bash, fish and zsh read and write them: quotes and backslashes. Expands nothing.

/// The word that is being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// What it means, without quotes and backslashes.
    pub text: String,
    /// As it stands in the line.
    pub raw: String,
    /// The quotes that are open at its end.
    pub quote: Option<char>,
}

/// The words of a line; the last is being typed and may be empty.
pub fn split(line: &str) -> Vec<Word> {
    let mut words = vec![Word::default()];
    let mut chars = line.chars();
    while let Some(char) = chars.next() {
        let quote = words[words.len() - 1].quote;
        if quote.is_none() && matches!(char, ' ' | '\t' | '\n') {
            if !words[words.len() - 1].raw.is_empty() {
                words.push(Word::default());
            }
            continue;
        }
        let word = words.last_mut().expect("there is always one");
        word.raw.push(char);
        match (char, quote) {
            ('\'' | '"', None) => word.quote = Some(char),
            (char, Some(open)) if char == open => word.quote = None,
            ('\\', None | Some('"')) => match chars.next() {
                Some(next) => {
                    word.raw.push(next);
                    if quote.is_some() && !matches!(next, '"' | '\\' | '$' | '`') {
                        word.text.push('\\');
                    }
                    word.text.push(next);
                }
                None => word.text.push('\\'),
            },
            (char, _) => word.text.push(char),
        }
    }
    words
}

/// One word as it stands in a line, with whatever is in it.
pub fn word(raw: &str) -> Word {
    split(raw).into_iter().next_back().unwrap_or_default()
}

/// `text` as it can be typed inside of these quotes, or of none; `None` where no quoting keeps a shell from acting on
/// it: inside of double quotes bash looks for commands of its history.
pub fn quoted(text: &str, quote: Option<char>) -> Option<String> {
    let plain = |char: char| !char.is_ascii() || char.is_ascii_alphanumeric() || "_-./:=@,+%".contains(char);
    let escaped = |special: &dyn Fn(char) -> bool| {
        text.chars().fold(String::new(), |mut out, char| {
            out.extend(special(char).then_some('\\'));
            out.push(char);
            out
        })
    };
    match quote {
        Some('\'') => Some(text.replace('\'', "'\\''")),
        Some(_) if recalls(text) => None,
        Some(_) => Some(escaped(&|char| matches!(char, '"' | '\\' | '$' | '`'))),
        None => Some(escaped(&|char| !plain(char))),
    }
}

/// Whether there is a `!` that bash would replace.
fn recalls(text: &str) -> bool {
    text.match_indices('!').any(|(at, _)| !text[at + 1..].starts_with(['=', ' ', '(']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_cut_as_shells_do() {
        let cut = |line| split(line).into_iter().map(|word| (word.text, word.quote)).collect::<Vec<_>>();
        let plain = |text: &str| (text.to_owned(), None);
        assert_eq!(cut("sfo  query "), [plain("sfo"), plain("query"), plain("")]);
        assert_eq!(cut(r#"sfo a\ b "c\"$d" 'e\f'"#), [plain("sfo"), plain("a b"), plain("c\"$d"), plain("e\\f")]);
        assert_eq!(cut("q \"SELECT 'x"), [plain("q"), ("SELECT 'x".to_owned(), Some('"'))]);
    }

    proptest! {
        #[test]
        fn what_is_quoted_is_read_as_it_was(text in "[^\u{0}-\u{1f}]{1,20}") {
            for open in [None, Some('\''), Some('"')] {
                let Some(quoted) = quoted(&text, open) else { continue };
                let line = open.map_or_else(String::new, String::from) + &quoted;
                let read = split(&line);
                prop_assert_eq!(read.len(), 1);
                prop_assert_eq!(&read[0].text, &text);
            }
        }
    }
}
