//! Values for `:name` in a query. A value can only become a literal: whatever it holds, it never gets out of
//! its quotes.

use super::{
    Draft,
    ast::{Condition, Literal, Operand, Scalar},
    literal::quote,
    parse,
    token::{Kind, Token, tokens},
};
use serde_json::Value;
use std::{fmt, str::FromStr};

/// A name and the literals it stands for, read from `name=text` or `name:=JSON`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    pub name: String,
    literals: Vec<String>,
}

impl FromStr for Binding {
    type Err = Error;

    fn from_str(flag: &str) -> Result<Self, Error> {
        let (name, value) = flag.split_once('=').ok_or_else(|| Error::NoValue(flag.to_owned()))?;
        let (name, typed) = name.strip_suffix(':').map_or((name, false), |name| (name, true));
        if !is_name(name) {
            return Err(Error::NoName(name.to_owned()));
        }
        let literals = if typed { literals(value) } else { Some(vec![quote(value)]) };
        let literals = literals.ok_or_else(|| Error::NoLiteral { name: name.to_owned(), value: value.to_owned() })?;
        Ok(Self { name: name.to_owned(), literals })
    }
}

fn is_name(text: &str) -> bool {
    let bind = format!(":{text}");
    matches!(tokens(&bind).as_slice(), [Token { kind: Kind::Bind, span }] if span.len() == bind.len())
}

