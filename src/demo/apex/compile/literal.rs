//! Literals.

use super::{Compiled, Compiler};
use crate::demo::apex::{types::Type, value::Value};
use tree_sitter::Node;

impl Compiler<'_> {
    pub fn literal(&self, node: Node) -> Compiled<(Value, Type)> {
        let text = self.source.text(node);
        Ok(match node.kind() {
            "null_literal" => (Value::Null, Type::Null),
            "boolean" => (Value::Boolean(text.eq_ignore_ascii_case("true")), Type::Boolean),
            "string_literal" => {
                let value =
                    unescaped(text).ok_or_else(|| self.problem(node, format!("Invalid string literal {text}")))?;
                (Value::text(value), Type::String)
            }
            "int" => match text.strip_suffix(['l', 'L']) {
                Some(digits) => match digits.parse() {
                    Ok(number) => (Value::Long(number), Type::Long),
                    Err(_) => return Err(self.problem(node, format!("Invalid long: {text}"))),
                },
                None => match text.parse() {
                    Ok(number) => (Value::Integer(number), Type::Integer),
                    Err(_) => return Err(self.problem(node, format!("Invalid integer: {text}"))),
                },
            },
            _ => match text.parse() {
                Ok(number) => (Value::Decimal(number), Type::Decimal),
                Err(()) => return Err(self.refuse(node, "numbers of type Double")),
            },
        })
    }
}

/// The text meant by a quoted one.
fn unescaped(quoted: &str) -> Option<String> {
    let mut chars = quoted.strip_prefix('\'')?.strip_suffix('\'')?.chars();
    let mut text = String::with_capacity(quoted.len());
    while let Some(char) = chars.next() {
        text.push(match char {
            '\\' => match chars.next()? {
                'n' | 'N' => '\n',
                'r' | 'R' => '\r',
                't' | 'T' => '\t',
                'b' | 'B' => '\u{8}',
                'f' | 'F' => '\u{c}',
                'u' | 'U' => {
                    let digits: String = chars.by_ref().take(4).collect();
                    char::from_u32(u32::from_str_radix(&digits, 16).ok().filter(|_| digits.len() == 4)?)?
                }
                char @ ('\'' | '"' | '\\' | '_' | '%') => char,
                _ => return None,
            },
            '\n' => return None,
            char => char,
        });
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(unescaped(r"'a\n\u00e9\'\\'").as_deref(), Some("a\né'\\"));
        for text in [r"'\u00g1'", r"'\q'", r"'\ud800'", "'a\nb'"] {
            assert_eq!(unescaped(text), None, "{text}");
        }
    }
}
