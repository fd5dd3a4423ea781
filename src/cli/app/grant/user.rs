//! The service user: a user of its own for a product, with little more than the API.

use super::state::State;
use crate::api::{Client, query};
use crate::auth::userinfo;
use crate::error::{Exit, Failure};
use crate::soql::quote;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// The licence for programs, and the profile of it that permits least.
const LICENCE: &str = "Salesforce Integration";
const LEAST: &str = "Minimum Access - API Only Integrations";
/// The most characters of an alias.
const ALIAS: usize = 8;

#[derive(clap::Args)]
pub struct Flags {
    /// User of its own for the product; made where it is missing
    #[arg(long = "service-user", value_name = "USERNAME", value_parser = address)]
    username: Option<String>,
    /// Where mail for the service user goes; your own address where not given
    #[arg(long, value_name = "ADDRESS", requires = "username", value_parser = address)]
    email: Option<String>,
    /// Last name of the service user; what stands before the @ where not given
    #[arg(long, value_name = "NAME", requires = "username")]
    last_name: Option<String>,
    /// Profile of the service user; one of the Salesforce Integration licence where not given
    #[arg(long, value_name = "NAME", requires = "username")]
    profile: Option<String>,
}

/// A user to make.
pub struct Service {
    pub username: String,
    /// The profile's name.
    pub profile: String,
    /// The record.
    pub body: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Profile {
    id: String,
    name: String,
}

/// What a new user takes over from the one who makes it: values that this org has.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Maker {
    email: String,
    time_zone_sid_key: String,
    locale_sid_key: String,
    email_encoding_key: String,
    language_locale_key: String,
}

impl Flags {
    pub fn username(&self) -> Option<&str> {
        self.username.as_deref()
    }

    /// The user to make, where one is asked for and not there.
    pub async fn plan(&self, client: &Arc<Client>, state: &State) -> anyhow::Result<Option<Service>> {
        let Some(username) = self.username().filter(|name| state.person(name).is_none()) else { return Ok(None) };
        let profile = self.profile(client).await?;
        let maker = maker(client).await?;
        let name = username.split('@').next().unwrap_or_default();
        let body = json!({
            "Username": username,
            "LastName": self.last_name.as_deref().unwrap_or(name),
            "Email": self.email.as_ref().unwrap_or(&maker.email),
            "Alias": alias(name),
            "ProfileId": profile.id,
            "TimeZoneSidKey": maker.time_zone_sid_key,
            "LocaleSidKey": maker.locale_sid_key,
            "EmailEncodingKey": maker.email_encoding_key,
            "LanguageLocaleKey": maker.language_locale_key,
        });
        Ok(Some(Service { username: username.to_owned(), profile: profile.name, body }))
    }

    async fn profile(&self, client: &Arc<Client>) -> anyhow::Result<Profile> {
        let filter = match &self.profile {
            Some(name) => format!("Name = {}", quote(name)),
            None => format!("UserLicense.Name = {}", quote(LICENCE)),
        };
        let soql = format!("SELECT Id, Name FROM Profile WHERE {filter} ORDER BY Name");
        let mut profiles: Vec<Profile> = query::all(client, &soql).await?;
        let least = profiles.iter().position(|profile| profile.name == LEAST).unwrap_or(0);
        if least < profiles.len() {
            return Ok(profiles.swap_remove(least));
        }
        let text = match &self.profile {
            Some(name) => format!("the org has no profile `{name}`"),
            None => format!("the org has no profile of the {LICENCE} licence; name another with --profile"),
        };
        Err(Failure::new(Exit::NotFound, text).hint("sfo query 'SELECT Name FROM Profile'").into())
    }
}

async fn maker(client: &Arc<Client>) -> anyhow::Result<Maker> {
    let me = userinfo(client.http(), client.origin(), &client.token().await?).await?.id;
    let soql = format!(
        "SELECT Email, TimeZoneSidKey, LocaleSidKey, EmailEncodingKey, LanguageLocaleKey FROM User WHERE Id = {}",
        quote(&me)
    );
    let missing = || Failure::new(Exit::Refused, "the org does not show your own user");
    Ok(query::all(client, &soql).await?.pop().ok_or_else(missing)?)
}

/// Letters and digits only: people see it in lists.
fn alias(name: &str) -> String {
    let alias: String = name.chars().filter(char::is_ascii_alphanumeric).take(ALIAS).collect();
    if alias.is_empty() { "service".to_owned() } else { alias }
}

/// A user name has the shape of an address.
fn address(text: &str) -> Result<String, String> {
    let good = text.split_once('@').is_some_and(|(name, domain)| {
        let labels = || domain.split('.');
        !name.is_empty() && labels().count() > 1 && labels().all(|label| !label.is_empty() && !label.contains('@'))
    });
    let good = good && !text.contains(char::is_whitespace) && text.chars().count() <= 80;
    good.then(|| text.to_owned()).ok_or_else(|| "it has the shape of an address, such as bot@acme.example".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{address, alias};

    #[test]
    fn an_alias_is_short_and_plain() {
        assert_eq!(alias("moveworks.service"), "movework");
        assert_eq!(alias("c1-bot"), "c1bot");
        assert_eq!(alias("---"), "service");
    }

    #[test]
    fn a_user_name_is_an_address() {
        for good in ["a@b.co", "first.last+tag@sub.example.com"] {
            assert!(address(good).is_ok(), "{good}");
        }
        for bad in ["bot", "a@b", "@b.co", "a b@c.de", "a@b@c.de", "a@.de"] {
            assert!(address(bad).is_err(), "{bad}");
        }
    }
}
