//! The records of a fresh demo org, one file an object and one line a record; those that are apps come from `apps`.
//!
//! A line leaves out what is empty and what follows: users default to the first one, a change date to the date of
//! creation, switches to their default or to false. Dates that should stay recent are written relative to the day of
//! loading: `"@-30d"` is a date, `"@-30d 09:15"` a moment of it (UTC), and `"@now"` the moment of loading.

use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};
use serde_json::{Map, Value};

use super::{
    apps,
    schema::{Field, Kind, Object},
};

/// Who owns and made everything that names nobody else; signed in where a demo needs no particular user.
pub const MAIN_USER: &str = "005000000000001AAA";

/// Stands for the moment of loading.
const NOW: &str = "@now";

const FILES: [(&str, &str); 44] = [
    ("Account", include_str!("sample/Account.ndjson")),
    ("ApexClass", include_str!("sample/ApexClass.ndjson")),
    ("ApexLog", include_str!("sample/ApexLog.ndjson")),
    ("Asset", include_str!("sample/Asset.ndjson")),
    ("Attachment", include_str!("sample/Attachment.ndjson")),
    ("Campaign", include_str!("sample/Campaign.ndjson")),
    ("CampaignMember", include_str!("sample/CampaignMember.ndjson")),
    ("Case", include_str!("sample/Case.ndjson")),
    ("CaseComment", include_str!("sample/CaseComment.ndjson")),
    ("Contact", include_str!("sample/Contact.ndjson")),
    ("ContentDocument", include_str!("sample/ContentDocument.ndjson")),
    ("ContentDocumentLink", include_str!("sample/ContentDocumentLink.ndjson")),
    ("ContentVersion", include_str!("sample/ContentVersion.ndjson")),
    ("Contract", include_str!("sample/Contract.ndjson")),
    ("CustomNotificationType", include_str!("sample/CustomNotificationType.ndjson")),
    ("Event", include_str!("sample/Event.ndjson")),
    ("Folder", include_str!("sample/Folder.ndjson")),
    ("FieldPermissions", include_str!("sample/FieldPermissions.ndjson")),
    ("Group", include_str!("sample/Group.ndjson")),
    ("InvoiceLine__c", include_str!("sample/InvoiceLine__c.ndjson")),
    ("Invoice__c", include_str!("sample/Invoice__c.ndjson")),
    ("Lead", include_str!("sample/Lead.ndjson")),
    ("ObjectPermissions", include_str!("sample/ObjectPermissions.ndjson")),
    ("Opportunity", include_str!("sample/Opportunity.ndjson")),
    ("OpportunityContactRole", include_str!("sample/OpportunityContactRole.ndjson")),
    ("OpportunityLineItem", include_str!("sample/OpportunityLineItem.ndjson")),
    ("Order", include_str!("sample/Order.ndjson")),
    ("OrderItem", include_str!("sample/OrderItem.ndjson")),
    ("Organization", include_str!("sample/Organization.ndjson")),
    ("PermissionSet", include_str!("sample/PermissionSet.ndjson")),
    ("PermissionSetAssignment", include_str!("sample/PermissionSetAssignment.ndjson")),
    ("Pricebook2", include_str!("sample/Pricebook2.ndjson")),
    ("PricebookEntry", include_str!("sample/PricebookEntry.ndjson")),
    ("ProcessDefinition", include_str!("sample/ProcessDefinition.ndjson")),
    ("Product2", include_str!("sample/Product2.ndjson")),
    ("Profile", include_str!("sample/Profile.ndjson")),
    ("Quote", include_str!("sample/Quote.ndjson")),
    ("QuoteLineItem", include_str!("sample/QuoteLineItem.ndjson")),
    ("RecordType", include_str!("sample/RecordType.ndjson")),
    ("SetupEntityAccess", include_str!("sample/SetupEntityAccess.ndjson")),
    ("Task", include_str!("sample/Task.ndjson")),
    ("User", include_str!("sample/User.ndjson")),
    ("UserLicense", include_str!("sample/UserLicense.ndjson")),
    ("UserRole", include_str!("sample/UserRole.ndjson")),
];

