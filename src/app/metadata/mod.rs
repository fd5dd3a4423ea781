//! An app as metadata (`spec/oauth.md` 10.2-10.4): its components, the files that they are in, and what of them has to
//! be sent. Consumer key and secret are the org's to make: they are never read into a component, let alone written.

mod columns;
mod component;
mod cure;
mod kind;
mod package;
mod plan;
mod switch;
mod translate;
mod write;

pub use columns::{of_row, soql};
pub use component::Component;
pub use cure::cure;
pub use kind::Kind;
pub use package::{File, Form, destruction, package, zip};
pub use plan::to_send;
pub use switch::{SWITCHES, is_on, turning};
pub use translate::read;
