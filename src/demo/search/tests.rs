//! Searches as callers send them, in an org of each test's own.

use super::index;
use crate::demo::{
    Options,
    org::Org,
    trial::{Trial, json, text},
};
use serde_json::{Value, json};

fn trial(name: &str) -> Trial {
    Trial::signed_in(&format!("search-{name}"), Options::default())
}

fn asked(trial: &Trial, resource: &str, parameters: &[(&str, &str)]) -> (u16, Value) {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    let reply = trial.call("GET", &format!("{resource}?{query}"), "");
    (reply.status, json(&reply))
}

fn records(trial: &Trial, sosl: &str) -> Vec<Value> {
    let (status, mut body) = asked(trial, "search", &[("q", sosl)]);
    assert_eq!(status, 200, "{sosl}: {body}");
    serde_json::from_value(body["searchRecords"].take()).expect("is a list")
}

fn names(trial: &Trial, sosl: &str) -> Vec<String> {
    records(trial, sosl).iter().map(|record| record["Name"].as_str().unwrap_or_default().to_owned()).collect()
}

fn create(trial: &Trial, object: &str, body: &Value) -> String {
    let reply = trial.call("POST", &format!("sobjects/{object}"), &body.to_string());
    assert_eq!(reply.status, 201, "{}", text(&reply));
    json(&reply)["id"].as_str().expect("has an id").to_owned()
}

