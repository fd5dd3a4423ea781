//! SOQL as text and tree. Uses nothing of ours, so that both ends of the wire can use it.

pub mod ast;
mod clause;
mod condition;
mod leaf;
mod literal;
mod parse;
mod select;
mod shape;
mod token;
mod unexpected;

pub use parse::parse;
pub use unexpected::Unexpected;
