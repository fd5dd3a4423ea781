//! Whether to use colour: the flag first, then the environment, then whether anyone would see it.

use std::ffi::OsString;

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    /// Decides for a stream; `variable` looks up the environment.
    pub fn wanted(self, terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
        let is_set = |name| variable(name).is_some_and(|value| !value.is_empty());
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if is_set("NO_COLOR") => false,
            Self::Auto if is_set("CLICOLOR_FORCE") => variable("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
            Self::Auto => terminal && variable("TERM").is_none_or(|value| value != "dumb"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn auto(terminal: bool, variables: &[(&str, &str)]) -> bool {
        let find = |name: &str| variables.iter().find(|pair| pair.0 == name).map(|pair| pair.1.into());
        Color::Auto.wanted(terminal, find)
    }

    #[test]
    fn the_flag_beats_the_environment() {
        assert!(Color::Always.wanted(false, |_| Some("1".into())));
        assert!(!Color::Never.wanted(true, |name| (name == "CLICOLOR_FORCE").then(|| "1".into())));
    }

    #[test]
    fn the_environment_beats_the_terminal() {
        assert!(auto(true, &[]) && !auto(false, &[]));
        assert!(!auto(true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
        assert!(auto(true, &[("NO_COLOR", "")]));
        assert!(!auto(true, &[("TERM", "dumb")]));
        assert!(auto(false, &[("CLICOLOR_FORCE", "1"), ("TERM", "dumb")]));
        assert!(!auto(true, &[("CLICOLOR_FORCE", "0")]));
    }
}
