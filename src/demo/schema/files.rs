//! The schema's data files, one an object, and their union: here references become child relationships.

use super::{Child, Object, Schema, history, read};
use flate2::Crc;

/// In the order of the objects' names.
const FILES: [&str; 56] = [
    include_str!("Account.txt"),
    include_str!("ApexClass.txt"),
    include_str!("ApexLog.txt"),
    include_str!("Asset.txt"),
    include_str!("Attachment.txt"),
    include_str!("Campaign.txt"),
    include_str!("CampaignMember.txt"),
    include_str!("Case.txt"),
    include_str!("CaseComment.txt"),
    include_str!("ConnectedApplication.txt"),
    include_str!("Contact.txt"),
    include_str!("ContentDocument.txt"),
    include_str!("ContentDocumentLink.txt"),
    include_str!("ContentVersion.txt"),
    include_str!("Contract.txt"),
    include_str!("CustomNotificationType.txt"),
    include_str!("Document.txt"),
    include_str!("Event.txt"),
    include_str!("ExternalClientApplication.txt"),
    include_str!("ExtlClntAppOauthPlcyCnfg.txt"),
    include_str!("ExtlClntAppOauthSettings.txt"),
    include_str!("ExtlClntAppPlcyCnfg.txt"),
    include_str!("FeedItem.txt"),
    include_str!("FieldPermissions.txt"),
    include_str!("Folder.txt"),
    include_str!("Group.txt"),
    include_str!("InvoiceLine__c.txt"),
    include_str!("Invoice__c.txt"),
    include_str!("Lead.txt"),
    include_str!("ObjectPermissions.txt"),
    include_str!("Opportunity.txt"),
    include_str!("OpportunityContactRole.txt"),
    include_str!("OpportunityLineItem.txt"),
    include_str!("Order.txt"),
    include_str!("OrderItem.txt"),
    include_str!("Organization.txt"),
    include_str!("Outbox__c.txt"),
    include_str!("PermissionSet.txt"),
    include_str!("PermissionSetAssignment.txt"),
    include_str!("Pricebook2.txt"),
    include_str!("PricebookEntry.txt"),
    include_str!("ProcessDefinition.txt"),
    include_str!("ProcessInstance.txt"),
    include_str!("ProcessInstanceStep.txt"),
    include_str!("ProcessInstanceWorkitem.txt"),
    include_str!("Product2.txt"),
    include_str!("Profile.txt"),
    include_str!("Quote.txt"),
    include_str!("QuoteLineItem.txt"),
    include_str!("RecordType.txt"),
    include_str!("SessionPermSetActivation.txt"),
    include_str!("SetupEntityAccess.txt"),
    include_str!("Task.txt"),
    include_str!("User.txt"),
    include_str!("UserLicense.txt"),
    include_str!("UserRole.txt"),
];

impl Schema {
    /// The schema of a fresh demo org.
    pub fn read() -> Self {
        let mut objects: Vec<Object> = FILES.into_iter().filter_map(read::object).collect();
        let histories = follow(&mut objects);
        objects.extend(histories);
        objects.sort_by(|left, right| left.name.cmp(&right.name));
        for (parent, child) in implied(&objects) {
            if let Some(parent) = objects.iter_mut().find(|object| object.name == parent) {
                parent.adopt(child);
            }
        }
        Self { objects }
    }

    /// Of its files, so that one state of them can be told from the next.
    pub fn checksum() -> u32 {
        let mut sum = Crc::new();
        for text in FILES {
            sum.update(text.as_bytes());
        }
        sum.sum()
    }
}

/// The histories of those objects that have one, made their children.
fn follow(objects: &mut [Object]) -> Vec<Object> {
    let mut histories = Vec::new();
    for object in objects {
        if let Some(history) = history::of(object, histories.len() as u64 + 1) {
            object.adopt(history.as_history());
            histories.push(history);
        }
    }
    histories
}

/// Every reference makes its target a parent, even where no relationship name was given.
fn implied(objects: &[Object]) -> Vec<(String, Child)> {
    let mut children = Vec::new();
    for object in objects {
        for field in &object.fields {
            children.extend(field.references.iter().map(|parent| {
                let child = Child {
                    relationship: None,
                    object: object.name.clone(),
                    field: field.name.clone(),
                    cascade_delete: field.cascade_delete,
                };
                (parent.clone(), child)
            }));
        }
    }
    children
}

impl Object {
    fn adopt(&mut self, child: Child) {
        if !self.children.iter().any(|known| known.field == child.field && known.object == child.object) {
            self.children.push(child);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, fs, path::Path};

    use super::*;
    use crate::demo::schema::Kind;

    #[test]
    fn every_file_is_listed_and_every_line_of_it_read() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/demo/schema");
        let names = fs::read_dir(folder).expect("folder").map(|file| file.expect("file").file_name());
        let mut names: Vec<String> =
            names.filter_map(|name| Some(name.to_str().expect("name").strip_suffix(".txt")?.to_owned())).collect();
        names.sort();
        let schema = Schema::read();
        let listed = schema.objects().filter(|object| object.history_of.is_none());
        assert_eq!(listed.map(|object| object.name.as_str()).collect::<Vec<_>>(), names);
    }

    #[test]
    fn references_controllers_and_compounds_exist() {
        let schema = Schema::read();
        for object in schema.objects() {
            for field in &object.fields {
                let at = format!("{}.{}", object.name, field.name);
                assert!(field.references.iter().all(|name| schema.object(name).is_some()), "{at}: references");
                assert_eq!(field.kind == Kind::Reference, !field.references.is_empty(), "{at}: references");
                assert!(field.controller.as_ref().is_none_or(|name| object.field(name).is_some()), "{at}: controller");
                assert!(field.compound.as_ref().is_none_or(|name| object.field(name).is_some()), "{at}: compound");
                let list = matches!(field.kind, Kind::Picklist | Kind::MultiPicklist | Kind::Combobox);
                assert_eq!(list, !field.picklist.is_empty(), "{at}: picklist");
            }
        }
    }

    #[test]
    fn children_point_back_to_their_parent() {
        let schema = Schema::read();
        for object in schema.objects() {
            for child in &object.children {
                let at = format!("{}: {child:?}", object.name);
                let field = schema.object(&child.object).and_then(|found| found.field(&child.field)).expect(&at);
                assert!(field.references.contains(&object.name), "{at}");
            }
        }
    }

    #[test]
    fn names_and_prefixes_are_unique() {
        let schema = Schema::read();
        let mut prefixes = HashSet::new();
        for object in schema.objects() {
            assert!(prefixes.insert((&object.key_prefix, object.series)), "{}", object.key_prefix);
            assert_eq!(object.fields[0].name, "Id");
            let mut names = HashSet::new();
            let fields = object.fields.iter().map(|field| &field.name);
            for name in fields.chain(object.children.iter().filter_map(|child| child.relationship.as_ref())) {
                assert!(names.insert(name.to_lowercase()), "{}.{name}", object.name);
            }
            assert!(object.fields.iter().filter(|field| field.name_field).count() <= 1, "{}", object.name);
        }
    }

    #[test]
    fn unnamed_references_are_children_too() {
        let schema = Schema::read();
        let account = schema.object("account").expect("Account");
        let named = account.child("contacts").expect("Contacts");
        assert_eq!((named.object.as_str(), named.cascade_delete), ("Contact", true));
        let owned = schema.object("User").expect("User").children.iter().find(|child| child.field == "OwnerId");
        assert_eq!(owned.expect("a child by OwnerId").relationship, None);
    }
}
