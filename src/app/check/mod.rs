//! What can be said of an app: one statement at a time, each passed, failed with the box to change, or not testable and
//! why. Where the facts come from is not known here.

mod diff;
mod report;
mod spelling;
mod statement;

pub use diff::Diff;
pub use report::Report;
pub use spelling::others;
pub use statement::{Change, Statement, Verdict};
