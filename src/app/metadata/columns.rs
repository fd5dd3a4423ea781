//! Components as far as queries tell of them (`spec/oauth.md` 11.4), for sessions that the Metadata API does not take.
//! No query tells of callbacks, boxes, or who proves what by which certificate.

use super::{Component, Kind};
use crate::app::scope;

/// Columns, each of which is an element with a small first letter.
const APP: &str = "Description ContactEmail ContactPhone DistributionState IconUrl InfoUrl LogoUrl";
const POLICY: &str = "PermittedUsersPolicyType IpRelaxationPolicyType RefreshTokenPolicyType RefreshTokenValidityPeriod \
    RefreshTokenValidityUnit SessionTimeoutInMinutes RequiredSessionLevel PolicyAction IsClientCredentialsFlowEnabled \
    ClientCredentialsFlowUser IsTokenExchangeFlowEnabled IsGuestCodeCredFlowEnabled NamedUserJwtSessionTimeoutType \
    NamedUserJwtTimeout StartUrl SingleLogoutUrl";

/// The query for what there is of a kind, and the columns that it asks for. `id` is the app's.
pub fn soql(kind: Kind, id: &str) -> Option<(String, Vec<&'static str>)> {
    let words = |text: &'static str| text.split_whitespace().collect();
    let (object, key, columns): (_, _, Vec<_>) = match kind {
        Kind::App => ("ExternalClientApplication", "Id", ["MasterLabel"].into_iter().chain(APP.split(' ')).collect()),
        Kind::Global => return None,
        Kind::Oauth => ("ExtlClntAppOauthSettings", CHILD, scope::all().map(|scope| scope.column).collect()),
        Kind::OauthPolicy => ("ExtlClntAppOauthPlcyCnfg", CHILD, words(POLICY)),
        Kind::Policy => ("ExtlClntAppPlcyCnfg", CHILD, vec!["IsEnabled"]),
    };
    Some((format!("SELECT {} FROM {object} WHERE {key} = '{id}'", columns.join(", ")), columns))
}

const CHILD: &str = "ExternalClientApplicationId";

/// The component that a row is of. `cells` are its columns that are not null.
pub fn of_row(kind: Kind, app: &str, cells: &[(&str, String)]) -> Component {
    let mut component = Component::new(kind, app, app);
    if kind == Kind::Oauth {
        let granted = |column: &str| cells.iter().any(|(name, text)| *name == column && text == "true");
        let scopes: Vec<_> = scope::all().filter(|scope| granted(scope.column)).map(|scope| scope.metadata).collect();
        component.set("commaSeparatedOauthScopes", &scopes.join(", "));
        return component;
    }
    for (column, text) in cells {
        component.set(&element(column), text);
    }
    component
}

fn element(column: &str) -> String {
    if column == "MasterLabel" {
        return "label".to_owned();
    }
    let (first, rest) = column.split_at(1);
    first.to_lowercase() + rest
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::app::settings::Setting;

    #[test]
    fn rows_say_what_queries_can_tell() {
        let cells = |cells: &[(&'static str, &str)]| {
            cells.iter().map(|(name, text)| (*name, (*text).to_owned())).collect::<Vec<_>>()
        };
        let there = [
            of_row(Kind::App, "a", &cells(&[("MasterLabel", "A"), ("ContactEmail", "ops@example.com")])),
            of_row(Kind::Oauth, "a", &cells(&[("OauthScopesAPI", "true"), ("OauthScopesWEB", "false")])),
            of_row(Kind::OauthPolicy, "a", &cells(&[("PermittedUsersPolicyType", "AdminApprovedPreAuthorized")])),
        ];
        let found = read("a", &there);
        assert_eq!(found.settings.label.as_deref(), Some("A"));
        assert_eq!(found.settings.scopes, ["api"]);
        assert_eq!(found.settings.policy.permitted_users.metadata(), "AdminApprovedPreAuthorized");
        assert!(found.unknown.contains(&Setting::Callbacks) && found.unknown.contains(&Setting::Enabled));
        assert!(!found.unknown.contains(&Setting::Scopes));
    }

    #[test]
    fn a_query_asks_for_each_column_once() {
        let (soql, columns) = soql(Kind::App, "0xI000000000001AAA").expect("can be asked");
        assert!(soql.starts_with("SELECT MasterLabel, Description, "), "{soql}");
        assert!(soql.ends_with(" FROM ExternalClientApplication WHERE Id = '0xI000000000001AAA'"), "{soql}");
        assert_eq!(columns.len(), 8);
        assert!(super::soql(Kind::Global, "x").is_none());
    }
}
