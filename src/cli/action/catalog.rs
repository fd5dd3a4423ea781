//! The actions of an org, found by walking its lists, and the one that somebody means. Lists and descriptions are kept
//! on disk below `describe/OWNER/VERSION/actions`, each at the path that it has in the org: `standard.json` and
//! `custom/flow.json` are lists, `custom/flow/close_case.json` says what one action takes.

use super::name::{self, Name};
use crate::api::action::{self, Description, List};
use crate::api::{self, describe};
use crate::cli::describe::nearest;
use crate::ctx::{Ctx, Freshness};
use crate::error::{Exit, Failure};
use futures_util::stream::{self, StreamExt, TryStreamExt};

/// Lists asked for side by side.
const WIDTH: usize = 8;

pub struct Entry {
    /// As a person types it.
    pub name: String,
    pub path: String,
    pub label: Option<String>,
    pub kind: Option<String>,
}

/// An action and what the org says about it.
pub struct Action {
    pub path: String,
    pub text: String,
}

impl Action {
    pub fn name(&self) -> String {
        name::typed(&self.path)
    }

    pub fn description(&self) -> Result<Description, api::Error> {
        describe::read(&self.text)
    }
}

/// All actions below these paths, without looking into lists that nobody `wants`.
pub async fn list(
    ctx: &Ctx,
    roots: &[&str],
    wants: impl Fn(&str) -> bool,
    freshness: Freshness,
) -> anyhow::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut level: Vec<String> = roots.iter().map(ToString::to_string).collect();
    while !level.is_empty() {
        let lists = level.iter().map(|path| async move { anyhow::Ok((path, look(ctx, path, freshness).await?)) });
        let lists: Vec<_> = stream::iter(lists).buffered(WIDTH).try_collect().await?;
        let mut below = Vec::new();
        for (path, list) in lists {
            match list {
                List::Actions(actions) => entries.extend(actions.into_iter().map(|action| Entry::of(path, action))),
                List::Places(names) => {
                    let places = names.iter().map(|name| format!("{path}/{name}"));
                    below.extend(places.filter(|place| is_place(place) && wants(place)));
                }
            }
        }
        level = below;
    }
    Ok(entries)
}

impl Entry {
    fn of(list: &str, action: action::Listed) -> Self {
        let path = format!("{list}/{}", action.name);
        Self { name: name::typed(&path), path, label: action.label, kind: action.kind }
    }
}

/// `custom`, a family, an object: nothing is deeper, and nothing else goes into an address.
fn is_place(path: &str) -> bool {
    let is_name =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    path.split('/').count() <= 3 && path.split('/').all(is_name)
}

/// One list. A family that the org names and then does not know has no actions.
async fn look(ctx: &Ctx, path: &str, freshness: Freshness) -> anyhow::Result<List> {
    match ctx.action(path, freshness).await {
        Err(error) if is_missing(&error) && path.contains('/') => Ok(List::Actions(Vec::new())),
        outcome => Ok(action::list(&outcome?)?),
    }
}

fn is_missing(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(api::Error::Refused(refusal)) if refusal.status == 404)
}

/// The action that is meant. A bare name is that of a standard action, or else of the only custom one called so.
pub async fn find(ctx: &Ctx, name: &Name, freshness: Freshness) -> anyhow::Result<Action> {
    match name {
        Name::Path(path) => {
            let outcome = one(ctx, path, freshness).await?;
            match outcome {
                Ok(action) => Ok(action),
                Err(why) => Err(unknown(ctx, &name::typed(path), &why, freshness).await?),
            }
        }
        Name::Bare(bare) => {
            if !bare.contains('.')
                && let Ok(action) = one(ctx, &format!("standard/{bare}"), freshness).await?
            {
                return Ok(action);
            }
            let entries = list(ctx, &["custom"], |_| true, freshness).await?;
            let called = |entry: &&Entry| is_called(&entry.path, bare);
            match entries.iter().filter(called).collect::<Vec<_>>().as_slice() {
                [] => Err(unknown(ctx, bare, "", freshness).await?),
                [entry] => match one(ctx, &entry.path, freshness).await? {
                    Ok(action) => Ok(action),
                    Err(why) => Err(unknown(ctx, &entry.name, &why, freshness).await?),
                },
                several => {
                    let names: Vec<_> = several.iter().map(|entry| format!("`{}`", entry.name)).collect();
                    Err(Failure::usage(format!("`{bare}` may be {}", names.join(" or "))).into())
                }
            }
        }
    }
}

/// The description at a path, or the org's words where it has none.
async fn one(ctx: &Ctx, path: &str, freshness: Freshness) -> anyhow::Result<Result<Action, String>> {
    match ctx.action(path, freshness).await {
        Err(error) if is_missing(&error) => Ok(Err(format!(": {error}"))),
        outcome => {
            let text = outcome?;
            // A list, such as that of all quick actions of an object.
            let is_list = matches!(action::list(&text), Ok(List::Actions(_)));
            Ok(if is_list {
                Err(", but a list of actions".to_owned())
            } else {
                Ok(Action { path: path.to_owned(), text })
            })
        }
    }
}

/// Whether `custom/quickAction/Case/LogCall` is called `LogCall` or `Case.LogCall`, in any case.
fn is_called(path: &str, bare: &str) -> bool {
    let parts: Vec<&str> = path.split('/').skip(2).collect();
    (1..=parts.len()).any(|last| parts[parts.len() - last..].join(".").eq_ignore_ascii_case(bare))
}

/// Says that there is no such action, with those like it.
async fn unknown(ctx: &Ctx, name: &str, why: &str, freshness: Freshness) -> anyhow::Result<anyhow::Error> {
    let entries = list(ctx, &["standard", "custom"], |_| true, freshness).await?;
    // The family may be the mistake, or missing, and says little of what is meant.
    let near = nearest::of(last(name), entries.iter().map(|entry| last(&entry.name)));
    let names = || entries.iter().map(|entry| entry.name.as_str());
    let mut alike: Vec<&str> = names().filter(|name| near.contains(&last(name))).collect();
    if alike.is_empty() {
        alike = nearest::of(name, names());
    }
    let text = format!("no action `{name}`{why}");
    if alike.is_empty() {
        return Ok(Failure::new(Exit::NotFound, text).hint("sfo action list").into());
    }
    Ok(nearest::missing(&text, &alike))
}

/// The name alone, without family and object.
fn last(name: &str) -> &str {
    name.rsplit(['/', '.']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_name_may_tell_the_object() {
        let path = "custom/quickAction/Case/LogCall";
        assert!(is_called(path, "logcall") && is_called(path, "Case.LogCall"));
        assert!(!is_called(path, "Case") && !is_called(path, "quickAction.Case.LogCall"));
    }

    #[test]
    fn what_the_org_names_cannot_lead_elsewhere() {
        assert!(is_place("custom/flow") && is_place("custom/quickAction/Invoice__c"));
        assert!(
            !is_place("custom/../limits")
                && !is_place("custom/a/b/c")
                && !is_place("custom/x?y")
                && !is_place("custom/")
        );
    }
}
