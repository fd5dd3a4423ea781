//! Runs `sfo` with a cleared environment and a home of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// The access token of scripted orgs; it must be seen in no output.
pub const TOKEN: &str = "00D000000000001!CANARY.not.to.be.seen";

pub struct Sandbox {
    home: PathBuf,
    variables: Vec<(String, String)>,
    shared: bool,
}

/// What a run left behind.
pub struct Outcome {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Sandbox {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&home).expect("the target folder can be written");
        Self { home, variables: Vec::new(), shared: false }
    }

    /// One home for all tests that only read the demo org.
    pub fn shared() -> Self {
        static HOME: OnceLock<PathBuf> = OnceLock::new();
        let home = HOME.get_or_init(|| {
            let mut sandbox = Self::new();
            sandbox.shared = true;
            sandbox.home.clone()
        });
        Self { home: home.clone(), variables: Vec::new(), shared: true }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("is below home")).expect("the home can be written");
        std::fs::write(&path, text).expect("the home can be written");
        path
    }

    pub fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        self.variables.push((name.to_owned(), value.into()));
        self
    }

    /// `sfo` with these arguments, ready to be started.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sfo"));
        command.args(args).env_clear().env("SFO_HOME", &self.home).current_dir(&self.home);
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    pub fn run(&self, args: &[&str]) -> Outcome {
        self.run_with(args, "")
    }

    pub fn run_with(&self, args: &[&str], stdin: &str) -> Outcome {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary starts");
        // A program that does not read its stdin has ended before all is written.
        let _ = child.stdin.take().expect("is piped").write_all(stdin.as_bytes());
        let output = child.wait_with_output().expect("the binary ends");
        let outcome = Outcome {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        };
        assert!(!outcome.show().contains(TOKEN), "the token was shown:\n{}", outcome.show());
        outcome
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        if !self.shared && !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.home);
        }
    }
}

impl Outcome {
    /// Everything at once, for snapshots.
    pub fn show(&self) -> String {
        let stream = |name: &str, text: &str| match text {
            "" => String::new(),
            text => format!("--- {name} ---\n{text}"),
        };
        format!("exit {}\n{}{}", self.code, stream("stdout", &self.stdout), stream("stderr", &self.stderr))
    }
}
