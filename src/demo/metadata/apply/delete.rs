//! Components that go. An app takes with it what belongs to it.

use super::Deploy;
use crate::demo::{
    apps::{
        App,
        model::{Consumer, Part},
    },
    metadata::{kind::Kind, outcome::Done, problem::Problem},
};

pub fn delete(deploy: &Deploy, kind: &Kind, name: &str) -> Result<Done, Problem> {
    deploy.allowed(kind)?;
    let part = part(kind).ok_or_else(|| Problem::new(format!("{} can't be deleted", kind.manifest_name())))?;
    let named =
        |app: &App| app.home.is_none() && has(app, part, kind.name == "ConnectedApp") && app.full_name(part) == name;
    let Some(app) = deploy.org.apps().all()?.into_iter().find(named) else {
        return Err(Problem::warning(format!("No {} named: {name} found", kind.name)));
    };
    let apps = deploy.org.apps();
    match part {
        Part::Header => apps.remove(&app)?,
        Part::Global => apps.keep(&App { global: None, consumer: Consumer::default(), ..app }, deploy.user)?,
        _ => apps.keep(&App { settings: None, ..app }, deploy.user)?,
    }
    Ok(Done { deleted: true, changed: true, ..Done::default() })
}

/// Policies are there as long as their app is.
fn part(kind: &Kind) -> Option<Part> {
    match kind.name {
        "ExternalClientApplication" | "ConnectedApp" => Some(Part::Header),
        "ExtlClntAppGlobalOauthSettings" => Some(Part::Global),
        "ExtlClntAppOauthSettings" => Some(Part::Settings),
        _ => None,
    }
}

fn has(app: &App, part: Part, connected: bool) -> bool {
    let there = match part {
        Part::Global => app.global.is_some(),
        Part::Settings => app.settings.is_some(),
        _ => true,
    };
    there && app.connected() == connected
}