#[test]
fn words_phrases_operators_and_wildcards_find() {
    let trial = trial("words");
    for name in ["Zorbax Größe Works", "Zorbax Works", "Works of Zorbax", "Zurbax 株式会社"] {
        create(&trial, "Account", &json!({"Name": name}));
    }
    let found = |term: &str| {
        let mut names = names(&trial, &format!("FIND {{{term}}} IN NAME FIELDS RETURNING Account(Name)"));
        names.sort();
        names.join(", ")
    };
    let all = "Works of Zorbax, Zorbax Größe Works, Zorbax Works";
    assert_eq!(found("zorbax"), all);
    assert_eq!(found("zor*"), all);
    assert_eq!(found("z?rbax AND NOT works"), "Zurbax 株式会社");
    assert_eq!(found("z*x 会社"), "Zurbax 株式会社");
    assert_eq!(found(r#""zorbax works""#), "Zorbax Works");
    assert_eq!(found(r#""z?rbax wor*""#), "Zorbax Works");
    assert_eq!(found("zurbax OR (zorbax AND grosse)"), "Zurbax 株式会社");
    assert_eq!(found("zurbax OR (zorbax AND größe)"), "Zorbax Größe Works, Zurbax 株式会社");
    assert_eq!(found("GROßE"), "Zorbax Größe Works");
    assert_eq!(found("zor?"), "");
    assert_eq!(found("q*qq"), "");
}

#[test]
fn fields_are_searched_in_their_groups() {
    let trial = trial("groups");
    let contact = json!({"LastName": "Quibble", "Email": "ann@zorbax.example", "Phone": "(415) 555-1212",
        "Description": "likes zorbax"});
    create(&trial, "Contact", &contact);
    let count = |term: &str, group: &str| {
        records(&trial, &format!("FIND {{{term}}} IN {group} FIELDS RETURNING Contact(Id)")).len()
    };
    for (term, group, found) in [
        ("zorbax", "ALL", 1),
        ("zorbax", "EMAIL", 1),
        ("zorbax", "NAME", 0),
        ("zorbax", "PHONE", 0),
        ("quibble", "NAME", 1),
        (r"ann@zorbax.example", "EMAIL", 1),
        (r"415\-555\-1212", "PHONE", 1),
        ("4155551212", "PHONE", 1),
        ("likes", "SIDEBAR", 0),
    ] {
        assert_eq!(count(term, group), found, "{term} in {group}");
    }
}

#[test]
fn what_is_returned_is_what_a_query_would_give() {
    let trial = trial("returned");
    for (name, employees) in [("Zorbax A", 1), ("Zorbax B", 2), ("Zorbax C", 3)] {
        let account = create(&trial, "Account", &json!({"Name": name, "NumberOfEmployees": employees}));
        create(&trial, "Contact", &json!({"LastName": format!("of {name}"), "AccountId": account}));
    }
    let sosl = "FIND {zorbax} RETURNING Contact(LastName, Account.Name ORDER BY LastName LIMIT 1), \
                Account(name, Id WHERE NumberOfEmployees > 1 ORDER BY Name DESC)";
    let found = records(&trial, sosl);
    let shown: Vec<_> = found.iter().map(|one| format!("{} {}", one["attributes"]["type"], one["Name"])).collect();
    assert_eq!(shown, [r#""Contact" null"#, r#""Account" "Zorbax C""#, r#""Account" "Zorbax B""#]);
    let keys = |index: usize| found[index].as_object().expect("is one").keys().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(keys(0), ["attributes", "Id", "LastName", "Account"]);
    assert_eq!(found[0]["Account"]["Name"], "Zorbax A");
    assert_eq!(keys(1), ["attributes", "Name", "Id"]);
    let offset = names(&trial, "FIND {zorbax} RETURNING Account(Name ORDER BY Name LIMIT 1 OFFSET 1)");
    assert_eq!(offset, ["Zorbax B"]);
    let spread = records(&trial, "FIND {zorbax} RETURNING Account(Id), Contact(Id) LIMIT 2");
    let types: Vec<_> = spread.iter().map(|one| one["attributes"]["type"].as_str().unwrap_or_default()).collect();
    assert_eq!(types, ["Account", "Contact"]);
    assert_eq!(records(&trial, "FIND {zorbax} RETURNING Account(Id LIMIT 0)").len(), 0);
    let everything = records(&trial, "FIND {zorbax}");
    assert_eq!(everything.len(), 6);
    assert_eq!(everything[0].as_object().map(serde_json::Map::len), Some(2), "only the id");
}

#[test]
fn the_index_follows_every_write() {
    let trial = trial("follows");
    let count = |term: &str| records(&trial, &format!("FIND {{{term}}} RETURNING Account(Id), Contact(Id)")).len();
    assert_eq!(count("zorbax"), 0);
    let id = create(&trial, "Account", &json!({"Name": "Zorbax"}));
    create(&trial, "Contact", &json!({"LastName": "Zorbax", "AccountId": id}));
    assert_eq!(count("zorbax"), 2);
    trial.call("PATCH", &format!("sobjects/Account/{id}"), r#"{"Name":"Qwertz"}"#);
    assert_eq!((count("zorbax"), count("qwertz")), (1, 1));
    trial.call("DELETE", &format!("sobjects/Account/{id}"), "");
    assert_eq!((count("zorbax"), count("qwertz")), (0, 0), "the contact goes with its account");
    let sql = format!("UPDATE Account SET IsDeleted = 0 WHERE Id = '{id}'");
    trial.org.store.write(|records| records.execute(&sql, [])).expect("writes");
    assert_eq!(count("qwertz"), 1);
    let folder = trial.org.store.file().parent().expect("is in a folder").to_owned();
    Org::reset(&folder).expect("resets");
    index::refresh(&trial.org.store, &trial.org.schema).expect("reads");
    let account = trial.org.schema.object("Account").expect("is there");
    let hits =
        |word: &str| trial.org.store.read(|records| index::hits(records, account, word, 9)).expect("reads").len();
    assert_eq!((hits("qwertz"), hits("holdings")), (0, 1));
}

#[test]
fn extras_are_there_or_refused_in_words() {
    let trial = trial("extras");
    create(&trial, "Account", &json!({"Name": "Zorbax & Co"}));
    let (_, body) = asked(
        &trial,
        "search",
        &[("q", "FIND {zorbax} RETURNING Account(Name) WITH METADATA='LABELS' WITH HIGHLIGHT")],
    );
    assert_eq!(body["searchRecords"][0]["highlight.Name"], "<mark>Zorbax</mark> & Co");
    let labels = json!([{"entityName": "Account", "fieldMetadata": [
        {"label": "Account ID", "name": "Id"}, {"label": "Account Name", "name": "Name"}]}]);
    assert_eq!(body["metadata"]["entityMetadata"], labels);
    let (status, body) = asked(&trial, "search", &[("q", "FIND {zorbax} WITH SNIPPET")]);
    assert_eq!((status, &body[0]["errorCode"]), (400, &json!("MALFORMED_SEARCH")));
    let bare = trial.send("GET", "services/data/v36.0/search?q=FIND+{zorbax}", &[], "");
    assert!(text(&bare).starts_with(r#"[{"attributes":{"type":"Account","url":"/services/data/v36.0/"#));
}

#[test]
fn failures_are_the_orgs_and_point_into_the_statement() {
    let trial = trial("failures");
    let refused = |sosl: &str| {
        let (status, body) = asked(&trial, "search", &[("q", sosl)]);
        assert_eq!(status, 400, "{sosl}: {body}");
        (
            body[0]["errorCode"].as_str().unwrap_or_default().to_owned(),
            body[0]["message"].as_str().unwrap_or_default().to_owned(),
        )
    };
    let none = "No search term found. The search term must be enclosed in braces.";
    assert_eq!(refused("FIND zorbax"), ("MALFORMED_SEARCH".to_owned(), none.to_owned()));
    for (sosl, code, token, reason) in [
        (
            "FIND {zorbax} RETURNING Account(Name, Nam)",
            "INVALID_FIELD",
            "Nam)",
            "No such column 'Nam' on entity 'Account'",
        ),
        ("FIND {zorbax} RETURNING Acount(Name)", "INVALID_TYPE", "Acount", "sObject type 'Acount' is not supported"),
        ("FIND {zorbax} RETURNING Account(Id WHERE Nam = 'x')", "INVALID_FIELD", "Nam =", "No such column 'Nam'"),
        ("FIND {zorbax} RETURNING Organization(Id)", "INVALID_TYPE", "Organization", "is not supported"),
    ] {
        let (found, message) = refused(sosl);
        let place = crate::soql::caret::place(&message, sosl);
        assert_eq!((found.as_str(), place), (code, sosl.find(token)), "{message}");
        assert!(message.contains(reason), "{message}");
    }
}

#[test]
fn parameters_mean_the_same() {
    let trial = trial("parameters");
    for name in ["Zorbax A", "Zorbax B"] {
        create(&trial, "Account", &json!({"Name": name}));
    }
    let parameters = [
        ("q", "zorbax"),
        ("sobject", "Account"),
        ("Account.fields", "id,name"),
        ("Account.where", "Name != 'Zorbax C'"),
        ("Account.orderBy", "Name DESC NULLS_LAST"),
        ("Account.limit", "1"),
        ("in", "NAME"),
    ];
    let (status, by_address) = asked(&trial, "parameterizedSearch", &parameters);
    assert_eq!((status, by_address["searchRecords"][0]["Name"].as_str()), (200, Some("Zorbax B")), "{by_address}");
    let body = json!({"q": "zorbax", "in": "NAME", "sobjects": [
        {"name": "Account", "fields": ["id", "name"], "where": "Name != 'Zorbax C'", "orderBy": "Name DESC", "limit": 1}]});
    let by_body = trial.call("POST", "parameterizedSearch", &body.to_string());
    assert_eq!(json(&by_body), by_address);
    let (status, body) = asked(&trial, "parameterizedSearch", &[("q", "z")]);
    assert_eq!((status, body[0]["message"].as_str()), (400, Some("search term must be longer than one character: z")));
    for (name, value) in [("q", "zorbax} RETURNING User(Id"), ("Account.where", "Name = 'x'), User(Id")] {
        let parameters = [&[(name, value)][..], &[("q", "zorbax"), ("sobject", "Account")]].concat();
        assert_eq!(asked(&trial, "parameterizedSearch", &parameters).0, 400, "{value}");
    }
}

#[test]
fn search_pages_are_helped() {
    let trial = trial("pages");
    let (_, scope) = asked(&trial, "search/scopeOrder", &[]);
    assert_eq!(scope[0], json!({"type": "Account", "url": "/services/data/v67.0/sobjects/Account/describe"}));
    let (_, layout) = asked(&trial, "search/layout", &[("q", "Account,Contact")]);
    let first = json!({"field": "Account.Name", "format": null, "label": "Account Name", "name": "Name"});
    assert_eq!((&layout[0]["searchColumns"][0], layout[1]["label"].as_str()), (&first, Some("Contacts")));
    let (_, suggested) = asked(&trial, "search/suggestions", &[("q", "merid"), ("sobject", "Account"), ("limit", "2")]);
    assert_eq!(suggested["autoSuggestResults"].as_array().map(Vec::len), Some(2));
    assert!(suggested["hasMoreResults"] == true && suggested["meta"]["nameFields"][0]["fieldApiName"] == "Name");
    assert_eq!(asked(&trial, "search/suggestions", &[("q", "me"), ("sobject", "Account")]).0, 400);
}
