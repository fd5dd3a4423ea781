//! `ExternalClientApplication`: the app itself.

use super::{Deploy, duplicate, own_mark, typed};
use crate::demo::{
    apps::App,
    metadata::{document::Fields, outcome::Done, problem::Problem},
    org,
};

const NAME: &str = "The External Client App Name can only contain underscores and alphanumeric characters. It must be \
                    unique, begin with a letter, not include spaces, not end with an underscore, and not contain two \
                    consecutive underscores.";

pub fn put(deploy: &Deploy, name: &str, mut fields: Fields) -> Result<Done, Problem> {
    if !developer_name(name) {
        return Err(Problem::coded("INVALID_FIELD", NAME));
    }
    let (all, old) = (deploy.org.apps().all()?, deploy.org.apps().named(name)?);
    if let Some(taken) = all.iter().find(|app| app.connected() && app.name.eq_ignore_ascii_case(name)) {
        return Err(duplicate("DeveloperName", &taken.id));
    }
    own_mark(&mut fields, "orgScopedExternalApp", &format!("{}:{name}", org::ID))?;
    let header = typed(fields)?;
    let app = match &old {
        Some(old) => App { header, ..old.clone() },
        None => App { id: deploy.org.apps().new_id()?, name: name.to_owned(), header, ..App::default() },
    };
    let done = deploy.keep(&app, Some(app.id.clone()))?;
    Ok(Done { created: old.is_none(), ..done })
}

fn developer_name(name: &str) -> bool {
    let plain = |char: char| char.is_ascii_alphanumeric() || char == '_';
    name.starts_with(|char: char| char.is_ascii_alphabetic())
        && name.chars().all(plain)
        && !name.contains("__")
        && !name.ends_with('_')
        && name.len() <= 80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_begins_with_a_letter_and_has_single_underscores_within() {
        assert!(developer_name("sfo_cli") && developer_name("A") && developer_name(&"a".repeat(80)));
        for bad in ["", "1a", "_a", "a_", "a__b", "a b", "ä", "a-b", &"a".repeat(81)] {
            assert!(!developer_name(bad), "{bad}");
        }
    }
}
