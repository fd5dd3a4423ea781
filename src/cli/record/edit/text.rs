//! A record as text to be edited, and back: `NAME: VALUE`, one a line, with the type of each field kept in mind.

use crate::api::describe;
use crate::record::{Kind, Value};
use crate::text::is_hidden;
use std::fmt::Write;

const NOTES: &str = "\
# NAME: VALUE. A value is text as it stands, or \"text\" in quotes as in JSON, a number, true, false or null.
# Text of several lines stands below `NAME: |`, each line behind two blanks. A line that is taken out leaves its
# field as it is; lines that begin with # are not read.
";
/// Choices that are worth a line.
const CHOICES: usize = 12;
/// Before each line of a text that has several.
const INDENT: &str = "  ";

/// A field that may be edited, with what it holds.
pub struct Field {
    pub name: String,
    kind: String,
    choices: Vec<String>,
    /// JSON.
    pub value: String,
}

/// What became of a field: JSON before and after.
#[derive(Debug, PartialEq)]
pub struct Change {
    pub name: String,
    pub old: String,
    pub new: String,
}

pub struct Text(pub Vec<Field>);

impl Field {
    pub fn new(field: &describe::Field, record: Value) -> Self {
        let active = field.picklist_values.iter().filter(|choice| choice.active);
        Self {
            name: field.name.clone(),
            kind: field.kind.clone(),
            choices: active.map(|choice| choice.value.clone()).collect(),
            value: record.get(&field.name).unwrap_or(Value::NULL).text().to_owned(),
        }
    }

    /// The JSON of what was typed.
    fn read(&self, typed: &Typed) -> Result<String, String> {
        let text = match typed {
            Typed::Plain(text) if matches!(text.as_str(), "" | "null") => {
                return if self.kind == "boolean" { Err("is true or false".to_owned()) } else { Ok("null".to_owned()) };
            }
            Typed::Plain(text) | Typed::Text(text) => text,
        };
        match self.kind.as_str() {
            "boolean" if matches!(text.as_str(), "true" | "false") => Ok(text.clone()),
            "boolean" => Err(format!("is true or false, and not `{text}`")),
            "int" | "double" | "currency" | "percent" => match Value::parse(text).map(Value::kind) {
                Ok(Kind::Number) => Ok(text.clone()),
                _ => Err(format!("is a number, and `{text}` is none")),
            },
            _ => Ok(serde_json::Value::from(text.as_str()).to_string()),
        }
    }
}

/// What stands behind a name.
enum Typed {
    Plain(String),
    /// In quotes, or in lines of its own.
    Text(String),
}

impl Text {
    /// `head` are comments.
    pub fn write(&self, head: &str) -> String {
        let mut text = format!("{head}{NOTES}\n");
        for Field { name, kind, choices, value } in &self.0 {
            if kind == "picklist" && (1..=CHOICES).contains(&choices.len()) {
                let _ = writeln!(text, "# {}", choices.join(", "));
            }
            let value = Value::trusted(value);
            let _ = match value.string() {
                shown if is_block(&shown) => writeln!(text, "{name}: |\n{INDENT}{}", shown.replace('\n', "\n  ")),
                shown if value.kind() != Kind::String || is_plain(&shown) => writeln!(text, "{name}: {shown}"),
                _ => writeln!(text, "{name}: {}", value.text()),
            };
        }
        text
    }

    /// The fields that an edited text changes, or what is wrong with it, line by line.
    pub fn changes(&self, text: &str) -> Result<Vec<Change>, Vec<String>> {
        let (mut changes, mut flaws, mut seen) = (Vec::new(), Vec::new(), Vec::new());
        let mut lines = text.lines().zip(1..).peekable();
        while let Some((line, number)) = lines.next() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let Some((name, rest)) = line.split_once(':').filter(|_| !line.starts_with(' ')) else {
                flaws.push(format!("line {number}: `{}` is not NAME: VALUE", line.trim()));
                continue;
            };
            let typed = if rest.trim() == "|" {
                let mut block = Vec::new();
                while let Some((line, _)) =
                    lines.next_if(|(line, _)| line.starts_with(INDENT) || line.trim().is_empty())
                {
                    block.push(line.strip_prefix(INDENT).unwrap_or_default());
                }
                while block.last().is_some_and(|line| line.is_empty()) {
                    block.pop();
                }
                Ok(Typed::Text(block.join("\n")))
            } else {
                typed(rest.trim())
            };
            let name = name.trim();
            let field = self.0.iter().find(|field| field.name.eq_ignore_ascii_case(name));
            let read = field.ok_or_else(|| "is no field that can be edited here".to_owned());
            match read.and_then(|field| Ok((field, field.read(&typed?)?))) {
                Ok((field, _)) if seen.contains(&&field.name) => {
                    flaws.push(format!("line {number}: {name} stands there twice"));
                }
                Ok((field, new)) => {
                    seen.push(&field.name);
                    if !same(&field.value, &new) {
                        let (name, old) = (field.name.clone(), field.value.clone());
                        changes.push(Change { name, old, new });
                    }
                }
                Err(why) => flaws.push(format!("line {number}: {name} {why}")),
            }
        }
        if flaws.is_empty() { Ok(changes) } else { Err(flaws) }
    }
}

