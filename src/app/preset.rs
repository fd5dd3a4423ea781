//! Presets: what a product wants of the app that it signs in with. One readable file each; a user's own files come first.

use super::{boxes, scope};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

/// The presets that come with the program.
const BUILT_IN: &[(&str, &str)] = &[
    ("writer", include_str!("presets/writer.toml")),
    ("writer-revenue", include_str!("presets/writer-revenue.toml")),
    ("c1", include_str!("presets/c1.toml")),
    ("moveworks", include_str!("presets/moveworks.toml")),
    ("aisquared", include_str!("presets/aisquared.toml")),
    ("sfo", include_str!("presets/sfo.toml")),
    ("generic", include_str!("presets/generic.toml")),
];

/// What a product wants.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all(deserialize = "kebab-case", serialize = "camelCase"), deny_unknown_fields)]
pub struct Preset {
    /// As the user asks for it.
    #[serde(skip_deserializing)]
    pub name: String,
    /// The receiving product by its own name.
    pub product: String,
    #[serde(default)]
    pub kind: Kind,
    /// Where the browser is sent back to, to the character.
    pub callbacks: Vec<String>,
    /// What the product asks for at sign-in.
    pub scopes: Vec<String>,
    /// What it is advised to ask for in a sandbox, too.
    #[serde(default)]
    pub sandbox_scopes: Vec<String>,
    /// The boxes that are on; all others are off.
    pub boxes: Vec<String>,
    #[serde(default)]
    pub policy: Policy,
    /// What only a person in Setup can do.
    #[serde(default)]
    pub by_hand: Vec<ByHand>,
    /// What the product's own form asks for, in its order.
    pub form: Vec<Field>,
    #[serde(default)]
    pub notes: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    #[default]
    ExternalClientApp,
    /// Made before Spring '26; can only be changed.
    ConnectedApp,
}

/// Who may use the app, and for how long.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all(deserialize = "kebab-case", serialize = "camelCase"), deny_unknown_fields)]
pub struct Policy {
    #[serde(default)]
    pub permitted_users: Permitted,
    /// How long a session may be idle.
    pub session_minutes: Option<u32>,
    /// Whoever has it may use the app.
    pub permission_set: Option<String>,
    /// The product signs in as a user of its own.
    #[serde(default)]
    pub service_user: bool,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Permitted {
    #[default]
    SelfAuthorized,
    AdminApproved,
}

impl Permitted {
    /// As Setup lists it.
    pub fn label(self) -> &'static str {
        match self {
            Self::SelfAuthorized => "All users may self-authorize",
            Self::AdminApproved => "Admin approved users are pre-authorized",
        }
    }

    /// As metadata spells it.
    pub fn metadata(self) -> &'static str {
        match self {
            Self::SelfAuthorized => "AllSelfAuthorized",
            Self::AdminApproved => "AdminApprovedPreAuthorized",
        }
    }

    /// What metadata spells like this.
    pub fn of_metadata(word: &str) -> Option<Self> {
        [Self::SelfAuthorized, Self::AdminApproved].into_iter().find(|known| known.metadata() == word)
    }
}

/// A box that no API reads or sets.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ByHand {
    /// The page of Setup.
    pub page: String,
    #[serde(rename = "box")]
    pub label: String,
    pub why: String,
}

/// A field of the product's form: what belongs there, or the text itself.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    pub label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<What>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// It is there for apps of this kind only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app: Option<Kind>,
}

/// What is handed over.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    InstanceUrl,
    TokenUrl,
    ClientId,
    ClientSecret,
    AccessToken,
    RefreshToken,
    /// How the product gets its tokens, where it asks.
    GrantType,
    Username,
    /// The password with the security token behind it.
    PasswordAndToken,
}

/// Why there is no such preset.
#[derive(Debug)]
pub enum Error {
    Unknown(String),
    Unreadable(PathBuf, io::Error),
    /// The file, and what is wrong in it.
    Wrong(String, String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Unknown(name) => write!(f, "there is no preset `{name}`"),
            Self::Unreadable(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Wrong(place, what) => write!(f, "{place}: {what}"),
        }
    }
}

