//! `sfo api graphql`: queries with variables, their pages, and errors inside an answer of 200.

use crate::support::{Org, Reply};

const QUERY: &str =
    "query=query($n: Int, $after: String) { a(first: $n, after: $after) { pageInfo { hasNextPage endCursor } } }";

/// Two pages, the second behind the cursor `c1`.
fn pages() -> Org {
    Org::new(|request, _| {
        let second = request.body.contains(r#""after":"c1""#);
        let info = format!(r#"{{"hasNextPage":{},"endCursor":"c{}"}}"#, !second, if second { 2 } else { 1 });
        Reply::json(200, &format!(r#"{{"data":{{"a":{{"n":{},"pageInfo":{info}}}}},"errors":[]}}"#, u8::from(second)))
    })
}

#[test]
fn fields_are_variables_and_a_file_is_the_query() {
    let org = Org::always(r#"{"data":{},"errors":[]}"#);
    let sandbox = org.sandbox();
    sandbox.write("q.graphql", "query($n: Int) { a(first: $n) }\n");
    for args in [&["n:=5", "--input", "q.graphql"][..], &["query=@q.graphql", "n:=5"]] {
        assert_eq!(sandbox.run(&[&["api", "graphql"], args].concat()).code, 0);
        let request = org.requests().pop().expect("was sent");
        assert_eq!(request.body, r#"{"query":"query($n: Int) { a(first: $n) }\n","variables":{"n":5}}"#);
        assert_eq!((request.method.as_str(), request.header("content-type")), ("POST", Some("application/json")));
    }
    let out = sandbox.run(&["api", "graphql", "n:=5"]);
    assert!(out.code == 2 && out.stderr.contains("needs a query"), "{}", out.show());
}

#[test]
fn pages_are_followed_through_the_variable() {
    let org = pages();
    let sandbox = org.sandbox();
    let args = ["api", "graphql", QUERY, "n:=1", "--paginate"];
    assert_eq!(sandbox.run(&[&args[..], &["--jq", ".data.a.n"]].concat()).stdout, "0\n1\n");
    assert_eq!(sandbox.run(&[&args[..], &["--slurp", "--jq", "map(.data.a.n)"]].concat()).stdout, "[0,1]\n");
    assert!(org.requests().iter().all(|request| request.body.contains(r#""n":1"#)));
    let out = sandbox.run(&["api", "graphql", "query={a{pageInfo{endCursor}}}", "--paginate"]);
    assert!(out.code == 2 && out.stderr.contains("$after"), "{}", out.show());
}

#[test]
fn errors_in_an_answer_of_200_are_errors() {
    let body = r#"{"data":null,"errors":[{"message":"Invalid Syntax : offending token","extensions":{"ErrorType":"InvalidSyntax"}}]}"#;
    let org = Org::always(body);
    let out = org.sandbox().run(&["api", "graphql", "query={a"]);
    assert_eq!((out.code, out.stdout), (1, format!("{body}\n")));
    assert!(
        out.stderr.contains(r#""code":"InvalidSyntax","message":"Invalid Syntax : offending token","status":200"#),
        "{}",
        out.stderr
    );
}
