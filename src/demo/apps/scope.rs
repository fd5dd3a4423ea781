//! The scopes by their three names: as they are asked for, in metadata, and as columns of a record.

use super::policy::listed;

const TABLE: &str = include_str!("scopes.txt");

pub struct Scope {
    /// `refresh_token`
    pub runtime: &'static str,
    /// `RefreshToken`
    pub metadata: &'static str,
    /// `OauthScopesREFRESH_TOKEN`
    pub column: &'static str,
}

pub fn all() -> impl Iterator<Item = Scope> {
    TABLE.lines().filter_map(|line| {
        let mut names = line.split(' ');
        Some(Scope { runtime: names.next()?, metadata: names.next()?, column: names.next()? })
    })
}

/// The scope that metadata calls so.
pub fn of_metadata(name: &str) -> Option<Scope> {
    all().find(|scope| scope.metadata == name)
}

/// What the scopes of a list in metadata are asked for by.
pub fn runtime(list: &str) -> impl Iterator<Item = &'static str> {
    listed(list).filter_map(of_metadata).map(|scope| scope.runtime)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_line_is_a_scope_and_every_name_is_used_once() {
        assert_eq!(all().count(), TABLE.lines().count());
        for name in [|scope: &Scope| scope.runtime, |scope: &Scope| scope.metadata, |scope: &Scope| scope.column] {
            let names: HashSet<_> = all().map(|scope| name(&scope)).collect();
            assert_eq!(names.len(), all().count());
        }
    }

    #[test]
    fn a_list_may_have_blanks_and_names_of_metadata_only() {
        assert_eq!(
            runtime("Api, RefreshToken,SFApiPlatform").collect::<Vec<_>>(),
            ["api", "refresh_token", "sfap_api"]
        );
        assert_eq!(runtime("api, refresh_token").count(), 0);
    }
}
