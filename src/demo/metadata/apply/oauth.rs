//! `ExtlClntAppOauthSettings`: scopes and what goes with them.

use super::{Deploy, duplicate, own_mark, typed};
use crate::demo::{
    apps::{App, model::Part, records, types::Settings},
    metadata::{document::Fields, outcome::Done, problem::Problem},
};

pub fn put(deploy: &Deploy, name: &str, mut fields: Fields) -> Result<Done, Problem> {
    let old = deploy.parent(&mut fields)?;
    if old.settings.is_some() && old.full_name(Part::Settings) != name {
        return Err(duplicate("ExternalClientApplicationId", &old.id));
    }
    let other = |app: &App| app.id != old.id && app.settings.is_some() && app.full_name(Part::Settings) == name;
    if let Some(other) = deploy.org.apps().all()?.into_iter().find(other) {
        let message = format!("{name} belongs to the External Client App {}, not to {}", other.name, old.name);
        return Err(Problem::coded("INVALID_CROSS_REFERENCE_KEY", message));
    }
    own_mark(&mut fields, "oauthLink", &old.oauth_link())?;
    let settings = Settings { full_name: name.to_owned(), ..typed(fields)? };
    let app = App { settings: Some(settings), ..old.clone() };
    let done = deploy.keep(&app, records::child(&app, "ExtlClntAppOauthSettings"))?;
    Ok(Done { created: old.settings.is_none(), ..done })
}
