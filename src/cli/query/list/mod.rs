//! `--in`: values of a file that stand for `:name` in a query.

mod file;
mod literal;
mod split;

pub use literal::Kind;
pub use split::Split;

use crate::error::Failure;
use std::collections::HashSet;
use std::str::FromStr;

/// `NAME=FILE`, or `NAME=FILE:COLUMN`; FILE may be `-`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    pub name: String,
    pub file: String,
    column: Option<String>,
}

impl FromStr for Input {
    type Err = String;

    fn from_str(flag: &str) -> Result<Self, String> {
        let shape = || "a list looks like emails=people.csv:Email, ids=ids.txt or ids=-".to_owned();
        let (name, rest) = flag.split_once('=').ok_or_else(shape)?;
        // A colon may also stand behind the letter of a drive.
        let column = rest.rsplit_once(':').filter(|(file, column)| !file.is_empty() && !column.contains(['/', '\\']));
        let (file, column) = column.map_or((rest, None), |(file, column)| (file, Some(column.to_owned())));
        let named = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        if !named || file.is_empty() || column.as_deref() == Some("") {
            return Err(shape());
        }
        Ok(Self { name: name.to_owned(), file: file.to_owned(), column })
    }
}

/// The values of an input, each once, in the order in which they first come.
#[derive(Clone, Debug)]
pub struct List {
    pub name: String,
    pub values: Vec<String>,
}

impl List {
    pub fn read(input: &Input) -> Result<Self, Failure> {
        let mut values = file::read(&input.file, input.column.as_deref())?;
        let mut seen = HashSet::new();
        values.retain(|value| seen.insert(value.clone()));
        if values.is_empty() {
            return Err(Failure::usage(format!("the list `{}` has no values in {}", input.name, input.file)));
        }
        Ok(Self { name: input.name.clone(), values })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_a_name_a_file_and_maybe_a_column() {
        for (flag, file, column) in [
            ("a=ids.txt", "ids.txt", None),
            ("a=-", "-", None),
            ("a=-:Id", "-", Some("Id")),
            ("a=x/y.csv:Owner.Name", "x/y.csv", Some("Owner.Name")),
            ("a=C:\\x.csv", "C:\\x.csv", None),
            ("a=C:\\x.csv:Id", "C:\\x.csv", Some("Id")),
        ] {
            let input: Input = flag.parse().expect("reads");
            assert_eq!((input.file.as_str(), input.column.as_deref()), (file, column), "{flag}");
        }
        for flag in ["", "a", "a=", "=x", "1a=x", "a b=x", "a=x:"] {
            assert!(flag.parse::<Input>().is_err(), "{flag}");
        }
    }
}
