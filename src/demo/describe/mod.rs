//! What the org says about its objects: the list of them, one in brief, one with all its fields. Everything is
//! derived from the schema; records are none of its business.

mod field;
mod fresh;
mod object;
mod record_types;
mod urls;

pub use record_types::RecordType;

use super::{
    org::Org,
    schema::{Object, Schema},
    wire::{Call, Fault, Outcome, Reply},
};
use serde_json::{Map, Value, json};

/// `GET sobjects`
pub fn list(schema: &Schema, call: &Call) -> Outcome {
    fresh::unless_known(call, None, || {
        let site = Site::of(call);
        let entries: Vec<Value> = site.objects(schema).map(|object| object::summary(object, &site)).collect();
        Ok(Reply::json(200, &json!({"encoding": "UTF-8", "maxBatchSize": 200, "sobjects": entries})))
    })
}

/// `GET sobjects/X`, with the records of it that the caller saw last.
pub fn basic(schema: &Schema, call: &Call, recent: &[Value]) -> Outcome {
    let site = Site::of(call);
    let entry = object::summary(site.named(schema, call)?, &site);
    Ok(Reply::json(200, &json!({"objectDescribe": entry, "recentItems": recent})))
}

/// `GET sobjects/X/describe`
pub fn full(org: &Org, call: &Call) -> Outcome {
    let site = Site::of(call);
    let object = site.named(&org.schema, call)?;
    let changed = org.store.read(RecordType::changed)?;
    fresh::unless_known(call, changed, || {
        let types = org.store.read(|records| RecordType::of(records, object))?;
        Ok(Reply::json(200, &object::full(object, &org.schema, &types, &site)))
    })
}

/// The part of the API that was asked: it decides which objects are there and where addresses lead.
struct Site<'a> {
    origin: &'a str,
    /// `/services/data/v67.0`, or that and `/tooling`.
    root: String,
    tooling: bool,
}

impl<'a> Site<'a> {
    fn of(call: &'a Call) -> Self {
        let tooling = call.path.get(3).is_some_and(|segment| segment == "tooling");
        let segments = &call.path[..call.path.len().min(3 + usize::from(tooling))];
        Self { origin: &call.origin, root: format!("/{}", segments.join("/")), tooling }
    }

    fn shows(&self, object: &Object) -> bool {
        self.tooling || !object.tooling
    }

    fn objects<'s>(&self, schema: &'s Schema) -> impl Iterator<Item = &'s Object> {
        schema.objects().filter(|object| self.shows(object))
    }

    fn named<'s>(&self, schema: &'s Schema, call: &Call) -> Result<&'s Object, Fault> {
        let name = call.path.iter().skip_while(|segment| *segment != "sobjects").nth(1);
        name.and_then(|name| schema.object(name)).filter(|object| self.shows(object)).ok_or_else(Fault::not_found)
    }
}