impl Kind {
    /// How a product that signs in by itself gets its tokens: the password grant is of connected apps only.
    pub fn grant_type(self) -> &'static str {
        match self {
            Self::ConnectedApp => "Password",
            Self::ExternalClientApp => "Client Credentials",
        }
    }
}

impl std::error::Error for Error {}

/// Every preset: the user's own of the folder `own`, then those that come along and are not replaced by them.
pub fn all(own: &Path) -> Result<Vec<Preset>, Error> {
    let mut presets = own_files(own)?.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
    for (name, text) in BUILT_IN {
        if !presets.iter().any(|preset| preset.name == *name) {
            presets.push(parse(name, name, text)?);
        }
    }
    Ok(presets)
}

/// The preset of this name.
pub fn find(own: &Path, name: &str) -> Result<Preset, Error> {
    let missing = || Error::Unknown(name.to_owned());
    all(own)?.into_iter().find(|preset| preset.name == name).ok_or_else(missing)
}

fn own_files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|error| Error::Unreadable(folder.to_owned(), error))?,
    };
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<Preset, Error> {
    let text = fs::read_to_string(path).map_err(|error| Error::Unreadable(path.to_owned(), error))?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    parse(&name, &path.display().to_string(), &text)
}

fn parse(name: &str, place: &str, text: &str) -> Result<Preset, Error> {
    let wrong = |what: String| Error::Wrong(place.to_owned(), what);
    let mut preset: Preset = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
    name.clone_into(&mut preset.name);
    preset.unknown().map_or(Ok(()), |what| Err(wrong(what)))?;
    Ok(preset)
}

impl Preset {
    /// What it names that does not exist.
    fn unknown(&self) -> Option<String> {
        let scope = self.scopes.iter().chain(&self.sandbox_scopes).find(|name| scope::find(name).is_none());
        let known = |name: &str| boxes::all().any(|known| known.name == name);
        let of_box = self.boxes.iter().find(|name| !known(name));
        let field = self.form.iter().find(|field| field.value.is_some() == field.text.is_some());
        scope
            .map(|name| format!("there is no scope `{name}`"))
            .or_else(|| of_box.map(|name| format!("there is no box `{name}`")))
            .or_else(|| field.map(|field| format!("`{}` needs a value or a text", field.label)))
    }

    /// The fields of the form for an app of this kind.
    pub fn fields(&self, kind: Kind) -> impl Iterator<Item = &Field> {
        self.form.iter().filter(move |field| field.app.is_none_or(|app| app == kind))
    }

    /// Whether a box is to be on.
    pub fn has(&self, name: &str) -> bool {
        self.boxes.iter().any(|known| known == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_come_along_can_be_read() {
        let presets = all(Path::new("/nowhere/at/all")).expect("are sound");
        assert_eq!(presets.len(), BUILT_IN.len());
        assert_eq!(
            find(Path::new("/nowhere"), "c1").expect("is there").callbacks,
            ["https://accounts.conductor.one/auth/callback"]
        );
    }

    #[test]
    fn ones_own_come_first_and_mistakes_are_named() {
        let folder = tempfile::tempdir().expect("can be made");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("is written");
        let own =
            "product = \"Mine\"\ncallbacks = [\"https://a.example/cb\"]\nscopes = [\"api\"]\nboxes = []\nform = []\n";
        write("c1.toml", own);
        assert_eq!(find(folder.path(), "c1").expect("is read").product, "Mine");
        for (line, want) in [
            ("scopes = [\"Api\"]", "there is no scope `Api`"),
            ("boxes = [\"x\"]", "there is no box `x`"),
            ("form = [{label = \"A\"}]", "`A` needs a value or a text"),
            ("colour = 1", "unknown field `colour`"),
        ] {
            let key = line.split(' ').next().expect("has a key");
            let kept: Vec<_> = own.lines().filter(|kept| !kept.starts_with(key)).collect();
            write("c1.toml", &format!("{}\n{line}\n", kept.join("\n")));
            let error = find(folder.path(), "c1").expect_err("is refused").to_string();
            assert!(error.contains(want) && error.contains("c1.toml"), "{error}");
        }
    }
}
