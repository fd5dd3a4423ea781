//! The org as it tells about itself: one row of one object (`spec/rest.md` 10).

use super::{Client, Error, query};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

const SOQL: &str = "SELECT Id, Name, OrganizationType, InstanceName, IsSandbox, TrialExpirationDate, NamespacePrefix, \
                    LanguageLocaleKey, TimeZoneSidKey, CreatedDate FROM Organization";

#[derive(Default, Deserialize, Serialize)]
#[serde(rename_all(deserialize = "PascalCase", serialize = "camelCase"))]
pub struct Organization {
    #[serde(rename(serialize = "orgId"))]
    pub id: String,
    pub name: String,
    #[serde(rename(serialize = "edition", deserialize = "OrganizationType"))]
    pub edition: Option<String>,
    /// Which of the org's servers: `NA123`.
    #[serde(rename(serialize = "instance"))]
    pub instance_name: Option<String>,
    pub is_sandbox: bool,
    #[serde(rename(serialize = "trialEnds"))]
    pub trial_expiration_date: Option<String>,
    pub namespace_prefix: Option<String>,
    #[serde(rename(serialize = "language"))]
    pub language_locale_key: Option<String>,
    #[serde(rename(serialize = "timeZone"))]
    pub time_zone_sid_key: Option<String>,
    #[serde(rename(serialize = "created"))]
    pub created_date: Option<String>,
}

impl Organization {
    /// What it is for.
    pub fn purpose(&self) -> &'static str {
        let developer = self.edition.as_deref() == Some("Developer Edition");
        match (self.is_sandbox, self.trial_expiration_date.is_some()) {
            (true, true) => "scratch",
            (true, false) => "sandbox",
            (false, true) => "trial",
            (false, false) if developer => "developer",
            (false, false) => "production",
        }
    }
}

pub async fn read(client: &Arc<Client>) -> Result<Organization, Error> {
    let ask = query::Ask { soql: SOQL, all_rows: false, tooling: false, page_size: None, raw: false, limit: None };
    let page = query::start(client, &ask).await?.next().await?;
    let row = page.as_ref().and_then(|rows| rows.iter().next());
    let row = row.ok_or_else(|| Error::Unreadable("the org does not tell about itself".to_owned()))?;
    serde_json::from_str(row.text()).map_err(|error| Error::Unreadable(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::Organization;

    #[test]
    fn an_org_is_told_by_three_of_its_facts() {
        let purpose = |edition: &str, is_sandbox, trial: Option<&str>| {
            let (edition, trial_expiration_date) = (Some(edition.to_owned()), trial.map(str::to_owned));
            Organization { edition, is_sandbox, trial_expiration_date, ..Organization::default() }.purpose()
        };
        assert_eq!(purpose("Enterprise Edition", false, None), "production");
        assert_eq!(purpose("Developer Edition", false, None), "developer");
        assert_eq!(purpose("Enterprise Edition", true, None), "sandbox");
        assert_eq!(purpose("Developer Edition", true, Some("2026-12-01T00:00:00.000+0000")), "scratch");
        assert_eq!(purpose("Enterprise Edition", false, Some("2026-12-01T00:00:00.000+0000")), "trial");
    }
}
