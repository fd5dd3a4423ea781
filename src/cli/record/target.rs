//! Objects and records as they are typed: `Account`, `001…`, `Ext__c=E7`.

use crate::api::sobject::Target;
use crate::api::{self, is_id};
pub use crate::cli::argument::name;
use crate::error::{Exit, Failure};

/// An Id.
pub fn id(text: &str) -> Result<String, String> {
    if is_id(text) { Ok(text.to_owned()) } else { Err("an Id has 15 letters and digits, or 18 that agree".to_owned()) }
}

/// An Id, or a key field and its value.
pub fn target(text: &str) -> Result<Target, String> {
    if text.contains('=') { key(text) } else { id(text).map(Target::Id).map_err(|why| why + "; a key is FIELD=VALUE") }
}

/// A key field and its value.
pub fn key(text: &str) -> Result<Target, String> {
    let (field, value) = text.split_once('=').ok_or("a key is FIELD=VALUE")?;
    let field = name(field)?;
    if field.eq_ignore_ascii_case("Id") {
        return id(value).map(Target::Id);
    }
    // Addresses lose such parts, however they are escaped.
    if matches!(value, "" | "." | "..") {
        return Err(format!("`{value}` cannot stand in an address; use --input with a file that has the key"));
    }
    Ok(Target::Key { field, value: value.to_owned() })
}

/// How a person would type it again.
pub fn typed(target: &Target) -> String {
    match target {
        Target::Id(id) => id.clone(),
        Target::Key { field, value } => format!("{field}={value}"),
    }
}

/// The error with the record that it is about.
pub fn named(object: &str, target: &Target, error: api::Error) -> anyhow::Error {
    match error {
        api::Error::Refused(mut refusal) => {
            refusal.message = format!("{} ({object} {})", refusal.message, typed(target));
            api::Error::Refused(refusal).into()
        }
        api::Error::Several(ids) => {
            let text = format!("{} {object} records have {}: {}", ids.len(), typed(target), ids.join(", "));
            Failure::new(Exit::Refused, text).hint("name one of them by its Id").into()
        }
        error => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_an_id_or_a_key() {
        let id = Target::Id("001000000000001AAA".to_owned());
        assert_eq!(target("001000000000001AAA"), Ok(id.clone()));
        assert_eq!(target("id=001000000000001AAA"), Ok(id));
        let key = Target::Key { field: "Ext__c".to_owned(), value: "a=b/../c".to_owned() };
        assert_eq!(target("Ext__c=a=b/../c"), Ok(key));
        for bad in ["", "001", "001000000000001AAB", "Ext__c=", "Ext__c=..", "a/b=c", "Id=x", "../x=1"] {
            assert!(target(bad).is_err(), "{bad}");
        }
        assert!(name("../Account").is_err() && name("").is_err() && name("Invoice__c").is_ok());
    }
}
