use super::*;
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Result<Vec<Row>, Error> {
    Rows::new(bytes, Blank::Absent)?.collect()
}

fn texts(text: &str) -> Vec<String> {
    read(text.as_bytes()).expect("reads").into_iter().map(|row| row.json).collect()
}

fn why(bytes: &[u8]) -> String {
    read(bytes).expect_err("is refused").to_string()
}

#[test]
fn json_comes_in_arrays_lines_and_alone() {
    let want = [r#"{"a":1.10,"b":"]}\""}"#, "{\"a\":\n[{}]}"];
    assert_eq!(texts("[ {\"a\":1.10,\"b\":\"]}\\\"\"},\n{\"a\":\n[{}]}\n]\n"), want);
    assert_eq!(texts("\u{feff}{\"a\":1.10,\"b\":\"]}\\\"\"}\r\n{\"a\":\n[{}]}"), want);
    assert_eq!(texts("{\"a\":9007199254740993}"), ["{\"a\":9007199254740993}"]);
    assert_eq!(texts(" [ ] "), [""; 0]);
}

#[test]
fn rows_know_where_they_were() {
    let places = |text: &str| -> Vec<(u64, u64)> {
        read(text.as_bytes()).expect("reads").iter().map(|row| (row.number, row.line)).collect()
    };
    assert_eq!(places("[\n{\"a\":\n1},\n\n{}]"), [(1, 2), (2, 5)]);
    assert_eq!(places("a,b\n1,\"2\n2\"\n3,4\n"), [(1, 2), (2, 4)]);
}

#[test]
fn cells_are_text_under_their_names() {
    let want = [r#"{"Id":"001","Name":"A, \"B\"\nC"}"#, r#"{"Id":"002"}"#];
    assert_eq!(texts("\u{feff}Id,Name\r\n001,\"A, \"\"B\"\"\nC\"\r\n002,\r\n"), want);
    assert_eq!(texts("Id;Name\n001;\"A, \"\"B\"\"\nC\"\n002;"), want);
    assert_eq!(texts("Id\tName\n001\t\"A, \"\"B\"\"\nC\"\n002\t\n"), want);
    assert_eq!(texts("Id\n"), [""; 0]);
    let rows = read(b"Id,Name\n1,\n").expect("reads");
    assert_eq!(rows[0].cells.as_ref().map(|cells| cells.iter().collect::<Vec<_>>()), Some(vec!["1", ""]));
}

#[test]
fn what_is_wrong_is_named_with_its_line() {
    assert_eq!(why(b""), "is empty");
    assert_eq!(why(b"a,b\n1,2\n3\n"), "line 3: 1 cells under a header of 2; is a quote not closed?");
    assert_eq!(why(b"a,b\n1,2,3\n"), "line 2: 3 cells under a header of 2");
    assert_eq!(why(b"a,b\n1,2\n3,\xe9\n"), "line 3: `b` is not UTF-8");
    assert_eq!(why(b"\xe9,b\n"), "line 1: the header is not UTF-8");
    assert_eq!(why(b"a,a\n"), "line 1: column 2 is `a`, which another column is or holds");
    assert_eq!(why(b"{\"a\":1}\n{\"a\":\n tru}"), "line 3: expected ident");
    assert_eq!(why(b"{\"a\":1}\n{\"a\":\"\n\xe9\"}"), "line 3: is not UTF-8");
    assert_eq!(why(b"[{},\n{}"), "line 2: the array does not end");
    assert_eq!(why(b"[{} {}]"), "line 1: `{` where a comma or the end of the array belongs");
    assert_eq!(why(b"[{}]\n{}"), "line 2: `{` where nothing more belongs");
    assert_eq!(why(b"[1]"), "line 1: `1` where an object belongs");
    assert_eq!(why(b"[{},]"), "line 1: `]` where an object belongs");
    assert_eq!(why(b"{\"a\":1"), "line 1: the object that starts here does not end");
}

/// Gives one byte at a time, like a slow pipe.
struct Drip<'b>(&'b [u8]);

impl Read for Drip<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let len = into.len().min(1);
        self.0.read(&mut into[..len])
    }
}

fn records() -> impl Strategy<Value = Vec<serde_json::Value>> {
    let value = prop_oneof![any::<String>().prop_map(serde_json::Value::from), any::<i64>().prop_map(Into::into)];
    let inner = prop::collection::vec(value, 0..3).prop_map(serde_json::Value::from);
    let record = prop::collection::btree_map("[a-z\"{}\\[\\]]{1,4}", inner, 0..4);
    prop::collection::vec(record.prop_map(|members| members.into_iter().collect()), 0..5)
}

proptest! {
    #[test]
    fn every_layout_gives_the_same_records(records in records()) {
        let compact: Vec<_> = records.iter().map(ToString::to_string).collect();
        let array = serde_json::to_string_pretty(&records).expect("writes");
        let mut lines = compact.join("\n");
        lines.push('\n');
        for text in [&array, &lines] {
            if text.trim().is_empty() {
                continue;
            }
            let rows: Vec<_> = Rows::new(Drip(text.as_bytes()), Blank::Absent).expect("opens").collect();
            let read = |row: Result<Row, Error>| serde_json::from_str(&row.expect("reads").json).expect("parses");
            prop_assert_eq!(rows.into_iter().map(read).collect::<Vec<serde_json::Value>>(), records.clone());
        }
    }

    #[test]
    fn no_bytes_are_too_strange_to_be_judged(bytes: Vec<u8>) {
        let _ = read(&bytes);
    }
}
