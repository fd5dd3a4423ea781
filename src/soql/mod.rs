//! SOQL as text and tree. Uses nothing of ours, so that both ends of the wire can use it.

pub mod ast;
