//! Blocks, and what becomes of them.

use super::execute;
use crate::demo::{
    Options,
    trial::{Trial, json},
    wire::Call,
};
use serde_json::Value;

const USER: &str = "005000000000001AAA";

/// The result of a block and what it said.
fn run(trial: &Trial, text: &str) -> (Value, Vec<String>) {
    let path = ["services", "data", "v67.0", "tooling", "executeAnonymous"].map(str::to_owned).to_vec();
    let call = Call {
        method: "GET".to_owned(),
        path,
        query: Vec::new(),
        headers: Vec::new(),
        body: Vec::new(),
        upload: None,
        origin: String::new(),
        user: USER.to_owned(),
    };
    let ran = execute(&trial.org, &call, text).expect("the org works");
    let said = ran.log.lines().filter_map(|line| line.split_once("|DEBUG|").map(|(_, said)| said.to_owned()));
    (ran.end.result(), said.collect())
}

fn said(trial: &Trial, text: &str) -> Vec<String> {
    let (result, said) = run(trial, text);
    assert_eq!(result["success"], true, "{text}: {result}");
    said
}

#[test]
fn expressions_come_to_what_apex_says() {
    let trial = Trial::new("apex-expressions", Options::default());
    for (text, shown) in [
        ("'a' + 1 + true + null", "a1truenull"),
        ("1 + 2 + 'x'", "3x"),
        ("7 / 2 * 2", "6"),
        ("2147483647 + 1", "-2147483648"),
        ("2147483647L + 1", "2147483648"),
        ("1.10 + 2", "3.10"),
        ("10.0 / 4", "2.5"),
        ("-(2 + 3) * 4 < 0 && !false", "true"),
        ("'Abc' == 'aBC'", "true"),
        ("null == 'x' || 1 != 2", "true"),
        ("1 == 1.0", "true"),
        ("(String) null ?? 'else'", "else"),
        ("1 > 2 ? 'more' : 'less'", "less"),
        ("'  Größe '.trim().toUpperCase().length()", "6"),
        ("new List<Integer>{1, 2}", "(1, 2)"),
        ("new Account(Name = 'A', NumberOfEmployees = 3)", "Account:{Name=A, NumberOfEmployees=3}"),
        ("Date.newInstance(2024, 2, 28) + 2", "2024-03-01 00:00:00"),
        ("String.join(new String[]{'a', 'b'}, '-')", "a-b"),
        ("Math.mod(7, 4) + Integer.valueOf('3')", "6"),
    ] {
        assert_eq!(said(&trial, &format!("System.debug({text});")), [shown], "{text}");
    }
}

#[test]
fn statements_run_in_their_order() {
    let trial = Trial::new("apex-statements", Options::default());
    let text = "Integer sum = 0; List<Integer> odd = new List<Integer>();\n\
                for (Integer i = 0; i < 10; i++) { if (i == 8) break; if (Math.mod(i, 2) == 0) continue; odd.add(i); }\n\
                for (Integer i : odd) sum += i;\n\
                while (sum > 10) { sum--; }\n\
                do sum++; while (sum < 3);\n\
                try { odd.get(9); } catch (ListException e) { system.debug(e.getMessage()); } finally { sum = -sum; }\n\
                System.debug(sum + ' ' + odd);";
    let text = text.replace("do sum++; while", "do { sum++; } while");
    assert_eq!(said(&trial, &text), ["List index out of bounds: 9", "-11 (1, 3, 5, 7)"]);
}

#[test]
fn records_are_written_and_read() {
    let trial = Trial::signed_in("apex-records", Options::default());
    let text = "List<Account> all = new List<Account>{new Account(Name = 'Apex 1'), new Account(Name = 'Apex 2')};\n\
                insert all;\n\
                all[0].Phone = '1';\n\
                update all;\n\
                Contact c = new Contact(LastName = 'Child', AccountId = all[0].Id);\n\
                insert c;\n\
                Account one = [SELECT Name, Phone, (SELECT LastName FROM Contacts) FROM Account WHERE Id = :all[0].Id];\n\
                System.debug(one.Name + one.Phone + one.Contacts.size() + one.Contacts[0].LastName);\n\
                System.debug([SELECT Account.Name FROM Contact WHERE Id = :c.Id].Account.Name);\n\
                String start = 'Apex%'; List<String> none = new List<String>();\n\
                System.debug([SELECT COUNT() FROM Account WHERE Name LIKE :start]);\n\
                System.debug([SELECT Id FROM Account WHERE Name IN :none].size());\n\
                for (Account a : [SELECT Name FROM Account WHERE Name LIKE :start ORDER BY Name DESC LIMIT :1]) \
                System.debug(a.Name);\n\
                delete all[1];";
    assert_eq!(
        said(&trial, text),
        ["Apex 11".to_owned() + "1Child", "Apex 1".into(), "2".into(), "0".into(), "Apex 2".into()]
    );
    let left = trial.call("GET", "query?q=SELECT+Name+FROM+Account+WHERE+Name+LIKE+'Apex%25'", "");
    assert_eq!(json(&left)["totalSize"], 1);
}

