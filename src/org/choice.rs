//! Which org is meant: flag, then a session in the environment, then `SFO_ORG`, then `.sfo.toml` found upwards, then the registry's default.

use super::{Error, Registry};
use serde::Deserialize;
use std::fmt;
use std::path::{Path, PathBuf};

/// An org's name and what decided on it.
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    pub name: String,
    pub by: By,
}

#[derive(Debug, PartialEq, Eq)]
pub enum By {
    Flag,
    /// A session in the environment, which has no name.
    Session,
    Environment,
    Directory(PathBuf),
    Default,
}

/// `.sfo.toml`: settings of a directory, never secrets.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Directory {
    org: Option<String>,
}

/// Decides in the documented order; later sources are not even read when an earlier one decides.
pub fn decide(
    flag: Option<&str>,
    variable: impl Fn(&str) -> Option<String>,
    here: &Path,
    registry: impl FnOnce() -> Result<Registry, Error>,
) -> Result<Choice, Error> {
    if let Some(name) = flag {
        return Ok(Choice { name: name.to_owned(), by: By::Flag });
    }
    let set = |name| variable(name).filter(|value| !value.is_empty());
    if let Some(name) = set("SFO_INSTANCE_URL").or_else(|| set("SFO_ACCESS_TOKEN").map(|_| String::new())) {
        return Ok(Choice { name, by: By::Session });
    }
    if let Some(name) = set("SFO_ORG") {
        return Ok(Choice { name, by: By::Environment });
    }
    if let Some(choice) = directory(here)? {
        return Ok(choice);
    }
    let name = registry()?.default.ok_or(Error::NotChosen)?;
    Ok(Choice { name, by: By::Default })
}

/// The nearest `.sfo.toml` that names an org.
fn directory(here: &Path) -> Result<Option<Choice>, Error> {
    for folder in here.ancestors() {
        let file = folder.join(".sfo.toml");
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let settings = toml::from_str::<Directory>(&text).map_err(|error| Error::corrupt(&file, &text, &error))?;
        if let Some(name) = settings.org {
            return Ok(Some(Choice { name, by: By::Directory(file) }));
        }
    }
    Ok(None)
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("--org"),
            Self::Session => f.write_str("SFO_ACCESS_TOKEN and SFO_INSTANCE_URL"),
            Self::Environment => f.write_str("SFO_ORG"),
            Self::Directory(file) => write!(f, "{}", file.display()),
            Self::Default => f.write_str("the default org"),
        }
    }
}
