//! Candidates out of the command tree: commands, flags and the values that a flag can have.

use super::candidate::Candidate;
use super::place::Place;
use clap::{Arg, Command};

pub fn commands(command: &Command) -> impl Iterator<Item = Candidate> {
    let shown = command.get_subcommands().filter(|command| !command.is_hide_set());
    shown.map(|command| Candidate::new(command.get_name(), about(command.get_about())))
}

/// The flags that were not given, and those that may be given several times.
pub fn flags(place: &Place) -> Vec<Candidate> {
    let flags = place.command.get_arguments().filter(|arg| !arg.is_positional() && !arg.is_hide_set());
    let spent = |arg: &Arg| {
        place.value(arg.get_id().as_str()).is_some() && !matches!(arg.get_action(), clap::ArgAction::Append)
    };
    let named = |arg: &Arg| arg.get_long().map(|long| Candidate::new(format!("--{long}"), about(arg.get_help())));
    flags.filter(|arg| !spent(arg)).filter_map(named).collect()
}

/// The values that the argument knows by itself.
pub fn values(arg: &Arg) -> Vec<Candidate> {
    let values = arg.get_possible_values();
    values.iter().map(|value| Candidate::new(value.get_name(), about(value.get_help()))).collect()
}

/// Whether it takes the name of a file.
pub fn takes_file(arg: &Arg) -> bool {
    arg.get_value_names().into_iter().flatten().any(|name| name.contains("FILE") || name.contains("FOLDER"))
}

fn about(text: Option<&clap::builder::StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default().lines().next().unwrap_or_default().to_owned()
}
