//! Queries and what they come to.

use crate::demo::{
    Options,
    trial::{Trial, json},
};
use serde_json::{Value, json};

fn ask(trial: &Trial, query: &str, variables: &Value) -> Value {
    let body = json!({"query": query, "variables": variables}).to_string();
    let reply = trial.call("POST", "graphql", &body);
    assert_eq!(reply.status, 200);
    json(&reply)
}

fn data(trial: &Trial, list: &str, variables: &Value) -> Value {
    let declared = if variables.is_null() { "{" } else { "query($n: Int, $after: String, $name: String) {" };
    let answer = ask(trial, &format!("{declared} uiapi {{ query {{ {list} }} }} }}"), variables);
    assert_eq!(answer["errors"], json!([]), "{list}: {answer}");
    answer["data"]["uiapi"]["query"].clone()
}

fn trial(name: &str) -> Trial {
    let trial = Trial::signed_in(&format!("graphql-{name}"), Options::default());
    let account = json!({"Name": "Graph A", "AnnualRevenue": 1_234_567.5, "Industry": "Energy", "Phone": "1"});
    let made = trial.call("POST", "sobjects/Account", &account.to_string());
    let id = json(&made)["id"].clone();
    for name in ["Graph B", "Graph C"] {
        trial.call("POST", "sobjects/Account", &json!({"Name": name, "ParentId": id}).to_string());
    }
    for name in ["One", "Two", "Three"] {
        trial.call("POST", "sobjects/Contact", &json!({"LastName": name, "AccountId": id}).to_string());
    }
    trial
}

#[test]
fn fields_have_values_and_what_people_read() {
    let trial = trial("fields");
    let list = "Account(where: {Name: {eq: \"Graph A\"}}) { totalCount edges { node { ApiName Name { value displayValue } \
                money: AnnualRevenue { value displayValue } Industry { label } Owner { Name { value } } \
                Parent { Name { value } } } } }";
    let expected = json!({"Account": {"totalCount": 1, "edges": [{"node": {
        "ApiName": "Account", "Name": {"value": "Graph A", "displayValue": null},
        "money": {"value": 1_234_568.0, "displayValue": "$1,234,568.00"}, "Industry": {"label": "Energy"},
        "Owner": {"Name": {"value": "Robin Vale"}}, "Parent": null,
    }}]}});
    assert_eq!(data(&trial, list, &Value::Null), expected);
}

