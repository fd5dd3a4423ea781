//! Who may do what with an object's records, or with a field of them: profiles and permission sets, and how many
//! active users each of them has.

use super::{Args, View};
use crate::api::describe::Object;
use crate::api::{Client, query};
use crate::ctx::Ctx;
use crate::soql;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;

const OBJECT: &[&str] =
    &["holder", "kind", "users", "read", "create", "edit", "delete", "viewAllRecords", "modifyAllRecords"];
const FIELDS: &[&str] = &["field", "holder", "kind", "users", "read", "edit"];
/// What both lists tell of the holder, profiles first.
const PARENT: &str = "ParentId, Parent.Label, Parent.Type, Parent.IsOwnedByProfile, Parent.Profile.Name";
const ORDER: &str = "Parent.IsOwnedByProfile DESC, Parent.Profile.Name, Parent.Label";

/// Of the object; or of its fields, where one or a pattern is named.
pub async fn view(object: &Object, args: &Args, ctx: &Ctx) -> anyhow::Result<View> {
    let client = ctx.client().await?;
    if args.field().is_none() && args.pattern.is_none() && !args.custom {
        return of_object(object, client).await;
    }
    let free = object.fields.iter().filter(|field| !field.permissionable && args.wants(&field.name, field.custom));
    let free: Vec<_> = free.map(|field| field.name.as_str()).collect();
    if !free.is_empty() {
        ctx.term.note(&format!("without permissions of their own, as open as {}: {}", object.name, free.join(", ")));
    }
    of_fields(object, args, client).await
}

async fn of_object(object: &Object, client: &Arc<Client>) -> anyhow::Result<View> {
    let filter = format!("FROM ObjectPermissions WHERE SobjectType = {}", soql::quote(&object.name));
    let users = users(&filter, client).await?;
    let rights = "PermissionsRead, PermissionsCreate, PermissionsEdit, PermissionsDelete, PermissionsViewAllRecords, \
                  PermissionsModifyAllRecords";
    let found = query::all::<Value>(client, &format!("SELECT {PARENT}, {rights} {filter} ORDER BY {ORDER}")).await?;
    let row = |row: &Value| {
        let (holder, kind) = holder(row);
        json!({
            "holder": holder, "kind": kind, "users": number(&users, row), "read": row["PermissionsRead"],
            "create": row["PermissionsCreate"], "edit": row["PermissionsEdit"], "delete": row["PermissionsDelete"],
            "viewAllRecords": row["PermissionsViewAllRecords"], "modifyAllRecords": row["PermissionsModifyAllRecords"],
        })
    };
    Ok(View { columns: OBJECT, rows: found.iter().map(row).collect() })
}

async fn of_fields(object: &Object, args: &Args, client: &Arc<Client>) -> anyhow::Result<View> {
    let mut filter = format!("FROM FieldPermissions WHERE SobjectType = {}", soql::quote(&object.name));
    if let Some(field) = args.field().and_then(|name| object.field(name)) {
        filter.push_str(" AND Field = ");
        filter.push_str(&soql::quote(&format!("{}.{}", object.name, field.name)));
    }
    let users = users(&filter, client).await?;
    let rights = "Field, PermissionsRead, PermissionsEdit";
    let found =
        query::all::<Value>(client, &format!("SELECT {PARENT}, {rights} {filter} ORDER BY Field, {ORDER}")).await?;
    let row = |row: &Value| {
        let (_, name) = row["Field"].as_str()?.split_once('.')?;
        let field = object.field(name).filter(|field| args.wants(&field.name, field.custom))?;
        let (holder, kind) = holder(row);
        Some(json!({
            "field": field.name, "holder": holder, "kind": kind, "users": number(&users, row),
            "read": row["PermissionsRead"], "edit": row["PermissionsEdit"],
        }))
    };
    Ok(View { columns: FIELDS, rows: found.iter().filter_map(row).collect() })
}

/// A profile keeps its permissions in a set of its own, whose name nobody knows.
fn holder(row: &Value) -> (&Value, String) {
    let parent = &row["Parent"];
    if parent["IsOwnedByProfile"] == true {
        return (&parent["Profile"]["Name"], "profile".to_owned());
    }
    let kind = match parent["Type"].as_str() {
        None | Some("Regular" | "Standard") => "permission set".to_owned(),
        Some("Group") => "permission set group".to_owned(),
        Some(other) => format!("permission set, {}", other.to_lowercase()),
    };
    (&parent["Label"], kind)
}

/// Active users of each holder.
async fn users(filter: &str, client: &Arc<Client>) -> anyhow::Result<HashMap<String, u64>> {
    let soql = format!(
        "SELECT PermissionSetId holder, COUNT(Id) users FROM PermissionSetAssignment \
         WHERE Assignee.IsActive = true AND PermissionSetId IN (SELECT ParentId {filter}) GROUP BY PermissionSetId"
    );
    let pair = |row: &Value| Some((row["holder"].as_str()?.to_owned(), row["users"].as_u64()?));
    Ok(query::all::<Value>(client, &soql).await?.iter().filter_map(pair).collect())
}

fn number(users: &HashMap<String, u64>, row: &Value) -> u64 {
    row["ParentId"].as_str().and_then(|id| users.get(id)).copied().unwrap_or(0)
}
