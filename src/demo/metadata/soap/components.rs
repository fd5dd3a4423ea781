//! Reading, listing and deleting components.

use super::xml;
use crate::demo::{
    metadata::{
        apply::{self, Deploy},
        kind::Kind,
        options::Options,
        problem::Problem,
        read::{self as present, Component},
    },
    oauth::User,
    org::Org,
    sample,
    soap::envelope::{Envelope, child, element, named, text},
    wire::{Call, Fault},
};
use rusqlite::OptionalExtension;

/// Components of one call.
const MOST: usize = 10;
/// When the org was made.
const BEGAN: &str = "2023-02-01T08:00:00.000Z";
/// Types of one call that lists.
const QUERIES: usize = 3;

/// The type and the names of the components.
fn wanted<'d>(envelope: &Envelope<'d>) -> Result<(&'static Kind, Vec<&'d str>), Fault> {
    let kind = child(envelope.operation, "type").map(text).unwrap_or_default();
    let names: Vec<&str> = named(envelope.operation, "fullNames").map(text).collect();
    if names.len() > MOST {
        let message = format!("record limit reached. cannot submit more than {MOST} records into this call");
        return Err(Fault::new(500, "EXCEEDED_ID_LIMIT", message));
    }
    Ok((known(kind)?, names))
}

/// `Settings` is what a manifest says; here every type has its own name.
fn known(name: &str) -> Result<&'static Kind, Fault> {
    let unknown = || Fault::new(500, "INVALID_TYPE", format!("Unknown type:{name}"));
    Kind::named(name).filter(|kind| kind.place.is_some()).ok_or_else(unknown)
}

pub fn read(org: &Org, envelope: &Envelope) -> Result<String, Fault> {
    let (kind, names) = wanted(envelope)?;
    let all = present::all(org, kind)?;
    let record = |name: &&str| match all.iter().find(|component| component.name.eq_ignore_ascii_case(name)) {
        Some(component) => {
            let fields: String = component.fields.iter().map(|(name, value)| xml(name, value)).collect();
            format!("<records xsi:type=\"{}\">{}{fields}</records>", kind.name, element("fullName", &component.name))
        }
        None => "<records xsi:nil=\"true\"/>".to_owned(),
    };
    Ok(format!("<result>{}</result>", names.iter().map(record).collect::<String>()))
}

pub fn delete(org: &Org, call: &Call, envelope: &Envelope) -> Result<String, Fault> {
    let (kind, names) = wanted(envelope)?;
    let (user, options) = (call.user.as_str(), Options::default());
    let one = |name: &&str| {
        let deploy = Deploy { org, user, options: &options };
        let said = match apply::delete(&deploy, kind, name) {
            Ok(_) => element("fullName", name) + &element("success", "true"),
            Err(problem) => errors(&problem) + &element("fullName", name) + &element("success", "false"),
        };
        format!("<result>{said}</result>")
    };
    Ok(names.iter().map(one).collect())
}

fn errors(problem: &Problem) -> String {
    let coded =
        problem.text.split_once(": ").filter(|(code, _)| code.chars().all(|c| c.is_ascii_uppercase() || c == '_'));
    let (code, message) = coded.unwrap_or(("INVALID_CROSS_REFERENCE_KEY", &problem.text));
    format!("<errors>{}{}</errors>", element("message", message), element("statusCode", code))
}

pub fn list(org: &Org, envelope: &Envelope) -> Result<String, Fault> {
    let queries: Vec<_> = named(envelope.operation, "queries").collect();
    if queries.len() > QUERIES {
        let message = format!("number of queries exceeds the limit of {QUERIES}");
        return Err(Fault::new(500, "INVALID_ARGUMENT_TYPE", message));
    }
    let mut results = String::new();
    for query in queries {
        // Types that the org does not take have no components.
        for kind in Kind::listed(child(query, "type").map(text).unwrap_or_default()) {
            for component in present::all(org, kind)? {
                results.push_str(&properties(org, kind, &component)?);
            }
        }
    }
    Ok(results)
}

fn properties(org: &Org, kind: &Kind, component: &Component) -> Result<String, Fault> {
    let id = component.app.as_ref().map_or("", |app| &app.id);
    let (created, modified) = touched(org, kind, id)?;
    let user = |label: &str, (user, date): &(String, String)| -> Result<String, Fault> {
        let name = User::of_id(org, user)?.map(|user| user.name).unwrap_or_default();
        Ok([
            element(&format!("{label}ById"), user),
            element(&format!("{label}ByName"), &name),
            element(&format!("{label}Date"), date),
        ]
        .concat())
    };
    let parts = [
        "<result>".to_owned(),
        user("created", &created)?,
        element("fileName", &kind.path(&component.name)),
        element("fullName", &component.name),
        element("id", component.id.as_deref().unwrap_or_default()),
        user("lastModified", &modified)?,
        element("manageableState", "unmanaged"),
        element("type", kind.manifest_name()),
        "</result>".to_owned(),
    ];
    Ok(parts.concat())
}

type Touch = (String, String);

/// Who made an app and who changed it last, and when; settings are as old as the org.
fn touched(org: &Org, kind: &Kind, id: &str) -> Result<(Touch, Touch), Fault> {
    let object = if kind.name == "ConnectedApp" { "ConnectedApplication" } else { "ExternalClientApplication" };
    let sql = format!(
        "SELECT \"CreatedById\", \"CreatedDate\", \"LastModifiedById\", \"LastModifiedDate\" FROM \"{object}\" WHERE \"Id\" = ?1"
    );
    let first = || (sample::MAIN_USER.to_owned(), BEGAN.to_owned());
    let found = org.store.read(|kept| {
        kept.query_row(&sql, [id], |row| Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?)))).optional()
    })?;
    Ok(found.unwrap_or_else(|| (first(), first())))
}
