//! Jobs that write.

use super::{abort, created, named, refusal, work};
use crate::demo::{
    Options,
    trial::{Trial, header, json},
    wire::Reply,
};
use serde_json::{Value, json};
use std::{fmt::Write, io::Read};

const CSV: [(&str, &str); 1] = [("content-type", "text/csv")];

fn opened(trial: &Trial, object: &str, operation: &str) -> String {
    created(trial, "ingest", &json!({"object": object, "operation": operation}))
}

fn put(trial: &Trial, job: &str, data: &str) -> Reply {
    trial.send("PUT", &format!("services/data/v67.0/jobs/ingest/{job}/batches"), &CSV, data)
}

fn close(trial: &Trial, job: &str) -> Reply {
    trial.call("PATCH", &format!("jobs/ingest/{job}"), &json!({"state": "UploadComplete"}).to_string())
}

fn state(trial: &Trial, job: &str) -> Value {
    json(&trial.call("GET", &format!("jobs/ingest/{job}"), ""))
}

/// What one of the three files of a job says.
fn file(trial: &Trial, job: &str, name: &str) -> String {
    let reply = trial.call("GET", &format!("jobs/ingest/{job}/{name}"), "");
    assert_eq!((reply.status, header(&reply, "Content-Type")), (200, "text/csv"));
    let mut text = String::new();
    reply.file.expect("a file").read_to_string(&mut text).expect("is text");
    text
}

/// Takes a job through to its end and returns what is said of it.
fn loaded(trial: &Trial, job: &str, data: &str) -> Value {
    assert_eq!(put(trial, job, data).status, 201);
    assert_eq!(close(trial, job).status, 200);
    work(trial);
    state(trial, job)
}

/// The lines of a file with their ids replaced, since those differ.
fn lines(text: &str) -> Vec<String> {
    let mark = |line: &str| match line.split_once(',') {
        Some((id, rest)) if id.len() == 20 => format!("ID,{rest}"),
        _ => line.to_owned(),
    };
    text.lines().map(mark).collect()
}

fn selected(trial: &Trial, soql: &str) -> Vec<Value> {
    let query: String = form_urlencoded::byte_serialize(soql.as_bytes()).collect();
    json(&trial.call("GET", &format!("query?q={query}"), ""))["records"].as_array().expect("records").clone()
}

#[test]
fn a_job_takes_data_once_and_says_what_became_of_each_record() {
    let trial = named("load");
    let body = json!({"object": "account", "operation": "insert", "contentType": "CSV", "lineEnding": "LF"});
    let made = json(&trial.call("POST", "jobs/ingest", &body.to_string()));
    let job = made["id"].as_str().expect("an id").to_owned();
    assert_eq!((&made["state"], &made["object"]), (&"Open".into(), &"Account".into()));
    assert_eq!(made["contentUrl"], format!("services/data/v67.0/jobs/ingest/{job}/batches"));
    let done =
        loaded(&trial, &job, "Name,NumberOfEmployees,Phone\nBulk 1,7,\n\"Bulk, 2\",many,1\n,3,2\nBulk 4,,#N/A\n");
    let counts = (&done["state"], &done["numberRecordsProcessed"], &done["numberRecordsFailed"]);
    assert_eq!(counts, (&"JobComplete".into(), &4.into(), &2.into()));
    assert_eq!(
        lines(&file(&trial, &job, "successfulResults")),
        [
            "\"sf__Id\",\"sf__Created\",Name,NumberOfEmployees,Phone",
            "ID,\"true\",\"Bulk 1\",\"7\",\"\"",
            "ID,\"true\",\"Bulk 4\",\"\",\"#N/A\"",
        ]
    );
    assert_eq!(
        lines(&file(&trial, &job, "failedResults")),
        [
            "\"sf__Id\",\"sf__Error\",Name,NumberOfEmployees,Phone",
            "\"\",\"INVALID_FIELD:Failed to deserialize field at col 1. Due to, 'many' is not a valid value for the type \
             xsd:int:NumberOfEmployees --\",\"Bulk, 2\",\"many\",\"1\"",
            "\"\",\"REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --\",\"\",\"3\",\"2\"",
        ]
    );
    assert_eq!(file(&trial, &job, "unprocessedrecords"), "Name,NumberOfEmployees,Phone\n");
    let kept = selected(&trial, "SELECT Name, NumberOfEmployees FROM Account WHERE Name LIKE 'Bulk %' ORDER BY Name");
    assert_eq!(
        kept.iter().map(|record| record["NumberOfEmployees"].clone()).collect::<Vec<_>>(),
        [json!(7), Value::Null]
    );
}