#[test]
fn exceptions_read_as_the_org_words_them_and_leave_nothing() {
    let trial = Trial::signed_in("apex-exceptions", Options::default());
    for (text, message) in [
        (
            "Account a = [SELECT Id FROM Account WHERE Name = 'none'];",
            "QueryException: List has no rows for assignment to SObject",
        ),
        ("Account a = [SELECT Id FROM Account];", "QueryException: List has more than 1 row for assignment to SObject"),
        ("Account a; System.debug(a.Name);", "NullPointerException: Attempt to de-reference a null object"),
        (
            "insert new Account();",
            "DmlException: Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]",
        ),
        (
            "update new Account(Name = 'x');",
            "DmlException: Update failed. First exception on row 0; first error: MISSING_ARGUMENT, Id not specified in an update call: []",
        ),
        ("Integer i = 0; i = 1 / i;", "MathException: Divide by 0"),
        ("System.assertEquals(1, 2, 'sum');", "AssertException: Assertion Failed: sum: Expected: 1, Actual: 2"),
        ("throw new IllegalArgumentException('no');", "IllegalArgumentException: no"),
        ("Integer.valueOf('x');", "TypeException: Invalid integer: x"),
        (
            "Account a = [SELECT Id FROM Account LIMIT 1]; System.debug(a.Phone);",
            "SObjectException: SObject row was retrieved via SOQL without querying the requested field: Account.Phone",
        ),
        ("while (true) { Integer i; }", "LimitException: Apex CPU time limit exceeded"),
        ("String s = 'x'; while (true) s += s;", "LimitException: Apex CPU time limit exceeded"),
        (
            "for (Integer i = 0; i < 200; i++) { Integer n = [SELECT COUNT() FROM User]; }",
            "LimitException: Too many SOQL queries: 101",
        ),
    ] {
        let (result, _) = run(&trial, &format!("insert new Account(Name = 'Left behind');\n{text}"));
        assert_eq!(result["exceptionMessage"], format!("System.{message}"), "{text}: {result}");
        assert_eq!(result["exceptionStackTrace"], "AnonymousBlock: line 2, column 1", "{text}");
        assert_eq!(
            (&result["line"], &result["compiled"], &result["success"]),
            (&2.into(), &true.into(), &false.into())
        );
    }
    let left = trial.call("GET", "query?q=SELECT+COUNT()+FROM+Account+WHERE+Name='Left+behind'", "");
    assert_eq!(json(&left)["totalSize"], 0);
}

#[test]
fn problems_are_found_before_anything_is_done() {
    let trial = Trial::signed_in("apex-problems", Options::default());
    for (text, column, problem) in [
        ("System.debug(x);", 14, "Variable does not exist: x"),
        ("Integer i = 'x';", 13, "Illegal assignment from String to Integer"),
        ("Foo f;", 1, "Invalid type: Foo"),
        ("Integer i; String I;", 19, "Duplicate variable: I"),
        ("new Account(Nam = 'x');", 13, "Field does not exist: Nam on Account"),
        ("new Account(CreatedDate = null);", 13, "Field is not writeable: Account.CreatedDate"),
        ("System.debug(new Account().Nam);", 28, "Variable does not exist: Nam"),
        ("1 + 1;", 1, "Expression cannot be a statement."),
        ("System.debug(1 - 'x');", 14, "Arithmetic expressions must use numeric arguments"),
        ("System.debug(1 == 'x');", 14, "Comparison arguments must be compatible types: Integer, String"),
        ("if (1) { }", 4, "Condition expression must be of type Boolean"),
        ("insert 'x';", 8, "DML requires SObject or SObject list type: String"),
        ("'x'.fly(1);", 1, "Method does not exist or incorrect signature: void fly(Integer) from the type String"),
        ("break;", 1, "Break statement must be in loop"),
        ("class A { }", 1, "The demo org runs a small part of Apex and not a class declaration"),
        ("Set<String> s = new Set<String>();", 1, "The demo org runs a small part of Apex and not Set"),
        ("Map<String, String> m;", 1, "The demo org runs a small part of Apex and not Map"),
        ("List<List<Foo>> x = null;", 1, "Invalid type: Foo"),
        ("List<Account> a = [SELECT Id FROM Account", 42, "Unexpected token '<EOF>'."),
    ] {
        let (result, said) = run(&trial, &format!("System.debug(1);\n{text}"));
        assert_eq!((&result["compileProblem"], &result["line"]), (&problem.into(), &2.into()), "{text}");
        assert_eq!((&result["column"], said.len()), (&column.into(), 0), "{text}: {result}");
    }
    let (result, _) = run(&trial, "List<Account> a = [SELECT Nam FROM Account];");
    let problem = result["compileProblem"].as_str().expect("is one");
    assert!(
        problem.contains(
            "\nSELECT Nam FROM Account\n       ^\nERROR at Row:1:Column:8\nNo such column 'Nam' on entity 'Account'."
        ),
        "{problem}"
    );
    let deep = format!("System.debug({}1{});", "(".repeat(5000), ")".repeat(5000));
    assert!(run(&trial, &deep).0["compileProblem"].as_str().expect("is one").contains("nested so deeply"));
    let long = format!("System.debug(1{});", " + 1".repeat(5000));
    assert!(run(&trial, &long).0["compileProblem"].as_str().expect("is one").contains("nested so deeply"));
}

#[test]
fn the_tooling_api_runs_what_it_is_given() {
    let trial = Trial::signed_in("apex-tooling", Options::default());
    let reply = trial.call("GET", "tooling/executeAnonymous/?anonymousBody=System.debug(1)%3B", "");
    let expected = r#"{"line":-1,"column":-1,"compiled":true,"success":true,"compileProblem":null,"exceptionStackTrace":null,"exceptionMessage":null}"#;
    assert_eq!((reply.status, crate::demo::trial::text(&reply)), (200, expected));
    assert_eq!(trial.call("POST", "tooling/executeAnonymous", "").status, 405);
}
