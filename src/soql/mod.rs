//! SOQL as text and tree. Uses nothing of ours, so that both ends of the wire can use it.

pub mod ast;
mod bind;
pub mod caret;
mod check;
mod clause;
mod columns;
mod condition;
mod counting;
mod leaf;
mod literal;
mod parse;
mod select;
mod shape;
mod token;
mod underline;
mod unexpected;

pub use bind::{Binding, Bound, bind};
pub use check::{Wrong, check};
pub use columns::{Column, columns};
pub use counting::counting;
pub use parse::parse;
pub use underline::underline;
pub use unexpected::Unexpected;
