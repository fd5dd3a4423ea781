//! SQL with its parameters. What a caller wrote reaches SQLite as a parameter and in no other way.

use rusqlite::{CachedStatement, Connection, Result, types::Value};
use std::{cell::RefCell, rc::Rc};

/// The parameters of one statement while it is being written, shared by its subselects.
#[derive(Clone)]
pub struct Binds {
    reserved: usize,
    values: Rc<RefCell<Vec<Value>>>,
}

impl Binds {
    /// The first `reserved` parameters are left for the time of execution.
    pub fn after(reserved: usize) -> Self {
        Self { reserved, values: Rc::default() }
    }

    /// The mark that stands for `value` in the SQL.
    pub fn bind(&self, value: impl Into<Value>) -> String {
        let mut values = self.values.borrow_mut();
        values.push(value.into());
        format!("?{}", self.reserved + values.len())
    }
}

#[derive(Debug)]
pub struct Statement {
    pub sql: String,
    reserved: usize,
    values: Vec<Value>,
}

impl Statement {
    pub fn new(sql: String, binds: &Binds) -> Self {
        Self { sql, reserved: binds.reserved, values: binds.values.take() }
    }

    /// Ready to run once the reserved parameters are bound.
    pub fn prepare<'c>(&self, connection: &'c Connection) -> Result<CachedStatement<'c>> {
        let mut statement = connection.prepare_cached(&self.sql)?;
        for (index, value) in self.values.iter().enumerate() {
            statement.raw_bind_parameter(self.reserved + index + 1, value)?;
        }
        Ok(statement)
    }
}