/// The records of one object as they are when loaded at `now`, in the order of their ids.
pub fn rows(object: &Object, now: Timestamp) -> impl Iterator<Item = Map<String, Value>> {
    let text = FILES.iter().find(|(name, _)| *name == object.name).map_or("", |(_, text)| *text);
    let written = text.lines().filter_map(|line| serde_json::from_str(line).ok());
    written.chain(apps::seed::rows(object)).map(move |mut row| {
        settle(&mut row, now);
        complete(&mut row, object, now);
        row
    })
}

fn settle(row: &mut Map<String, Value>, now: Timestamp) {
    let today = now.to_zoned(TimeZone::UTC).date();
    for value in row.values_mut() {
        let moment = |marker: &str| if marker == NOW { Some(written(now)) } else { resolve(marker, today) };
        if let Some(text) = value.as_str().and_then(moment) {
            *value = text.into();
        }
    }
}

fn written(moment: Timestamp) -> String {
    moment.strftime("%FT%T.000+0000").to_string()
}

fn resolve(marker: &str, today: Date) -> Option<String> {
    let (days, clock) = marker.strip_prefix('@')?.split_once('d')?;
    let days = Span::new().try_days(days.parse::<i64>().ok()?).ok()?;
    let date = today.checked_add(days).ok()?;
    match clock.strip_prefix(' ') {
        Some(clock) => Some(format!("{date}T{clock}:00.000+0000")),
        None => clock.is_empty().then(|| date.to_string()),
    }
}

fn complete(row: &mut Map<String, Value>, object: &Object, now: Timestamp) {
    for field in object.fields.iter().filter(|field| field.stored()) {
        if !row.contains_key(&field.name)
            && let Some(value) = supplied(field, row, now)
        {
            row.insert(field.name.clone(), value);
        }
    }
}

