//! What the org has of what is wished for.

use super::{Wish, user::Service};
use crate::api::{Client, query};
use crate::error::{Exit, Failure};
use crate::soql::quote;
use serde::Deserialize;
use std::sync::Arc;

/// Of everything its Id, where it is there.
pub struct State {
    pub set: Option<Set>,
    /// The permission set opens the app.
    pub access: Option<String>,
    /// Those who are to use the app and are there.
    pub people: Vec<Person>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Set {
    pub id: String,
    /// Without it nobody gets further than the sign-in.
    #[serde(rename = "PermissionsApiEnabled")]
    pub api: bool,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Person {
    pub id: String,
    pub username: String,
    is_active: bool,
    #[serde(skip)]
    pub assigned: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Row {
    id: String,
    assignee_id: Option<String>,
}

impl State {
    /// Fails where somebody is not there whom nobody is to make, or could not use anything.
    pub async fn read(client: &Arc<Client>, wish: &Wish) -> anyhow::Result<Self> {
        let names: Vec<&str> = wish.users.iter().chain(&wish.service).map(String::as_str).collect();
        let mut people = people(client, &names).await?;
        check(wish, &people)?;
        let soql = format!("SELECT Id, PermissionsApiEnabled FROM PermissionSet WHERE Name = {}", quote(&wish.set));
        let set: Option<Set> = query::all(client, &soql).await?.pop();
        let access = match &set {
            Some(set) => access(client, set, wish).await?,
            None => None,
        };
        if let Some(set) = &set {
            assign(client, set, &mut people).await?;
        }
        Ok(Self { set, access, people })
    }

    /// The person of this name.
    pub fn person(&self, username: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.is(username))
    }

    /// In words, what is to be made.
    pub fn missing(&self, wish: &Wish, service: Option<&Service>) -> Vec<String> {
        let mut missing = Vec::new();
        match &self.set {
            None => missing.push(format!("permission set {}", wish.set)),
            Some(set) if !set.api => missing.push(format!("API Enabled in permission set {}", wish.set)),
            Some(_) => {}
        }
        if self.access.is_none() {
            missing.push(format!("access of {} to {}", wish.set, wish.app.name));
        }
        missing.extend(service.map(|service| format!("user {} ({})", service.username, service.profile)));
        let people = self.people.iter().filter(|person| person.assigned.is_none()).map(|person| &person.username);
        missing.extend(
            people.chain(service.map(|service| &service.username)).map(|name| format!("{} for {name}", wish.set)),
        );
        missing
    }
}

impl Person {
    fn is(&self, username: &str) -> bool {
        self.username.eq_ignore_ascii_case(username)
    }
}

async fn people(client: &Arc<Client>, names: &[&str]) -> anyhow::Result<Vec<Person>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let names: Vec<_> = names.iter().map(|name| quote(name)).collect();
    let soql =
        format!("SELECT Id, Username, IsActive FROM User WHERE Username IN ({}) ORDER BY Username", names.join(", "));
    Ok(query::all(client, &soql).await?)
}

fn check(wish: &Wish, people: &[Person]) -> anyhow::Result<()> {
    let absent = |name: &&String| !people.iter().any(|person| person.is(name));
    let absent: Vec<_> = wish.users.iter().filter(absent).map(String::as_str).collect();
    if !absent.is_empty() {
        let text = format!("the org has no user {}", absent.join(", "));
        return Err(Failure::new(Exit::NotFound, text).hint("sfo query 'SELECT Username FROM User'").into());
    }
    match people.iter().find(|person| !person.is_active) {
        Some(person) => {
            let text = format!("{} is not active and could not use the app", person.username);
            let activate = format!("sfo record update User {} IsActive:=true", person.id);
            Err(Failure::new(Exit::Refused, text).hint(activate).into())
        }
        None => Ok(()),
    }
}

async fn access(client: &Arc<Client>, set: &Set, wish: &Wish) -> anyhow::Result<Option<String>> {
    let soql = format!(
        "SELECT Id FROM SetupEntityAccess WHERE ParentId = {} AND SetupEntityId = {}",
        quote(&set.id),
        quote(&wish.app.id)
    );
    Ok(query::all::<Row>(client, &soql).await?.pop().map(|row| row.id))
}

async fn assign(client: &Arc<Client>, set: &Set, people: &mut [Person]) -> anyhow::Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = people.iter().map(|person| quote(&person.id)).collect();
    let soql = format!(
        "SELECT Id, AssigneeId FROM PermissionSetAssignment WHERE PermissionSetId = {} AND AssigneeId IN ({})",
        quote(&set.id),
        ids.join(", ")
    );
    for Row { id, assignee_id } in query::all(client, &soql).await? {
        let of = people.iter_mut().filter(|person| assignee_id.as_ref() == Some(&person.id));
        of.for_each(|person| person.assigned = Some(id.clone()));
    }
    Ok(())
}
