//! `sfo app`: what a stranger to Setup needs.

mod check;
#[cfg(unix)]
mod killed;
mod made;
mod new;
mod rotation;
mod secret;
mod setup;

use crate::support::Sandbox;

#[test]
fn a_guide_is_filled_in_without_any_login() {
    let sandbox = Sandbox::new();
    let text = sandbox.run(&["app", "guide", "writer", "--host", "acme--uat", "-f", "table"]);
    assert_eq!(text.code, 0, "{}", text.show());
    for line in [
        "   Callback URL           https://app.writer.com/mcp/oauth/callback\n",
        "   Selected OAuth Scopes  Full access (full) (recommended in a sandbox)\n",
        "   [x] Require secret for Refresh Token Flow\n",
        "   Organization URL  https://acme--uat.sandbox.my.salesforce.com\n",
    ] {
        assert!(text.stdout.contains(line), "{line}{}", text.show());
    }
    let json = sandbox.run(&["app", "guide", "moveworks", "--host", "acme", "--jq", ".steps[-1].lines[-1].value"]);
    assert_eq!(json.stdout, "https://acme.my.salesforce.com/services/oauth2/token\n", "{}", json.show());
}

#[test]
fn presets_are_listed_and_ones_own_are_among_them() {
    let sandbox = Sandbox::new();
    let names = sandbox.run(&["app", "guide", "--jq", ".[].name"]);
    let want = ["writer", "writer-revenue", "c1", "moveworks", "aisquared", "sfo", "generic"];
    assert_eq!(names.stdout.lines().collect::<Vec<_>>(), want);

    let folder = sandbox.path("config/presets");
    std::fs::create_dir_all(&folder).expect("can be made");
    let own = "product = \"Ours\"\ncallbacks = [\"https://a.example/cb/\"]\nscopes = [\"api\"]\nboxes = [\"pkce\"]\nform = []\n";
    std::fs::write(folder.join("ours.toml"), own).expect("is written");
    let guide = sandbox.run(&["app", "guide", "ours", "-f", "markdown"]);
    assert!(guide.stdout.contains("- [ ] Callback URL: `https://a.example/cb/`\n"), "{}", guide.show());

    std::fs::write(folder.join("ours.toml"), own.replace("pkce", "pcke")).expect("is written");
    let broken = sandbox.run(&["app", "guide", "ours"]);
    assert_eq!(broken.code, 2);
    assert!(broken.stderr.contains("ours.toml: there is no box `pcke`"), "{}", broken.show());
}

#[test]
fn a_name_cannot_steer_the_terminal() {
    let text = Sandbox::new().run(&["app", "guide", "c1", "--name", "\u{1b}[31m\u{9b}2J", "-f", "table"]);
    assert_eq!(text.code, 0, "{}", text.show());
    assert!(!text.stdout.contains(['\u{1b}', '\u{9b}']) && text.stdout.contains("␛[31m"), "{}", text.show());
}

#[test]
fn what_is_missing_is_named() {
    let sandbox = Sandbox::new();
    for (args, want) in [
        (&["app", "guide", "wrtier"][..], "there is no preset `wrtier`"),
        (&["app", "guide", "c1", "--open"], "--open needs to know the org"),
        (&["app", "guide", "c1", "-o", "nobody"], "nobody"),
        (&["app", "guide", "c1", "--host", "http://evil.example"], "evil.example"),
    ] {
        let run = sandbox.run(args);
        assert!(matches!(run.code, 2 | 4), "{}", run.show());
        assert!(run.stderr.contains(want), "{}", run.show());
    }
}
