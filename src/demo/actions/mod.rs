//! Invocable actions: what the org can be told to do, and doing it. What an action is made of stands in data files;
//! what it brings about is real, as far as an org goes that sends no mail.

mod definition;
mod effect;
mod given;
mod list;
mod quick;
mod run;
#[cfg(test)]
mod tests;

use super::wire::Methods;

/// What is below `actions`.
pub fn methods(path: &[&str]) -> Option<Methods> {
    Some(match path {
        [] => &[("GET", |_, call| Ok(list::root(call)))],
        ["standard" | "custom"] | ["custom", _] => &[("GET", |_, call| list::show(call))],
        ["standard", _] | ["custom", _, _] | ["custom", _, _, _] => {
            &[("GET", |_, call| list::show(call)), ("POST", run::run)]
        }
        _ => return None,
    })
}

/// What is below `quickActions`, of the org or of one object.
pub fn quick_methods(path: &[&str]) -> Option<Methods> {
    Some(match path {
        [] => &[("GET", |_, call| Ok(quick::list(call)))],
        [_] => &[("GET", |_, call| quick::one(call)), ("POST", quick::run)],
        [_, "describe"] => &[("GET", quick::describe)],
        [_, "defaultValues"] | [_, "defaultValues", _] => &[("GET", quick::defaults)],
        _ => return None,
    })
}
