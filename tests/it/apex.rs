//! `sfo apex run` from text to bytes.

use crate::support::{Demo, Org, Reply, Sandbox};

const DONE: &str = r#"{"line":-1,"column":-1,"compiled":true,"success":true,"compileProblem":null,"exceptionStackTrace":null,"exceptionMessage":null}"#;

#[test]
fn apex_comes_as_an_argument_from_a_file_and_from_stdin() {
    let sandbox = Sandbox::new();
    sandbox.write("a.apex", "System.debug('file');\nSystem.debug(LoggingLevel.ERROR, 'a\\nb');");
    let run = ["-o", "demo", "apex", "run", "--log", "-f", "table"];
    let out = sandbox.run(&[&run[..], &["System.debug('typed');"]].concat());
    assert_eq!(out.show(), "exit 0\n--- stdout ---\n[1] DEBUG typed\n--- stderr ---\ndone\n");
    let out = sandbox.run(&[&run[..], &["@a.apex", "-q"]].concat());
    assert_eq!(out.show(), "exit 0\n--- stdout ---\n[1] DEBUG file\n[2] ERROR a\nb\n");
    let out = sandbox.run_with(&[&run[..], &["-", "-q"]].concat(), "System.debug('piped');");
    assert_eq!(out.show(), "exit 0\n--- stdout ---\n[1] DEBUG piped\n");
    assert_eq!(sandbox.run(&["-o", "demo", "apex", "run", "@none.apex"]).code, 2);
}

#[test]
fn scripts_get_the_orgs_answer_and_what_was_said() {
    let sandbox = Sandbox::new();
    let run = ["-o", "demo", "apex", "run", "System.debug('x');"];
    let out = sandbox.run(&[&run[..], &["--jq", "tojson"]].concat());
    let expected = r#"{"compiled":true,"success":true,"line":-1,"column":-1,"compileProblem":null,"exceptionMessage":null,"exceptionStackTrace":null}"#;
    assert_eq!(out.show(), format!("exit 0\n--- stdout ---\n{expected}\n"));
    let out = sandbox.run(&[&run[..], &["--log", "--jq", ".debug[0] | tojson"]].concat());
    assert_eq!(out.show(), "exit 0\n--- stdout ---\n{\"line\":1,\"level\":\"DEBUG\",\"message\":\"x\"}\n");
    let out = sandbox.run(&[&run[..], &["--log=full", "--jq", ".log"]].concat());
    for part in ["Execute Anonymous: System.debug('x');", "|EXECUTION_STARTED", "|USER_DEBUG|[1]|DEBUG|x"] {
        assert!(out.stdout.contains(part), "{}", out.show());
    }
}

