//! What is wrong with a component, and where.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub text: String,
    /// Line and column.
    pub place: Option<(u32, u32)>,
    /// Only a warning, which stands in the way where warnings are not ignored.
    pub warning: bool,
}

impl Problem {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), place: None, warning: false }
    }

    pub fn warning(text: impl Into<String>) -> Self {
        Self { warning: true, ..Self::new(text) }
    }

    /// One that has an error code of its own.
    pub fn coded(code: &str, text: impl AsRef<str>) -> Self {
        Self::new(format!("{code}: {}", text.as_ref()))
    }

    #[must_use]
    pub fn at(self, row: u32, column: u32) -> Self {
        Self { place: Some((row, column)), ..self }
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        Self::coded("UNKNOWN_EXCEPTION", error.to_string())
    }
}
