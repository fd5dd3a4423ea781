//! A block that has been understood: every name is a slot or a field, every type is known.

use super::{method::Method, source::At, types::Type, value::Value};

#[derive(Debug)]
pub enum Statement {
    Run(Expr),
    Declare(usize, Option<Expr>),
    Block(Vec<Statement>),
    If(Expr, Box<Statement>, Option<Box<Statement>>),
    /// `first` is run before the condition is looked at: `do`.
    Loop {
        first: bool,
        condition: Option<Expr>,
        update: Vec<Expr>,
        body: Box<Statement>,
    },
    Each {
        slot: usize,
        list: Expr,
        body: Box<Statement>,
    },
    Break,
    Continue,
    Return,
    Throw(Expr),
    Try {
        body: Box<Statement>,
        catches: Vec<Catch>,
        finally: Option<Box<Statement>>,
    },
}

#[derive(Debug)]
pub struct Catch {
    pub what: Type,
    pub slot: usize,
    pub body: Statement,
}

#[derive(Debug)]
pub struct Expr {
    pub at: At,
    pub ty: Type,
    pub kind: Kind,
}

#[derive(Debug)]
pub enum Kind {
    Literal(Value),
    Slot(usize),
    Field(Box<Field>),
    Item(Box<(Expr, Expr)>),
    /// A record of the object with these fields.
    Record(String, Vec<(String, Expr)>),
    List(Vec<Expr>),
    Exception(&'static str, Option<Box<Expr>>),
    Not(Box<Expr>),
    Minus(Box<Expr>),
    Binary(Operator, Box<(Expr, Expr)>),
    Choose(Box<(Expr, Expr, Expr)>),
    Set(Box<(Place, Expr)>),
    /// `++` and `--`: what is added, and whether the value before is the one that counts.
    Step {
        slot: usize,
        by: i32,
        before: bool,
    },
    Call(Box<Call>),
    Query(Query),
    /// To the expression's own type.
    Convert(Box<Expr>),
    Dml(Deed, Box<Expr>),
}

#[derive(Debug)]
pub struct Field {
    pub of: Expr,
    pub name: String,
    /// `?.`
    pub safe: bool,
}

#[derive(Debug)]
pub struct Call {
    pub method: &'static Method,
    /// `None` for a static method.
    pub on: Option<Expr>,
    pub safe: bool,
    pub arguments: Vec<Expr>,
}

#[derive(Debug)]
pub enum Place {
    Slot(usize),
    Field(Field),
    Item(Expr, Expr),
}

/// SOQL in pieces; a value comes behind each but the last.
#[derive(Debug)]
pub struct Query {
    pub pieces: Vec<String>,
    pub values: Vec<Expr>,
    pub counts: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Add,
    Join,
    Subtract,
    Multiply,
    Divide,
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
    /// `??`
    Else,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Insert,
    Update,
    Upsert,
    Delete,
    Undelete,
}
