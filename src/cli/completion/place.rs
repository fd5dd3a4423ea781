//! Where in the command tree somebody types: which command, which values were given, and what comes next.

use clap::{Arg, Command};

pub struct Place<'c> {
    pub command: &'c Command,
    /// Its names below the program, such as `record create`.
    pub path: String,
    /// The words that belong to each argument, by its id.
    pub given: Vec<(&'c str, String)>,
    /// The flag whose value comes next.
    pub pending: Option<&'c Arg>,
    /// Behind `--` nothing is a flag.
    pub literal: bool,
    positionals: usize,
}

/// Where one is behind these words.
pub fn find<'c>(root: &'c Command, words: &[String]) -> Place<'c> {
    let (given, path) = (Vec::new(), String::new());
    let mut place = Place { command: root, path, given, pending: None, literal: false, positionals: 0 };
    for word in words {
        place.pass(word);
    }
    place
}

impl<'c> Place<'c> {
    /// The last value that was given for the argument with this id.
    pub fn value(&self, id: &str) -> Option<&str> {
        self.given.iter().rfind(|(given, _)| *given == id).map(|(_, value)| value.as_str())
    }

    pub fn values<'s>(&'s self, id: &'s str) -> impl Iterator<Item = &'s str> {
        self.given.iter().filter(move |(given, _)| *given == id).map(|(_, value)| value.as_str())
    }

    /// The argument that a word without a dash belongs to.
    pub fn positional(&self) -> Option<&'c Arg> {
        let all: Vec<_> = self.command.get_positionals().filter(|arg| !arg.is_last_set()).collect();
        all.get(self.positionals).or_else(|| all.last().filter(|arg| takes_many(arg))).copied()
    }

    /// Whether a command below this one may be named here.
    pub fn may_descend(&self) -> bool {
        self.positionals == 0 && !self.literal
    }

    /// The flag of a word, and the value in it with where that begins.
    pub fn flag<'w>(&self, word: &'w str) -> (Option<&'c Arg>, Option<(usize, &'w str)>) {
        if let Some(long) = word.strip_prefix("--") {
            let (name, value) = long.split_once('=').map_or((long, None), |(name, value)| (name, Some(value)));
            return (self.long(name), value.map(|value| (word.len() - value.len(), value)));
        }
        for (at, short) in word.char_indices().skip(1) {
            let arg = self.command.get_arguments().find(|arg| arg.get_short() == Some(short));
            if arg.is_some_and(|arg| arg.get_action().takes_values()) {
                let start = at + short.len_utf8();
                return (arg, (start < word.len()).then(|| (start, &word[start..])));
            }
        }
        (None, None)
    }

    fn long(&self, name: &str) -> Option<&'c Arg> {
        let named = |arg: &&Arg| {
            arg.get_long() == Some(name) || arg.get_all_aliases().is_some_and(|aliases| aliases.contains(&name))
        };
        self.command.get_arguments().find(named).filter(|arg| arg.get_action().takes_values())
    }

    fn pass(&mut self, word: &str) {
        if let Some(arg) = self.pending.take() {
            self.given.push((arg.get_id().as_str(), word.to_owned()));
        } else if self.literal || !word.starts_with('-') || word == "-" {
            self.plain(word);
        } else if word == "--" {
            self.literal = true;
        } else {
            match self.flag(word) {
                (Some(arg), Some((_, value))) => self.given.push((arg.get_id().as_str(), value.to_owned())),
                (Some(arg), None) if needs_value(arg) => self.pending = Some(arg),
                _ => {}
            }
        }
    }

    fn plain(&mut self, word: &str) {
        if self.may_descend()
            && let Some(command) = self.command.find_subcommand(word)
        {
            self.command = command;
            let name = command.get_name();
            self.path = if self.path.is_empty() { name.to_owned() } else { format!("{} {name}", self.path) };
            return;
        }
        if let Some(arg) = self.positional() {
            self.given.push((arg.get_id().as_str(), word.to_owned()));
        }
        self.positionals += 1;
    }
}

fn takes_many(arg: &Arg) -> bool {
    arg.get_num_args().is_some_and(|range| range.max_values() > 1)
}

fn needs_value(arg: &Arg) -> bool {
    !arg.is_require_equals_set() && arg.get_num_args().is_none_or(|range| range.min_values() > 0)
}
