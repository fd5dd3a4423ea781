//! List views (`spec/rest.md` 5.6) and recently viewed records (5.8): what an org's users look at first.

mod describe;
mod recent;
mod results;
mod view;

pub use recent::recent;
pub use view::Views;

use view::View;

use super::{
    org::Org,
    schema::Object,
    wire::{Call, Fault, Outcome, Reply},
};
use serde_json::{Value, json};

/// `GET sobjects/X/listviews`, and `…/listviews/recent`, which is the one that a tab opens with.
pub fn list(org: &Org, call: &Call) -> Outcome {
    let object = object(org, call)?;
    let most = if call.path.get(6).is_some() { 1 } else { usize::MAX };
    let views: Vec<Value> = org.views.of(object).take(most).map(|view| entry(view, call)).collect();
    let (size, object) = (views.len(), &object.name);
    let body = json!({"done": true, "listviews": views, "nextRecordsUrl": null, "size": size, "sobjectType": object});
    Ok(Reply::json(200, &body))
}

/// `GET sobjects/X/listviews/ID`
pub fn one(org: &Org, call: &Call) -> Outcome {
    Ok(Reply::json(200, &entry(named(org, call)?, call)))
}

/// `GET sobjects/X/listviews/ID/describe`
pub fn describe(org: &Org, call: &Call) -> Outcome {
    let view = named(org, call)?;
    Ok(Reply::json(200, &describe::body(view, object(org, call)?, &org.schema)))
}

/// `GET sobjects/X/listviews/ID/results`
pub fn results(org: &Org, call: &Call) -> Outcome {
    results::answer(org, call, named(org, call)?, object(org, call)?)
}

fn object<'o>(org: &'o Org, call: &Call) -> Result<&'o Object, Fault> {
    let known = call.path.get(4).and_then(|name| org.schema.object(name));
    known.filter(|object| !object.tooling).ok_or_else(Fault::not_found)
}

fn named<'o>(org: &'o Org, call: &Call) -> Result<&'o View, Fault> {
    let id = call.path.get(6).map_or("", String::as_str);
    let mut views = org.views.of(object(org, call)?);
    views.find(|view| view.id == id || view.id[..15] == *id).ok_or_else(Fault::not_found)
}

fn entry(view: &View, call: &Call) -> Value {
    let root = call.path[..3].join("/");
    let url = format!("/{root}/sobjects/{}/listviews/{}", view.object, view.id);
    json!({
        "describeUrl": format!("{url}/describe"), "developerName": view.name, "id": view.id, "label": view.label,
        "resultsUrl": format!("{url}/results"), "soqlCompatible": true, "url": url,
    })
}

#[cfg(test)]
mod tests {
    use crate::demo::{
        Options,
        trial::{Trial, json},
    };
    use serde_json::Value;

    fn ask(trial: &Trial, path: &str) -> Value {
        let reply = trial.call("GET", path, "");
        assert_eq!(reply.status, 200, "{path}");
        json(&reply)
    }

    #[test]
    fn every_view_runs_and_describes_itself() {
        let trial = Trial::signed_in("listviews", Options::default());
        for object in ["Account", "Contact", "Lead", "Opportunity", "Case", "Task", "Invoice__c"] {
            let list = ask(&trial, &format!("sobjects/{object}/listviews"));
            let views = list["listviews"].as_array().expect("is a list");
            assert_eq!((list["size"].as_u64(), list["nextRecordsUrl"].is_null()), (Some(views.len() as u64), true));
            assert!(!views.is_empty(), "{object}");
            for view in views {
                let path = view["url"].as_str().expect("is text").trim_start_matches("/services/data/v67.0/");
                assert_eq!(ask(&trial, path), *view);
                let described = ask(&trial, &format!("{path}/describe"));
                let soql = described["query"].as_str().expect("is a query");
                let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", soql).finish();
                let rows = ask(&trial, &format!("query?{query}"));
                let results = ask(&trial, &format!("{path}/results?limit=2000"));
                assert_eq!(results["size"], rows["totalSize"], "{soql}");
                let columns = described["columns"].as_array().map(Vec::len);
                assert!(results["columns"].as_array().map(Vec::len) == columns && columns > Some(4));
            }
        }
    }

