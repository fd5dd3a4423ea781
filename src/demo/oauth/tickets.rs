//! Where tickets are kept: by the SHA-256 of their text, so that the store cannot give one away.

use super::{Kind, Ticket};
use crate::demo::{clock, store::Store};
use ring::digest::{SHA256, digest};
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde_json::Value;

/// Spent and expired tickets are remembered this long, to tell "expired" from "unknown".
const MEMORY: i64 = 7 * 24 * 3_600_000;
/// Logins that one user may have with one app at a time.
const LOGINS: usize = 5;

pub struct Tickets<'a> {
    store: &'a Store,
}

/// A refresh token that an app holds, as it may be told.
pub struct Held {
    /// Whose it is.
    pub user: String,
    pub family: String,
    /// Milliseconds since 1970, like the one below: when the login was begun, and when it was last renewed.
    pub begun: i64,
    pub used: Option<i64>,
    /// Access tokens that came of it and are remembered.
    pub uses: i64,
}

impl Held {
    /// What it is called; of no use to whoever wants the token.
    pub fn id(&self) -> String {
        hex::encode(&hash(&self.family)[..16])
    }
}

impl<'a> Tickets<'a> {
    pub const TABLE: &'static str = "
        CREATE TABLE IF NOT EXISTS oauth_ticket (
            hash BLOB PRIMARY KEY, kind TEXT NOT NULL, app TEXT NOT NULL, user TEXT NOT NULL, scope TEXT NOT NULL,
            family TEXT NOT NULL, issued INTEGER NOT NULL, expires INTEGER NOT NULL, spent INTEGER, detail TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS oauth_ticket_family ON oauth_ticket (family);
        CREATE INDEX IF NOT EXISTS oauth_ticket_expires ON oauth_ticket (expires);
        CREATE INDEX IF NOT EXISTS oauth_ticket_login ON oauth_ticket (user, app, kind)";

    pub fn new(store: &'a Store) -> Self {
        Self { store }
    }

    /// Makes `text` stand for `ticket`. A sixth login ends the oldest.
    pub fn issue(&self, text: &str, ticket: &Ticket) -> rusqlite::Result<()> {
        self.store.write(|transaction| {
            transaction.execute("DELETE FROM oauth_ticket WHERE expires < ?1", [clock::millis() - MEMORY])?;
            insert(transaction, text, ticket)?;
            if ticket.kind == Kind::Refresh { crowd_out(transaction, ticket) } else { Ok(()) }
        })
    }

    /// The ticket behind `text`, also where it is spent or has expired.
    pub fn find(&self, kind: Kind, text: &str) -> rusqlite::Result<Option<Ticket>> {
        self.store.read(|connection| {
            let sql = "SELECT * FROM oauth_ticket WHERE hash = ?1 AND kind = ?2";
            connection.query_row(sql, (hash(text), kind.name()), read).optional()
        })
    }

    pub fn live(&self, kind: Kind, text: &str) -> rusqlite::Result<Option<Ticket>> {
        Ok(self.find(kind, text)?.filter(Ticket::live))
    }

    /// The live device ticket that shows `user_code`.
    pub fn device(&self, user_code: &str) -> rusqlite::Result<Option<Ticket>> {
        self.store.read(|connection| {
            let sql = "SELECT * FROM oauth_ticket WHERE kind = 'device' AND detail ->> 'user_code' = ?1";
            Ok(connection.query_row(sql, [user_code], read).optional()?.filter(Ticket::live))
        })
    }

    /// Whether `user` has a login with `app` that covers `scope`.
    pub fn approved(&self, app: &str, user: &str, scope: &str) -> rusqlite::Result<bool> {
        let logins = self.store.read(|connection| logins(connection, app, user))?;
        Ok(logins.iter().any(|login| scope.split(' ').all(|wanted| login.scope.split(' ').any(|had| had == wanted))))
    }

    /// The live refresh tokens of an app, those of one user together.
    pub fn held(&self, app: &str) -> rusqlite::Result<Vec<Held>> {
        let sql = "SELECT user, family,
                (SELECT min(issued) FROM oauth_ticket AS own WHERE own.family = refresh.family) AS begun,
                (SELECT max(issued) FROM oauth_ticket AS own WHERE own.family = refresh.family AND kind = 'access') AS used,
                (SELECT count(*) FROM oauth_ticket AS own WHERE own.family = refresh.family AND kind = 'access') AS uses
            FROM oauth_ticket AS refresh
            WHERE app = ?1 AND kind = 'refresh' AND spent IS NULL AND expires > ?2 ORDER BY user, begun, family";
        self.store.read(|connection| {
            let read = |row: &Row| {
                let (user, family) = (row.get("user")?, row.get("family")?);
                Ok(Held { user, family, begun: row.get("begun")?, used: row.get("used")?, uses: row.get("uses")? })
            };
            connection.prepare_cached(sql)?.query_map((app, clock::millis()), read)?.collect()
        })
    }

    /// Uses `text` up; false where somebody was faster.
    pub fn spend(&self, text: &str) -> rusqlite::Result<bool> {
        self.store.write(|transaction| {
            let sql = "UPDATE oauth_ticket SET spent = ?2 WHERE hash = ?1 AND spent IS NULL";
            Ok(transaction.execute(sql, (hash(text), clock::millis()))? == 1)
        })
    }

    /// Lets the ticket behind `text` be good until then.
    pub fn extend(&self, text: &str, until: i64) -> rusqlite::Result<()> {
        self.store.write(|transaction| {
            let sql = "UPDATE oauth_ticket SET expires = ?2 WHERE hash = ?1";
            transaction.execute(sql, (hash(text), until)).map(drop)
        })
    }

    /// Ends everything that came of one login.
    pub fn end(&self, family: &str) -> rusqlite::Result<()> {
        self.store.write(|transaction| end(transaction, family))
    }

    /// Ends all logins with an app.
    pub fn end_all(connection: &Connection, app: &str) -> rusqlite::Result<()> {
        let sql = "UPDATE oauth_ticket SET spent = ?2 WHERE app = ?1 AND spent IS NULL";
        connection.execute(sql, (app, clock::millis())).map(drop)
    }

    /// Gives the device tickets of `family` to `user`.
    pub fn hand(&self, family: &str, user: &str) -> rusqlite::Result<()> {
        self.store.write(|transaction| {
            let sql = "UPDATE oauth_ticket SET user = ?2 WHERE family = ?1 AND kind = 'device'";
            transaction.execute(sql, (family, user)).map(drop)
        })
    }

    /// Replaces what the ticket behind `text` remembers.
    pub fn note(&self, text: &str, detail: &Value) -> rusqlite::Result<()> {
        self.store.write(|transaction| {
            let sql = "UPDATE oauth_ticket SET detail = ?2 WHERE hash = ?1";
            transaction.execute(sql, (hash(text), detail.to_string())).map(drop)
        })
    }
}

fn insert(connection: &Connection, text: &str, ticket: &Ticket) -> rusqlite::Result<()> {
    let sql = "INSERT INTO oauth_ticket
        VALUES (:hash, :kind, :app, :user, :scope, :family, :issued, :expires, :spent, :detail)";
    let values = named_params! {
        ":hash": hash(text),
        ":kind": ticket.kind.name(),
        ":app": ticket.app,
        ":user": ticket.user,
        ":scope": ticket.scope,
        ":family": ticket.family,
        ":issued": ticket.issued,
        ":expires": ticket.expires,
        ":spent": ticket.spent,
        ":detail": ticket.detail.to_string(),
    };
    connection.execute(sql, values).map(drop)
}

/// Live refresh tokens of one user and app, newest first.
fn logins(connection: &Connection, app: &str, user: &str) -> rusqlite::Result<Vec<Ticket>> {
    let sql = "SELECT * FROM oauth_ticket
        WHERE user = ?1 AND app = ?2 AND kind = 'refresh' AND spent IS NULL ORDER BY issued DESC";
    connection.prepare_cached(sql)?.query_map([user, app], read)?.collect()
}

fn crowd_out(connection: &Connection, newest: &Ticket) -> rusqlite::Result<()> {
    let logins = logins(connection, &newest.app, &newest.user)?;
    logins.iter().skip(LOGINS).try_for_each(|login| end(connection, &login.family))
}

fn end(connection: &Connection, family: &str) -> rusqlite::Result<()> {
    let sql = "UPDATE oauth_ticket SET spent = ?2 WHERE family = ?1 AND spent IS NULL";
    connection.execute(sql, (family, clock::millis())).map(drop)
}

fn read(row: &Row) -> rusqlite::Result<Ticket> {
    let kind: String = row.get("kind")?;
    let detail: String = row.get("detail")?;
    Ok(Ticket {
        kind: Kind::ALL.into_iter().find(|known| known.name() == kind).ok_or(rusqlite::Error::InvalidQuery)?,
        app: row.get("app")?,
        user: row.get("user")?,
        scope: row.get("scope")?,
        family: row.get("family")?,
        issued: row.get("issued")?,
        expires: row.get("expires")?,
        spent: row.get("spent")?,
        detail: serde_json::from_str(&detail).unwrap_or_default(),
    })
}

fn hash(text: &str) -> Vec<u8> {
    digest(&SHA256, text.as_bytes()).as_ref().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{Options, trial::Trial};

    fn login(family: &str, issued: i64) -> Ticket {
        let ticket = Ticket::new(Kind::Refresh, "005000000000001AAA", i64::MAX);
        Ticket { app: "app".to_owned(), family: family.to_owned(), issued, scope: "api".to_owned(), ..ticket }
    }

    #[test]
    fn a_sixth_login_ends_the_oldest() {
        let trial = Trial::new("logins", Options::default());
        let tickets = trial.org.tickets();
        for (issued, family) in (1..).zip(["a", "b", "c", "d", "e", "f"]) {
            tickets.issue(family, &login(family, issued)).expect("writes");
        }
        let live = |text| tickets.live(Kind::Refresh, text).expect("reads").is_some();
        assert!(!live("a") && live("b") && live("f"));
    }

    #[test]
    fn a_ticket_is_spent_once_and_ends_with_its_family() {
        let trial = Trial::new("spent", Options::default());
        let tickets = trial.org.tickets();
        tickets.issue("one", &login("family", 1)).expect("writes");
        tickets.issue("two", &login("family", 2)).expect("writes");
        assert!(tickets.spend("one").expect("writes") && !tickets.spend("one").expect("writes"));
        assert!(tickets.approved("app", "005000000000001AAA", "api").expect("reads"));
        tickets.end("family").expect("writes");
        assert!(!tickets.approved("app", "005000000000001AAA", "api").expect("reads"));
        assert!(tickets.live(Kind::Refresh, "two").expect("reads").is_none());
    }

    #[test]
    fn what_has_expired_is_known_but_not_live() {
        let trial = Trial::new("expired", Options::default());
        let tickets = trial.org.tickets();
        tickets.issue("old", &Ticket::new(Kind::Access, "005000000000001AAA", -1)).expect("writes");
        assert!(tickets.find(Kind::Access, "old").expect("reads").is_some());
        assert!(tickets.live(Kind::Access, "old").expect("reads").is_none());
        assert!(tickets.find(Kind::Code, "old").expect("reads").is_none());
    }
}