fn typed(text: &str) -> Result<Typed, String> {
    if !text.starts_with('"') {
        return Ok(Typed::Plain(text.to_owned()));
    }
    match Value::parse(text) {
        Ok(value) => Ok(Typed::Text(value.string().into_owned())),
        Err(_) => Err("begins with a quote, and is no text in quotes as JSON has it".to_owned()),
    }
}

fn same(one: &str, other: &str) -> bool {
    let (one, other) = (Value::trusted(one), Value::trusted(other));
    one.kind() == other.kind() && one.string() == other.string()
}

/// Whether text can stand there as it is, and comes back as it was.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text != "null"
        && text != "|"
        && text.trim() == text
        && !text.starts_with('"')
        && !text.contains(is_hidden)
}

/// Whether text can stand in lines of its own, and comes back as it was.
fn is_block(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with('\n')
        && !text.ends_with('\n')
        && !text.contains(|char| is_hidden(char) && char != '\n')
        && !text.split('\n').any(|line| line.trim_end() != line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert_eq, proptest};

    fn field(name: &str, kind: &str, value: &str) -> Field {
        let choices = if kind == "picklist" { vec!["Hot".to_owned(), "Cold".to_owned()] } else { Vec::new() };
        Field { name: name.to_owned(), kind: kind.to_owned(), choices, value: value.to_owned() }
    }

    fn record() -> Text {
        Text(vec![
            field("Name", "string", "\"Blue Sky\""),
            field("Phone", "phone", "null"),
            field("Rating", "picklist", "\"Hot\""),
            field("Revenue", "currency", "1.10"),
            field("Active", "boolean", "true"),
            field("Notes", "textarea", "\"one\\n\\ntwo: 2\""),
            field("Odd", "string", "\" null \\t\""),
        ])
    }

    fn changes(text: &str) -> String {
        match record().changes(text) {
            Ok(changes) => changes
                .iter()
                .map(|Change { name, old, new }| format!("{name} {old} {new}"))
                .collect::<Vec<_>>()
                .join("\n"),
            Err(flaws) => flaws.join("\n"),
        }
    }

    #[test]
    fn a_record_is_written_for_people_and_read_back_without_a_change() {
        let text = record().write("# Account\n");
        assert!(text.starts_with("# Account\n# NAME: VALUE."), "{text}");
        let body = text.split_once("\n\n").expect("has a head").1;
        assert_eq!(
            body,
            "Name: Blue Sky\nPhone: null\n# Hot, Cold\nRating: Hot\nRevenue: 1.10\nActive: true\n\
             Notes: |\n  one\n  \n  two: 2\nOdd: \" null \\t\"\n"
        );
        assert_eq!(changes(&text), "");
        assert_eq!(changes(""), "");
    }

    #[test]
    fn only_what_changed_is_told_with_its_type() {
        let text = "name: 12\nPhone: 0123\nRevenue: 9007199254740993\nActive: false\nNotes: |\n  a\n\nRating:\n";
        assert_eq!(
            changes(text),
            "Name \"Blue Sky\" \"12\"\nPhone null \"0123\"\nRevenue 1.10 9007199254740993\nActive true false\n\
             Notes \"one\\n\\ntwo: 2\" \"a\"\nRating \"Hot\" null"
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let text = "Name\nNane: x\n\nRevenue: much\nActive: null\nPhone: \"1\nPhone: 1\nPhone: 2\n  x: 1";
        assert_eq!(
            changes(text),
            "line 1: `Name` is not NAME: VALUE\nline 2: Nane is no field that can be edited here\n\
             line 4: Revenue is a number, and `much` is none\nline 5: Active is true or false\n\
             line 6: Phone begins with a quote, and is no text in quotes as JSON has it\n\
             line 8: Phone stands there twice\nline 9: `x: 1` is not NAME: VALUE"
        );
    }

    proptest! {
        #[test]
        fn every_text_comes_back_as_it_was(value in ".{0,30}|[ a\\n\"#|:-]{0,12}") {
            let value = serde_json::Value::from(value).to_string();
            let text = Text(vec![field("A", "string", &value), field("B", "string", "\"x\"")]);
            prop_assert_eq!(text.changes(&text.write("")), Ok(Vec::new()), "{}", text.write(""));
        }
    }
}
