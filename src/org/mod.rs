//! Who we may talk to: which org is meant, what is known about it, and the session that speaks for its user.
//! Has never heard of SOQL.

mod adopt;
pub mod choice;
mod ended;
mod entry;
mod error;
pub mod file;
pub mod host;
pub mod import;
mod lock;
mod login;
mod policy;
mod registry;
mod renewal;
mod session;
#[cfg(test)]
mod tests;
mod vault;

pub use choice::Choice;
pub use entry::{Entry, Flow, Kind, Store};
pub use error::Error;
pub use host::origin;
pub use login::{Login, Secrets};
pub use policy::{Policy, repeatable};
pub use registry::Registry;
pub use renewal::private_key;
pub use session::Session;
pub use vault::Slot;
