//! The apps that may sign people in: one model of all that an external client app or a connected app says, as its
//! metadata types say it, and the place where the org keeps them. What OAuth makes of it is said in `oauth`.

mod admission;
mod credentials;
pub mod model;
mod pair;
pub mod policy;
pub mod records;
mod registry;
pub mod scope;
pub mod seed;
#[cfg(test)]
mod tests;
pub mod types;
mod usage;

pub use admission::admits;
pub use model::App;
pub use registry::Apps;

use super::wire::Methods;

/// What answers below `apps/oauth`.
pub fn methods(path: &[&str]) -> Option<Methods> {
    match path {
        ["usage", rest @ ..] => usage::methods(rest),
        ["credentials", rest @ ..] => credentials::methods(rest),
        _ => None,
    }
}
