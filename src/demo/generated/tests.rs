//! Made rows as callers find them, in an org of each test's own.

use super::{Value as Made, Wish};
use crate::demo::{
    Options,
    schema::{Kind, Schema},
    store::value::encode,
    trial::{Trial, json},
};
use rusqlite::types::Value as Sql;
use serde_json::Value;

fn with(name: &str, rows: &[&str]) -> Trial {
    let rows = rows.iter().map(|wish| wish.parse().expect("a wish")).collect();
    Trial::signed_in(&format!("made-{name}"), Options { rows, ..Options::default() })
}

fn asked(trial: &Trial, soql: &str) -> Value {
    let soql: String = form_urlencoded::byte_serialize(soql.as_bytes()).collect();
    let body = json(&trial.call("GET", &format!("query?q={soql}"), ""));
    assert!(body["totalSize"].is_number(), "{body}");
    body
}

fn total(trial: &Trial, soql: &str) -> u64 {
    asked(trial, soql)["totalSize"].as_u64().expect("a number")
}

#[test]
fn wishes_name_an_object_and_a_number() {
    assert_eq!("account=5".parse(), Ok(Wish { object: "Account".to_owned(), count: 5 }));
    for wrong in ["Account", "Account=0", "Account=x", "Foo=5", "Account=1000000001", "ApexClass=1"] {
        assert!(wrong.parse::<Wish>().is_err(), "{wrong}");
    }
}

/// Whatever is made could have been stored.
#[test]
fn every_value_is_one_that_its_field_takes() {
    let mut schema = Schema::read();
    let wishes: Vec<_> = schema
        .objects()
        .filter(|object| object.history_of.is_none())
        .map(|object| Wish { object: object.name.clone(), count: 900 })
        .collect();
    schema.make(&wishes);
    for object in schema.objects() {
        let Some(made) = &object.made else { continue };
        for (position, field) in object.fields.iter().enumerate() {
            for number in 1..900 {
                let mut text = String::new();
                if made.value(position, number, &mut text) != Made::Text {
                    continue;
                }
                let what = format!("{}.{} of {number}", object.name, field.name);
                assert_eq!(encode(field, &text.as_str().into()), Ok(Sql::Text(text.clone())), "{what}");
                let most = usize::try_from(field.length).expect("is small");
                let longest = if field.kind == Kind::MultiPicklist || most == 0 { usize::MAX } else { most };
                assert!(!text.is_empty() && text.chars().count() <= longest, "{what}: {text}");
            }
        }
    }
}

#[test]
fn pages_hold_every_row_once_in_the_order_of_ids() {
    let trial = with("pages", &["Account=4500"]);
    let (mut page, mut ids) = (asked(&trial, "SELECT Id FROM Account"), Vec::new());
    loop {
        assert_eq!(page["totalSize"], 4_500);
        let records = page["records"].as_array().expect("records");
        ids.extend(records.iter().map(|record| record["Id"].as_str().expect("an id").to_owned()));
        let Some(next) = page["nextRecordsUrl"].as_str() else { break };
        page = json(&trial.send("GET", next.trim_start_matches('/'), &[], ""));
    }
    assert_eq!(ids.len(), 4_500);
    assert!(ids.is_sorted_by(|one, other| one < other));
    let backwards = asked(&trial, "SELECT Id FROM Account ORDER BY Id DESC LIMIT 2 OFFSET 1");
    let found: Vec<_> = backwards["records"].as_array().expect("records").iter().map(|record| &record["Id"]).collect();
    assert_eq!(found, [&ids[4_498], &ids[4_497]]);
}

/// The rows that follow from their numbers are those that SQL finds; an OR that adds nothing makes it look for them.
#[test]
fn ranges_of_ids_are_those_that_sql_finds() {
    let trial = with("ranges", &["Account=1000"]);
    let nobody = "OR Id = '001zzzzzzzzzzzz'";
    for filter in [
        "Id > '001000000000002' AND Id <= '00100000000000F'",
        "Id >= '00100000000000F'",
        "Id < '00100000000000FAAA'",
        "Id = '00100000000000F'",
        "Id = '00100000000zzzz'",
        "Id > '001zz0000000000'",
        "(Id > '00100000000000F' AND Id < '001000000000002')",
    ] {
        let quick = asked(&trial, &format!("SELECT Id FROM Account WHERE {filter} ORDER BY Id"));
        let slow = asked(&trial, &format!("SELECT Id FROM Account WHERE ({filter}) {nobody} ORDER BY Id"));
        assert_eq!(quick, slow, "{filter}");
        assert_eq!(
            total(&trial, &format!("SELECT COUNT() FROM Account WHERE {filter}")),
            quick["totalSize"],
            "{filter}"
        );
    }
}

