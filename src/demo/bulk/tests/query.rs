//! Query jobs.

use super::{abort, created, named, refusal, work};
use crate::demo::{
    Options,
    trial::{Trial, header, json, text},
    wire::Reply,
};
use rusqlite::Connection;
use serde_json::{Value, json};

fn asked(trial: &Trial, soql: &str) -> String {
    created(trial, "query", &json!({"operation": "query", "query": soql}))
}

fn results(trial: &Trial, id: &str, query: &str) -> Reply {
    trial.call("GET", &format!("jobs/query/{id}/results{query}"), "")
}

#[test]
fn a_job_says_what_it_is_and_how_far_it_is() {
    let trial = named("life");
    let body = json!({"operation": "query", "query": "select name from account"}).to_string();
    let made = trial.call("POST", "jobs/query", &body);
    let made: Value = serde_json::from_slice(&made.body).expect("is JSON");
    let id = made["id"].as_str().expect("an id").to_owned();
    let keys: Vec<_> = made.as_object().expect("a job").keys().map(String::as_str).collect();
    let expected = "id operation object createdById createdDate systemModstamp state concurrencyMode contentType \
                    apiVersion lineEnding columnDelimiter";
    assert_eq!(keys, expected.split(' ').collect::<Vec<_>>());
    assert!(id.starts_with("750") && made["object"] == "Account", "{made}");
    assert!(text(&trial.call("POST", "jobs/query", &body)).contains(r#""apiVersion":67.0"#));
    let state = || json(&trial.call("GET", &format!("jobs/query/{id}"), ""))["state"].clone();
    assert_eq!(state(), "UploadComplete");
    let early = refusal(&results(&trial, &id, ""));
    assert_eq!(early, "400 INVALIDJOBSTATE Results are available only for jobs that are complete");
    super::step(&trial.org).expect("works");
    assert_eq!(state(), "InProgress");
    work(&trial);
    let done = json(&trial.call("GET", &format!("jobs/query/{id}"), ""));
    assert_eq!((&done["state"], &done["jobType"]), (&"JobComplete".into(), &"V2Query".into()));
    assert!(done["numberRecordsProcessed"].as_u64() > Some(20), "{done}");
}

#[test]
fn rows_are_quoted_texts_in_the_order_of_the_select_list() {
    let trial = named("rows");
    let changes = json!({"Name": "a \"b\",\nc", "AnnualRevenue": 12_345_679, "NumberOfEmployees": 12_345_678});
    let made = trial.call("POST", "sobjects/Account", &changes.to_string());
    let id = json(&made)["id"].as_str().expect("an id").to_owned();
    let soql = format!(
        "SELECT owner.alias, Name, AnnualRevenue, NumberOfEmployees, IsDeleted, Phone FROM Account WHERE Id = '{id}'"
    );
    let job = asked(&trial, &soql);
    work(&trial);
    let reply = results(&trial, &job, "");
    let (head, row) = text(&reply).split_once('\n').expect("a header");
    assert_eq!(head, r#""Owner.Alias","Name","AnnualRevenue","NumberOfEmployees","IsDeleted","Phone""#);
    let (_, row) = row.split_once(',').expect("cells");
    assert_eq!(row, "\"a \"\"b\"\",\nc\",\"1.23456790E7\",\"12345678\",\"false\",\"\"\n");
    assert_eq!(header(&reply, "Content-Type"), "text/csv");
}

#[test]
fn delimiter_and_line_ending_are_the_jobs_own() {
    let trial = named("ends");
    let more = json!({"operation": "query", "query": "SELECT Name, Id FROM Account WHERE Name = 'none'",
        "columnDelimiter": "PIPE", "lineEnding": "CRLF", "contentType": "CSV"});
    let job = created(&trial, "query", &more);
    work(&trial);
    let empty = results(&trial, &job, "");
    assert_eq!(text(&empty), "\"Name\"|\"Id\"\r\n");
    assert_eq!((header(&empty, "Sforce-Locator"), header(&empty, "Sforce-NumberOfRecords")), ("null", "0"));
}

/// Pages by any size hold each row once, in the same order, and the last says so in a word.
#[test]
fn pages_of_any_size_give_the_same_rows() {
    let trial = named("pages");
    let row = "INSERT INTO Account (Id, Name) VALUES (?1, ?2)";
    let rows = (0..2_345).map(|n| (format!("x{n:04}"), format!("zz\n{n}")));
    let fill = |records: &Connection| rows.map(|name| records.execute(row, name)).collect::<rusqlite::Result<Vec<_>>>();
    trial.org.store.write(fill).expect("writes");
    let job = asked(&trial, "SELECT Id, Name FROM Account WHERE Name LIKE 'zz%' ORDER BY Name DESC");
    work(&trial);
    let whole = results(&trial, &job, "");
    assert_eq!(header(&whole, "Sforce-NumberOfRecords"), "2345");
    for most in [1_u64, 700, 1_000, 2_344, 2_345] {
        let (mut query, mut joined, mut count) = (format!("?maxRecords={most}"), String::new(), 0);
        for page in 0.. {
            let reply = results(&trial, &job, &query);
            let (head, rows) = text(&reply).split_once('\n').expect("a header");
            if page == 0 {
                joined = format!("{head}\n");
            }
            joined += rows;
            count += header(&reply, "Sforce-NumberOfRecords").parse::<u64>().expect("a number");
            match header(&reply, "Sforce-Locator") {
                "null" => break,
                locator => query = format!("?maxRecords={most}&locator={locator}"),
            }
        }
        assert!(joined == text(&whole) && count == 2_345, "{most}");
    }
}

#[test]
fn result_pages_name_five_pages_at_a_time() {
    let trial = Trial::signed_in("bulk-five", Options { page_size: Some(3), ..Options::default() });
    let job = asked(&trial, "SELECT Id FROM Account LIMIT 20");
    work(&trial);
    let (mut next, mut sizes, mut rows) = (format!("jobs/query/{job}/resultPages"), Vec::new(), String::new());
    loop {
        let list = json(&trial.call("GET", &next, ""));
        let pages = list["resultPages"].as_array().expect("pages").clone();
        sizes.push(pages.len());
        for page in pages {
            let url = page["resultUrl"].as_str().expect("an address");
            let reply = trial.send("GET", url.trim_start_matches('/'), &[], "");
            rows += text(&reply).split_once('\n').expect("a header").1;
        }
        match list["nextRecordsUrl"].as_str() {
            Some(url) => next = url.split_once("v67.0/").expect("a version").1.to_owned(),
            None => break assert_eq!(list["done"], true),
        }
    }
    assert_eq!((sizes, rows.lines().count()), (vec![5, 2], 20));
    let old = trial.send("GET", &format!("services/data/v57.0/jobs/query/{job}/resultPages"), &[], "");
    assert_eq!(old.status, 404);
}

#[test]
fn what_a_file_cannot_hold_is_refused() {
    let trial = named("refusals");
    for (soql, expected) in [
        ("SELECT COUNT() FROM Account", "API_ERROR Aggregate queries not supported in Bulk Query"),
        ("SELECT MAX(Name) FROM Account", "API_ERROR Aggregate queries not supported in Bulk Query"),
        ("SELECT Name FROM Account GROUP BY Name", "API_ERROR Aggregate queries not supported in Bulk Query"),
        (
            "SELECT Id, (SELECT Id FROM Contacts) FROM Account",
            "API_ERROR Aggregate Relationships not supported in Bulk Query",
        ),
        ("SELECT Id FROM Account LIMIT 5 OFFSET 5", "API_ERROR OFFSET not supported in Bulk Query"),
        ("SELECT TYPEOF What WHEN Account THEN Name END FROM Task", "API_ERROR TYPEOF not supported in Bulk Query"),
        ("SELECT BillingAddress FROM Account", "API_ERROR Selecting compound data not supported in Bulk Query"),
        ("SELECT VersionData FROM ContentVersion", "API_ERROR Selecting binary data not supported in Bulk Query"),
        (
            "SELECT FIELDS(ALL) FROM Account LIMIT 5",
            "MALFORMED_QUERY The SOQL FIELDS function is not supported with an unbounded set of fields in this API",
        ),
        ("SELECT Id FROM CaseStatus", "INVALIDENTITY Entity 'CaseStatus' is not supported by the Bulk API."),
        ("SELECT Id FROM Name", "INVALID_TYPE_FOR_OPERATION entity type Name does not support query"),
    ] {
        let body = json!({"operation": "query", "query": soql}).to_string();
        assert_eq!(refusal(&trial.call("POST", "jobs/query", &body)), format!("400 {expected}"), "{soql}");
    }
    let body = json!({"operation": "query", "query": "SELECT Foo FROM Account"}).to_string();
    let positional = refusal(&trial.call("POST", "jobs/query", &body));
    assert!(positional.contains("INVALID_FIELD") && positional.contains("ERROR at Row:1:Column:8"), "{positional}");
}

#[test]
fn a_request_that_is_none_says_where() {
    let trial = named("requests");
    let sent = |body: &str| refusal(&trial.call("POST", "jobs/query", body));
    assert_eq!(
        sent(r#"{"operation":"qurey","query":"x"}"#),
        "400 API_ERROR Value does not match expected type at [line:1, column:20]"
    );
    assert_eq!(sent(r#"{"operation":"query"}"#), "400 API_ERROR missing field `query` at [line:1, column:21]");
    assert!(sent(r#"{"operation":"query","query":"x","columnDelimiter":"COLON"}"#).starts_with("400 API_ERROR Value"));
    assert!(sent("{").starts_with("400 JSON_PARSER_ERROR"));
}

#[test]
fn jobs_are_aborted_and_removed_by_their_rules() {
    let trial = named("ends-of-jobs");
    let job = asked(&trial, "SELECT Id FROM Account");
    let path = format!("jobs/query/{job}");
    let unfinished = refusal(&trial.call("DELETE", &path, ""));
    assert_eq!(unfinished, "400 API_ERROR Error encountered when deleting the job because the job is not terminated");
    assert_eq!(json(&trial.call("PATCH", &path, &abort()))["state"], "Aborted");
    work(&trial);
    assert_eq!(json(&trial.call("GET", &path, ""))["state"], "Aborted");
    let again = refusal(&trial.call("PATCH", &path, &abort()));
    assert_eq!(again, "400 INVALIDJOBSTATE Aborting already Aborted Job not allowed");
    assert_eq!(trial.call("DELETE", &path, "").status, 204);
    for missing in [path.as_str(), "jobs/query/750000000000999AAA", "jobs/query/nothing"] {
        let gone = refusal(&trial.call("GET", missing, ""));
        assert_eq!(gone, "404 NOT_FOUND The requested resource does not exist");
    }
    let done = asked(&trial, "SELECT Id FROM Account");
    work(&trial);
    let late = refusal(&trial.call("PATCH", &format!("jobs/query/{done}"), &abort()));
    assert_eq!(late, "400 INVALIDJOBSTATE Aborting already Completed Job not allowed");
}

#[test]
fn pages_are_of_one_job_and_one_version() {
    let trial = named("locators");
    let jobs = [1, 2].map(|_| asked(&trial, "SELECT Id FROM Account"));
    work(&trial);
    let locator = header(&results(&trial, &jobs[0], "?maxRecords=2"), "Sforce-Locator").to_owned();
    assert_eq!(
        header(&results(&trial, &jobs[0], &format!("?maxRecords=1&locator={locator}")), "Sforce-NumberOfRecords"),
        "1"
    );
    for wrong in [locator.as_str(), "null", "MTAwMDA", "%00"] {
        let refused = results(&trial, &jobs[1], &format!("?locator={wrong}"));
        assert!(refusal(&refused).starts_with("400 INVALID_QUERY_LOCATOR"), "{wrong}");
    }
    let other = trial.send("GET", &format!("services/data/v60.0/jobs/query/{}/results", jobs[0]), &[], "");
    assert!(refusal(&other).starts_with("409 CONFLICT"), "{}", refusal(&other));
}

#[test]
fn lists_have_pages_and_filters() {
    let trial = Trial::signed_in("bulk-list", Options { page_size: Some(2), ..Options::default() });
    let jobs: Vec<String> = (0..3).map(|_| asked(&trial, "SELECT Id FROM Account")).collect();
    let ids = |list: &Value| -> Vec<String> {
        list["records"]
            .as_array()
            .expect("jobs")
            .iter()
            .map(|job| job["id"].as_str().expect("an id").to_owned())
            .collect()
    };
    let first = json(&trial.call("GET", "jobs/query", ""));
    assert_eq!((ids(&first), &first["done"]), (vec![jobs[2].clone(), jobs[1].clone()], &false.into()));
    let locator = first["nextRecordsUrl"].as_str().and_then(|url| url.split_once('=')).expect("a locator").1;
    let last = json(&trial.call("GET", &format!("jobs/query?queryLocator={locator}"), ""));
    assert_eq!(
        (ids(&last), &last["done"], &last["nextRecordsUrl"]),
        (vec![jobs[0].clone()], &true.into(), &Value::Null)
    );
    assert!(ids(&json(&trial.call("GET", "jobs/query?jobType=Classic", ""))).is_empty());
    assert_eq!(ids(&json(&trial.call("GET", "jobs/query?jobType=V2Query&concurrencyMode=parallel", ""))).len(), 2);
    assert!(refusal(&trial.call("GET", "jobs/query?queryLocator=nothing", "")).contains("INVALID_QUERY_LOCATOR"));
}

#[test]
fn deleted_rows_belong_to_query_all_alone() {
    let trial = named("deleted");
    let count = |operation: &str| {
        let job = created(&trial, "query", &json!({"operation": operation, "query": "SELECT Id FROM Account"}));
        work(&trial);
        json(&trial.call("GET", &format!("jobs/query/{job}"), ""))["numberRecordsProcessed"].as_u64()
    };
    assert!(count("queryAll") > count("query"));
}

#[test]
fn query_jobs_are_counted_until_none_are_left() {
    let trial = Trial::signed_in("bulk-counted", Options { daily_query_jobs: 1, ..Options::default() });
    asked(&trial, "SELECT Id FROM Account");
    let body = json!({"operation": "query", "query": "SELECT Id FROM Account"}).to_string();
    let refused = refusal(&trial.call("POST", "jobs/query", &body));
    assert_eq!(refused, "403 LIMIT_EXCEEDED Max bulk v2 query jobs (1) per 24 hrs has been reached (1)");
    assert_eq!(json(&trial.call("GET", "limits", ""))["DailyBulkV2QueryJobs"]["Remaining"], 0);
}
