//! Completion, driven through the shells themselves: bash, zsh and fish find the words in what is kept on disk.

use crate::support::{Org, Reply, Sandbox};
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output};

const SHELLS: [&str; 3] = ["bash", "zsh", "fish"];

/// Loads the script and prints what is offered for the line in `$LINE`, a word a line.
const BASH: &str = r#"
source <(sfo completion bash)
COMP_LINE=$LINE COMP_POINT=${#LINE} COMP_TYPE=9
word=${LINE##*[ =:]}
[[ $LINE == *\"* ]] && word=${LINE##*\"}
_sfo sfo "$word" x
printf '%s\n' "${COMPREPLY[@]}"
"#;
/// zsh completes only in its line editor; what would be offered is caught in a terminal of its own.
const ZSH: &str = r#"
zmodload zsh/zpty zsh/zselect
until_there() { until [[ -e $1 ]]; do zpty -rt z line || zselect -t 2; done }
zpty z zsh -f -i
zpty -w z 'autoload -Uz compinit; compinit -u -D; source <(sfo completion zsh); PS1=; unsetopt zle_bracketed_paste'
zpty -w z 'compadd() { [[ ${@[1]} == -U ]] && print -rl -- "<<<" "${(@)@[${@[(i)--]}+1,-1]}" ">>>" >> $CAUGHT; }'
zpty -w z 'after() { print > $CAUGHT.done }; zle -N after; bindkey "^G" after; print > $CAUGHT.ready'
until_there $CAUGHT.ready
zpty -n -w z "$LINE"$'\t\a'
until_there $CAUGHT.done
zpty -d z
grep -sv '^<<<$\|^>>>$' $CAUGHT
"#;
const FISH: &str = "sfo completion fish | source; complete -C \"$LINE\"";

/// Runs a script of a shell in which `sfo` is found, with `line` in `$LINE`.
fn shell(sandbox: &Sandbox, name: &str, script: &str, line: &str) -> Output {
    let folder = Path::new(env!("CARGO_BIN_EXE_sfo")).parent().expect("is in a folder");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let sealed: &[&str] = match name {
        "bash" => &["--norc", "--noprofile"],
        "zsh" => &["-f"],
        _ => &["-N"],
    };
    let caught = sandbox.path(&format!("caught-{name}"));
    for file in [caught.clone(), caught.with_extension("ready"), caught.with_extension("done")] {
        let _ = std::fs::remove_file(file);
    }
    let mut command = Command::new(name);
    command.args(sealed).args(["-c", script]).env_clear().current_dir(sandbox.path("."));
    command.envs([("PATH", path.as_str()), ("LINE", line), ("TERM", "dumb"), ("LANG", "C.UTF-8")]);
    command.env("SFO_HOME", sandbox.path("")).env("HOME", sandbox.path("")).env("CAUGHT", &caught);
    command.output().unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What the shell offers for a line.
fn offered(sandbox: &Sandbox, name: &str, line: &str) -> Vec<String> {
    let script = match name {
        "bash" => BASH,
        "zsh" => ZSH,
        _ => FISH,
    };
    let output = shell(sandbox, name, script, line);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(errors, "", "{name} was told something for {line}");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let word = |line: &str| line.split('\t').next().unwrap_or_default().trim_end().to_owned();
    let mut words: Vec<_> = text.lines().map(word).filter(|word| !word.is_empty()).collect();
    words.sort();
    words.dedup();
    words
}

/// A home in which the demo org's objects were looked at.
fn described() -> Sandbox {
    let sandbox = Sandbox::new();
    for object in [&[][..], &["Account"], &["User"], &["Contact"]] {
        let out = sandbox.run(&[&["-o", "demo", "describe", "-q"], object].concat());
        assert_eq!(out.code, 0, "{}", out.show());
    }
    for words in [&["list"][..], &["describe", "emailSimple"]] {
        let out = sandbox.run(&[&["-o", "demo", "action"], words].concat());
        assert_eq!(out.code, 0, "{}", out.show());
    }
    sandbox
}

#[test]
fn every_shell_offers_what_belongs_there() {
    let sandbox = described();
    for (line, expected) in [
        ("sfo que", &["query"][..]),
        ("sfo record del", &["delete"]),
        ("sfo query --all", &["--all-rows"]),
        ("sfo query --format nd", &["ndjson"]),
        ("sfo -o de", &["demo"]),
        ("sfo org use d", &["demo"]),
        ("sfo -o demo record get Acc", &["Account", "AccountHistory"]),
        ("sfo -o demo record create Account Indus", &["Industry="]),
        ("sfo -o demo record get Account --fields Name,Indus", &["Name,Industry"]),
        ("sfo -o demo describe Account.Owner.Usern", &["Account.Owner.Username"]),
        ("sfo -o demo api sobjects/Account/list", &["sobjects/Account/listviews"]),
        ("sfo -o demo action run emailSi", &["emailSimple"]),
        ("sfo -o demo action run emailSimple emailBo", &["emailBody="]),
    ] {
        for shell in SHELLS {
            let offered = offered(&sandbox, shell, line);
            let found = |word: &&str| offered.iter().any(|offer| offer == word || word.ends_with(offer.as_str()));
            assert!(expected.iter().all(found), "{shell} offers {offered:?} for {line}");
            assert!(offered.len() < 5, "{shell} offers {offered:?} for {line}");
        }
    }
}

#[test]
fn jobs_that_were_begun_here_are_offered() {
    let sandbox = Sandbox::new();
    let started = sandbox.run(&["-o", "demo", "bulk", "query", "SELECT Id FROM Account", "--no-wait", "-f", "table"]);
    assert_eq!(started.code, 0, "{}", started.show());
    for command in ["status", "resume", "results", "abort", "delete-job"] {
        for shell in SHELLS {
            assert_eq!(offered(&sandbox, shell, &format!("sfo -o demo bulk {command} 75")), [started.stdout.trim()]);
        }
    }
}

#[test]
fn a_query_is_completed_within_its_quotes() {
    let sandbox = described();
    let query = |text: &str| format!("sfo -o demo query \"SELECT {text}");
    for (line, word) in [
        ("Id, Industr", "SELECT Id, Industry"),
        ("Id, Owner.Usern", "SELECT Id, Owner.Username"),
        ("Id FROM Accou", "SELECT Id FROM Account"),
        ("Id, (SELECT LastN", "SELECT Id, (SELECT LastName"),
        // Whose children is not said yet.
        ("(SELECT Id FROM Contac", ""),
        ("Id FROM Account WHERE Indust", "SELECT Id FROM Account WHERE Industry"),
        ("Id FROM Account WHERE Industry = 'Ban", "SELECT Id FROM Account WHERE Industry = 'Banking'"),
        ("Id FROM Account ORDER BY Indust", "SELECT Id FROM Account ORDER BY Industry"),
        ("Id FROM Account GROUP BY Indust", "SELECT Id FROM Account GROUP BY Industry"),
        ("Id FROM Account WHERE Name = 'x' ORD", "SELECT Id FROM Account WHERE Name = 'x' ORDER BY"),
    ] {
        for shell in SHELLS {
            let offered = offered(&sandbox, shell, &query(line));
            let fits = offered.iter().all(|offer| !word.is_empty() && offer.starts_with(word));
            assert!(fits && offered.is_empty() == word.is_empty(), "{shell} offers {offered:?} for {line}");
        }
    }
}

#[test]
fn values_are_completed_behind_the_name_of_a_field() {
    let sandbox = described();
    let line = "sfo -o demo record create Account Industry=Ban";
    assert_eq!(offered(&sandbox, "bash", line), ["Banking"]);
    assert_eq!(offered(&sandbox, "zsh", line), ["Industry=Banking"]);
    assert_eq!(offered(&sandbox, "fish", line), ["Industry=Banking"]);
}

/// An org whose picklist holds what a shell or a terminal would obey.
const HOSTILE: &str = r#"{"name":"Account","fields":[{"name":"Name","label":"$(touch pwned)\u001b[2J","type":"string"},
    {"name":"Kind","label":"Kind","type":"picklist","createable":true,"picklistValues":[
    {"value":"x$(touch pwned)","label":"\u001b]0;title\u0007","active":true,"defaultValue":false},
    {"value":"x`touch pwned`","label":null,"active":true,"defaultValue":false},
    {"value":"x'; touch pwned; '","label":null,"active":true,"defaultValue":false},
    {"value":"x\"; touch pwned; \"","label":null,"active":true,"defaultValue":false},
    {"value":"x\u001b[2J\nx","label":null,"active":true,"defaultValue":false}]}]}"#;

#[test]
fn hostile_names_are_text() {
    let org = Org::new(|request, _| {
        if request.target.ends_with("/describe") { Reply::json(200, HOSTILE) } else { Reply::json(404, "[]") }
    });
    let sandbox = org.sandbox();
    assert_eq!(sandbox.run(&["describe", "Account"]).code, 0);
    let command = sandbox.command(&[]);
    let session = command.get_envs().filter(|(name, _)| *name == "SFO_ACCESS_TOKEN" || *name == "SFO_INSTANCE_URL");
    let export = |(name, value): (&OsStr, Option<&OsStr>)| {
        format!("export {}='{}'\n", name.to_string_lossy(), value.unwrap_or_default().to_string_lossy())
    };
    let exports: String = session.map(export).collect();
    // SOQL has escapes for what cannot be typed.
    for (line, count) in
        [("sfo record create Account Kind=x", 4), ("sfo query \"SELECT Id FROM Account WHERE Kind = 'x", 5)]
    {
        // What bash would have in its line, run as a command: `sfo` becomes a function that takes any words.
        let script = format!(
            "{exports}{BASH}\nsfo() {{ :; }}\nfor reply in \"${{COMPREPLY[@]}}\"; do eval \"${{LINE%\"$word\"}}$reply${{QUOTE}}\"; done"
        );
        let quote = if line.contains('"') { "\"" } else { "" };
        let output = shell(&sandbox, "bash", &format!("QUOTE='{quote}'\n{script}"), line);
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(shown.lines().count(), count, "{shown}");
        assert!(!shown.contains('\u{1b}'), "{shown}");
        assert!(!sandbox.path("pwned").exists(), "{shown}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
    for shell_name in ["zsh", "fish"] {
        let script = format!("{exports}{}", if shell_name == "zsh" { ZSH } else { FISH });
        let output = shell(&sandbox, shell_name, &script, "sfo record create Account Kind=x");
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(shown.matches("Kind=x").count(), 4, "{shell_name}: {shown}");
        assert!(!shown.contains('\u{1b}') && !sandbox.path("pwned").exists(), "{shell_name}: {shown}");
    }
}

#[test]
fn a_damaged_cache_is_silence() {
    let sandbox = described();
    let folder = sandbox.path("cache/describe");
    let owner = std::fs::read_dir(&folder).expect("is kept").next().expect("of one").expect("reads").path();
    for damage in ["", "{}", "{}\n{\"name\":", "no json\n{\"sobjects\":[{}", "\u{0}\u{1b}[2J"] {
        for file in ["objects", "object-account", "object-contact", "object-user"] {
            std::fs::write(owner.join("67.0").join(file).with_extension("json"), damage).expect("can be written");
        }
        sandbox.write("config/orgs.toml", damage);
        for line in
            ["sfo -o demo record get Acc", "sfo -o demo query \"SELECT Na", "sfo -o demo record create Account Na"]
        {
            let output = shell(&sandbox, "bash", BASH, line);
            let shown = [output.stdout, output.stderr].concat();
            assert_eq!(String::from_utf8_lossy(&shown).trim(), "", "{damage:?} {line}");
        }
    }
}

/// What the kernel saw of sockets and of files that were written.
#[cfg(target_os = "linux")]
#[test]
fn nothing_is_sent_started_or_written() {
    let sandbox = described();
    for line in ["sfo -o demo query \"SELECT Industr", "sfo -o demo record create Account Industry=Ban"] {
        let plain = sandbox.run(&["completion", "bash", "--", line, "", "", "9"]);
        assert_eq!((plain.code, plain.stderr.as_str()), (0, ""));
        let mut command = Command::new("strace");
        command.args(["-f", "-e", "trace=socket,connect,bind,openat,unlink,rename", env!("CARGO_BIN_EXE_sfo")]);
        command.args(["completion", "bash", "--", line, "", "", "9"]).env_clear();
        let output = command.env("SFO_HOME", sandbox.path("")).output().expect("strace is installed");
        let trace = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(trace.contains("+++ exited with 0 +++"), "{trace}");
        for forbidden in ["socket(", "connect(", "bind(", "O_WRONLY", "O_RDWR", "unlink(", "rename(", "sqlite"] {
            let seen: Vec<_> = trace.lines().filter(|line| line.contains(forbidden)).collect();
            assert!(seen.is_empty(), "{seen:?}");
        }
        assert!(trace.contains("object-account.json"), "{trace}");
    }
}
