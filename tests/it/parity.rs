//! `tests/parity.md` says what we do of what the field does; this holds it to rows that are all there and to tests that exist.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The rows of the field's table that are compared.
const ROWS: [std::ops::RangeInclusive<u32>; 2] = [31..=36, 46..=159];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The rows of the table: number, verdict, and the tests or the reason.
fn rows() -> BTreeMap<u32, (String, String)> {
    let text = std::fs::read_to_string(root().join("tests/parity.md")).expect("is there");
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    text.lines()
        .map(cells)
        .filter(|cells| cells.len() == 6)
        .filter_map(|cells| Some((cells[1].parse().ok()?, (cells[3].clone(), cells[4].clone()))))
        .collect()
}

/// The files that may hold the tests of a module.
fn files(module: &str) -> Vec<PathBuf> {
    let path = module.replace("::", "/");
    let places = ["tests/it", "src"].into_iter();
    places
        .flat_map(|place| {
            [format!("{place}/{path}.rs"), format!("{place}/{path}/mod.rs"), format!("{place}/{path}/tests.rs")]
        })
        .map(|file| root().join(file))
        .collect()
}

/// Whether there is such a test: `module::name`, or the path of a script.
fn exists(test: &str) -> bool {
    let Some((module, name)) = test.rsplit_once("::") else { return root().join(test).is_file() };
    let head = format!("fn {name}(");
    let holds = |file: PathBuf| std::fs::read_to_string(file).is_ok_and(|text| text.contains(&head));
    files(module).into_iter().any(holds)
}

#[test]
fn every_row_is_answered() {
    let rows = rows();
    let missing: Vec<_> = ROWS.into_iter().flatten().filter(|row| !rows.contains_key(row)).collect();
    assert!(missing.is_empty(), "no answer to rows {missing:?}");
}

#[test]
fn what_we_do_is_shown_by_tests_that_exist() {
    for (row, (verdict, shown)) in rows() {
        match verdict.as_str() {
            "yes" | "better" => {
                for test in shown.split(',').map(str::trim) {
                    assert!(exists(test), "row {row}: there is no test {test}");
                }
            }
            "no" | "later" => assert!(shown.contains(' '), "row {row} has no reason"),
            other => panic!("row {row}: {other:?} is no verdict"),
        }
    }
}
