//! The logins of this machine that an app was given: they go over to its new pair before the old one goes.

use crate::ctx::Ctx;
use crate::org::Login;
use crate::secret::Secret;

/// Those that prove themselves by the pair with this key.
pub fn with_key(ctx: &Ctx, key: Option<&str>) -> anyhow::Result<Vec<Login>> {
    Ok(key.map_or(Ok(Vec::new()), |key| Login::of_app(&ctx.home, key))?)
}

/// Moves logins to another pair, one after the other; the first that cannot be moved ends it, and works on as before.
pub async fn adopt(ctx: &Ctx, logins: &[Login], key: &str, secret: Option<&Secret>) -> anyhow::Result<()> {
    for login in logins {
        let moved = login.adopt(&ctx.http(), key, secret).await;
        moved.inspect_err(|_| {
            ctx.term.warn(&format!("`{}` did not take the new pair and goes on with its own", login.alias));
        })?;
        ctx.term.note(&format!("`{}` signs in with the new pair", login.alias));
    }
    Ok(())
}

/// Forgets what logins with one key may have been about to take with another.
pub fn forget(ctx: &Ctx, key: Option<&str>, other: Option<&str>) -> anyhow::Result<()> {
    let Some(other) = other else { return Ok(()) };
    Ok(with_key(ctx, key)?.iter().try_for_each(|login| login.forget_pair(other))?)
}

/// `a and b`, for sentences.
pub fn names(logins: &[Login]) -> String {
    logins.iter().map(|login| format!("`{}`", login.alias)).collect::<Vec<_>>().join(" and ")
}
