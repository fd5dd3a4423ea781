//! The passwords that users were given: everybody else has the one that all begin with.

use super::{PASSWORD, mint};
use crate::demo::{
    id,
    org::Org,
    records::body,
    wire::{Call, Fault, Outcome, Reply},
};
use rusqlite::OptionalExtension;
use serde_json::json;

/// What is kept of them.
pub const TABLE: &str =
    "CREATE TABLE IF NOT EXISTS password (user TEXT PRIMARY KEY, word TEXT NOT NULL, expired INTEGER NOT NULL)";
const SHORTEST: usize = 8;

/// The password of a user, and whether it has to be changed.
pub fn of(org: &Org, user: &str) -> rusqlite::Result<(String, bool)> {
    let sql = "SELECT word, expired FROM password WHERE user = ?1";
    let kept = org.store.read(|kept| kept.query_row(sql, [user], |row| Ok((row.get(0)?, row.get(1)?))).optional())?;
    Ok(kept.unwrap_or_else(|| (PASSWORD.to_owned(), false)))
}

fn set(org: &Org, user: &str, word: &str, expired: bool) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO password VALUES (?1, ?2, ?3)";
    org.store.write(|kept| kept.execute(sql, (user, word, expired)).map(drop))
}

/// `GET sobjects/User/ID/password`
pub fn state(org: &Org, call: &Call) -> Outcome {
    let (_, expired) = of(org, &user(org, call)?)?;
    Ok(Reply::json(200, &json!({"isExpired": expired})))
}

/// `POST sobjects/User/ID/password`
pub fn change(org: &Org, call: &Call) -> Outcome {
    let user = user(org, call)?;
    let body = body::fields(call)?;
    let word = body.get("NewPassword").and_then(|word| word.as_str()).unwrap_or_default();
    if let Some(why) = unfit(word, &of(org, &user)?.0) {
        return Err(Fault::new(400, "INVALID_NEW_PASSWORD", why));
    }
    set(org, &user, word, false)?;
    Ok(Reply::empty(204))
}

/// `DELETE sobjects/User/ID/password`
pub fn replace(org: &Org, call: &Call) -> Outcome {
    let (user, word) = (user(org, call)?, mint::plain());
    set(org, &user, &word, true)?;
    Ok(Reply::json(200, &json!({"NewPassword": word})))
}

fn user(org: &Org, call: &Call) -> Result<String, Fault> {
    let id = call.path.iter().rev().nth(1).and_then(|id| id::long(id)).ok_or_else(Fault::not_found)?;
    super::User::of_id(org, &id)?.map(|user| user.id).ok_or_else(Fault::not_found)
}

fn unfit(word: &str, present: &str) -> Option<&'static str> {
    let mixed = word.contains(|char: char| char.is_alphabetic()) && word.contains(|char: char| char.is_ascii_digit());
    match word {
        _ if word.chars().count() < SHORTEST => Some("Your password must be at least 8 characters long."),
        _ if !mixed => Some("Your password must include letters and numbers"),
        _ if word == present => Some("invalid repeated password"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::demo::{
        Options,
        oauth::User,
        trial::{Trial, json, text},
    };

    #[test]
    fn a_new_password_is_the_only_one() {
        let trial = Trial::signed_in("password", Options::default());
        let path = "sobjects/User/005000000000001AAA/password";
        let knows = |word: &str| User::authenticate(&trial.org, "test@example.com", word, false).is_ok();
        assert!(knows("sesame"));
        assert_eq!(text(&trial.call("GET", path, "")), r#"{"isExpired":false}"#);
        assert_eq!(trial.call("POST", path, r#"{"NewPassword":"open4sesame"}"#).status, 204);
        assert!(knows("open4sesame") && !knows("sesame"));
        for (word, why) in
            [("short1", "at least 8"), ("onlyletters", "letters and numbers"), ("open4sesame", "repeated")]
        {
            let refused = trial.call("POST", path, &format!(r#"{{"NewPassword":"{word}"}}"#));
            assert_eq!((refused.status, json(&refused)[0]["errorCode"].as_str()), (400, Some("INVALID_NEW_PASSWORD")));
            assert!(text(&refused).contains(why), "{}", text(&refused));
        }
        let given = json(&trial.call("DELETE", path, ""))["NewPassword"].as_str().expect("a password").to_owned();
        assert!(knows(&given));
        assert_eq!(text(&trial.call("GET", path, "")), r#"{"isExpired":true}"#);
        assert_eq!(trial.call("GET", "sobjects/User/005000000000zzz/password", "").status, 404);
    }
}
