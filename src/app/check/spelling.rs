//! Spellings of a callback that people take for the same: each is another callback to the org.

/// Names of this machine.
const HERE: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];
/// Ports that programs listen on by default, where the callback is on this machine.
const PORTS: [&str; 6] = ["1717", "1718", "1719", "3835", "8080", ""];
/// Changes at a time.
const MOST: usize = 2;

/// A callback in the parts that are misspelt one by one.
#[derive(Clone, PartialEq, Eq)]
struct Parts {
    scheme: String,
    host: String,
    /// With its colon, or empty.
    port: String,
    /// With everything behind it.
    path: String,
}

/// The other spellings, those with fewer changes first.
pub fn others(callback: &str) -> Vec<String> {
    let Some(given) = Parts::read(callback) else { return Vec::new() };
    let mut found = vec![given];
    let mut seen = 0;
    for _ in 0..MOST {
        let last = found.len();
        for at in seen..last {
            for other in found[at].clone().one_change() {
                if !found.contains(&other) {
                    found.push(other);
                }
            }
        }
        seen = last;
    }
    found.iter().skip(1).map(Parts::write).collect()
}

impl Parts {
    fn read(callback: &str) -> Option<Self> {
        let (scheme, rest) = callback.split_once("://")?;
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        // The colons of an address in brackets are none of a port.
        let host_end = authority.find(']').map_or(0, |end| end + 1);
        let colon = authority[host_end..].find(':').map_or(authority.len(), |colon| host_end + colon);
        let (host, port) = authority.split_at(colon);
        let [scheme, host, port, path] = [scheme, host, port, path].map(str::to_owned);
        Some(Self { scheme, host, port, path })
    }

    fn write(&self) -> String {
        let Self { scheme, host, port, path } = self;
        format!("{scheme}://{host}{port}{path}")
    }

    fn one_change(self) -> Vec<Self> {
        let path = |path: String| Self { path, ..self.clone() };
        let toggled = self.path.strip_suffix('/').map_or_else(|| format!("{}/", self.path), str::to_owned);
        let mut others = vec![path(toggled)];
        others.extend(match self.scheme.as_str() {
            "http" => Some(Self { scheme: "https".to_owned(), ..self.clone() }),
            "https" => Some(Self { scheme: "http".to_owned(), ..self.clone() }),
            _ => None,
        });
        others.extend([path(self.path.to_lowercase()), Self { host: self.host.to_lowercase(), ..self.clone() }]);
        let here = HERE.contains(&self.host.as_str());
        others.extend(HERE.iter().filter(|_| here).map(|host| Self { host: (*host).to_owned(), ..self.clone() }));
        let ports: &[&str] = if here { &PORTS } else { &["", "443"] };
        let ports = ports.iter().map(|port| if port.is_empty() { String::new() } else { format!(":{port}") });
        others.extend(ports.map(|port| Self { port, ..self.clone() }));
        others.retain(|other| *other != self);
        others
    }
}

#[cfg(test)]
mod tests {
    use super::others;

    #[test]
    fn what_people_mix_up_is_among_the_spellings() {
        let found = others("http://localhost:1717/OauthRedirect");
        for other in [
            "http://localhost:1717/OauthRedirect/",
            "https://localhost:1717/OauthRedirect",
            "http://127.0.0.1:1717/OauthRedirect",
            "http://[::1]:1717/OauthRedirect",
            "http://localhost:1717/oauthredirect",
            "http://localhost/OauthRedirect",
            "http://localhost:8080/OauthRedirect",
            "http://127.0.0.1:1717/OauthRedirect/",
        ] {
            assert!(found.iter().any(|one| one == other), "{other}");
        }
        assert!(
            found.len() < 80 && !found.contains(&"http://localhost:1717/OauthRedirect".to_owned()),
            "{}",
            found.len()
        );
        assert_eq!(found[0], "http://localhost:1717/OauthRedirect/");
    }

    #[test]
    fn elsewhere_nothing_is_guessed_of_this_machine() {
        let found = others("https://Login.salesforce.com/");
        for other in ["https://Login.salesforce.com", "http://Login.salesforce.com/", "https://login.salesforce.com/"] {
            assert!(found.iter().any(|one| one == other), "{other}");
        }
        assert!(found.iter().all(|one| !one.contains("localhost")), "{found:?}");
    }

    #[test]
    fn brackets_and_own_schemes_are_read() {
        assert!(others("http://[::1]:1717/a").contains(&"http://localhost:1717/a".to_owned()));
        assert!(others("myapp:oauth2redirect").is_empty());
        assert_eq!(others("myapp://done").first().map(String::as_str), Some("myapp://done/"));
    }
}
