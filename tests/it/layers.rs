//! Who may use whom: the table of the architecture, held against the sources. A new module has to be entered here.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Module, and the modules of ours that it may name.
const LAYERS: &[(&str, &str)] = &[
    ("record", ""),
    ("secret", ""),
    ("text", ""),
    ("home", ""),
    ("http", ""),
    ("soql", ""),
    ("app", ""),
    ("input", "record"),
    ("term", "text"),
    ("output", "record text"),
    ("auth", "http secret"),
    ("org", "auth http secret home"),
    ("api", "org auth http record secret"),
    ("demo", "soql"),
    ("error", "auth http org api output term text"),
    ("ctx", "record api org auth http output term demo home secret error text"),
    ("cli", "api app org auth http input output term demo home secret error text ctx soql record"),
    ("main", "cli ctx error"),
];

#[test]
fn layers_point_one_way() {
    let mut wrong = Vec::new();
    for (module, texts) in modules() {
        let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("{module} is not in the table"));
            continue;
        };
        for used in texts.iter().flat_map(|text| uses(text)) {
            if used != module && !allowed.split(' ').any(|name| name == used) {
                wrong.push(format!("{module} uses {used}"));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_table_has_no_dead_entries() {
    let modules = modules();
    let dead: Vec<_> = LAYERS.iter().filter(|(name, _)| !modules.contains_key(*name)).collect();
    assert!(dead.is_empty(), "{dead:?}");
}

/// Every top-level module with the texts of its files.
fn modules() -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("src is there") {
        let path = entry.expect("reads").path();
        let name = path.file_stem().expect("has a name").to_string_lossy().into_owned();
        sources(&path, found.entry(name).or_default());
    }
    found
}

fn sources(path: &Path, texts: &mut Vec<String>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("is a folder") {
            sources(&entry.expect("reads").path(), texts);
        }
    } else if path.extension().is_some_and(|end| end == "rs") {
        texts.push(fs::read_to_string(path).expect("is text"));
    }
}

/// The modules behind every `crate::`, also in lists: `use crate::{api, ctx::Ctx}`.
fn uses(text: &str) -> Vec<&str> {
    let name = |text: &str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    text.split("crate::")
        .skip(1)
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(list) => top_level(list),
            None => vec![rest],
        })
        .map(|item| &item[..name(item)])
        .filter(|item| !item.is_empty())
        .collect()
}

/// The elements of a `{…}` list, nested lists left whole.
fn top_level(list: &str) -> Vec<&str> {
    let (mut items, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, byte) in list.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => {
                items.push(list[start..at].trim());
                break;
            }
            b'}' => depth -= 1,
            b',' if depth == 0 => {
                items.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    items
}
