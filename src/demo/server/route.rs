//! Which handler answers which path and method below `/services/data/vNN.0`.

use super::{resources, versions};
use crate::demo::{
    actions, apex, approval, apps, bulk, composite, describe, graphql, limits, listviews, metadata,
    oauth::password,
    org::Org,
    query, records, search, ui_api,
    wire::{Call, Fault, Methods, Outcome, Reply},
};

/// Answers a part of another call.
pub fn part(org: &Org, call: &Call) -> Outcome {
    answer(org, call).map(Reply::whole)
}

/// Answers a call whose caller is signed in.
pub fn answer(org: &Org, call: &Call) -> Outcome {
    let path: Vec<&str> = call.path.iter().map(String::as_str).collect();
    let ["services", "data", version, rest @ ..] = path.as_slice() else { return Err(Fault::not_found()) };
    versions::check(version)?;
    let methods = methods(rest).ok_or_else(Fault::not_found)?;
    let wanted = if call.method == "HEAD" { "GET" } else { &call.method };
    let (_, handler) = methods.iter().find(|(method, _)| *method == wanted).ok_or_else(|| refused(methods, call))?;
    handler(org, call)
}

fn methods(path: &[&str]) -> Option<Methods> {
    Some(match path {
        [] => &[("GET", |_, call| Ok(resources::list(call)))],
        ["apps", "oauth", rest @ ..] => apps::methods(rest)?,
        ["actions", rest @ ..] => actions::methods(rest)?,
        ["quickActions", rest @ ..] | ["sobjects", _, "quickActions", rest @ ..] => actions::quick_methods(rest)?,
        ["sobjects"] | ["tooling", "sobjects"] => &[("GET", |org, call| describe::list(&org.schema, call))],
        ["sobjects", _] | ["tooling", "sobjects", _] => {
            &[("GET", |org, call| describe::basic(&org.schema, call, &[])), ("POST", records::create)]
        }
        ["sobjects", _, "describe"] | ["tooling", "sobjects", _, "describe"] => {
            &[("GET", |org, call| describe::full(org, call))]
        }
        ["sobjects", _, "deleted"] => &[("GET", records::deleted)],
        ["sobjects", _, "updated"] => &[("GET", records::updated)],
        ["sobjects", _, "Id"] | ["tooling", "sobjects", _, "Id"] => &[("POST", records::create)],
        ["sobjects", _, "listviews"] | ["sobjects", _, "listviews", "recent"] => &[("GET", listviews::list)],
        ["sobjects", _, "listviews", _] => &[("GET", listviews::one)],
        ["sobjects", _, "listviews", _, "describe"] => &[("GET", listviews::describe)],
        ["sobjects", _, "listviews", _, "results"] => &[("GET", listviews::results)],
        ["sobjects", user, _, "password"] if user.eq_ignore_ascii_case("User") => {
            &[("GET", password::state), ("POST", password::change), ("DELETE", password::replace)]
        }
        ["sobjects", _, _, ..] | ["tooling", "sobjects", _, _, ..] => {
            &[("GET", records::read), ("PATCH", records::update), ("DELETE", records::delete)]
        }
        ["tooling", "executeAnonymous"] => &[("GET", apex::execute_anonymous)],
        ["composite", rest @ ..] | ["tooling", "composite", rest @ ..] => composite::methods(rest)?,
        ["query" | "queryAll"] | ["query" | "queryAll", _] | ["tooling", "query"] | ["tooling", "query", _] => {
            &[("GET", |org, call| query::late(&org.asked_by(&call.user)?, call))]
        }
        ["jobs", rest @ ..] => bulk::methods(rest)?,
        ["search"] => &[("GET", search::search)],
        ["search", "scopeOrder"] => &[("GET", |org, call| Ok(search::scope_order(org, call)))],
        ["search", "layout"] => &[("GET", search::layout)],
        ["search", "suggestions"] => &[("GET", search::suggestions)],
        ["parameterizedSearch"] => &[("GET", search::by_address), ("POST", search::by_body)],
        ["process", rest @ ..] => approval::methods(rest)?,
        ["recent"] => &[("GET", listviews::recent)],
        ["ui-api", rest @ ..] => ui_api::methods(rest)?,
        ["graphql"] => &[("POST", graphql::answer)],
        ["metadata", rest @ ..] => metadata::methods(rest)?,
        ["limits"] => &[("GET", limits::show)],
        ["limits", "recordCount"] => &[("GET", limits::record_count)],
        _ => return None,
    })
}

fn refused(methods: Methods, call: &Call) -> Fault {
    let mut allowed: Vec<&str> = methods.iter().map(|(method, _)| *method).collect();
    if allowed.contains(&"GET") {
        allowed.insert(0, "HEAD");
    }
    let message = format!("HTTP Method '{}' not allowed. Allowed are {}", call.method, allowed.join(","));
    Fault::new(405, "METHOD_NOT_ALLOWED", message)
}
