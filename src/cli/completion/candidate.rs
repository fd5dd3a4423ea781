//! What a word may become.

use crate::text;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The whole word, without the quoting of a shell.
    pub word: String,
    /// The part of it that is of interest.
    pub shown: String,
    pub about: String,
    /// More is to follow in the same word.
    pub open: bool,
    /// Not a word but the names of files.
    pub files: bool,
}

impl Candidate {
    pub fn new(word: impl Into<String>, about: impl AsRef<str>) -> Self {
        let word = word.into();
        let about = text::cut(&text::visible(about.as_ref()), 60).into_owned();
        Self { shown: word.clone(), word, about, open: false, files: false }
    }

    /// One that is only a beginning.
    pub fn open(word: impl Into<String>, about: impl AsRef<str>) -> Self {
        Self { open: true, ..Self::new(word, about) }
    }

    pub fn files() -> Self {
        Self { files: true, ..Self::new("", "") }
    }

    /// With what stands before it in the same word.
    pub fn behind(self, head: &str) -> Self {
        Self { word: format!("{head}{}", self.word), ..self }
    }

    /// Whether it can be typed at all, and continues what was.
    pub fn continues(&self, typed: &str) -> bool {
        let begins = self.word.get(..typed.len()).is_some_and(|head| head.eq_ignore_ascii_case(typed));
        self.files || begins && !self.word.contains(text::is_hidden)
    }
}