    #[test]
    fn a_view_says_how_it_filters_and_sorts() {
        let trial = Trial::signed_in("listview", Options::default());
        let list = ask(&trial, "sobjects/opportunity/listviews");
        let id = list["listviews"][1]["id"].as_str().expect("has an id").get(..15).expect("is long").to_owned();
        let view = ask(&trial, &format!("sobjects/Opportunity/listviews/{id}/describe"));
        assert_eq!(
            view["whereCondition"].to_string(),
            r#"{"conditions":[{"field":"IsClosed","operator":"equals","values":["FALSE"]},{"conditions":[{"field":"CloseDate","operator":"equals","values":["THIS_QUARTER"]},{"field":"CloseDate","operator":"equals","values":["NEXT_QUARTER"]}],"conjunction":"or"}],"conjunction":"and"}"#
        );
        let first = r#"{"fieldNameOrPath":"CloseDate","nullsPosition":"first","sortDirection":"ascending"}"#;
        assert_eq!(view["orderBy"][0].to_string(), first);
        let column = r#"{"ascendingLabel":"Z-A","descendingLabel":"A-Z","fieldNameOrPath":"Account.Name","hidden":false,"label":"Account Name","selectListItem":"Account.Name","sortDirection":null,"sortIndex":null,"sortable":true,"type":"string"}"#;
        assert_eq!(view["columns"][1].to_string(), column);
        assert_eq!(
            view["columns"].as_array().and_then(|columns| columns.last()).map(|last| &last["hidden"]),
            Some(&true.into())
        );
    }

    #[test]
    fn results_come_in_pages_as_text() {
        let trial = Trial::signed_in("listresults", Options::default());
        let id = ask(&trial, "sobjects/Account/listviews")["listviews"][2]["id"].as_str().expect("is one").to_owned();
        let page = ask(&trial, &format!("sobjects/Account/listviews/{id}/results?limit=1"));
        assert_eq!(
            (page["size"].as_u64(), page["done"].as_bool(), page["label"].as_str()),
            (Some(1), Some(false), Some("Large Energy and Finance"))
        );
        let columns = page["records"][0]["columns"].as_array().expect("is a list");
        let value = |name: &str| {
            columns
                .iter()
                .find(|column| column["fieldNameOrPath"] == name)
                .map(|column| column["value"].as_str().unwrap_or_default())
        };
        assert!(value("NumberOfEmployees").is_some_and(|text| text.parse::<u32>().is_ok()));
        assert_eq!(value("Active__c"), Some("true"));
        assert!(value("CreatedDate").is_some_and(|text| text.contains(" GMT 20")), "{:?}", value("CreatedDate"));
        let next = ask(&trial, &format!("sobjects/Account/listviews/{id}/results?limit=1&offset=1"));
        assert_ne!(next["records"][0], page["records"][0]);
        assert_eq!(trial.call("GET", "sobjects/Account/listviews/00B000000000999AAA", "").status, 404);
        assert_eq!(trial.call("GET", "sobjects/Nothing/listviews", "").status, 404);
    }

    #[test]
    fn what_was_viewed_last_comes_first() {
        let trial = Trial::signed_in("recent", Options::default());
        let before = ask(&trial, "recent");
        assert!(before.as_array().is_some_and(|list| !list.is_empty()));
        ask(&trial, "query?q=SELECT+Id+FROM+Account+WHERE+Name='Quarry+%26+Pine'+FOR+VIEW");
        let after = ask(&trial, "recent?limit=2");
        assert_eq!(
            (after[0]["Name"].as_str(), after[0]["attributes"]["type"].as_str()),
            (Some("Quarry & Pine"), Some("Account"))
        );
        assert_eq!((after.as_array().map(Vec::len), &after[1]), (Some(2), &before[0]));
    }
}
