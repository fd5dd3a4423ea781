//! Whose fields are wanted: `--in`, `--fields` and `--where` brought together, an object at a time.

use super::Args;
use super::statement::Object;
use crate::api::{self, describe};
use crate::ctx::{Ctx, Freshness};
use crate::error::Failure;

/// The objects of `--in`, each with its fields and condition.
pub async fn of(args: &Args, ctx: &Ctx) -> anyhow::Result<Vec<Object>> {
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
    let known = match ctx.describe(Some(object), Freshness::Kept).await {
        Err(_) => ctx.describe(Some(object), Freshness::Renewed).await,
        kept => kept,
    };
    if let Err(Some(api::Error::Refused(refusal))) = known.as_ref().map_err(anyhow::Error::downcast_ref)
        && refusal.status == 404
    {
        // The search says better what is wrong with the object.
        return Ok("Name".to_owned());
    }
    let object: describe::Object = describe::read(&known?)?;
    let named = object.fields.into_iter().find(|field| field.is_name);
    Ok(named.map_or_else(|| "Id".to_owned(), |field| field.name))
}
