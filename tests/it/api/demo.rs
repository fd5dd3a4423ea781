//! Whole requests from files, GraphQL and Apex REST, as the demo org answers them.

use crate::support::{Outcome, Sandbox};

fn api(sandbox: &Sandbox, args: &[&str]) -> Outcome {
    sandbox.run(&[&["-o", "demo", "api"], args].concat())
}

fn count(sandbox: &Sandbox, soql: &str) -> String {
    sandbox.run(&["-o", "demo", "query", soql, "--count"]).stdout
}

#[test]
fn a_composite_from_a_file_refers_to_what_it_made_before() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "composite.json",
        r#"{"allOrNone":true,"compositeRequest":[
            {"method":"POST","url":"/services/data/v67.0/sobjects/Account","referenceId":"made","body":{"Name":"From a file"}},
            {"method":"POST","url":"/services/data/v67.0/sobjects/Contact","referenceId":"child","body":{"LastName":"Child","AccountId":"@{made.id}"}},
            {"method":"GET","url":"/services/data/v67.0/query?q=SELECT Account.Name FROM Contact WHERE Id='@{child.id}'","referenceId":"read"}]}"#,
    );
    let out = api(
        &sandbox,
        &["composite", "--input", "composite.json", "--jq", ".compositeResponse[2].body.records[0].Account.Name"],
    );
    assert_eq!(out.show(), "exit 0\n--- stdout ---\nFrom a file\n");
    let graph = r#"{"graphs":[{"graphId":"g","compositeRequest":[
        {"method":"POST","url":"/services/data/v67.0/sobjects/Account","referenceId":"a","body":{"Name":"From a graph"}},
        {"method":"POST","url":"/services/data/v67.0/sobjects/Contact","referenceId":"c","body":{"AccountId":"@{a.id}"}}]}]}"#;
    sandbox.write("graph.json", graph);
    let out = api(&sandbox, &["composite/graph", "--input", "graph.json", "-f", "table"]);
    assert!(out.code == 1 && out.stderr.contains("REQUIRED_FIELD_MISSING"), "{}", out.show());
    assert_eq!(count(&sandbox, "SELECT Id FROM Account WHERE Name = 'From a graph'"), "0\n");
    sandbox.write("graph.json", graph.replace(r#""body":{"AccountId""#, r#""body":{"LastName":"x","AccountId""#));
    assert_eq!(api(&sandbox, &["composite/graph", "--input", "graph.json"]).code, 0);
    assert_eq!(count(&sandbox, "SELECT Id FROM Contact WHERE Account.Name = 'From a graph'"), "1\n");
}

#[test]
fn a_batch_from_a_file_fails_in_parts() {
    let sandbox = Sandbox::new();
    let part = |url: &str| format!(r#"{{"method":"GET","url":"v67.0/{url}"}}"#);
    sandbox.write("batch.json", format!(r#"{{"batchRequests":[{},{}]}}"#, part("limits"), part("sobjects/Nothing")));
    let out = api(&sandbox, &["composite/batch", "--input", "batch.json", "--jq", ".results[].statusCode"]);
    assert_eq!((out.code, out.stdout.as_str()), (3, "200\n404\n"), "{}", out.show());
}

#[test]
fn a_tree_from_a_file_becomes_records_with_children() {
    let sandbox = Sandbox::new();
    let tree = r#"{"records":[{"attributes":{"type":"Account","referenceId":"a"},"Name":"From a tree","Contacts":{"records":[
        {"attributes":{"type":"Contact","referenceId":"c1"},"LastName":"One"},
        {"attributes":{"type":"Contact","referenceId":"c2"},"LastName":"Two"}]}}]}"#;
    sandbox.write("tree.json", tree);
    let out = api(&sandbox, &["composite/tree/Account", "--input", "tree.json", "--jq", "[.results[].referenceId]"]);
    assert_eq!(out.show(), "exit 0\n--- stdout ---\n[\"a\",\"c1\",\"c2\"]\n");
    assert_eq!(count(&sandbox, "SELECT Id FROM Contact WHERE Account.Name = 'From a tree'"), "2\n");
    sandbox.write("tree.json", tree.replace(r#""LastName":"Two""#, r#""Email":"x""#));
    let out = api(&sandbox, &["composite/tree/Account", "--input", "tree.json", "-f", "table"]);
    assert!(out.code == 1 && out.stderr.contains("c2: "), "{}", out.show());
}

#[test]
fn graphql_has_variables_pages_and_people_who_read_it() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "accounts.graphql",
        "query($n: Int, $after: String, $like: String) { uiapi { query {
           Account(first: $n, after: $after, where: {Name: {like: $like}}, orderBy: {Name: {order: ASC}}) {
             edges { node { Name { value } AnnualRevenue { value displayValue } Owner { Name { value } } } }
             pageInfo { hasNextPage endCursor } totalCount } } } }",
    );
    let args = ["graphql", "--input", "accounts.graphql", "n:=2", "like=Meridian%"];
    let out = api(
        &sandbox,
        &[&args[..], &["--paginate", "--jq", ".data.uiapi.query.Account.edges[].node.Name.value"]].concat(),
    );
    let soql = "SELECT Name FROM Account WHERE Name LIKE 'Meridian%' ORDER BY Name, Id";
    let expected = sandbox.run(&["-o", "demo", "query", soql, "--jq", ".[].Name"]).stdout;
    assert_eq!((out.code, out.stdout.as_str()), (0, expected.as_str()), "{}", out.show());
    assert!(expected.lines().count() > 2, "there is more than one page: {expected}");
    let wrong = "query={uiapi{query{Account{edges{node{Nam{value}}}}}}}";
    let out = api(&sandbox, &["graphql", wrong, "-f", "table"]);
    let told =
        "error: ValidationError: Validation error of type FieldUndefined: Field 'Nam' in type 'Account' is undefined\n";
    assert_eq!((out.code, out.stderr.as_str()), (1, told));
}

#[test]
fn apex_rest_takes_every_method() {
    let sandbox = Sandbox::new();
    let cases = "/services/apexrest/Cases";
    let made = api(&sandbox, &[cases, "subject=Bigfoot", "priority=High"]);
    let id = made.stdout.trim().trim_matches('"').to_owned();
    assert!(made.code == 0 && id.starts_with("500"), "{}", made.show());
    let one = format!("{cases}/{id}");
    assert_eq!(api(&sandbox, &["PATCH", &one, "Status=Working"]).code, 0);
    let out = api(&sandbox, &[&one, "--jq", ".Subject + .Status"]);
    assert_eq!(out.show(), "exit 0\n--- stdout ---\nBigfootWorking\n");
    assert_eq!(api(&sandbox, &["DELETE", &one]).show(), "exit 0\n");
    let out = api(&sandbox, &[&one, "-f", "table"]);
    assert!(out.stderr.starts_with("error: APEX_ERROR: System.QueryException: List has no rows"), "{}", out.show());
    assert!(out.code != 0 && out.stdout.contains("APEX_ERROR"), "{}", out.show());
}