#[test]
fn pages_follow_each_other() {
    let trial = trial("pages");
    let list = "Account(first: $n, after: $after, where: {Name: {like: $name}}, orderBy: {Name: {order: DESC}}) { \
                edges { cursor node { Name { value } } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } totalCount }";
    let first = data(&trial, list, &json!({"n": 2, "name": "Graph%"}));
    let names = |page: &Value| {
        let edges = page["Account"]["edges"].as_array().expect("is a list").clone();
        edges
            .iter()
            .map(|edge| edge["node"]["Name"]["value"].as_str().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!((names(&first), &first["Account"]["totalCount"]), (vec!["Graph C".into(), "Graph B".into()], &json!(3)));
    let info = &first["Account"]["pageInfo"];
    assert_eq!((&info["hasNextPage"], &info["hasPreviousPage"]), (&json!(true), &json!(false)));
    assert_eq!(info["endCursor"], first["Account"]["edges"][1]["cursor"]);
    let second = data(&trial, list, &json!({"n": 2, "name": "Graph%", "after": info["endCursor"]}));
    assert_eq!(names(&second), ["Graph A"]);
    assert_eq!(second["Account"]["pageInfo"]["hasNextPage"], false);
    assert_eq!(second["Account"]["pageInfo"]["hasPreviousPage"], true);
}

#[test]
fn children_are_lists_of_their_own() {
    let trial = trial("children");
    let list = "Account(where: {Name: {eq: \"Graph A\"}}) { edges { node { Contacts(first: 2, orderBy: {LastName: {order: ASC}}, \
                where: {LastName: {ne: \"Three\"}}) { totalCount edges { node { ...C } } pageInfo { hasNextPage } } } } }";
    let query = format!(
        "{{ uiapi {{ query {{ {list} }} }} }} fragment C on Contact {{ LastName {{ value }} Account {{ Name {{ value }} }} }}"
    );
    let answer = ask(&trial, &query, &Value::Null);
    let contacts = &answer["data"]["uiapi"]["query"]["Account"]["edges"][0]["node"]["Contacts"];
    let node = |name: &str| json!({"node": {"LastName": {"value": name}, "Account": {"Name": {"value": "Graph A"}}}});
    let expected = json!({"totalCount": 2, "edges": [node("One"), node("Two")], "pageInfo": {"hasNextPage": false}});
    assert_eq!(*contacts, expected, "{answer}");
}

#[test]
fn conditions_mean_what_they_say_and_nothing_else() {
    let trial = trial("conditions");
    for (condition, count) in [
        ("{Name: {in: [\"Graph A\", \"Graph B\"]}}", 2),
        ("{Name: {like: \"Graph%\"}, not: {Name: {eq: \"Graph B\"}}}", 2),
        ("{or: [{Name: {eq: \"Graph A\"}}, {and: [{Name: {eq: \"Graph B\"}}, {Phone: {eq: null}}]}]}", 2),
        ("{Parent: {Name: {eq: \"Graph A\"}}}", 2),
        ("{Name: {like: \"Graph%\"}, AnnualRevenue: {gt: 1000000}}", 1),
        ("{Name: {like: \"Graph%\"}, CreatedDate: {eq: {literal: TODAY}}}", 3),
        ("{Name: {like: \"Graph%\"}, CreatedDate: {gte: {range: {last_n_days: 3}}}}", 3),
        ("{Name: {like: \"Graph%\"}, CreatedDate: {lt: {value: \"2020-01-01T00:00:00Z\"}}}", 0),
        ("{Name: {eq: \"x' OR Name LIKE '%\"}}", 0),
    ] {
        let found = data(&trial, &format!("Account(where: {condition}) {{ totalCount }}"), &Value::Null);
        assert_eq!(found["Account"]["totalCount"], count, "{condition}");
    }
}

#[test]
fn what_is_wrong_is_told_in_an_answer_of_200() {
    let trial = trial("wrong");
    for (query, kind, message) in [
        ("{ uiapi ", "InvalidSyntax", "Invalid Syntax : "),
        (
            "{ uiapi { query { Nothing { totalCount } } } }",
            "ValidationError",
            "Field 'Nothing' in type 'RecordQuery' is undefined",
        ),
        (
            "{ uiapi { query { Account { edges { node { Nam { value } } } } } } }",
            "ValidationError",
            "Field 'Nam' in type 'Account' is undefined",
        ),
        (
            "{ uiapi { query { Account { edges { node { Name { valu } } } } } } }",
            "ValidationError",
            "Field 'valu' in type 'Name' is undefined",
        ),
        ("{ uiapi { query { Account(first: 0) { totalCount } } } }", "ValidationError", "has to be from 1 to 2000"),
        ("{ uiapi { query { Account(after: \"x\") { totalCount } } } }", "ValidationError", "Invalid cursor"),
        (
            "{ uiapi { query { Account(where: {Name: {is: 1}}) { totalCount } } } }",
            "ValidationError",
            "'is' is no operator of Name",
        ),
        (
            "query($x: Int!) { uiapi { query { Account(first: $x) { totalCount } } } }",
            "ValidationError",
            "Variable 'x' has coerced Null value",
        ),
        ("{ uiapi { query { Account(first: $x) { totalCount } } } }", "ValidationError", "Undefined variable 'x'"),
        ("mutation { uiapi { a } }", "OperationNotSupported", "queries only"),
        ("{ ...F } fragment F on Query { ...F }", "ValidationError", "nested too deeply"),
        (
            "{ uiapi { query { Account(where: {CreatedDate: {eq: \"x\"}}) { totalCount } } } }",
            "ValidationError",
            "'x' is no value for CreatedDate",
        ),
        ("{ uiapi { query { Account(where: {Name: {gt: 1}}) { totalCount } } } }", "DataFetchingException", ""),
    ] {
        let answer = ask(&trial, query, &Value::Null);
        let error = &answer["errors"][0];
        assert_eq!(
            (&answer["data"], &error["extensions"]["ErrorType"]),
            (&Value::Null, &kind.into()),
            "{query}: {answer}"
        );
        assert!(error["message"].as_str().unwrap_or_default().contains(message), "{query}: {answer}");
    }
    assert_eq!(trial.call("GET", "graphql", "").status, 405);
}