/// Whoever computes values on the way out and whoever reads them through SQL say the same, of every field there is.
#[test]
fn all_ways_to_a_row_give_the_same_values() {
    let schema = Schema::read();
    let objects: Vec<_> = schema
        .objects()
        .filter(|object| !object.tooling && object.history_of.is_none())
        .map(|object| &object.name)
        .collect();
    let wishes: Vec<_> = objects.iter().map(|name| format!("{name}=150")).collect();
    let trial = with("ways", &wishes.iter().map(String::as_str).collect::<Vec<_>>());
    // Links are only given to those who name one end of them.
    for name in objects.into_iter().filter(|name| *name != "ContentDocumentLink") {
        // What has parts or is a file is never written without SQL.
        let single = |kind| !matches!(kind, Kind::Location | Kind::Address | Kind::Base64);
        let fields = schema.object(name).expect("is known").fields.iter().filter(|field| single(field.kind));
        let list = fields.map(|field| field.name.as_str()).collect::<Vec<_>>().join(", ");
        let quick = asked(&trial, &format!("SELECT {list} FROM {name}"));
        let slow = asked(&trial, &format!("SELECT {list} FROM {name} WHERE Id != null ORDER BY Id"));
        assert!(quick == slow, "{name}");
    }
}

/// Whoever asks inside of another call gets the rows, too.
#[test]
fn rows_are_whole_inside_of_other_calls() {
    let trial = with("inside", &["Account=5"]);
    let part = r#"{"batchRequests":[{"method":"GET","url":"v67.0/query?q=SELECT+Id+FROM+Account"}]}"#;
    let batch =
        json(&trial.send("POST", "services/data/v67.0/composite/batch", &[("content-type", "application/json")], part));
    assert_eq!(batch["results"][0]["result"]["records"][4]["Id"], "001000000000005AAA", "{batch}");
    let graph = r#"{"query":"{uiapi{query{Account(first:2){edges{node{Id}}}}}}"}"#;
    let graph = json(&trial.call("POST", "graphql", graph));
    assert_eq!(graph["data"]["uiapi"]["query"]["Account"]["edges"][1]["node"]["Id"], "001000000000002AAA", "{graph}");
}

#[test]
fn awkward_values_are_among_them() {
    let trial = with("awkward", &["Invoice__c=1000"]);
    let text = asked(&trial, "SELECT Name, Reference__c, Amount__c FROM Invoice__c").to_string();
    for awkward in
        ["He said \\\"yes\\\"", "windows\\r\\nlines", "old mac\\rlines", "12345678.90", "1.10", "日本語", "null,"]
    {
        assert!(text.contains(awkward), "{awkward}");
    }
}

#[test]
fn sql_goes_over_made_rows_as_over_others() {
    let trial = with("sql", &["Account=500", "Contact=200"]);
    let groups = asked(&trial, "SELECT Industry, COUNT(Id) n FROM Account GROUP BY Industry");
    let counted: u64 =
        groups["records"].as_array().expect("groups").iter().filter_map(|group| group["n"].as_u64()).sum();
    assert_eq!(counted, 500);
    assert_eq!(total(&trial, "SELECT Id FROM Account WHERE Name = 'Account 77'"), 1);
    let contact = asked(
        &trial,
        "SELECT Id, AccountId, Account.Id, Account.Owner.Name FROM Contact WHERE AccountId != null LIMIT 1",
    );
    let record = &contact["records"][0];
    assert_eq!(record["AccountId"], record["Account"]["Id"]);
    assert!(record["Account"]["Owner"]["Name"].is_string());
    let soql = "SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Id IN (SELECT AccountId FROM Contact) LIMIT 1";
    assert!(asked(&trial, soql)["records"][0]["Contacts"]["totalSize"].as_u64() > Some(0));
    let counts = json(&trial.call("GET", "limits/recordCount?sObjects=Account,Contact", ""));
    assert_eq!((&counts["sObjects"][0]["count"], &counts["sObjects"][1]["count"]), (&500.into(), &200.into()));
}

#[test]
fn made_rows_are_read_one_by_one_and_not_written() {
    let trial = with("closed", &["Account=5"]);
    let read = trial.call("GET", "sobjects/Account/001000000000005AAA?fields=Name", "");
    assert_eq!(json(&read)["Name"], "Account 5");
    assert_eq!(trial.call("GET", "sobjects/Account/001000000000006AAA", "").status, 404);
    for (method, path) in [("POST", "sobjects/Account"), ("PATCH", "sobjects/Account/001000000000005AAA")] {
        let refused = json(&trial.call(method, path, r#"{"Name":"x"}"#));
        assert_eq!(refused[0]["errorCode"], "INVALID_TYPE_FOR_OPERATION", "{refused}");
    }
    assert_eq!(json(&trial.call("GET", "sobjects/Account/describe", ""))["createable"], false);
}
