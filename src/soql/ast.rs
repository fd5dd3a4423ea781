//! A SOQL query as a tree. Names keep the spelling they were typed in; every node that an error can point
//! at knows its byte range in the text. Meaning (does the object exist, may the field be sorted) is not judged here.

use std::ops::Range;

/// Byte range in the query text.
pub type Span = Range<usize>;

/// One identifier as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub text: String,
    pub span: Span,
}

/// A dotted path: `Owner.Manager.Name`. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    pub parts: Vec<Name>,
    pub span: Span,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    pub select: Vec<Item>,
    /// The object first; further sources are relationship paths that only give an alias.
    pub from: Vec<Source>,
    pub scope: Option<Name>,
    pub filter: Option<Condition>,
    pub with: Option<With>,
    pub group: Option<Group>,
    pub having: Option<Condition>,
    pub order: Vec<Order>,
    pub limit: Option<u64>,
    pub offset: Option<u64>,
    /// `FOR VIEW`, `FOR REFERENCE`, `FOR UPDATE`, `UPDATE TRACKING`, `UPDATE VIEWSTAT`, in upper case.
    pub purposes: Vec<Name>,
    pub all_rows: bool,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub path: Path,
    pub alias: Option<Name>,
}

/// One element of the SELECT list.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// `COUNT()` with nothing in it.
    Count(Span),
    Field {
        expr: Expr,
        alias: Option<Name>,
    },
    Child(Box<Query>),
    TypeOf(TypeOf),
}

/// `TYPEOF What WHEN Account THEN Phone ELSE Name END`
#[derive(Clone, Debug, PartialEq)]
pub struct TypeOf {
    pub path: Path,
    pub whens: Vec<(Name, Vec<Path>)>,
    pub otherwise: Vec<Path>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    Path(Path),
    Call(Call),
}

/// A function with its arguments: `SUM(Amount)`, `FIELDS(ALL)`, `DISTANCE(Loc__c, GEOLOCATION(1, 2), 'km')`.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    pub function: Name,
    pub args: Vec<Arg>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    Expr(Expr),
    Literal(Literal),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Not(Box<Condition>),
    Test { left: Expr, op: Op, right: Operand, span: Span },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    Like,
    In,
    NotIn,
    Includes,
    Excludes,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    Value(Literal),
    List(Vec<Literal>),
    /// A semi-join or anti-join.
    Query(Box<Query>),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Literal {
    pub value: Scalar,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// The text meant, escapes resolved, except that `\_` and `\%` stay as they are for LIKE.
    String(String),
    /// Digits as typed.
    Number(String),
    Bool(bool),
    Null,
    /// `2024-05-01`
    Date(String),
    /// `2024-05-01T10:00:00Z`, as typed
    DateTime(String),
    /// `TODAY`, `LAST_N_DAYS:30`; the name in upper case
    DateLiteral {
        name: String,
        n: Option<u32>,
    },
    /// `USD5000`
    Currency {
        code: String,
        digits: String,
    },
    /// `:name`; only Apex may send one
    Bind(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    Plain,
    Rollup,
    Cube,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub grouping: Grouping,
    pub by: Vec<Expr>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    pub expr: Expr,
    pub descending: bool,
    pub nulls_last: Option<bool>,
}

/// A `WITH` clause. What the org does with it is the org's business; the text is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct With {
    pub text: String,
    pub span: Span,
}
