//! Scopes by their three names (`spec/oauth.md` 8.1).

use std::sync::LazyLock;

static ROWS: LazyLock<Vec<Scope>> = LazyLock::new(|| rows(include_str!("scopes.txt")).collect());

/// What an app may be allowed to ask for.
#[derive(Debug, PartialEq, Eq)]
pub struct Scope {
    /// As requested at sign-in.
    pub name: &'static str,
    /// As metadata spells it.
    pub metadata: &'static str,
    /// As Setup lists it.
    pub label: &'static str,
    /// As a query finds it, in `ExtlClntAppOauthSettings`.
    pub column: &'static str,
}

/// The scope that is requested by this name.
pub fn find(name: &str) -> Option<&'static Scope> {
    ROWS.iter().find(|scope| scope.name == name)
}

/// The scope that metadata spells like this.
pub fn of_metadata(word: &str) -> Option<&'static Scope> {
    all().find(|scope| scope.metadata == word)
}

/// Every scope.
pub fn all() -> impl Iterator<Item = &'static Scope> {
    ROWS.iter()
}

fn rows(table: &'static str) -> impl Iterator<Item = Scope> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let [name, metadata, label, column] = line.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
            unreachable!("a line of the table has four parts: {line}")
        };
        Scope { name, metadata, label, column }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_its_own() {
        for (at, scope) in ROWS.iter().enumerate() {
            let twins = ROWS[..at].iter().filter(|other| other.name == scope.name || other.metadata == scope.metadata);
            assert_eq!(twins.count(), 0, "{scope:?}");
            assert!(scope.label.contains(scope.name) || scope.label.contains("identity"), "{scope:?}");
        }
        assert_eq!(find("sfap_api").map(|scope| scope.metadata), Some("SFApiPlatform"));
        assert_eq!(find("Api"), None);
    }
}
