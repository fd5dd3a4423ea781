//! What the flags of a search mean, as SOSL and as parameters. Knows no org: what a field or an object is, the org
//! will say.

use super::term;
use crate::error::Failure;
use crate::soql::{self, Column};
use serde_json::json;
use std::fmt::Write;

/// Which fields are looked into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Scope {
    #[default]
    All,
    Name,
    Email,
    Phone,
    Sidebar,
}

impl Scope {
    fn word(self) -> &'static str {
        match self {
            Self::All => "ALL",
            Self::Name => "NAME",
            Self::Email => "EMAIL",
            Self::Phone => "PHONE",
            Self::Sidebar => "SIDEBAR",
        }
    }
}

/// One object to search, and what is wanted of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Object {
    pub name: String,
    /// As typed, `Id` among them.
    pub fields: Vec<String>,
    pub filter: Option<String>,
}

#[derive(Debug)]
pub struct Statement {
    term: String,
    scope: Scope,
    pub objects: Vec<Object>,
    limit: Option<u16>,
}

impl Statement {
    pub fn new(words: &str, scope: Scope, objects: Vec<Object>, limit: Option<u16>) -> Result<Self, Failure> {
        for object in &objects {
            object.check()?;
        }
        Ok(Self { term: term::escaped(words)?, scope, objects, limit })
    }

    pub fn sosl(&self) -> String {
        let mut sosl = format!("FIND {{{}}} IN {} FIELDS", self.term, self.scope.word());
        let objects: Vec<String> = self.objects.iter().map(Object::returning).collect();
        if !objects.is_empty() {
            let _ = write!(sosl, " RETURNING {}", objects.join(", "));
        }
        if let Some(limit) = self.limit {
            let _ = write!(sosl, " LIMIT {limit}");
        }
        sosl
    }

    /// The same for `parameterizedSearch`.
    pub fn parameters(&self) -> String {
        let object = |object: &Object| {
            let mut one = json!({"name": object.name, "fields": object.fields});
            if let Some(filter) = &object.filter {
                one["where"] = filter.as_str().into();
            }
            one
        };
        let mut body = json!({"q": self.term, "in": self.scope.word()});
        if !self.objects.is_empty() {
            body["sobjects"] = self.objects.iter().map(object).collect();
        }
        if let Some(limit) = self.limit {
            body["overallLimit"] = limit.into();
        }
        body.to_string()
    }

    /// Every column that a record may have, in the order of the flags.
    pub fn columns(&self) -> Vec<String> {
        let mut paths: Vec<String> = vec!["Id".to_owned()];
        for path in self.objects.iter().flat_map(Object::columns) {
            if !paths.iter().any(|known| known.eq_ignore_ascii_case(&path)) {
                paths.push(path);
            }
        }
        paths
    }
}

impl Object {
    fn returning(&self) -> String {
        let filter = self.filter.as_ref().map_or_else(String::new, |filter| format!(" WHERE {filter}"));
        format!("{}({}{filter})", self.name, self.fields.join(", "))
    }

    fn query(&self) -> String {
        let filter = self.filter.as_ref().map_or_else(String::new, |filter| format!(" WHERE {filter}"));
        format!("SELECT {} FROM {}{filter}", self.fields.join(", "), self.name)
    }

    fn columns(&self) -> Vec<String> {
        let columns = soql::parse(&self.query()).map(|query| soql::columns(&query)).unwrap_or_default();
        let path = |column| if let Column::Field(path) = column { Some(path) } else { None };
        columns.into_iter().filter_map(path).collect()
    }

    /// Names and conditions have to be just that: what closes a bracket and goes on is something else.
    fn check(&self) -> Result<(), Failure> {
        let wrong = |what: &str| Failure::usage(format!("{what} of `{}`", self.name)).hint("sfo search --help");
        let query = soql::parse(&self.query())
            .map_err(|unexpected| wrong(&format!("{unexpected} in --in, --fields or --where")))?;
        let more = !query.order.is_empty() || query.limit.is_some() || query.offset.is_some() || query.group.is_some();
        let plain = query.select.iter().all(|item| matches!(item, soql::ast::Item::Field { .. }));
        let named = query.from.len() == 1 && query.from[0].alias.is_none() && query.from[0].path.parts.len() == 1;
        if more || query.filter.is_some() != self.filter.is_some() || !query.purposes.is_empty() || query.with.is_some()
        {
            return Err(wrong("--where takes a condition and nothing behind it, unlike that"));
        }
        if plain && named { Ok(()) } else { Err(wrong("--fields takes names of fields, unlike those")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(name: &str, fields: &[&str], filter: Option<&str>) -> Object {
        let fields = fields.iter().map(ToString::to_string).collect();
        Object { name: name.to_owned(), fields, filter: filter.map(str::to_owned) }
    }

    fn statement(objects: Vec<Object>) -> Result<Statement, Failure> {
        Statement::new("acme", Scope::Name, objects, Some(7))
    }

    #[test]
    fn both_forms_say_the_same() {
        let objects = vec![
            object("Account", &["Id", "Owner.Name", "toLabel(Type)"], Some("Name LIKE 'A%'")),
            object("Contact", &["Id", "Email"], None),
        ];
        let statement = statement(objects).expect("is one");
        let returning = "Account(Id, Owner.Name, toLabel(Type) WHERE Name LIKE 'A%'), Contact(Id, Email)";
        assert_eq!(statement.sosl(), format!("FIND {{acme}} IN NAME FIELDS RETURNING {returning} LIMIT 7"));
        let body = r#"{"q":"acme","in":"NAME","sobjects":[{"name":"Account","fields":["Id","Owner.Name","toLabel(Type)"],"where":"Name LIKE 'A%'"},{"name":"Contact","fields":["Id","Email"]}],"overallLimit":7}"#;
        assert_eq!(statement.parameters(), body);
        assert_eq!(statement.columns(), ["Id", "Owner.Name", "Type", "Email"]);
    }

    #[test]
    fn nothing_reaches_into_the_rest_of_the_statement() {
        for (name, field, filter) in [
            ("Account), User(Id", "Name", None),
            ("Account a", "Name", None),
            ("Account", "Name), User(Id", None),
            ("Account", "Name FROM User", None),
            ("Account", "(SELECT Id FROM Contacts)", None),
            ("Account", "Name", Some("Name = 'x') LIMIT 1, User(Id")),
            ("Account", "Name", Some("Name = 'x' LIMIT 1")),
            ("Account", "Name", Some("")),
        ] {
            assert!(statement(vec![object(name, &["Id", field], filter)]).is_err(), "{name} {field} {filter:?}");
        }
    }
}
