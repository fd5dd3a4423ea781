//! What an administrator decides about an app: who may use it, and how long a login lasts.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

const HOUR: i64 = 3_600_000;

/// `ExtlClntAppOauthConfigurablePolicies`
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Policy {
    pub permitted_users_policy_type: Permitted,
    /// Names, with commas between.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub comma_separated_permission_set: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub comma_separated_profile: String,
    pub refresh_token_policy_type: RefreshPolicy,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token_validity_period: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token_validity_unit: Option<Unit>,
    pub ip_relaxation_policy_type: IpRelaxation,
    /// Of opaque access tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session_timeout_in_minutes: Option<i64>,
    pub is_client_credentials_flow_enabled: bool,
    /// The user name that client credentials stand for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_credentials_flow_user: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named_user_jwt_session_timeout_type: Option<Timeout>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named_user_jwt_timeout: Option<i64>,
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum Permitted {
    #[default]
    AllSelfAuthorized,
    AdminApprovedPreAuthorized,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum RefreshPolicy {
    #[default]
    Infinite,
    /// Ends where it is not used for a time.
    SpecificInactivity,
    /// Ends a time after the sign-in.
    SpecificLifetime,
    /// There is none.
    Zero,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Unit {
    Hours,
    Days,
    Months,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum IpRelaxation {
    #[default]
    Enforce,
    Bypass,
    #[serde(rename = "Bypass_2factor")]
    Bypass2factor,
    #[serde(rename = "Enforce_RelaxRefresh")]
    EnforceRelaxRefresh,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Timeout {
    UserSession,
    Custom,
}

impl Policy {
    /// Milliseconds that a refresh token is good for; `None` where there is none.
    pub fn refresh_lifetime(&self) -> Option<i64> {
        let unit = match self.refresh_token_validity_unit.unwrap_or(Unit::Days) {
            Unit::Hours => HOUR,
            Unit::Days => 24 * HOUR,
            Unit::Months => 30 * 24 * HOUR,
        };
        match self.refresh_token_policy_type {
            RefreshPolicy::Zero => None,
            RefreshPolicy::Infinite => Some(i64::MAX),
            _ => Some(self.refresh_token_validity_period.map_or(i64::MAX, |period| period.saturating_mul(unit))),
        }
    }

    /// Milliseconds that an access token is good for, where the app says so itself.
    pub fn session(&self, jwt: bool) -> Option<i64> {
        let custom = self.named_user_jwt_session_timeout_type != Some(Timeout::UserSession);
        let minutes =
            if jwt { self.named_user_jwt_timeout.filter(|_| custom) } else { self.session_timeout_in_minutes };
        minutes.map(|minutes| minutes.saturating_mul(60_000))
    }
}

/// What stands between commas.
pub fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_lasts_as_long_as_its_policy_says() {
        let policy = |text: &str| serde_json::from_str::<Policy>(text).expect("is a policy").refresh_lifetime();
        assert_eq!(policy("{}"), Some(i64::MAX));
        assert_eq!(policy(r#"{"refreshTokenPolicyType": "Zero"}"#), None);
        let days = r#"{"refreshTokenPolicyType": "SpecificLifetime", "refreshTokenValidityPeriod": "2"}"#;
        assert!(serde_json::from_str::<Policy>(days).is_err());
        for (unit, hours) in [("Hours", 2), ("Days", 48), ("Months", 1440)] {
            let kept = Policy {
                refresh_token_policy_type: RefreshPolicy::SpecificInactivity,
                refresh_token_validity_period: Some(2),
                refresh_token_validity_unit: serde_json::from_value(unit.into()).ok(),
                ..Policy::default()
            };
            assert_eq!(kept.refresh_lifetime(), Some(hours * HOUR), "{unit}");
        }
    }

    #[test]
    fn opaque_tokens_and_jwts_have_timeouts_of_their_own() {
        let kept =
            Policy { session_timeout_in_minutes: Some(15), named_user_jwt_timeout: Some(30), ..Policy::default() };
        assert_eq!((kept.session(false), kept.session(true)), (Some(900_000), Some(1_800_000)));
        let by_profile = Policy { named_user_jwt_session_timeout_type: Some(Timeout::UserSession), ..kept };
        assert_eq!(by_profile.session(true), None);
    }
}