fn supplied(field: &Field, row: &Map<String, Value>, now: Timestamp) -> Option<Value> {
    let earlier = |name: &str| row.get(name).cloned().unwrap_or_else(|| written(now).into());
    match field.name.as_str() {
        "OwnerId" | "CreatedById" | "LastModifiedById" => Some(MAIN_USER.into()),
        "LastModifiedDate" => Some(earlier("CreatedDate")),
        "SystemModstamp" => Some(earlier("LastModifiedDate")),
        _ if field.kind == Kind::Boolean => Some((field.default.as_deref() == Some("true")).into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::HashMap, fs, path::Path};

    use super::*;
    use crate::demo::{id, schema::Schema, store::value};

    fn all() -> Vec<(Object, Vec<Map<String, Value>>)> {
        let now = "2026-03-31T12:00:00Z".parse().expect("a moment");
        Schema::read().objects().map(|object| (object.clone(), rows(object, now).collect())).collect()
    }

    /// Calls `check` with every value that belongs to a field, and where it stands.
    fn each(check: impl Fn(&Field, &Value, &str)) {
        for (object, rows) in all() {
            for row in rows {
                for (name, value) in &row {
                    let at = format!("{} {} {name}: {value}", object.name, row["Id"]);
                    check(object.field(name).expect(&at), value, &at);
                }
            }
        }
    }

    #[test]
    fn every_file_is_listed_and_every_line_read() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/demo/sample");
        assert_eq!(fs::read_dir(folder).expect("folder").count(), FILES.len());
        for (object, rows) in all() {
            let text = FILES.iter().find(|(name, _)| *name == object.name).map_or("", |(_, text)| *text);
            let lines = text.lines().count() + apps::seed::rows(&object).len();
            assert_eq!(rows.len(), lines, "{}", object.name);
        }
        assert!(FILES.iter().all(|(name, _)| Schema::read().object(name).is_some()));
    }

    #[test]
    fn ids_have_their_prefix_and_checksum_and_grow() {
        for (object, rows) in all() {
            let ids: Vec<&str> = rows.iter().filter_map(|row| row["Id"].as_str()).collect();
            assert!(ids.is_sorted_by(|a, b| a < b), "{}", object.name);
            for id in ids {
                assert_eq!(id::long(id).as_deref(), Some(id));
                assert!(id.starts_with(&object.key_prefix), "{id}");
            }
        }
    }

    #[test]
    fn references_lead_to_records_of_a_permitted_object() {
        let all = all();
        let known: HashMap<&str, &str> = all
            .iter()
            .flat_map(|(object, rows)| rows.iter().filter_map(|row| Some((row["Id"].as_str()?, object.name.as_str()))))
            .collect();
        each(|field, value, at| {
            if field.kind == Kind::Reference {
                let target = value.as_str().and_then(|id| known.get(id)).expect(at);
                assert!(field.references.iter().any(|name| name == target), "{at}");
            }
        });
    }

    #[test]
    fn values_fit_their_fields() {
        each(|field, value, at| {
            assert!(field.stored() && !value.is_null() && value::encode(field, value).is_ok(), "{at}");
            let text = value.as_str().unwrap_or_default();
            match field.kind {
                Kind::Boolean => assert!(value.is_boolean(), "{at}"),
                Kind::Int => assert!(value.is_i64(), "{at}"),
                Kind::Double | Kind::Currency | Kind::Percent => assert!(fits(field, value), "{at}"),
                Kind::Date => assert!(text.parse::<Date>().is_ok() && text.len() == 10, "{at}"),
                Kind::DateTime => assert!(text.parse::<Timestamp>().is_ok() && text.ends_with(".000+0000"), "{at}"),
                Kind::Picklist | Kind::MultiPicklist => {
                    assert!(text.split(';').all(|entry| listed(field, entry)), "{at}");
                }
                Kind::Base64 | Kind::Time => assert!(!text.is_empty(), "{at}"),
                _ => assert!((1..=field.length as usize).contains(&text.chars().count()), "{at}"),
            }
        });
    }

    fn listed(field: &Field, value: &str) -> bool {
        field.picklist.iter().any(|choice| choice.value == value)
    }

    fn fits(field: &Field, value: &Value) -> bool {
        let digits = value.to_string();
        let (whole, fraction) = digits.trim_start_matches('-').split_once('.').unwrap_or((&digits, ""));
        value.is_number()
            && whole.trim_start_matches('-').len() + field.scale as usize <= field.precision as usize
            && fraction.trim_end_matches('0').len() <= field.scale as usize
    }

    #[test]
    fn nothing_required_is_missing() {
        for (object, rows) in all() {
            let required = |field: &&Field| field.stored() && !field.nillable && field.kind != Kind::Address;
            for field in object.fields.iter().filter(required) {
                for row in &rows {
                    assert!(row.contains_key(&field.name), "{} {} {}", object.name, row["Id"], field.name);
                }
            }
        }
    }

    #[test]
    fn markers_follow_the_day_of_loading() {
        let today = "2024-03-01".parse().expect("a day");
        assert_eq!(resolve("@-1d", today).as_deref(), Some("2024-02-29"));
        assert_eq!(resolve("@+0d 23:59", today).as_deref(), Some("2024-03-01T23:59:00.000+0000"));
        for text in ["@home Furnishings", "@SUM(A1:A9)", "@1day", "@d", "-1d", "@99999999999d"] {
            assert_eq!(resolve(text, today), None, "{text}");
        }
    }

    #[test]
    fn digits_are_kept() {
        let invoices = all().into_iter().find(|(object, _)| object.name == "Invoice__c").expect("invoices").1;
        let written =
            |name: &str| invoices.iter().filter_map(|row| row.get(name)).map(Value::to_string).collect::<Vec<_>>();
        assert!(
            written("LegacyNumber__c").starts_with(&["9007199254740993".to_owned(), "999999999999999999".to_owned()])
        );
        assert!(written("Amount__c").starts_with(&["1.10".to_owned(), "0.00".to_owned(), "1500000.00".to_owned()]));
    }
}
