//! Whose fields are wanted: `--in`, `--fields` and `--where` brought together, an object at a time.

use super::Args;
use super::statement::Object;
use crate::api::describe;
use crate::cli::argument;
use crate::cli::describe::known;
use crate::ctx::{Ctx, Freshness};
use crate::error::Failure;

/// The objects of `--in`, each with its fields and condition.
pub async fn of(args: &Args, ctx: &Ctx) -> anyhow::Result<Vec<Object>> {
    no_strangers(args)?;
    let mut objects = Vec::new();
    for name in &args.objects {
        let mut fields = fields(name, args);
        if args.fields.is_empty() {
            fields.push(name_field(name, ctx).await?);
        }
        if !fields.iter().any(|field| field.eq_ignore_ascii_case("Id")) {
            fields.insert(0, "Id".to_owned());
        }
        objects.push(Object { name: name.clone(), fields, filter: filter(name, args)? });
    }
    Ok(objects)
}

/// `Phone` is for every object, `Account.Phone` for the one that is searched under that name.
fn fields(object: &str, args: &Args) -> Vec<String> {
    let own = |field: &String| match field.split_once('.') {
        Some((head, rest)) if head.eq_ignore_ascii_case(object) => Some(rest.to_owned()),
        Some((head, _)) if is_searched(head, args) => None,
        _ => Some(field.clone()),
    };
    args.fields.iter().filter_map(own).collect()
}

fn is_searched(name: &str, args: &Args) -> bool {
    args.objects.iter().any(|object| object.eq_ignore_ascii_case(name))
}

/// Every condition is for all objects, or for one that is searched.
fn no_strangers(args: &Args) -> Result<(), Failure> {
    let mut heads = args.filters.iter().filter_map(|filter| filter.split_once(':')).map(|(head, _)| head.trim());
    match heads.find(|head| argument::name(head).is_ok() && !is_searched(head, args)) {
        Some(head) => Err(Failure::usage(format!("--where is for `{head}`, which --in does not name"))),
        None => Ok(()),
    }
}

fn filter(object: &str, args: &Args) -> Result<Option<String>, Failure> {
    let mut filters = args.filters.iter().filter_map(|filter| match filter.split_once(':') {
        Some((head, rest)) if head.trim().eq_ignore_ascii_case(object) => Some(rest.trim().to_owned()),
        Some((head, _)) if is_searched(head.trim(), args) => None,
        _ => Some(filter.clone()),
    });
    match (filters.next(), filters.next()) {
        (_, Some(_)) => Err(Failure::usage(format!("`{object}` has more than one --where")).hint("sfo search --help")),
        (filter, None) => Ok(filter),
    }
}

/// The field that a record of the object goes by, from the kept description where there is one.
async fn name_field(object: &str, ctx: &Ctx) -> anyhow::Result<String> {
    let object: describe::Object = match ctx.describe(Some(object), Freshness::Kept).await {
        Ok(text) => describe::read(&text)?,
        Err(_) => known::one(object, Freshness::Renewed, ctx).await?,
    };
    let named = object.fields.into_iter().find(|field| field.is_name);
    Ok(named.map_or_else(|| "Id".to_owned(), |field| field.name))
}
