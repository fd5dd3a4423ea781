//! From the text of a query to what is to be done for it.

use super::{
    failure::Failure,
    filter, function,
    groups::{self, Groups},
    rows::{self, Asked, Rows},
    scope::Scope,
    semijoin::Place,
    setting::Setting,
    statement::{Binds, Statement},
    stretch::Stretch,
};
use crate::{
    demo::schema::Object,
    soql::{
        self,
        ast::{Item, Query},
    },
};
use std::sync::Arc;

/// No query may be longer, in characters.
const LONGEST: usize = 100_000;

#[derive(Debug)]
pub enum Plan {
    Rows(Arc<Rows>),
    Groups(Groups),
    /// `COUNT()`: a number and no records.
    Count(Statement),
}

/// What comes of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gives {
    /// Records of this object.
    Records(String),
    Groups,
    /// A number.
    Count,
}

pub fn parse(text: &str) -> Result<Query, Failure> {
    if text.chars().nth(LONGEST).is_some() {
        return Err(Failure::malformed("SOQL statements cannot be longer than 100,000 characters."));
    }
    Ok(soql::parse(text)?)
}

impl Plan {
    pub fn of(setting: &Setting, query: &Query) -> Result<Self, Failure> {
        let object = setting.object(rows::from(query)?)?;
        filter::guard(object, query)?;
        if let [Item::Count(_)] = query.select.as_slice() {
            return count(setting, query, object).map(Self::Count);
        }
        if groups::grouped(query) {
            return Groups::compile(setting, query, object).map(Self::Groups);
        }
        let asked = Asked { object, parent: None, depth: 0 };
        Rows::compile(setting, query, asked).map(|rows| Self::Rows(Arc::new(rows)))
    }

    pub fn gives(&self) -> Gives {
        match self {
            Self::Rows(rows) => Gives::Records(rows.object.clone()),
            Self::Groups(_) => Gives::Groups,
            Self::Count(_) => Gives::Count,
        }
    }
}

/// The number of rows, in one column.
pub fn count(setting: &Setting, query: &Query, object: &Object) -> Result<Statement, Failure> {
    if let Some(order) = query.order.first() {
        let term = function::term(&mut Scope::new(setting, object, Binds::after(0)), &order.expr)?;
        return Err(Failure::malformed(format!("Field must be grouped or aggregated: {}", term.name)).at(&term.span));
    }
    let mut scope = Scope::new(setting, object, Binds::after(0));
    scope.name(&query.from)?;
    let filter = filter::sql(&mut scope, query, Place::Top)?;
    if let Some(stretch) = Stretch::of(&mut scope, query)? {
        return Ok(Statement::new(format!("SELECT {}", stretch.count), &Binds::after(0)));
    }
    let limit = rows::limit(&scope.binds, query)?;
    let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {}{filter}{limit})", scope.sources());
    Ok(Statement::new(sql, &scope.binds))
}
