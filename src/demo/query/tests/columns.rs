//! What a query would give back, as programs ask before they draw a table.

use super::*;
use serde_json::json;

fn columns(query: &str) -> Value {
    ORG.json(&call("/services/data/v67.0/query", &[("q", query), ("columns", "true")]), None)
}

/// Name, display name and type of each column, those of joined ones in brackets.
fn outline(columns: &Value) -> String {
    let one = |column: &Value| {
        let text = |name: &str| column[name].as_str().unwrap_or("-").to_owned();
        let mut outline = format!("{} {} {}", text("columnName"), text("displayName"), text("apexType"));
        if column["aggregate"] == true {
            outline += " aggregate";
        }
        match column["joinColumns"].as_array().map(Vec::as_slice) {
            Some([]) | None => outline,
            Some(_) => format!("{outline} [{}]", outline_of(column)),
        }
    };
    columns.as_array().into_iter().flatten().map(one).collect::<Vec<_>>().join(", ")
}

fn outline_of(column: &Value) -> String {
    outline(&column["joinColumns"])
}

#[test]
fn a_field_says_what_it_takes_and_holds() {
    let body = columns("SELECT id, Name FROM Account");
    assert_eq!(
        body["columnMetadata"][1],
        json!({
            "aggregate": false, "apexType": "String", "booleanType": false, "columnName": "Name", "custom": false,
            "displayName": "Name", "foreignKeyName": null, "insertable": true, "joinColumns": [],
            "numberType": false, "textType": true, "updatable": true,
        })
    );
    let rest = ["entityName", "groupBy", "idSelected", "keyPrefix"].map(|name| body[name].clone());
    assert_eq!(rest, [json!("Account"), json!(false), json!(true), json!("001")]);
    assert!(body["records"].is_null());
}

#[test]
fn parents_and_children_hold_columns_of_their_own() {
    let body = columns("SELECT Name, Owner.Profile.Name, (SELECT LastName, Account.Name FROM Contacts) FROM Account");
    assert_eq!(
        outline(&body["columnMetadata"]),
        "Name Name String, Owner Owner - [Profile Profile - [Name Name String]], Contacts Contacts - aggregate \
         [LastName LastName String, Account Account - [Name Name String]]"
    );
    assert_eq!(body["columnMetadata"][1]["foreignKeyName"], "OwnerId");
    let typed = columns("SELECT TYPEOF What WHEN Account THEN Phone, Name WHEN Opportunity THEN Name END FROM Task");
    assert_eq!(outline(&typed["columnMetadata"]), "What What - [Phone Phone String, Name Name String]");
}

#[test]
fn groups_show_their_functions() {
    let body = columns("SELECT Industry, Avg(AnnualRevenue), COUNT(Id) total FROM Account GROUP BY Industry");
    assert_eq!(
        outline(&body["columnMetadata"]),
        "Industry Industry String, expr0 avg(AnnualRevenue) - aggregate, total count(Id) - aggregate"
    );
    assert_eq!((&body["groupBy"], &body["columnMetadata"][1]["numberType"]), (&json!(true), &json!(true)));
    assert_eq!(columns("SELECT COUNT() FROM Account")["columnMetadata"], json!([]));
}

#[test]
fn a_query_that_does_not_work_has_no_columns() {
    let asked = call("/services/data/v67.0/query", &[("q", "SELECT Nam FROM Account"), ("columns", "true")]);
    assert_eq!(ORG.send(&asked, None).expect_err("is refused").code, "INVALID_FIELD");
}
