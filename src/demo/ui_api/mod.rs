//! The part of the User Interface API that tells about objects (`spec/rest.md` 9.3): what a form for a record needs to
//! know. Its words for types and its keys are its own; what they say follows from the schema.

mod field;
mod object_info;
mod picklists;

use super::{
    describe::RecordType,
    id,
    org::Org,
    schema::Object,
    wire::{Call, Fault, Methods, Outcome, Reply},
};
use ring::digest::{SHA256, digest};
use serde_json::{Value, json};

/// What is answered below `ui-api`.
pub fn methods(path: &[&str]) -> Option<Methods> {
    Some(match path {
        ["object-info", "batch", _] => &[("GET", batch)],
        ["object-info", _] => &[("GET", one)],
        ["object-info", _, "picklist-values", _] => &[("GET", all_picklists)],
        ["object-info", _, "picklist-values", _, _] => &[("GET", one_picklist)],
        _ => return None,
    })
}

/// `GET ui-api/object-info/X`
fn one(org: &Org, call: &Call) -> Outcome {
    Ok(Reply::json(200, &object_info::of(org, object(org, &call.path[5])?)?))
}

/// `GET ui-api/object-info/batch/X,Y`, where each name has an answer of its own.
#[expect(clippy::unnecessary_wraps, reason = "a resource may fail, and this one never does")]
fn batch(org: &Org, call: &Call) -> Outcome {
    let answer = |name| match object(org, name).and_then(|object| object_info::of(org, object)) {
        Ok(info) => json!({"result": info, "statusCode": 200}),
        Err(fault) => json!({"result": [Value::from(&fault)], "statusCode": fault.status}),
    };
    let results: Vec<Value> = call.path[6].split(',').map(answer).collect();
    Ok(Reply::json(200, &json!({ "results": results })))
}

/// `GET ui-api/object-info/X/picklist-values/ID`
fn all_picklists(org: &Org, call: &Call) -> Outcome {
    let object = object(org, &call.path[5])?;
    let body = picklists::all(object, &record_type(org, object, &call.path[7])?, &call.path[2]);
    Ok(Reply::json(200, &body))
}

/// `GET ui-api/object-info/X/picklist-values/ID/FIELD`
fn one_picklist(org: &Org, call: &Call) -> Outcome {
    let object = object(org, &call.path[5])?;
    let record_type = record_type(org, object, &call.path[7])?;
    let field = object.field(&call.path[8]).filter(|field| picklists::is_one(field)).ok_or_else(Fault::not_found)?;
    Ok(Reply::json(200, &picklists::of(field, object, &record_type, &call.path[2])))
}

/// The objects of this API are those that have pages.
fn object<'o>(org: &'o Org, name: &str) -> Result<&'o Object, Fault> {
    let known = org.schema.object(name).filter(|object| object.layoutable() && !object.tooling);
    known.ok_or_else(|| Fault::new(400, "INVALID_TYPE", format!("Object {name} is not supported in UI API")))
}

fn record_type(org: &Org, object: &Object, id: &str) -> Result<RecordType, Fault> {
    let id = id::long(id);
    let types = org.store.read(|records| RecordType::of(records, object))?;
    types.into_iter().find(|known| Some(&known.id) == id.as_ref()).ok_or_else(Fault::not_found)
}

/// Marks one state of a body.
fn tag(body: &Value) -> String {
    hex::encode(&digest(&SHA256, body.to_string().as_bytes()).as_ref()[..16])
}

#[cfg(test)]
mod tests {
    use crate::demo::{
        Options,
        trial::{Trial, json},
    };
    use serde_json::{Value, json as body};

    const PARTNER: &str = "012000000000002AAA";

    fn get(trial: &Trial, path: &str) -> (u16, Value) {
        let reply = trial.call("GET", &format!("ui-api/object-info/{path}"), "");
        (reply.status, json(&reply))
    }

    fn values(list: &Value) -> Vec<&str> {
        list["values"].as_array().into_iter().flatten().filter_map(|choice| choice["value"].as_str()).collect()
    }

    #[test]
    fn a_record_type_offers_some_of_the_values() {
        let trial = Trial::signed_in("ui-picklists", Options::default());
        let (status, all) = get(&trial, &format!("Account/picklist-values/{PARTNER}"));
        assert_eq!(status, 200);
        let lists = &all["picklistFieldValues"];
        let partners = ["Channel Partner / Reseller", "Installation Partner", "Technology Partner"];
        assert_eq!(values(&lists["Type"]), partners);
        assert_eq!(lists["Type"]["defaultValue"]["value"], partners[0]);
        assert_eq!(values(&lists["Rating"]), ["Hot", "Warm", "Cold"]);
        let market = &lists["Market__c"];
        assert_eq!(market["controllerValues"], body!({"Americas": 0, "EMEA": 1}));
        assert_eq!(
            market["values"][0],
            body!({"attributes": null, "label": "Canada", "validFor": [0], "value": "Canada"})
        );
        assert_eq!(market["values"][5]["validFor"], body!([0, 1]));
        let (_, one) = get(&trial, &format!("account/picklist-values/{}/market__c", &PARTNER[..15]));
        assert_eq!(&one, market);
    }

    #[test]
    fn an_object_tells_what_a_form_needs() {
        let trial = Trial::signed_in("ui-info", Options::default());
        let (_, info) = get(&trial, "account");
        assert_eq!(info["apiName"], "Account");
        assert_eq!(info["defaultRecordTypeId"], "012000000000001AAA");
        assert_eq!(info["dependentFields"], body!({"Region__c": {"Market__c": {}}}));
        assert_eq!(info["nameFields"], body!(["Name"]));
        let field = |name: &str| &info["fields"][name];
        assert_eq!(field("Name")["required"], true);
        assert_eq!(field("BillingCity")["compoundComponentName"], "City");
        assert_eq!(field("Market__c")["controllingFields"], body!(["Region__c"]));
        assert_eq!(field("Products__c")["dataType"], "MultiPicklist");
        let owner = body!([{"apiName": "User", "nameFields": ["FirstName", "LastName", "Name"]}]);
        assert_eq!(field("OwnerId")["referenceToInfos"], owner);
        assert_eq!(info["recordTypeInfos"][PARTNER]["name"], "Partner Account");
    }

    #[test]
    fn what_is_not_there_is_said() {
        let trial = Trial::signed_in("ui-faults", Options::default());
        let (status, fault) = get(&trial, "Profile");
        assert_eq!((status, &fault[0]["errorCode"]), (400, &body!("INVALID_TYPE")));
        assert_eq!(fault[0]["message"], "Object Profile is not supported in UI API");
        let (_, both) = get(&trial, "batch/Contact,Nope");
        let codes: Vec<_> = both["results"].as_array().expect("a list").iter().map(|one| &one["statusCode"]).collect();
        assert_eq!(codes, [&body!(200), &body!(400)]);
        for path in ["Account/picklist-values/012000000000099AAA", "Contact/picklist-values/012000000000002AAA"] {
            assert_eq!(get(&trial, path).0, 404, "{path}");
        }
        assert_eq!(get(&trial, "Account/picklist-values/012000000000000AAA/Name").0, 404);
    }
}
