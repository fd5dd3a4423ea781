//! Descriptions as commands need them: one object by its name, and what was meant where there is none of that name.

use super::nearest;
use crate::api::{self, describe};
use crate::ctx::{Ctx, Freshness};

/// The description of one object.
pub async fn one(name: &str, freshness: Freshness, ctx: &Ctx) -> anyhow::Result<describe::Object> {
    Ok(describe::read(&text(name, freshness, ctx).await?)?)
}

/// Something that an object does not have, with what it has that is most like it.
pub fn unknown<'n>(object: &str, what: &str, name: &str, names: impl Iterator<Item = &'n str>) -> anyhow::Error {
    nearest::missing(&format!("{object} has no {what} `{name}`"), &nearest::of(name, names))
}

/// One object's description; where the org knows none, the names most like it.
pub async fn text(name: &str, freshness: Freshness, ctx: &Ctx) -> anyhow::Result<String> {
    let outcome = ctx.describe(Some(name), freshness).await;
    match outcome.as_ref().map_err(anyhow::Error::downcast_ref) {
        Err(Some(api::Error::Refused(refusal))) if refusal.status == 404 => {
            let global = ctx.describe(None, Freshness::Renewed).await?;
            let global: describe::Global = describe::read(&global)?;
            let names = global.sobjects.iter().map(|object| object.name.as_str());
            let what = format!("no object `{name}`: {}: {}", refusal.code, refusal.message);
            Err(nearest::missing(&what, &nearest::of(name, names)))
        }
        _ => outcome,
    }
}
