//! `sfo search` from flags to bytes.

use crate::support::{Org, Outcome, Reply, Sandbox};

fn demo(args: &[&str]) -> Outcome {
    Sandbox::shared().run(&[&["-o", "demo", "search"], args].concat())
}

/// The SOSL that an org was sent.
fn sent(org: &Org) -> String {
    let target = org.requests()[0].target.clone();
    let (_, sosl) = target.split_once("search?q=").expect("is a search");
    percent_encoding::percent_decode_str(sosl).decode_utf8_lossy().into_owned()
}

const TWO: &str = r#"{"searchRecords":[
    {"attributes":{"type":"Account","url":"/a"},"Id":"001","Name":"Ann","Amount__c":9007199254740993},
    {"attributes":{"type":"Contact","url":"/c"},"Id":"003","Name":"Bob","Account":{"attributes":{"type":"Account"},"Name":"x, \"y\""}}
],"metadata":{"entityMetadata":[]}}"#;

#[test]
fn records_of_several_objects_come_in_every_format() {
    let org = Org::always(TWO);
    let sandbox = org.sandbox();
    let text = "FIND {x} RETURNING Account(Name, Amount__c), Contact(Name, Account.Name)";
    let show = |format: &[&str]| sandbox.run(&[&["search", text], format].concat()).stdout;
    let account = r#"{"_type":"Account","Id":"001","Name":"Ann","Amount__c":9007199254740993}"#;
    let contact = r#"{"_type":"Contact","Id":"003","Name":"Bob","Account":{"Name":"x, \"y\""}}"#;
    assert_eq!(show(&["--json"]), format!("[\n{account},\n{contact}\n]\n"));
    assert_eq!(show(&["-f", "ndjson"]), format!("{account}\n{contact}\n"));
    let csv =
        "_type,Id,Name,Amount__c,Account.Name\nAccount,001,Ann,9007199254740993,\nContact,003,Bob,,\"x, \"\"y\"\"\"\n";
    assert_eq!(show(&["--csv"]), csv);
    assert!(show(&["-f", "tsv"]).starts_with("_type\tId\tName\tAmount__c\tAccount.Name\nAccount\t001\tAnn\t9007"));
    let table = show(&["-f", "table"]);
    assert!(table.starts_with("_type ") && table.contains("Contact  003  Bob"), "{table}");
    assert!(show(&["-f", "markdown"]).starts_with("| _type | Id | Name |"), "{}", show(&["-f", "markdown"]));
    assert!(show(&["-f", "vertical"]).contains("9007199254740993"));
    assert_eq!(show(&["--count"]), "2\n");
    assert_eq!(show(&["--limit", "1", "--jq", ".[]._type"]), "Account\n");
    let raw = show(&["--raw", "--jq", "[.searchRecords[1].attributes.url, .metadata.entityMetadata]"]);
    assert_eq!(raw, "[\"/c\",[]]\n");
    let flags = ["search", "x", "--in", "account,CONTACT", "--fields", "name,contact.account.name", "--csv"];
    assert_eq!(
        sandbox.run(&flags).stdout,
        "_type,Id,Name,Account.Name\nAccount,001,Ann,\nContact,003,Bob,\"x, \"\"y\"\"\"\n"
    );
}

#[test]
fn what_the_org_highlights_has_a_column() {
    let out = demo(&["FIND {bayern} IN NAME FIELDS RETURNING Account(Name) WITH HIGHLIGHT", "--csv"]);
    let row = "Account,001000000000005AAA,Meridian Bayern,Meridian <mark>Bayern</mark>";
    assert_eq!(out.stdout, format!("_type,Id,Name,highlight.Name\n{row}\n"), "{}", out.show());
}