#[test]
fn data_come_once_and_only_while_the_job_is_open() {
    let trial = named("once");
    let job = opened(&trial, "Account", "insert");
    assert_eq!(put(&trial, &job, "Name\nx\n").status, 201);
    assert!(
        refusal(&put(&trial, &job, "Name\ny\n")).starts_with("400 CLIENTINPUTERROR Found multiple contents for job")
    );
    assert_eq!(json(&close(&trial, &job))["state"], "UploadComplete");
    assert!(json(&close(&trial, &job))[0]["message"] == "Closing already Closed Job not allowed");
    assert!(refusal(&put(&trial, &job, "Name\ny\n")).starts_with("400 INVALIDJOBSTATE"));
    let json_instead = trial.call("PUT", &format!("jobs/ingest/{job}/batches"), "{}");
    assert!(refusal(&json_instead).starts_with("415 UNSUPPORTED_MEDIA_TYPE"));
    let early = trial.call("GET", &format!("jobs/ingest/{job}/failedResults"), "");
    assert_eq!(refusal(&early), "400 INVALIDJOBSTATE Results are available only for jobs that have ended");
    assert_eq!(trial.call("GET", &format!("jobs/query/{job}"), "").status, 404);
}

#[test]
fn a_job_takes_what_is_150_mb_in_base64() {
    let trial = named("large");
    let job = opened(&trial, "Account", "insert");
    // A file of nothing takes no room.
    let sized = |length: u64| {
        let file = tempfile::tempfile().expect("there is room");
        file.set_len(length).expect("has a length");
        trial.upload("PUT", &format!("services/data/v67.0/jobs/ingest/{job}/batches"), file)
    };
    assert!(refusal(&sized((150 << 20) / 4 * 3 + 1)).starts_with("413 EXCEEDED_MAX_SIZE_REQUEST"));
    assert_eq!(put(&trial, &job, "Name\nx\n").status, 201);
}

#[test]
fn deleting_for_good_needs_a_permission() {
    let trial = named("hard");
    let body = json!({"object": "Account", "operation": "hardDelete"}).to_string();
    let create = || trial.call("POST", "jobs/ingest", &body);
    assert_eq!(create().status, 200);
    let (profile, sets) = ("sobjects/Profile/00e000000000001AAA", "sobjects/PermissionSet/0PS000000000004GAA");
    for place in [profile, sets] {
        let denied = trial.call("PATCH", place, &json!({"PermissionsBulkApiHardDelete": false}).to_string());
        assert_eq!(denied.status, 204, "{place}");
    }
    assert!(refusal(&create()).starts_with("400 FEATURENOTENABLED FeatureNotEnabled : hardDelete operation requires"));
}

