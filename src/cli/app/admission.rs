//! Who may use an app where an administrator decides: permission sets and profiles that open it, and the active users
//! who have one of them.

use crate::api::{Client, Error, query};
use crate::soql;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Users that are counted; who wants to see more of them looks at the permission set.
const MOST: usize = 2000;

#[derive(Clone, Debug, Default)]
pub struct Admission {
    /// Permission sets and profiles by name.
    pub sets: Vec<String>,
    /// User names.
    pub users: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Opener {
    parent_id: String,
    parent: Holder,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Holder {
    name: String,
    #[serde(default)]
    is_owned_by_profile: bool,
    profile: Option<Profile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Profile {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Assignment {
    assignee: Assignee,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Assignee {
    username: String,
}

impl Admission {
    /// Those who may, by records of the org or by name in the app's policy.
    pub async fn read(client: &Arc<Client>, app: &str, sets: &[String], profiles: &[String]) -> Result<Self, Error> {
        let soql = format!(
            "SELECT ParentId, Parent.Name, Parent.IsOwnedByProfile, Parent.Profile.Name FROM SetupEntityAccess \
             WHERE SetupEntityId = {}",
            soql::quote(app)
        );
        let openers: Vec<Opener> = query::all(client, &soql).await?;
        let ids: Vec<_> = openers.iter().map(|opener| opener.parent_id.clone()).collect();
        let named = openers.into_iter().map(|opener| opener.parent.name());
        let all: BTreeSet<_> = named.chain(sets.iter().cloned()).chain(profiles.iter().cloned()).collect();
        let ways = [
            ("PermissionSetId", ids.as_slice()),
            ("PermissionSet.Name", sets),
            ("PermissionSet.Profile.Name", profiles),
        ];
        let ways = ways.iter().filter(|(_, values)| !values.is_empty());
        let ways: Vec<_> = ways.map(|(field, values)| format!("{field} IN ({})", listed(values))).collect();
        let users = if ways.is_empty() { Vec::new() } else { users(client, &ways.join(" OR ")).await? };
        Ok(Self { sets: all.into_iter().collect(), users })
    }
}

impl Holder {
    /// A profile keeps its permissions in a set of its own, whose name nobody knows.
    fn name(self) -> String {
        match self.profile {
            Some(profile) if self.is_owned_by_profile => profile.name,
            _ => self.name,
        }
    }
}

async fn users(client: &Arc<Client>, having: &str) -> Result<Vec<String>, Error> {
    let soql = format!(
        "SELECT Assignee.Username FROM PermissionSetAssignment WHERE Assignee.IsActive = true AND ({having}) \
         ORDER BY Assignee.Username LIMIT {MOST}"
    );
    let assignments: Vec<Assignment> = query::all(client, &soql).await?;
    let names: BTreeSet<_> = assignments.into_iter().map(|assignment| assignment.assignee.username).collect();
    Ok(names.into_iter().collect())
}

fn listed(values: &[String]) -> String {
    values.iter().map(|value| soql::quote(value)).collect::<Vec<_>>().join(", ")
}