fn literals(value: &str) -> Option<Vec<String>> {
    match serde_json::from_str(value) {
        Ok(Value::Array(items)) if !items.is_empty() => items.iter().map(scalar).collect(),
        Ok(value) => scalar(&value).map(|literal| vec![literal]),
        Err(_) => is_bare(value).then(|| vec![value.to_owned()]),
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::String(text) => Some(quote(text)),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// Whether `value` is one of the literals that JSON has no form for: `2024-05-01`, `LAST_N_DAYS:30`, `USD5000`.
/// The grammar decides: it must be one literal from end to end.
fn is_bare(value: &str) -> bool {
    const BEFORE: &str = "SELECT Id FROM A WHERE b = ";
    let query = parse(&format!("{BEFORE}{value}"));
    let whole = BEFORE.len()..BEFORE.len() + value.len();
    match query.ok().and_then(|query| query.filter) {
        Some(Condition::Test { right: Operand::Value(Literal { value, span }), .. }) => {
            span == whole && !matches!(value, Scalar::Bind(_))
        }
        _ => false,
    }
}

/// The names of all binds outside strings.
pub fn binds(text: &str) -> Vec<String> {
    let binds = tokens(text).into_iter().filter(|token| token.kind == Kind::Bind);
    binds.map(|token| name(&text[token.span]).to_owned()).collect()
}

fn name(bind: &str) -> &str {
    bind.trim_start_matches(':').trim_start()
}

/// Replaces every `:name` outside strings, but not those that are for `later`. Each bind needs a value, and each value
/// a bind.
pub fn bind(draft: &mut Draft, bindings: &[Binding], later: &[&str]) -> Result<(), Error> {
    let text = draft.text();
    let mut used = vec![false; bindings.len()];
    let (mut edits, mut before) = (Vec::new(), 0..0);
    for Token { kind, span } in tokens(text) {
        if kind == Kind::Bind && !later.contains(&name(&text[span.clone()])) {
            let index = find(bindings, name(&text[span.clone()]))?;
            used[index] = true;
            let literals = bindings[index].after(&text[before.clone()], before.end == span.start);
            edits.push((span.clone(), literals));
        }
        before = span;
    }
    if let Some(index) = used.iter().position(|used| !used) {
        return Err(Error::Unused(bindings[index].name.clone()));
    }
    draft.edit(edits);
    Ok(())
}

/// The one binding of `name`.
fn find(bindings: &[Binding], name: &str) -> Result<usize, Error> {
    let mut found = bindings.iter().enumerate().filter(|(_, binding)| binding.name == name).map(|(index, _)| index);
    match (found.next(), found.next()) {
        (Some(index), None) => Ok(index),
        (Some(_), Some(_)) => Err(Error::Twice(name.to_owned())),
        (None, _) => Err(Error::Missing(name.to_owned())),
    }
}

impl Binding {
    /// A name for literals that are SOQL already.
    pub fn list(name: &str, literals: Vec<String>) -> Self {
        Self { name: name.to_owned(), literals }
    }

    /// The literals as they read after the token `before`, which may touch them.
    fn after(&self, before: &str, touching: bool) -> String {
        let list = self.literals.join(",");
        let takes_list = ["IN", "INCLUDES", "EXCLUDES"].iter().any(|word| word.eq_ignore_ascii_case(before));
        let in_list = matches!(before, "(" | ",");
        if takes_list || self.literals.len() > 1 && !in_list {
            format!("({list})")
        } else if touching && before.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            // `LAST_N_DAYS:n`
            format!(":{list}")
        } else {
            list
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    NoValue(String),
    NoName(String),
    NoLiteral { name: String, value: String },
    Missing(String),
    Unused(String),
    Twice(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoValue(flag) => write!(f, "`{flag}` has no `=`; write NAME=TEXT or NAME:=JSON"),
            Self::NoName(name) => write!(f, "`{name}` is not a name that can follow `:` in a query"),
            Self::NoLiteral { name, value } => write!(
                f,
                "`{value}` for `{name}` is not a number, true, false, null, a JSON string, a list of these, \
                 a date, a time or a date literal; `{name}=TEXT` takes any text"
            ),
            Self::Missing(name) => write!(f, "the query has `:{name}`, but no --bind or --in gives `{name}` a value"),
            Self::Unused(name) => write!(f, "--bind gives `{name}` a value, but the query has no `:{name}`"),
            Self::Twice(name) => write!(f, "--bind gives `{name}` more than one value"),
        }
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bound(text: &str, flags: &[&str]) -> Result<String, Error> {
        let bindings = flags.iter().map(|flag| flag.parse()).collect::<Result<Vec<_>, _>>()?;
        let mut draft = Draft::new(text.to_owned());
        bind(&mut draft, &bindings, &["later"]).map(|()| draft.text().to_owned())
    }

    fn literal(flag: &str) -> Option<String> {
        flag.parse::<Binding>().ok().map(|binding| binding.after("=", false))
    }

    #[test]
    fn text_is_always_quoted() {
        assert_eq!(literal(r"n=it's \ 1").as_deref(), Some(r"'it\'s \\ 1'"));
        assert_eq!(literal("n=5").as_deref(), Some("'5'"));
        assert_eq!(literal("n=").as_deref(), Some("''"));
        assert_eq!(literal("n=a=b").as_deref(), Some("'a=b'"));
    }

    #[test]
    fn json_and_soql_literals_keep_their_type() {
        for (value, soql) in [
            ("1.10", "1.10"),
            ("9007199254740993", "9007199254740993"),
            ("true", "true"),
            ("null", "null"),
            (r#""it's""#, r"'it\'s'"),
            (r#"["a", 1]"#, "('a',1)"),
            ("2024-05-01", "2024-05-01"),
            ("2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z"),
            ("LAST_N_DAYS:30", "LAST_N_DAYS:30"),
            ("USD5000", "USD5000"),
        ] {
            assert_eq!(literal(&format!("n:={value}")).as_deref(), Some(soql));
        }
        for value in ["", "{}", "[]", "[[1]]", "Name", "TODAY OR x = 1", "TODAY LIMIT 1", ":n", "('a')", "'a", " TODAY"]
        {
            assert_eq!(literal(&format!("n:={value}")), None, "{value}");
        }
    }

    #[test]
    fn lists_get_the_brackets_they_need() {
        let flags = [r#"l:=["a","b"]"#, "s=c"];
        let text = "x IN :l AND x NOT IN (:l, :s) AND x INCLUDES :s AND x = :s AND x = ':s'";
        let expected = "x IN ('a','b') AND x NOT IN ('a','b', 'c') AND x INCLUDES ('c') AND x = 'c' AND x = ':s'";
        assert_eq!(bound(text, &flags).as_deref(), Ok(expected));
        assert_eq!(bound("d = LAST_N_DAYS:n LIMIT :n", &["n:=3"]).as_deref(), Ok("d = LAST_N_DAYS:3 LIMIT 3"));
    }

    #[test]
    fn every_bind_and_every_value_has_its_other_half() {
        assert_eq!(bound("x = :a", &[]), Err(Error::Missing("a".to_owned())));
        assert_eq!(bound("x = ':a'", &["a=1"]), Err(Error::Unused("a".to_owned())));
        assert_eq!(bound("x = :a", &["a=1", "a=2"]), Err(Error::Twice("a".to_owned())));
        assert_eq!(bound("x = :a", &["a"]), Err(Error::NoValue("a".to_owned())));
        assert_eq!(bound("x = :a", &["1a=2"]), Err(Error::NoName("1a".to_owned())));
    }

    #[test]
    fn what_is_for_later_stays() {
        assert_eq!(bound("x = :a AND y IN :later", &["a=1"]).as_deref(), Ok("x = '1' AND y IN :later"));
        assert_eq!(binds("x = : a AND y IN (:b.c, ':d')"), ["a", "b.c"]);
    }

    proptest! {
        #[test]
        fn a_value_stays_inside_its_quotes(value in any::<String>()) {
            let binding = Binding { name: "n".to_owned(), literals: vec![quote(&value)] };
            let mut draft = Draft::new("SELECT Id FROM A WHERE b = :n".to_owned());
            bind(&mut draft, &[binding], &[]).expect("n is bound");
            let filter = parse(draft.text()).expect("a literal").filter;
            let Some(Condition::Test { right: Operand::Value(Literal { value: found, .. }), .. }) = filter else {
                panic!("one test expected in {}", draft.text())
            };
            prop_assert_eq!(found, Scalar::String(value));
        }
    }
}