#[test]
fn records_are_changed_upserted_and_deleted() {
    let trial = named("verbs");
    let job = opened(&trial, "Account", "insert");
    loaded(&trial, &job, "Name,ExternalId__c,Phone\nV1,V-1,1\nV2,V-2,2\n");
    let ids: Vec<String> =
        selected(&trial, "SELECT Id FROM Account WHERE ExternalId__c LIKE 'V-%' ORDER BY ExternalId__c")
            .iter()
            .map(|record| record["Id"].as_str().expect("an id").to_owned())
            .collect();
    let upsert = json!({"object": "Account", "operation": "upsert", "externalIdFieldName": "externalid__c"});
    let job = created(&trial, "ingest", &upsert);
    assert_eq!(state(&trial, &job)["externalIdFieldName"], "ExternalId__c");
    let done = loaded(
        &trial,
        &job,
        "ExternalId__c,Name,Parent.ExternalId__c\nV-2,V2b,V-1\nV-3,V3,V-9\nV-4,V4,\nV-5,a,\nV-5,b,\n,c,\n",
    );
    assert_eq!(done["numberRecordsFailed"], 4);
    assert_eq!(
        lines(&file(&trial, &job, "successfulResults"))[1..],
        ["ID,\"false\",\"V-2\",\"V2b\",\"V-1\"", "ID,\"true\",\"V-4\",\"V4\",\"\""]
    );
    let failed = file(&trial, &job, "failedResults");
    for error in [
        "INVALID_FIELD:Foreign key external ID: V-9 not found for field ExternalId__c in entity Account:--",
        "DUPLICATE_VALUE:Duplicate external id specified: V-5:ExternalId__c --",
        "MISSING_ARGUMENT:ExternalId__c not specified:--",
    ] {
        assert!(failed.contains(error), "{failed}");
    }
    assert_eq!(
        selected(&trial, "SELECT Name, Phone, Parent.Name FROM Account WHERE ExternalId__c = 'V-2'")[0]["Parent"]["Name"],
        "V1"
    );

    let job = opened(&trial, "Account", "update");
    let rows = format!("Id,Phone\n{},#N/A\n001000000000999AAA,1\n,1\nnothing,1\n", ids[1]);
    assert_eq!(loaded(&trial, &job, &rows)["numberRecordsFailed"], 3);
    let failed = file(&trial, &job, "failedResults");
    assert!(
        failed.contains("\"001000000000999AAA\",\"INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--\""),
        "{failed}"
    );
    assert!(failed.contains("\"\",\"MISSING_ARGUMENT:Id not specified in an update call:--\""), "{failed}");
    assert!(failed.contains("\"nothing\",\"MALFORMED_ID:malformed id nothing:--\""), "{failed}");
    let after = selected(&trial, "SELECT Name, Phone FROM Account WHERE ExternalId__c = 'V-2'");
    assert_eq!((&after[0]["Name"], &after[0]["Phone"]), (&"V2b".into(), &Value::Null));

    for (operation, kept) in [("delete", 1), ("hardDelete", 0)] {
        let id = if operation == "delete" { &ids[0] } else { &ids[1] };
        let job = opened(&trial, "Account", operation);
        assert_eq!(loaded(&trial, &job, &format!("Id\n{id}\n"))["numberRecordsFailed"], 0);
        let soql = format!("SELECT Id FROM Account WHERE Id = '{id}'");
        let all: String = form_urlencoded::byte_serialize(soql.as_bytes()).collect();
        assert_eq!(json(&trial.call("GET", &format!("queryAll?q={all}"), ""))["totalSize"], kept, "{operation}");
    }
}

#[test]
fn declared_delimiters_and_line_ends_hold() {
    let trial = named("declared");
    let job = |more: Value| {
        let mut body = json!({"object": "Account", "operation": "insert"});
        body.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        created(&trial, "ingest", &body)
    };
    for (name, sign) in [("TAB", '\t'), ("SEMICOLON", ';'), ("PIPE", '|'), ("CARET", '^'), ("BACKQUOTE", '`')] {
        let job = job(json!({"columnDelimiter": name, "lineEnding": "CRLF"}));
        let done = loaded(&trial, &job, &format!("Name{sign}Phone\r\n\"a,\nb\"{sign}5\r\n"));
        assert_eq!((&done["state"], &done["numberRecordsFailed"]), (&"JobComplete".into(), &0.into()), "{name}");
        let results = file(&trial, &job, "successfulResults");
        assert!(
            results.starts_with(&format!("\"sf__Id\"{sign}\"sf__Created\"{sign}Name{sign}Phone\r\n")),
            "{results:?}"
        );
    }
    for (more, data, error) in [
        (
            json!({}),
            "Name\r\nx\r\n",
            "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF",
        ),
        (
            json!({"lineEnding": "CRLF"}),
            "Name\nx\n",
            "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is CRLF",
        ),
        (json!({}), "Name;Phone\nx;1\n", "InvalidBatch : Field name not found : Name;Phone"),
        (json!({}), "Name,Phone\nx\n", "InvalidBatch : The header has 2 columns, and record 1 has 1"),
        (json!({}), "", "ClientInputError : No data was uploaded"),
    ] {
        let job = job(more);
        let done = loaded(&trial, &job, data);
        assert_eq!((&done["state"], &done["errorMessage"]), (&"Failed".into(), &error.into()));
        assert_eq!(file(&trial, &job, "unprocessedrecords"), data);
    }
    let empty = opened(&trial, "Account", "insert");
    close(&trial, &empty);
    work(&trial);
    assert_eq!(state(&trial, &empty)["state"], "Failed");
}

