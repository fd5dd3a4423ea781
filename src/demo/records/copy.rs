//! Fields that a record takes over from a parent when it gets that parent.

use super::Writer;
use crate::demo::{id, schema::Object, store::row};
use serde_json::{Map, Value};

/// A field, and the parent's field that it is taken from.
type Pairs = &'static [(&'static str, &'static str)];

/// Object, its reference, and what comes with it.
const COPIES: [(&str, &str, Pairs); 5] = [
    (
        "Case",
        "ContactId",
        &[
            ("ContactPhone", "Phone"),
            ("ContactMobile", "MobilePhone"),
            ("ContactEmail", "Email"),
            ("ContactFax", "Fax"),
            ("AccountId", "AccountId"),
        ],
    ),
    ("User", "ProfileId", &[("UserType", "UserType")]),
    ("CampaignMember", "ContactId", PERSON),
    ("CampaignMember", "LeadId", PERSON),
    (
        "OpportunityLineItem",
        "PricebookEntryId",
        &[
            ("Product2Id", "Product2Id"),
            ("ProductCode", "ProductCode"),
            ("ListPrice", "UnitPrice"),
            ("UnitPrice", "UnitPrice"),
        ],
    ),
];

const PERSON: Pairs = &[
    ("Name", "Name"),
    ("FirstName", "FirstName"),
    ("LastName", "LastName"),
    ("Salutation", "Salutation"),
    ("Title", "Title"),
    ("Email", "Email"),
    ("Phone", "Phone"),
    ("Fax", "Fax"),
    ("MobilePhone", "MobilePhone"),
    ("CompanyOrAccount", "Company"),
    ("LeadSource", "LeadSource"),
    ("LeadOrContactId", "Id"),
    ("LeadOrContactOwnerId", "OwnerId"),
];

/// What the caller gave stays.
pub fn fill(writer: &Writer, object: &Object, record: &mut Map<String, Value>) -> rusqlite::Result<()> {
    for (_, reference, pairs) in COPIES.iter().filter(|(name, ..)| *name == object.name) {
        let id = record.get(*reference).and_then(Value::as_str).and_then(id::long);
        let Some((parent, id)) = id.and_then(|id| Some((writer.schema.of_id(&id)?, id))) else { continue };
        for (own, theirs) in *pairs {
            if !record.contains_key(*own) && parent.field(theirs).is_some() {
                let value = row::held(writer.records, parent, &id, theirs)?;
                record.insert((*own).to_owned(), value.into());
            }
        }
    }
    Ok(())
}
