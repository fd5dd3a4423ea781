//! `sfo app new` against the demo org, which takes metadata as an org takes it.

use crate::support::{Demo, Sandbox};
use serde_json::Value;

/// What a preset needs beside itself.
fn more(preset: &str) -> &'static [&'static str] {
    match preset {
        "generic" => &["--callback", "https://app.example.com/cb?a=1&b=<2>"],
        "moveworks" => &["--run-as", "integration@demo.example"],
        _ => &["--label", "R&D <\"one\">"],
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("is JSON")
}

/// Makes an app, and makes it again.
fn make(sandbox: &Sandbox, preset: &str) {
    let name = format!("made_{}", preset.replace('-', "_"));
    let args = [&["-o", "dev", "app", "new", &name, "--preset", preset], more(preset)].concat();
    let first = sandbox.run(&args);
    assert_eq!(first.code, 0, "{preset}: {}", first.show());
    let told = json(&first.stdout);
    assert_eq!((&told["outcome"], &told["known"]), (&"created".into(), &true.into()), "{told}");
    assert!(told["consumerKey"].as_str().is_some_and(|key| key.starts_with("3MVG9")), "{told}");
    assert!(told["id"].as_str().is_some_and(|id| id.starts_with("0xI")), "{told}");
    // What the org reads back is what was sent: nothing differs.
    let again = sandbox.run(&args);
    assert_eq!((again.code, &json(&again.stdout)["outcome"]), (0, &"unchanged".into()), "{preset}: {}", again.show());
    assert_eq!(json(&again.stdout)["id"], told["id"]);
}

#[test]
fn each_preset_becomes_one_app_that_is_left_alone_the_second_time() {
    let demo = Demo::serve(&["--propagation", "1s"]);
    let sandbox = Sandbox::new();
    demo.sign_in(&sandbox, "dev");
    let presets = ["writer", "writer-revenue", "c1", "moveworks", "aisquared", "sfo", "generic"];
    std::thread::scope(|scope| {
        for preset in presets {
            let sandbox = &sandbox;
            scope.spawn(move || make(sandbox, preset));
        }
    });
    let soql = "SELECT DeveloperName FROM ExternalClientApplication WHERE DeveloperName LIKE 'made%'";
    let there = sandbox.run(&["-o", "dev", "query", soql]);
    assert_eq!(json(&there.stdout).as_array().map(Vec::len), Some(presets.len()), "{}", there.show());
}

#[test]
fn an_app_is_changed_and_taken_away() {
    let demo = Demo::serve(&[]);
    let sandbox = Sandbox::new();
    demo.sign_in(&sandbox, "dev");
    let app = ["-o", "dev", "app", "new", "made", "--no-wait", "--yes"];
    let run = |more: &[&str]| sandbox.run(&[&app[..], more].concat());
    assert_eq!(run(&["--preset", "c1"]).code, 0);
    let changed = run(&["--preset", "c1", "--on", "rotation", "--scope", "openid"]);
    assert_eq!((changed.code, &json(&changed.stdout)["outcome"]), (0, &"changed".into()), "{}", changed.show());
    let back = run(&["--preset", "c1", "--dry-run"]);
    let plan = &json(&back.stdout)["changes"];
    assert_eq!((&plan[0]["removed"][0], &plan[1]["removed"][0]), (&"openid".into(), &"on".into()), "{plan}");
    let gone = sandbox.run(&["-o", "dev", "app", "new", "made", "--delete", "--yes"]);
    assert_eq!(gone.code, 0, "{}", gone.show());
    assert_eq!(sandbox.run(&["-o", "dev", "app", "new", "made", "--delete", "--yes"]).code, 5);
}

#[test]
fn a_name_that_a_connected_app_has_is_refused_with_what_helps() {
    let demo = Demo::serve(&[]);
    let sandbox = Sandbox::new();
    demo.sign_in(&sandbox, "dev");
    let out = sandbox.run(&["-o", "dev", "app", "new", "Demo_Password", "--preset", "c1", "-f", "table"]);
    assert_eq!((out.code, out.stdout.as_str()), (1, ""), "{}", out.show());
    assert!(out.stderr.contains("DUPLICATE_VALUE") && out.stderr.contains("choose another NAME"), "{}", out.show());
}
