//! SOQL as text and tree. Uses nothing of ours, so that both ends of the wire can use it.

pub mod ast;
mod bind;
pub mod caret;
mod check;
mod clause;
mod columns;
mod condition;
mod counting;
mod cursor;
mod edit;
mod job;
mod leaf;
mod list;
mod literal;
mod macros;
mod parse;
mod ranged;
mod select;
mod shape;
mod token;
mod underline;
mod unexpected;

pub use bind::{Binding, bind, binds};
pub use check::{Wrong, check};
pub use columns::{Column, columns};
pub use counting::counting;
pub use cursor::{Cursor, Expect, cursor};
pub use edit::Draft;
pub use job::no_job;
pub use list::{Use, list_end, movable, selected, usage};
pub use literal::{number, quote};
pub use macros::{Macro, Select, Set, macros};
pub use parse::parse;
pub use ranged::Ranged;
use underline::underline;
pub use unexpected::Unexpected;