/// One JSON object with the keys of all, in alphabetical order: so the org writes describes.
fn merged<const N: usize>(parts: [Value; N]) -> Value {
    let objects = parts.into_iter().filter_map(|part| match part {
        Value::Object(keys) => Some(keys),
        _ => None,
    });
    let mut keys: Map<String, Value> = objects.flatten().collect();
    keys.sort_keys();
    keys.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{
        Options,
        trial::{Trial, header, json as read},
    };

    fn call(path: &str) -> Call {
        Call {
            method: "GET".to_owned(),
            path: path.split('/').map(str::to_owned).collect(),
            query: Vec::new(),
            headers: Vec::new(),
            body: Vec::new(),
            origin: "http://127.0.0.1:1".to_owned(),
            user: String::new(),
            ..Call::default()
        }
    }

    fn answer(handler: impl Fn(&Schema, &Call) -> Outcome, path: &str) -> Value {
        let reply = handler(&Schema::read(), &call(path)).expect("an answer");
        assert_eq!(reply.status, 200);
        serde_json::from_slice(&reply.body).expect("JSON")
    }

    /// What an org of its own says.
    fn described(trial: &str, path: &str) -> Value {
        let reply = Trial::signed_in(trial, Options::default()).call("GET", path, "");
        assert_eq!(reply.status, 200);
        read(&reply)
    }

    fn keys(value: &Value) -> String {
        value.as_object().expect("an object").keys().map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    fn item<'v>(list: &'v Value, name: &str) -> &'v Value {
        list.as_array().and_then(|items| items.iter().find(|item| item["name"] == name)).expect(name)
    }

    #[test]
    fn the_list_has_every_key_in_the_recorded_order() {
        let body = answer(list, "services/data/v66.0/sobjects");
        assert_eq!(keys(&body), "encoding maxBatchSize sobjects");
        let account = item(&body["sobjects"], "Account");
        assert_eq!(
            keys(account),
            "activateable associateEntityType associateParentEntity createable custom customSetting deepCloneable \
             deletable deprecatedAndHidden feedEnabled hasSubtypes isInterface isSubtype keyPrefix label labelPlural \
             layoutable mergeable mruEnabled name queryable replicateable retrieveable searchable triggerable \
             undeletable updateable urls"
        );
        assert_eq!(
            keys(&account["urls"]),
            "compactLayouts rowTemplate approvalLayouts listviews describe quickActions layouts sobject"
        );
        assert_eq!(account["urls"]["rowTemplate"], "/services/data/v66.0/sobjects/Account/{ID}");
        assert_eq!(keys(&item(&body["sobjects"], "PricebookEntry")["urls"]), "rowTemplate describe sobject");
    }

    #[test]
    fn tooling_objects_are_only_below_tooling() {
        let names = |path| answer(list, path)["sobjects"].to_string();
        assert!(!names("services/data/v67.0/sobjects").contains("ApexClass"));
        assert!(names("services/data/v67.0/tooling/sobjects").contains("/tooling/sobjects/ApexClass/describe"));
        let trial = Trial::signed_in("describe-tooling", Options::default());
        assert_eq!(trial.call("GET", "sobjects/ApexClass/describe", "").status, 404);
        assert!(!read(&trial.call("GET", "sobjects/User/describe", "")).to_string().contains("ApexLog"));
    }

    #[test]
    fn an_object_in_brief_names_recent_records() {
        let recent = [json!({"Id": "001000000000001AAA"})];
        let body = answer(|schema, call| basic(schema, call, &recent), "services/data/v67.0/sobjects/invoice__c");
        assert_eq!(keys(&body), "objectDescribe recentItems");
        assert_eq!(body["objectDescribe"]["name"], "Invoice__c");
        assert_eq!(body["recentItems"], json!(recent));
        let refused = basic(&Schema::read(), &call("services/data/v67.0/sobjects/Nope"), &[]).err();
        assert_eq!(refused, Some(Fault::not_found()));
    }

    #[test]
    fn an_object_has_every_key_in_the_recorded_order() {
        let account = described("describe-keys", "sobjects/Account/describe");
        assert_eq!(
            keys(&account),
            "actionOverrides activateable associateEntityType associateParentEntity childRelationships \
             compactLayoutable createable custom customSetting deepCloneable defaultImplementation deletable \
             deprecatedAndHidden extendedBy extendsInterfaces feedEnabled fields hasSubtypes implementedBy \
             implementsInterfaces isInterface isSubtype keyPrefix label labelPlural layoutable listviewable \
             lookupLayoutable mergeable mruEnabled name namedLayoutInfos networkScopeFieldName queryable \
             recordTypeInfos replicateable retrieveable searchLayoutable searchable sobjectDescribeOption \
             supportedScopes triggerable undeletable updateable urls"
        );
        let child = &account["childRelationships"][0];
        assert_eq!(
            keys(child),
            "cascadeDelete childSObject deprecatedAndHidden field junctionIdListNames junctionReferenceTo \
             relationshipName restrictedDelete"
        );
        assert_eq!((&child["relationshipName"], &child["field"]), (&json!("ChildAccounts"), &json!("ParentId")));
        assert_eq!(account["urls"]["uiNewRecord"], "http://localhost/001/e");
        let types = account["recordTypeInfos"].as_array().expect("record types");
        let facts =
            |it: &Value| json!([it["developerName"], it["active"], it["defaultRecordTypeMapping"], it["master"]]);
        let facts: Vec<Value> = types.iter().map(facts).collect();
        assert_eq!(
            facts[..2],
            [json!(["BusinessAccount", true, true, false]), json!(["LegacyAccount", false, false, false])]
        );
        assert_eq!(facts[3], json!(["Master", true, false, true]));
        assert_eq!(types[3]["recordTypeId"], "012000000000000AAA");
    }

    #[test]
    fn a_field_has_every_key_in_the_recorded_order() {
        let account = described("describe-fields", "sobjects/Account/describe");
        for field in account["fields"].as_array().expect("fields") {
            assert_eq!(
                keys(field),
                "aggregatable aiPredictionField autoNumber byteLength calculated calculatedFormula cascadeDelete \
                 caseSensitive compoundFieldName controllerName createable custom defaultValue defaultValueFormula \
                 defaultedOnCreate dependentPicklist deprecatedAndHidden digits displayLocationInDecimal encrypted \
                 externalId extraTypeInfo filterable filteredLookupInfo formulaTreatNullNumberAsZero groupable \
                 highScaleNumber htmlFormatted idLookup inlineHelpText label length mask maskType name nameField \
                 namePointing nillable permissionable picklistValues polymorphicForeignKey precision queryByDistance \
                 referenceTargetField referenceTo relationshipName relationshipOrder restrictedDelete \
                 restrictedPicklist scale searchPrefilterable soapType sortable type unique updateable \
                 writeRequiresMasterRead"
            );
        }
    }

    #[test]
    fn a_new_record_gets_the_default_type_where_there_is_one() {
        let trial = Trial::signed_in("describe-default", Options::default());
        let made = |object: &str, body: &str| {
            let made = read(&trial.call("POST", &format!("sobjects/{object}"), body));
            let id = made["id"].as_str().expect("is made").to_owned();
            read(&trial.call("GET", &format!("sobjects/{object}/{id}"), ""))["RecordTypeId"].take()
        };
        assert_eq!(made("Account", r#"{"Name": "A"}"#), "012000000000001AAA");
        assert_eq!(made("Account", r#"{"Name": "B", "RecordTypeId": "012000000000002AAA"}"#), "012000000000002AAA");
        assert_eq!(made("Contact", r#"{"LastName": "C"}"#), Value::Null);
    }

    #[test]
    fn a_describe_that_the_caller_knows_is_not_sent_again() {
        let trial = Trial::signed_in("describe-known", Options::default());
        let ask =
            |headers: &[(&str, &str)]| trial.send("GET", "services/data/v67.0/sobjects/Account/describe", headers, "");
        let reply = ask(&[("if-modified-since", "Sat, 01 Jan 4000 00:00:00 GMT")]);
        assert_eq!((reply.status, reply.body.len()), (304, 0));
        let tag = header(&reply, "ETag").to_owned();
        assert_eq!(ask(&[("if-none-match", &tag)]).status, 304);
        let more = r#"{"Name": "Supplier", "DeveloperName": "Supplier", "SobjectType": "Account", "IsActive": true}"#;
        assert_eq!(trial.call("POST", "sobjects/RecordType", more).status, 201);
        let changed = ask(&[("if-none-match", &tag)]);
        assert_eq!(changed.status, 200);
        assert!(read(&changed)["recordTypeInfos"].to_string().contains("Supplier"));
        assert_eq!(ask(&[("if-none-match", header(&changed, "ETag"))]).status, 304);
    }
}
