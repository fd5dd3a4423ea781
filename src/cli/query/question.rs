//! A query as it was asked: its text with the values filled in, and the lists that still wait for theirs.

use super::list::List;
use super::{Args, fault};
use crate::cli::argument;
use crate::error::Failure;
use crate::soql::{self, Draft};

pub struct Question {
    pub draft: Draft,
    pub lists: Vec<List>,
}

impl Question {
    /// Reads what was typed. Nothing is sent before all of it is known to be sound.
    pub fn read(args: &Args) -> anyhow::Result<Self> {
        let soql = args.soql.clone().unwrap_or_default();
        let from_stdin = args.lists.iter().filter(|input| input.file == "-").count() + usize::from(soql == "-");
        if from_stdin > 1 {
            return Err(Failure::usage("only one of the query and its lists can come from stdin").into());
        }
        Self::of(args, argument::text(soql)?)
    }

    /// The same with a text that nobody typed, and that names no file.
    pub fn of(args: &Args, text: String) -> anyhow::Result<Self> {
        let mut draft = Draft::new(text);
        let names: Vec<&str> = args.lists.iter().map(|input| input.name.as_str()).collect();
        if let Some(twice) = names.iter().enumerate().find(|(at, name)| names[..*at].contains(name)) {
            return Err(Failure::usage(format!("--in gives `{}` more than one list", twice.1)).into());
        }
        soql::bind(&mut draft, &args.bindings, &names).map_err(|error| Failure::usage(error.to_string()))?;
        soql::check(draft.text()).map_err(|error| fault::doubtless(error, &draft))?;
        let lists = args.lists.iter().map(List::read).collect::<Result<_, _>>()?;
        Ok(Self { draft, lists })
    }
}
