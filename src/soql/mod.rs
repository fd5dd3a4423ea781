//! SOQL as text and tree. Uses nothing of ours, so that both ends of the wire can use it.

pub mod ast;
pub mod bind;
pub mod caret;
mod clause;
pub mod columns;
mod condition;
mod leaf;
mod literal;
mod parse;
mod select;
mod shape;
mod token;
mod underline;
mod unexpected;

pub use bind::bind;
pub use columns::columns;
pub use literal::quote;
pub use parse::parse;
pub use underline::underline;
pub use unexpected::Unexpected;
