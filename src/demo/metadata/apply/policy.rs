//! `ExtlClntAppOauthConfigurablePolicies`: there is one of an app, from the moment that the app has scopes.

use super::{Deploy, duplicate, typed};
use crate::demo::{
    apps::{
        App,
        model::Part,
        policy::{Policy, RefreshPolicy, listed},
        records,
    },
    metadata::{document::Fields, outcome::Done, problem::Problem},
    oauth::User,
    store::table::quoted,
};

pub fn put(deploy: &Deploy, name: &str, mut fields: Fields) -> Result<Done, Problem> {
    let old = deploy.parent(&mut fields)?;
    let settings = old.settings.as_ref().and_then(|_| records::child(&old, "ExtlClntAppOauthSettings"));
    let Some(settings) = settings else {
        let message = format!("{} has no ExtlClntAppOauthSettings", old.name);
        return Err(Problem::coded("INVALID_CROSS_REFERENCE_KEY", message));
    };
    if name != old.full_name(Part::Policy) {
        return Err(duplicate("ExtlClntAppOauthSettingsId", &settings));
    }
    let policy: Policy = typed(fields)?;
    period(&policy)?;
    exist(deploy, "PermissionSet", "permission sets", &policy.comma_separated_permission_set)?;
    exist(deploy, "Profile", "profiles", &policy.comma_separated_profile)?;
    runs_as(deploy, &policy)?;
    let app = App { policy, ..old.clone() };
    deploy.keep(&app, records::child(&app, "ExtlClntAppOauthPlcyCnfg"))
}

fn period(policy: &Policy) -> Result<(), Problem> {
    let timed =
        matches!(policy.refresh_token_policy_type, RefreshPolicy::SpecificInactivity | RefreshPolicy::SpecificLifetime);
    let missing = |name| Err(Problem::new(format!("Required field is missing: {name}")));
    match (policy.refresh_token_validity_period, policy.refresh_token_validity_unit) {
        (None, _) if timed => missing("refreshTokenValidityPeriod"),
        (_, None) if timed => missing("refreshTokenValidityUnit"),
        _ => Ok(()),
    }
}

/// Names, although the reference says ids.
fn exist(deploy: &Deploy, object: &str, what: &str, names: &str) -> Result<(), Problem> {
    let sql = format!("SELECT EXISTS (SELECT 1 FROM {} WHERE \"Name\" = ?1)", quoted(object));
    let mut missing = Vec::new();
    for name in listed(names) {
        let there: bool =
            deploy.org.store.read(|connection| connection.prepare_cached(&sql)?.query_row([name], |row| row.get(0)))?;
        if !there {
            missing.push(name);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(Problem::coded("INVALID_FIELD", format!("We couldn't find {what} called {}", missing.join(", "))))
}

fn runs_as(deploy: &Deploy, policy: &Policy) -> Result<(), Problem> {
    if !policy.is_client_credentials_flow_enabled {
        return Ok(());
    }
    let named = policy.client_credentials_flow_user.as_deref().map(|name| User::named(deploy.org, name)).transpose()?;
    let good = named.flatten().is_some_and(|user| user.active);
    let text = "Enter a valid execution user for the OAuth client credentials flow.";
    good.then_some(()).ok_or_else(|| Problem::new(text))
}
