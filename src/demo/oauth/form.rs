//! Fields of a form, from the body where the caller sent one, else from the address.

use super::Refusal;
use crate::demo::wire::Call;

pub struct Form(Vec<(String, String)>);

impl Form {
    /// Only what the body carries, and only where it says that it is a form.
    pub fn of_body(call: &Call) -> Self {
        let kind = call.header("content-type").unwrap_or_default();
        let is_form = kind.starts_with("application/x-www-form-urlencoded");
        Self(if is_form { form_urlencoded::parse(&call.body).into_owned().collect() } else { Vec::new() })
    }

    /// Fields of the body first, then those of the address.
    pub fn of(call: &Call) -> Self {
        let Self(mut fields) = Self::of_body(call);
        fields.extend(call.query.iter().cloned());
        Self(fields)
    }

    /// A field that has a value.
    pub fn get(&self, name: &str) -> Option<&str> {
        let named = self.0.iter().find(|(key, _)| key == name);
        named.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    pub fn need(&self, name: &str) -> Result<&str, Refusal> {
        let missing = || Refusal::new("invalid_request", format!("missing required parameter: {name}"));
        self.get(name).ok_or_else(missing)
    }
}

/// `base?name=value&…`, for a base that may have a query of its own.
pub fn address(base: &str, fields: &[(&str, &str)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    format!("{base}{}{query}", if base.contains('?') { '&' } else { '?' })
}