#[test]
fn what_does_not_compile_is_shown_with_a_caret() {
    let sandbox = Sandbox::new();
    let run = |text: &str| sandbox.run(&["-o", "demo", "apex", "run", "-f", "table", text]);
    let out = run("Integer i = 1;\nString s = 'ü' + j;");
    insta::assert_snapshot!(out.show(), @r"
    exit 1
    --- stderr ---
    error: does not compile: Variable does not exist: j
    line 2: String s = 'ü' + j;
                             ^
    ");
    let out = run("List<Account> a = [ SELECT Nam FROM Account ];");
    assert!(
        out.stderr.starts_with("error: does not compile: No such column 'Nam' on entity 'Account'."),
        "{}",
        out.show()
    );
    let excerpt = "\nList<Account> a = [ SELECT Nam FROM Account ];\n                           ^\n";
    assert!(out.code == 1 && out.stderr.ends_with(excerpt), "{}", out.show());
    let out = sandbox.run(&["-o", "demo", "apex", "run", "System.debug(1)"]);
    let said = r#""compileProblem":"Missing ';' at '<EOF>'""#;
    assert!(out.code == 1 && out.stdout.replace(": ", ":").contains(said), "{}", out.show());
    assert!(
        out.stderr.starts_with(r#"{"error":{"code":"FAILED","message":"does not compile: Missing"#),
        "{}",
        out.show()
    );
}

#[test]
fn an_exception_comes_with_its_stack_after_what_was_said_before_and_leaves_nothing() {
    let sandbox = Sandbox::new();
    let text = "System.debug('before');\ninsert new Account(Name = 'Apex leaves nothing');\ninsert new Contact();";
    let out = sandbox.run(&["-o", "demo", "apex", "run", "-f", "table", "--log", text]);
    insta::assert_snapshot!(out.show(), @r"
    exit 1
    --- stdout ---
    [1] DEBUG before
    --- stderr ---
    error: System.DmlException: Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [LastName]: [LastName]
    line 3: insert new Contact();
            ^
    AnonymousBlock: line 3, column 1
    ");
    let count = ["-o", "demo", "query", "SELECT Id FROM Account WHERE Name = 'Apex leaves nothing'", "--count"];
    assert_eq!(sandbox.run(&count).stdout, "0\n");
}

#[test]
fn a_text_too_long_for_a_url_runs_all_the_same() {
    let sandbox = Sandbox::new();
    let text = format!("// {}\r\nSystem.assertEquals('<&>\\'', '<' + '&' + '>\\'');\nundefined();", "ü&<".repeat(3000));
    sandbox.write("long.apex", &text);
    let out = sandbox.run(&["-o", "demo", "apex", "run", "@long.apex", "-f", "table"]);
    assert!(out.code == 1 && out.stderr.ends_with("\nline 3: undefined();\n        ^\n"), "{}", out.show());
    sandbox.write("long.apex", text.replace("undefined();", ""));
    let out = sandbox.run(&["-o", "demo", "apex", "run", "@long.apex", "-f", "table"]);
    assert_eq!(out.show(), "exit 0\n--- stderr ---\ndone\n");
}

#[test]
fn it_is_sent_once_whatever_comes_back() {
    let org = Org::new(|_, _| Reply::html(503, "<title>Down</title>"));
    for (args, code) in [(&["apex", "run", "delete x;"][..], 7), (&["apex", "run", "delete x;", "--log"], 7)] {
        let before = usize::from(args.len() > 3);
        let out = org.sandbox().run(args);
        assert_eq!((out.code, org.requests().len() - before), (code, 1), "{}", out.show());
    }
    let [get, post] = org.requests().try_into().expect("are two");
    assert_eq!(
        (get.method.as_str(), get.target.as_str()),
        ("GET", "/services/data/v67.0/tooling/executeAnonymous/?anonymousBody=delete%20x%3B")
    );
    assert_eq!((post.method.as_str(), post.target.as_str()), ("POST", "/services/Soap/s/67.0"));
    assert!(post.body.contains("<String>delete x;</String>") && post.body.contains("<category>Apex_code</category>"));
}

#[test]
fn an_org_that_is_protected_runs_none() {
    let demo = Demo::serve(&[]);
    let sandbox = Sandbox::new();
    demo.sign_in(&sandbox, "dev");
    for (policy, hint) in [("read-only", "sfo org policy dev confirm"), ("confirm", "sfo apex run … --yes")] {
        sandbox.run(&["org", "policy", "dev", policy]);
        for log in [&[][..], &["--log"]] {
            let out = sandbox.run(&[&["-o", "dev", "apex", "run", "System.debug(1);", "-f", "table"], log].concat());
            assert!(out.code == 6 && out.stderr.ends_with(&format!("hint: {hint}\n")), "{}", out.show());
        }
    }
    assert_eq!(sandbox.run(&["-o", "dev", "apex", "run", "System.debug(1);", "--yes", "-q", "--log"]).code, 0);
}

#[test]
fn a_session_that_soap_does_not_know_is_renewed_once() {
    let fault = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><e:Fault><faultcode>sf:INVALID_SESSION_ID</faultcode><faultstring>INVALID_SESSION_ID: Gone</faultstring></e:Fault></e:Body></e:Envelope>";
    let org = Org::new(move |_, _| Reply::of(500, "text/xml", fault.as_bytes(), ""));
    let out = org.sandbox().run(&["apex", "run", "x;", "--log", "-f", "table"]);
    assert_eq!((out.code, org.requests().len()), (4, 1), "{}", out.show());
    let plain = Org::always(DONE);
    assert_eq!(plain.sandbox().run(&["apex", "run", "x;", "-f", "table", "-q"]).show(), "exit 0\n");
}