#[test]
fn flags_become_one_request_of_sosl() {
    let org = Org::always(r#"{"searchRecords":[]}"#);
    let args =
        ["search", "Acme O'Neil and {co}", "--in", "Account,Contact", "--fields", "Name,Contact.Email", "--limit"];
    let more = ["9", "--where", "Account:Industry = 'Energy'", "--scope", "name", "--csv"];
    let out = org.sandbox().run(&[&args[..], &more].concat());
    assert_eq!(out.show(), "exit 0\n--- stdout ---\n_type,Id,Name,Email\n");
    let expected = r#"FIND {Acme O\'Neil "and" \{co\}} IN NAME FIELDS RETURNING Account(Id, Name WHERE Industry = 'Energy'), Contact(Id, Name, Email) LIMIT 9"#;
    assert_eq!((sent(&org).as_str(), org.requests().len()), (expected, 1));
    let shown = Sandbox::new().run(&["search", "acme", "--show-query", "-f", "table"]);
    assert_eq!(shown.show(), "exit 0\n--- stdout ---\nFIND {acme} IN ALL FIELDS\n");
}

#[test]
fn hostile_words_find_what_they_say_and_nothing_else() {
    let everything = demo(&["meridian", "--in", "Account", "--fields", "Name", "--count"]);
    assert_eq!(
        everything.stdout.trim().parse::<u32>().ok().filter(|count| *count > 3),
        Some(6),
        "{}",
        everything.show()
    );
    for (words, name) in [
        ("O'Brien &", "O'Brien & "),
        ("Quarry & Pine", "Quarry & Pine"),
        ("{quarry} \\pine\\", "Quarry & Pine"),
        ("quarry\" pine", "Quarry & Pine"),
        ("\"quarry & pine\"", "Quarry & Pine"),
        ("サクラ", "株式会社サクラ製作所"),
        ("cafe zoe", "Café Zoë"),
        ("CAFÉ ZOË", "Café Zoë"),
        ("النور", "شركة النور للتجارة"),
        ("100%_sure", "100%_Sure Insurance"),
        ("k*trel *avio*", "Kestrel Avionics"),
        (" @home", "@home Furnishings"),
    ] {
        let out = demo(&[words, "--in", "Account", "--fields", "Name", "--scope", "name", "--jq", ".[].Name"]);
        assert!(out.code == 0 && out.stdout.starts_with(name), "{words}: {}", out.show());
        assert_eq!(out.stdout.lines().count(), 1, "{words}: {}", out.show());
    }
    for words in
        ["quarry AND NOT pine", "meridian OR quarry", "x} RETURNING User(Id", "\"pine quarry\"", "quarry) OR (meridian"]
    {
        let out = demo(&[words, "--in", "Account", "--fields", "Name"]);
        assert_eq!(out.show(), "exit 0\n--- stdout ---\n[]\n", "{words}");
    }
}

#[test]
fn names_are_shown_where_no_fields_are_asked_for() {
    let out = demo(&["00001001", "--in", "Case,Account", "--csv"]);
    assert_eq!(out.stdout, "_type,Id,CaseNumber,Name\nCase,500000000000001AAA,00001001,\n", "{}", out.show());
    let all = demo(&["yarrowby", "--csv"]);
    assert!(all.stdout.starts_with("_type,Id\n") && all.stdout.contains("Contact,003"), "{}", all.show());
    assert_eq!(demo(&["qqzzy", "--fail-empty"]).code, 5);
    assert_eq!(demo(&["qqzzy"]).show(), "exit 0\n--- stdout ---\n[]\n");
}

#[test]
fn sosl_is_sent_as_it_is_and_its_faults_are_pointed_at() {
    let sandbox = Sandbox::shared();
    sandbox.write("names.sosl", "FIND {meridian}\nRETURNING Account(Name ORDER BY Name LIMIT 1)\n");
    let out = sandbox.run(&["-o", "demo", "search", "@names.sosl", "--jq", ".[].Name"]);
    assert_eq!(out.show(), "exit 0\n--- stdout ---\nMeridian Bayern\n");
    let stdin = ["-o", "demo", "search", "-", "--count"];
    assert_eq!(sandbox.run_with(&stdin, "find {meridian} returning Account").stdout, "6\n");
    let fault = |sosl: &str| demo(&[sosl, "-f", "table"]);
    let out = fault("FIND {a|b}");
    assert_eq!(
        out.show(),
        "exit 1\n--- stderr ---\nerror: MALFORMED_SEARCH: line 1:8 mismatched character '|' expecting '}'\nFIND {a|b}\n       ^\n"
    );
    let out = fault("FIND {meridian} RETURNING Account(Name, Nam)");
    assert!(out.code == 1 && out.stderr.contains("\n                                        ^\n"), "{}", out.show());
    assert!(out.stderr.contains("INVALID_FIELD: No such column 'Nam' on entity 'Account'"), "{}", out.show());
    let out = demo(&["meridian", "--in", "Acount", "-f", "table"]);
    assert!(out.code == 5 && out.stderr.contains("no object `Acount`"), "{}", out.show());
    assert!(out.stderr.contains("did you mean `Account`?"), "{}", out.show());
    let out = demo(&["a", "-f", "table"]);
    assert!(out.code == 1 && out.stderr.contains("search term must be longer than one character: a"), "{}", out.show());
}

#[test]
fn what_is_asked_wrongly_is_not_sent() {
    let refused = |args: &[&str], words: &str| {
        let out = Sandbox::new().run(&[&["-o", "nobody", "search"], args].concat());
        assert!(out.code == 2 && out.stdout.is_empty() && out.stderr.contains(words), "{args:?}: {}", out.show());
    };
    refused(&["{} &"], "there is no word to search for in `{} &`");
    refused(&["FIND {x}", "--in", "Account"], "go with plain words");
    refused(&["FIND {x}", "--scope", "name"], "go with plain words");
    refused(&["x", "--fields", "Name"], "--in");
    refused(&["x", "--limit", "2001"], "2001");
    for objects in ["Account,,Contact", "Account;Contact", "Account), User(Id"] {
        refused(&["x", "--in", objects], "a name is made of letters, digits and underscores");
    }
    let stranger = ["x", "--in", "Account", "--fields", "Id", "--where", "Contact: Name = 'y'"];
    refused(&stranger, "--where is for `Contact`, which --in does not name");
    let fields = ["--in", "Account", "--fields"];
    refused(&[&["x"], &fields[..], &["Name)"]].concat(), "of `Account`");
    refused(&[&["x"], &fields[..], &["Name", "--where", "Name = 'x') LIMIT 1, User(Id"]].concat(), "of `Account`");
    refused(
        &[&["x"], &fields[..], &["Name", "--where", "a = 1", "--where", "Account:b = 2"]].concat(),
        "more than one --where",
    );
}

#[test]
fn what_is_too_long_for_a_url_goes_as_a_body() {
    let org = Org::new(|_, _| Reply::json(200, r#"{"searchRecords":[]}"#));
    let sandbox = org.sandbox();
    let out = sandbox.run(&["search", &"会 ".repeat(2_500), "--in", "Account", "--fields", "Name"]);
    assert_eq!(out.code, 0, "{}", out.show());
    let request = &org.requests()[0];
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/services/data/v67.0/parameterizedSearch")
    );
    let body: serde_json::Value = serde_json::from_str(&request.body).expect("is JSON");
    assert_eq!(body["sobjects"][0]["name"], "Account");
    assert!(body["q"].as_str().is_some_and(|q| q.starts_with("会 会")));
    let out = sandbox.run(&["search", &format!("FIND {{{}}}", "会 ".repeat(2_500)), "-f", "table"]);
    assert!(out.code == 2 && out.stderr.contains("too long for the Tooling API and for SOSL"), "{}", out.show());
    assert_eq!(org.requests().len(), 1);
    let out = sandbox.run(&["search", &"word ".repeat(2_100), "-f", "table"]);
    assert!(out.code == 2 && out.stderr.contains("10499 characters"), "{}", out.show());
}
