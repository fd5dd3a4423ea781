//! Where this program runs, as far as it decides whether a browser can come back to it.

/// What to do where the browser is on another machine than the listener; `None` where it is likely not.
pub fn advice(redirect_uri: &str, variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    let port = redirect_uri.split(':').nth(2)?.split('/').next()?;
    let set = |name| variable(name).is_some_and(|value| !value.is_empty());
    if set("SSH_CONNECTION") || set("SSH_TTY") {
        return Some(format!(
            "You are connected by SSH. So that the browser finds its way back, run on the machine in front of you:\n  \
             ssh -N -L {port}:localhost:{port} THIS-HOST"
        ));
    }
    let place = match () {
        () if set("CODESPACES") => "a codespace",
        () if set("REMOTE_CONTAINERS") || set("container") || std::path::Path::new("/.dockerenv").exists() => {
            "a container"
        }
        () if set("WSL_DISTRO_NAME") => "WSL",
        () => return None,
    };
    Some(format!(
        "You are in {place}. If the browser does not find port {port} of localhost, paste its last address here."
    ))
}

#[cfg(test)]
mod tests {
    use super::advice;

    const CALLBACK: &str = "http://localhost:1717/OauthRedirect";

    fn with(name: &str) -> Option<String> {
        advice(CALLBACK, |asked| (asked == name).then(|| "x".to_owned()))
    }

    #[test]
    fn every_place_gets_its_advice() {
        assert!(with("SSH_TTY").is_some_and(|text| text.contains("ssh -N -L 1717:localhost:1717")));
        assert!(with("CODESPACES").is_some_and(|text| text.contains("a codespace")));
        assert!(with("WSL_DISTRO_NAME").is_some_and(|text| text.contains("1717")));
    }
}
