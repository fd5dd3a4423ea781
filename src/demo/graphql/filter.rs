//! `where` and `orderBy` as SOQL. Names are the schema's, values are literals: nothing that is given gets out of them.

use super::Wrong;
use crate::demo::schema::{Field, Kind, Object, Schema};
use crate::soql;
use graphql_parser::Pos;
use serde_json::{Map, Value};

/// The object that conditions are about, and the relationships that lead to it.
pub struct About<'a> {
    pub schema: &'a Schema,
    pub object: &'a Object,
    pub prefix: String,
    pub at: Pos,
}

const OPERATORS: [(&str, &str); 11] = [
    ("eq", "="),
    ("ne", "!="),
    ("lt", "<"),
    ("lte", "<="),
    ("gt", ">"),
    ("gte", ">="),
    ("like", "LIKE"),
    ("in", "IN"),
    ("nin", "NOT IN"),
    ("includes", "INCLUDES"),
    ("excludes", "EXCLUDES"),
];

impl<'a> About<'a> {
    fn wrong(&self, message: &str) -> Wrong {
        Wrong::invalid(format!("Validation error of type WrongType: {message}"), self.at)
    }

    fn members<'v>(&self, value: &'v Value, of: &str) -> Result<&'v Map<String, Value>, Wrong> {
        value.as_object().ok_or_else(|| self.wrong(&format!("argument '{of}' has to be an object")))
    }

    /// A parent's conditions.
    fn parent(&self, name: &str) -> Option<Self> {
        let field = self.object.parent(name).filter(|field| field.relationship.as_deref() == Some(name))?;
        let object = self.schema.object(field.references.first()?)?;
        Some(Self { object, prefix: format!("{}{name}.", self.prefix), ..*self })
    }

    fn field(&self, name: &str) -> Result<&'a Field, Wrong> {
        let found = self.object.field(name).filter(|field| field.name == name);
        found.ok_or_else(|| self.wrong(&format!("'{name}' is no field of {}", self.object.name)))
    }

    /// One condition that holds where all members do; `None` where there is none.
    pub fn condition(&self, value: &Value) -> Result<Option<String>, Wrong> {
        let parts = self.members(value, "where")?.iter().map(|(name, value)| self.part(name, value));
        Ok(joined(parts.collect::<Result<Vec<_>, _>>()?, " AND "))
    }

    fn part(&self, name: &str, value: &Value) -> Result<Option<String>, Wrong> {
        match name {
            "and" | "or" => {
                let list = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                let parts = list.iter().map(|value| self.condition(value)).collect::<Result<Vec<_>, _>>()?;
                Ok(joined(parts, if name == "and" { " AND " } else { " OR " }))
            }
            "not" => Ok(self.condition(value)?.map(|condition| format!("(NOT {condition})"))),
            _ => match self.parent(name) {
                Some(parent) => parent.condition(value),
                None => self.tests(self.field(name)?, value),
            },
        }
    }

    fn tests(&self, field: &Field, value: &Value) -> Result<Option<String>, Wrong> {
        let test = |(word, value): (&String, &Value)| {
            let known = OPERATORS.iter().find(|(name, _)| name == word);
            let (_, sign) = known.ok_or_else(|| self.wrong(&format!("'{word}' is no operator of {}", field.name)))?;
            let literal = match value {
                Value::Array(items) => {
                    let items = items.iter().map(|item| self.literal(field, item)).collect::<Result<Vec<_>, _>>()?;
                    format!("({})", items.join(", "))
                }
                Value::Object(object) => self.moment(field, object)?,
                value => self.literal(field, value)?,
            };
            Ok(Some(format!("{}{} {sign} {literal}", self.prefix, field.name)))
        };
        let tests = self.members(value, &field.name)?.iter().map(test);
        Ok(joined(tests.collect::<Result<Vec<_>, Wrong>>()?, " AND "))
    }

    /// `{value: "2024-05-01"}`, `{literal: LAST_MONTH}`, `{range: {last_n_days: 30}}`
    fn moment(&self, field: &Field, given: &Map<String, Value>) -> Result<String, Wrong> {
        let wrong = || self.wrong(&format!("no such value for {}", field.name));
        let (how, value) = given.iter().next().filter(|_| given.len() == 1).ok_or_else(wrong)?;
        match (how.as_str(), value) {
            ("value", value) => self.literal(field, value),
            ("literal", Value::String(name)) if is_word(name) => Ok(name.clone()),
            ("range", Value::Object(range)) => {
                let (name, n) = range.iter().next().filter(|_| range.len() == 1).ok_or_else(wrong)?;
                let n = n.as_u64().filter(|_| is_word(name)).ok_or_else(wrong)?;
                Ok(format!("{}:{n}", name.to_uppercase()))
            }
            _ => Err(wrong()),
        }
    }

    fn literal(&self, field: &Field, value: &Value) -> Result<String, Wrong> {
        let moment = matches!(field.kind, Kind::Date | Kind::DateTime | Kind::Time);
        match value {
            Value::Null | Value::Bool(_) | Value::Number(_) => Ok(value.to_string()),
            Value::String(text) if moment => match soql::number(text) {
                Some(_) => Ok(text.clone()),
                None => Err(self.wrong(&format!("'{text}' is no value for {}", field.name))),
            },
            Value::String(text) => Ok(soql::quote(text)),
            _ => Err(self.wrong(&format!("no such value for {}", field.name))),
        }
    }

    /// `{Name: {order: DESC, nulls: LAST}}`, or a list of such.
    pub fn order(&self, value: &Value) -> Result<Vec<String>, Wrong> {
        let list = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        let mut terms = Vec::new();
        for item in list {
            for (name, how) in self.members(item, "orderBy")? {
                match self.parent(name) {
                    Some(parent) => terms.extend(parent.order(how)?),
                    None => terms.push(self.term(self.field(name)?, how)?),
                }
            }
        }
        Ok(terms)
    }

    fn term(&self, field: &Field, how: &Value) -> Result<String, Wrong> {
        let how = self.members(how, "orderBy")?;
        let word = |name: &str, words: [&'static str; 2]| match how.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match words.iter().find(|word| value == **word) {
                Some(word) => Ok(Some(*word)),
                None => Err(self.wrong(&format!("{name} is {} or {}", words[0], words[1]))),
            },
        };
        let order = word("order", ["ASC", "DESC"])?.unwrap_or("ASC");
        let nulls = word("nulls", ["FIRST", "LAST"])?.map(|nulls| format!(" NULLS {nulls}")).unwrap_or_default();
        Ok(format!("{}{} {order}{nulls}", self.prefix, field.name))
    }
}

fn is_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// In parentheses, so that it stays together wherever it is put.
fn joined(parts: Vec<Option<String>>, word: &str) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("({})", parts.join(word)))
}
