//! `completions/` and `man/`, rendered from the command tree. One test compares, one ignored test writes
//! (`cargo bless`): a stale or orphaned file is a failure.

use super::Cli;
use super::completion;
use super::help::TOPICS;
use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

type Files = BTreeMap<PathBuf, Vec<u8>>;

const SHELLS: [Shell; 5] = [Shell::Bash, Shell::Elvish, Shell::Fish, Shell::PowerShell, Shell::Zsh];

/// What single pages have beside the help of their command: page, title and text.
const SECTIONS: [(&str, &str, &str); 1] = [("sfo-app", "products", include_str!("app/products.txt"))];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rendered() -> Files {
    let mut files = Files::new();
    for shell in SHELLS {
        let name = clap_complete::Generator::file_name(&shell, "sfo");
        files.insert(Path::new("completions").join(name), completion::script(shell));
    }
    let mut tree = Cli::command();
    tree.build();
    page(&tree, "sfo", &mut files);
    files
}

/// The page of a command and those of its subcommands.
fn page(command: &Command, name: &str, files: &mut Files) {
    let mut text = Vec::new();
    let man = Man::new(command.clone()).title(name.to_uppercase()).section("1").source("sfo").date("");
    man.render(&mut text).expect("memory takes it");
    if name == "sfo" {
        for (topic, body) in TOPICS {
            text.extend(section(topic, body).into_bytes());
        }
    }
    for (_, title, body) in SECTIONS.iter().filter(|(page, ..)| *page == name) {
        text.extend(section(title, body).into_bytes());
    }
    files.insert(Path::new("man").join(format!("{name}.1")), text);
    for child in command.get_subcommands() {
        page(child, &format!("{name}-{}", child.get_name()), files);
    }
}

/// A text as a section of a page, with its line breaks kept.
fn section(topic: &str, body: &str) -> String {
    let body = body.replace('\\', "\\e").replace("\n.", "\n\\&.").replace("\n'", "\n\\&'").replace('-', "\\-");
    format!(".SH {}\n.nf\n{}.fi\n", topic.replace('-', " ").to_uppercase(), body.replace("\n\n", "\n.sp\n"))
}

fn on_disk() -> Files {
    let mut files = Files::new();
    for folder in ["completions", "man"] {
        for entry in fs::read_dir(root().join(folder)).expect("is part of the checkout") {
            let path = entry.expect("reads").path();
            let name = Path::new(folder).join(path.file_name().expect("has a name"));
            files.insert(name, fs::read(path).expect("reads"));
        }
    }
    files
}

#[test]
fn completions_and_man_pages_are_fresh() {
    let (fresh, found) = (rendered(), on_disk());
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&found), names(&fresh), "run `cargo bless`");
    let stale: Vec<_> = fresh.iter().filter(|(name, bytes)| found[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(stale.is_empty(), "run `cargo bless`: {stale:?}");
}

#[test]
#[ignore = "writes into the checkout"]
fn bless() {
    for folder in ["completions", "man"] {
        let _ = fs::remove_dir_all(root().join(folder));
        fs::create_dir_all(root().join(folder)).expect("the checkout can be written");
    }
    for (name, bytes) in rendered() {
        fs::write(root().join(name), bytes).expect("the checkout can be written");
    }
}

#[test]
fn the_command_tree_is_sound() {
    Cli::command().debug_assert();
}
