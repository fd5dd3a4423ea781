//! From sets of fields to their names, as the org describes them.

use super::schema::Schema;
use crate::api::describe::{Field, Object};
use crate::cli::describe;
use crate::ctx::Ctx;
use crate::error::{Excerpt, Failure};
use crate::soql::{self, Draft, Macro, Select, Set};
use std::collections::HashSet;
use wildmatch::WildMatch;

/// Puts the fields in place of `*`, `{custom}` and their like. A query without them is not touched and costs nothing.
pub async fn expand(draft: &mut Draft, tooling: bool, ctx: &Ctx) -> anyhow::Result<()> {
    let selects = soql::macros(draft.text()).map_err(|wrong| no_set(draft, wrong.start))?;
    if tooling && !selects.is_empty() {
        return Err(Failure::usage("objects of the Tooling API are not described here; name the fields").into());
    }
    let mut schema = Schema::new(ctx);
    let (mut objects, mut edits): (Vec<String>, _) = (Vec::new(), Vec::new());
    for select in &selects {
        objects.push(match select.parent {
            None => select.from.clone(),
            Some(parent) => schema.children(&objects[parent], &select.from).await?,
        });
        let object = objects.last().map(String::as_str).unwrap_or_default();
        let mut there = named(select);
        for set in &select.macros {
            let path = relative(&set.path, select);
            let target = schema.parents(object, path).await?;
            let target = schema.object(&target).await?;
            let (files, fields) = names(target, set, path)?;
            if !files.is_empty() {
                ctx.term.note(&format!("left out, because a file is its value: {}", files.join(", ")));
            }
            let new: Vec<_> = fields.into_iter().filter(|name| there.insert(name.to_lowercase())).collect();
            if new.is_empty() {
                let text = format!("{} has no such fields that are not named already", target.name);
                return Err(Failure::usage(text).into());
            }
            edits.push((set.span.clone(), new.join(", ")));
        }
    }
    edits.sort_by_key(|(span, _)| span.start);
    draft.edit(edits);
    Ok(())
}

/// The fields of a set as the query names them: those whose value is a file, and all others.
fn names(object: &Object, set: &Macro, path: &[String]) -> anyhow::Result<(Vec<String>, Vec<String>)> {
    let (files, fields): (Vec<_>, Vec<_>) = chosen(object, set)?.into_iter().partition(|field| field.kind == "base64");
    let full = |field: &Field| path.iter().chain([&field.name]).cloned().collect::<Vec<_>>().join(".");
    Ok((files.into_iter().map(full).collect(), fields.into_iter().map(full).collect()))
}

/// The fields of a set, in the order of the description.
fn chosen<'o>(object: &'o Object, set: &Macro) -> anyhow::Result<Vec<&'o Field>> {
    let all = || object.fields.iter();
    let except: Vec<_> = set.except.iter().map(|name| WildMatch::new_case_insensitive(name)).collect();
    for (name, pattern) in set.except.iter().zip(&except) {
        if !all().any(|field| pattern.matches(&field.name)) {
            return Err(describe::unknown(&object.name, "field", name, all().map(|field| field.name.as_str())));
        }
    }
    // What a person's name is made of is text of its own; an address or a place is only its parts again.
    let doubled = |whole: &Field| {
        let part = |field: &Field| field.compound_field_name.as_ref() == Some(&whole.name) && field.name != whole.name;
        matches!(whole.kind.as_str(), "address" | "location") && all().any(part)
    };
    let wanted = |field: &&Field| match set.set {
        Set::All => true,
        Set::Writable => field.createable || field.updateable,
        Set::Custom => field.custom,
    };
    let kept = |field: &&Field| !doubled(field) && !except.iter().any(|pattern| pattern.matches(&field.name));
    Ok(all().filter(wanted).filter(kept).collect())
}

/// The columns that a list names itself, seen from its object and in lower case.
fn named(select: &Select) -> HashSet<String> {
    let plain = |name: &String| {
        let path: Vec<String> = name.split('.').map(|part| part.trim().to_lowercase()).collect();
        relative(&path, select).join(".")
    };
    select.named.iter().map(plain).collect()
}

/// A path without the object's own name or alias in front.
fn relative<'p>(path: &'p [String], select: &Select) -> &'p [String] {
    let own = |first: &String| {
        let known = select.alias.iter().chain(select.parent.is_none().then_some(&select.from));
        known.into_iter().any(|name| name.eq_ignore_ascii_case(first))
    };
    match path {
        [first, rest @ ..] if own(first) => rest,
        path => path,
    }
}

fn no_set(draft: &Draft, at: usize) -> anyhow::Error {
    let message = "in braces stands a set of fields: {*}, {writable}, {custom} or {Owner.* -Field}";
    let lines = draft.underline(at);
    anyhow::Error::from(Failure::usage(message)).context(Excerpt { message: message.to_owned(), lines })
}
