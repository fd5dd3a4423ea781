//! `sfo app new` that ends before its end: killed at any of its requests, or told to stop while the org is at work.

use super::setup::{Setup, State};
use std::process::{Command, Stdio};
use std::sync::{Mutex, mpsc};

const NEW: [&str; 8] = ["app", "new", "made", "--preset", "moveworks", "--run-as", "svc@example.com", "--yes"];

fn state() -> State {
    State { sets: vec!["moveworks_connected_app".to_owned()], unknown: 1, slow: 1, ..State::default() }
}

fn signal(name: &str, pid: u32) {
    let status = Command::new("kill").args(["-s", name, &pid.to_string()]).status();
    assert!(status.expect("kill is there").success());
}

/// An org that kills the run whose process id it is told, when it has done what request `last` asks for.
fn deadly(last: usize) -> (Setup, mpsc::Sender<u32>) {
    let (send, receive) = mpsc::channel();
    let receive = Mutex::new(receive);
    let setup = Setup::watched(state(), move |before| {
        if before == last {
            let pid = receive.lock().expect("no holder panics").recv();
            signal("KILL", pid.expect("the test tells it"));
        }
    });
    (setup, send)
}

#[test]
fn a_run_that_was_killed_at_any_request_is_mended_by_the_same_command() {
    let whole = Setup::new(state());
    let sandbox = whole.sandbox();
    let out = sandbox.run(&NEW);
    assert_eq!(out.code, 0, "{}", out.show());
    let (requests, parts) = (whole.org.requests().len(), whole.parts());
    assert!(requests > 10 && parts.len() == 5, "{requests} {parts:?}");
    std::thread::scope(|scope| {
        for last in 0..requests {
            let parts = &parts;
            scope.spawn(move || {
                let (setup, tell) = deadly(last);
                let sandbox = setup.sandbox();
                let mut child =
                    sandbox.command(&NEW).stderr(Stdio::null()).stdout(Stdio::null()).spawn().expect("starts");
                tell.send(child.id()).expect("is waited for");
                assert_eq!(child.wait().expect("ends").code(), None, "request {last} was not its last");
                let again = sandbox.run(&NEW);
                assert_eq!(again.code, 0, "{last}: {}", again.show());
                assert_eq!(setup.parts(), *parts, "{last}");
                let deploys = setup.deploys();
                let third = sandbox.run(&NEW);
                assert!(third.stdout.contains(r#""outcome":"unchanged""#), "{last}: {}", third.show());
                assert_eq!(setup.deploys(), deploys, "{last}");
                // What was done before the kill is not done again.
                assert_eq!(deploys.len(), 2, "{last}: {deploys:?}");
            });
        }
    });
}

#[test]
fn a_deploy_is_let_go_of_when_the_run_is_told_to_end() {
    let (send, receive) = mpsc::channel();
    let receive = Mutex::new(receive);
    // The fifth request starts the deploy: the app, the address, the user and the permission set come before it.
    let setup = Setup::watched(State { slow: 100, ..state() }, move |before| {
        if before == 4 {
            let pid: u32 = receive.lock().expect("no holder panics").recv().expect("the test tells it");
            signal("INT", pid);
        }
    });
    let sandbox = setup.sandbox();
    let child = sandbox.command(&NEW).stderr(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("starts");
    send.send(child.id()).expect("is waited for");
    let output = child.wait_with_output().expect("ends");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(130), 0), "{told}");
    assert!(told.contains("deploy 0Af1 was cancelled and has changed nothing"), "{told}");
    assert!(setup.state.lock().expect("no holder panics").cancelled);
    assert_eq!(setup.org.requests()[4].method, "POST");
}
