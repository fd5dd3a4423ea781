//! What the components of a deploy do to the org, one file a type. Each says no before it changes anything.

mod connected;
mod delete;
mod external;
mod global;
mod oauth;
mod plugins;
mod policy;
mod settings;

pub use delete::delete;

use super::{document::Fields, kind::Kind, options::Options, outcome::Done, problem::Problem};
use crate::demo::{apps::App, org::Org, permission::Permission};
use serde::de::DeserializeOwned;

pub struct Deploy<'a> {
    pub org: &'a Org,
    pub user: &'a str,
    pub options: &'a Options,
}

/// Makes the component what its file says; whatever the file leaves out has its default again.
pub fn put(deploy: &Deploy, kind: &Kind, name: &str, fields: Fields) -> Result<Done, Problem> {
    deploy.allowed(kind)?;
    match kind.name {
        "ExternalClientApplication" => external::put(deploy, name, fields),
        "ExtlClntAppGlobalOauthSettings" => global::put(deploy, name, fields),
        "ExtlClntAppOauthSettings" => oauth::put(deploy, name, fields),
        "ExtlClntAppOauthConfigurablePolicies" => policy::put(deploy, name, fields),
        "ExtlClntAppConfigurablePolicies" => plugins::put(deploy, name, fields),
        "ConnectedApp" => connected::put(deploy, name, &fields),
        _ => settings::put(deploy, name, &fields),
    }
}

impl Deploy<'_> {
    /// Beyond what every deploy needs.
    fn allowed(&self, kind: &Kind) -> Result<(), Problem> {
        use Permission::{CustomizeApplication, ExternalClientAppAdmin, ExternalClientAppDeveloper};
        let any: &[Permission] = match kind.name {
            "ExtlClntAppOauthConfigurablePolicies" | "ExtlClntAppConfigurablePolicies" => {
                &[ExternalClientAppDeveloper, ExternalClientAppAdmin]
            }
            "ConnectedApp" => &[CustomizeApplication],
            _ if kind.settings() => &[CustomizeApplication],
            _ => &[ExternalClientAppDeveloper],
        };
        if Permission::one_of(self.org, self.user, any)? {
            return Ok(());
        }
        Err(Problem::coded("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id"))
    }

    /// The app that a component says it belongs to.
    fn parent(&self, fields: &mut Fields) -> Result<App, Problem> {
        let named = fields.remove("externalClientApplication");
        let name = named.as_ref().and_then(|name| name.as_str()).unwrap_or_default();
        let message = format!("In field: externalClientApplication - no ExternalClientApplication named {name} found");
        let missing = || Problem::coded("INVALID_CROSS_REFERENCE_KEY", message);
        self.org.apps().named(name)?.ok_or_else(missing)
    }

    /// Makes the app what it is to be, unless it is that already. `id` is that of the component.
    fn keep(&self, app: &App, id: Option<String>) -> Result<Done, Problem> {
        let changed = self.org.apps().of_id(&app.id)?.as_ref() != Some(app);
        if changed {
            self.org.apps().keep(app, self.user)?;
        }
        Ok(Done { id, changed, ..Done::default() })
    }
}

/// The fields as the struct of their type.
fn typed<T: DeserializeOwned>(fields: Fields) -> Result<T, Problem> {
    serde_json::from_value(fields.into()).map_err(|error| Problem::coded("INVALID_FIELD", error.to_string()))
}

/// Refuses a value that only one record may have, and that this one has already.
fn duplicate(field: &str, id: &str) -> Problem {
    let id = id.get(..15).unwrap_or(id);
    Problem::coded(
        "DUPLICATE_VALUE",
        format!("duplicate value found: {field} duplicates value on record with id: {id}"),
    )
}

/// Refuses a mark of another org, which the org itself gives.
fn own_mark(fields: &mut Fields, element: &str, own: &str) -> Result<(), Problem> {
    match fields.remove(element).as_ref().and_then(|mark| mark.as_str()) {
        Some(mark) if !mark.is_empty() && mark != own => {
            let message = format!("{element}: {mark} isn't of this org. Leave the element out to have it generated.");
            Err(Problem::coded("INVALID_FIELD", message))
        }
        _ => Ok(()),
    }
}
