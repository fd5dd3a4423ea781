//! `--tz`: the zone in which date-times are shown.

use crate::api;
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::record::Value;
use jiff::tz::TimeZone;
use std::str::FromStr;

#[derive(Clone, Debug, PartialEq)]
pub enum Zone {
    Named(TimeZone),
    /// That of the user in the org.
    User,
}

impl FromStr for Zone {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "user" => Ok(Self::User),
            "local" => Ok(Self::Named(TimeZone::system())),
            "UTC" | "utc" => Ok(Self::Named(TimeZone::UTC)),
            name => TimeZone::get(name)
                .map(Self::Named)
                .map_err(|_| "a zone is local, user, UTC or a name such as Europe/Berlin".to_owned()),
        }
    }
}

impl Zone {
    /// The zone itself. Only that of the user has to be asked for.
    pub async fn find(&self, ctx: &Ctx) -> anyhow::Result<TimeZone> {
        if let Self::Named(zone) = self {
            return Ok(zone.clone());
        }
        let reply = ctx.client().await?.fetch("/services/oauth2/userinfo").await?;
        let info = Value::parse(&reply).map_err(|error| api::Error::Unreadable(error.to_string()))?;
        let name = info.get("zoneinfo").map(|name| name.string().into_owned()).unwrap_or_default();
        let unknown =
            |_| Failure::usage(format!("the org says that the user's zone is `{name}`, which is not known here"));
        Ok(TimeZone::get(&name).map_err(unknown)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_have_names() {
        assert_eq!("UTC".parse(), Ok(Zone::Named(TimeZone::UTC)));
        assert_eq!("user".parse(), Ok(Zone::User));
        for name in ["Europe/Berlin", "America/Los_Angeles", "local"] {
            assert!(name.parse::<Zone>().is_ok(), "{name}");
        }
        for name in ["", "Berlin", "+02:00"] {
            assert!(name.parse::<Zone>().is_err(), "{name}");
        }
    }
}
