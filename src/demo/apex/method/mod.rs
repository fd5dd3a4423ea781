//! The methods that there are: a table of names, types and what they do.

mod classes;
mod values;

pub use values::{item, put};

use super::{run::Run, thrown::Stop, tree::Expr, types::Type, value::Value};

/// Types are words; `T` is what a list is made of.
#[derive(Debug)]
pub struct Method {
    /// A class, or the type of the value it belongs to.
    class: &'static str,
    fixed: bool,
    name: &'static str,
    pub takes: &'static [&'static str],
    pub gives: &'static str,
    pub run: Work,
}

/// What is done with the value it belongs to, which is null for a class, and the arguments.
pub type Work = fn(&mut Run, &Value, &[Value]) -> Result<Value, Stop>;

/// A method of a class.
const fn fixed(
    class: &'static str,
    name: &'static str,
    takes: &'static [&'static str],
    gives: &'static str,
    run: Work,
) -> Method {
    Method { class, fixed: true, name, takes, gives, run }
}

/// A method of a value.
const fn of(
    class: &'static str,
    name: &'static str,
    takes: &'static [&'static str],
    gives: &'static str,
    run: Work,
) -> Method {
    Method { class, fixed: false, name, takes, gives, run }
}

pub fn is_class(name: &str) -> bool {
    classes::METHODS.iter().any(|method| method.class.eq_ignore_ascii_case(name))
}

/// The class whose methods a value of this type has.
pub fn class(ty: &Type) -> &'static str {
    match ty {
        Type::String => "String",
        Type::Decimal => "Decimal",
        Type::Date => "Date",
        Type::List(_) => "List",
        Type::Exception(_) => "Exception",
        _ => "",
    }
}

/// The method that takes these arguments. `on` is the type of the value it is called on, if it is.
pub fn find(class: &str, on: Option<&Type>, name: &str, arguments: &[Expr]) -> Option<&'static Method> {
    let takes = |method: &Method| {
        method.takes.len() == arguments.len()
            && method.takes.iter().zip(arguments).all(|(takes, given)| given.ty.fits(&ty(takes, on)))
    };
    let table = if on.is_some() { values::METHODS } else { classes::METHODS };
    table.iter().find(|method| {
        method.fixed == on.is_none()
            && method.class.eq_ignore_ascii_case(class)
            && method.name.eq_ignore_ascii_case(name)
            && takes(method)
    })
}

/// What a word of the table means for a method of a value of type `on`.
pub fn ty(word: &str, on: Option<&Type>) -> Type {
    match word {
        "T" => on.and_then(Type::element).cloned().unwrap_or(Type::Object),
        "List<String>" => Type::list(Type::String),
        word => Type::simple(word).unwrap_or(Type::Object),
    }
}

/// A text argument; of null, nothing.
fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_table_is_a_type() {
        for method in classes::METHODS.iter().chain(values::METHODS) {
            for word in method.takes.iter().chain([&method.gives]) {
                let known = Type::simple(word).is_some() || ["T", "List<String>"].contains(word);
                assert!(known, "{} of {}.{}", word, method.class, method.name);
            }
        }
    }
}