/// A job that is aborted in the middle keeps what it has done, and names the rest.
#[test]
fn an_aborted_job_says_what_it_has_not_come_to() {
    let trial = Trial::signed_in("bulk-abort", Options { batch_size: 3, ..Options::default() });
    let job = opened(&trial, "Account", "insert");
    put(&trial, &job, "Name\na1\na2\na3\n\"a\n4\"\na5\n");
    close(&trial, &job);
    for _ in 0..2 {
        assert_eq!(super::step(&trial.org).expect("works"), None);
    }
    let half = state(&trial, &job);
    assert_eq!((&half["state"], &half["numberRecordsProcessed"]), (&"InProgress".into(), &3.into()));
    assert_eq!(json(&trial.call("PATCH", &format!("jobs/ingest/{job}"), &abort()))["state"], "Aborted");
    work(&trial);
    assert_eq!(state(&trial, &job)["numberRecordsProcessed"], 3);
    assert_eq!(lines(&file(&trial, &job, "successfulResults")).len(), 4);
    assert_eq!(file(&trial, &job, "unprocessedrecords"), "Name\n\"a\n4\"\na5\n");
    assert_eq!(json(&trial.call("GET", "limits", ""))["DailyBulkApiBatches"]["Remaining"], 14_999);
    assert_eq!(trial.call("DELETE", &format!("jobs/ingest/{job}"), "").status, 204);
    assert_eq!(trial.call("GET", &format!("jobs/ingest/{job}/failedResults"), "").status, 404);
}

#[test]
fn large_data_are_written_to_the_row() {
    let trial = named("large");
    let job = opened(&trial, "Account", "insert");
    let wide = "w".repeat(300);
    let mut data = "Name,Description\n".to_owned();
    for row in 0..1_111 {
        let name = if row % 100 == 7 { String::new() } else { format!("large {row}") };
        let _ = writeln!(data, "{name},\"{wide}\n{row}\"");
    }
    let done = loaded(&trial, &job, &data);
    assert_eq!((&done["numberRecordsProcessed"], &done["numberRecordsFailed"]), (&1_111.into(), &12.into()));
    assert_eq!(
        json(&trial.call("GET", "query?q=SELECT+COUNT()+FROM+Account+WHERE+Name+LIKE+'large%25'", ""))["totalSize"],
        1_099
    );
    let failed = file(&trial, &job, "failedResults");
    assert_eq!(csv::Reader::from_reader(failed.as_bytes()).records().flatten().count(), 12);
}

#[test]
fn a_job_that_can_do_nothing_is_refused() {
    let trial = Trial::signed_in("bulk-nothing", Options { daily_batches: 0, ..Options::default() });
    for (body, expected) in [
        (json!({"object": "Foo", "operation": "insert"}), "400 INVALIDJOB InvalidJob : Unable to find object: Foo"),
        (
            json!({"object": "CaseStatus", "operation": "insert"}),
            "400 INVALIDENTITY Entity 'CaseStatus' is not supported by the Bulk API.",
        ),
        (
            json!({"object": "Account", "operation": "upsert"}),
            "400 INVALIDJOB InvalidJob : External ID was blank for Account. An External ID must be specified for upsert.",
        ),
        (
            json!({"object": "Account", "operation": "upsert", "externalIdFieldName": "Phone"}),
            "400 INVALIDJOB InvalidJob : Field name provided, Phone does not match an External ID for Account",
        ),
        (json!({"object": "Account", "operation": "insert"}), "400 EXCEEDEDQUOTA ApiBatchItems Limit exceeded."),
    ] {
        assert_eq!(refusal(&trial.call("POST", "jobs/ingest", &body.to_string())), expected);
    }
    let wrong = trial.call("POST", "jobs/ingest", r#"{"object":"Account","operation":"merge"}"#);
    assert_eq!(refusal(&wrong), "400 API_ERROR Value does not match expected type at [line:1, column:39]");
}

#[test]
fn a_small_job_brings_its_data_along() {
    let trial = named("multipart");
    let send = |job: &str, content: &str| {
        let part = |name: &str, kind: &str, text: &str| {
            format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n{text}\r\n")
        };
        let body = part("job", "application/json", job) + &part("content", "text/csv", content) + "--B--\r\n";
        let kind = [("content-type", "multipart/form-data; boundary=B")];
        trial.send("POST", "services/data/v67.0/jobs/ingest", &kind, &body)
    };
    let job = json!({"object": "Account", "operation": "insert"}).to_string();
    let made = json(&send(&job, "Name\nsmall 1\nsmall 2\n"));
    assert_eq!((&made["state"], &made["contentUrl"]), (&"UploadComplete".into(), &Value::Null));
    work(&trial);
    let done = state(&trial, made["id"].as_str().expect("an id"));
    assert_eq!((&done["state"], &done["numberRecordsProcessed"]), (&"JobComplete".into(), &2.into()));
    let long = send(&job, &"x".repeat(100_001));
    assert!(
        refusal(&long).starts_with("400 CLIENTINPUTERROR The content of a multipart request"),
        "{}",
        refusal(&long)
    );
    assert!(refusal(&send("{}", "Name\n")).starts_with("400 API_ERROR missing field"));
}
