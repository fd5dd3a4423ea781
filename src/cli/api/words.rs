//! `[METHOD] PATH [FIELD]...`, told apart.

use crate::cli::field::{self, Field};
use crate::error::Failure;
use crate::http::Method;
use serde_json::{Map, Value};

const METHODS: [Method; 7] =
    [Method::GET, Method::POST, Method::PATCH, Method::PUT, Method::DELETE, Method::HEAD, Method::OPTIONS];

/// The words as they are meant.
pub struct Words {
    pub method: Option<Method>,
    pub path: String,
    pub fields: Map<String, Value>,
}

/// A method that the org may know, in any case.
pub fn method(text: &str) -> Result<Method, String> {
    let known = METHODS.into_iter().find(|method| method.as_str().eq_ignore_ascii_case(text));
    known.ok_or_else(|| "it is one of GET, POST, PATCH, PUT, DELETE, HEAD and OPTIONS".to_owned())
}

impl Words {
    /// `flag` is the method where that was given by itself.
    pub fn read(words: &[String], flag: Option<&Method>) -> Result<Self, Failure> {
        let first = words.first().map(String::as_str).unwrap_or_default();
        let word = method(first).ok();
        if word.is_some() && flag.is_some() {
            return Err(Failure::usage(format!("the method is given twice: --method and `{first}`")));
        }
        let rest = &words[usize::from(word.is_some())..];
        let (path, fields) =
            rest.split_first().ok_or_else(|| Failure::usage(format!("`{first}` of what? PATH is missing")))?;
        let fields = field::object(fields.iter().map(|word| word.parse()).collect::<Result<Vec<Field>, _>>()?)?;
        Ok(Self { method: flag.cloned().or(word), path: path.clone(), fields })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str], flag: Option<&Method>) -> Option<(Option<Method>, String, usize)> {
        let words: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
        let words = Words::read(&words, flag).ok()?;
        Some((words.method, words.path, words.fields.len()))
    }

    #[test]
    fn the_method_is_a_word_or_a_flag() {
        assert_eq!(read(&["limits"], None), Some((None, "limits".into(), 0)));
        assert_eq!(read(&["patch", "x", "A:=1"], None), Some((Some(Method::PATCH), "x".into(), 1)));
        assert_eq!(read(&["x", "A=1"], Some(&Method::PUT)), Some((Some(Method::PUT), "x".into(), 1)));
        assert_eq!(read(&["POST", "x"], Some(&Method::PUT)), None);
        assert_eq!(method("delete"), Ok(Method::DELETE));
        assert!(method("FETCH").is_err());
    }

    #[test]
    fn half_a_call_is_none() {
        assert_eq!(read(&["POST"], None), None);
        assert_eq!(read(&["limits", "POST"], None), None);
    }
}
