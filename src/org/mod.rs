//! Who we may talk to: which org is meant, what is known about it, and the session that speaks for its user.
//! Has never heard of SOQL.

pub mod choice;
mod error;
mod host;
mod registry;
mod session;

pub use choice::Choice;
pub use error::Error;
pub use host::origin;
pub use registry::Registry;
pub use session::Session;
