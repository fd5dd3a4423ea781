//! `ExtlClntAppConfigurablePolicies`: whether the app may be used, and which of its sides.

use super::{Deploy, duplicate, typed};
use crate::demo::{
    apps::{App, model::Part, records},
    metadata::{document::Fields, outcome::Done, problem::Problem},
};

pub fn put(deploy: &Deploy, name: &str, mut fields: Fields) -> Result<Done, Problem> {
    let old = deploy.parent(&mut fields)?;
    if name != old.full_name(Part::Plugins) {
        return Err(duplicate("ExternalClientApplicationId", &old.id));
    }
    let app = App { plugins: typed(fields)?, ..old.clone() };
    deploy.keep(&app, records::child(&app, "ExtlClntAppPlcyCnfg"))
}
