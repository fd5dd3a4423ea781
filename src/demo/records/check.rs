//! Whether a record may be kept: texts that fit, choices that exist, parents that are there, keys nobody else has.

use super::{Refusal, Writer, place, writer::Deed};
use crate::demo::{
    id,
    schema::{Field, Kind, Object},
    store::decimal,
    wire::Fault,
};
use serde_json::{Map, Value};

/// Checks the fields that `record` has.
pub fn record(writer: &Writer, object: &Object, record: &Map<String, Value>, deed: Deed) -> Result<(), Refusal> {
    let given = || record.iter().filter_map(|(name, value)| Some((object.field(name)?, value)));
    let mut faults: Vec<Fault> = given().filter_map(|(field, value)| misfit(field, value)).collect();
    faults.extend(missing(object, record, deed));
    Refusal::unless_none(faults)?;
    for (field, value) in given() {
        if let Some(parent) = value.as_str().filter(|_| field.kind == Kind::Reference) {
            reference(writer, field, parent)?;
        }
        if field.unique {
            unique(writer, (object, field), value, deed)?;
        }
    }
    Ok(())
}

/// One fault that names all fields which have to hold something and do not.
fn missing(object: &Object, record: &Map<String, Value>, deed: Deed) -> Option<Fault> {
    let empty = |field: &&Field| match record.get(&field.name) {
        Some(value) => value.is_null() || value.as_str() == Some(""),
        None => deed == Deed::Create && !field.defaulted,
    };
    let needed = |field: &&Field| field.createable && !field.nillable && field.kind != Kind::Boolean;
    let names: Vec<_> = object.fields.iter().filter(needed).filter(empty).map(|field| field.name.as_str()).collect();
    let message = format!("Required fields are missing: [{}]", names.join(", "));
    (!names.is_empty()).then(|| Fault::new(400, "REQUIRED_FIELD_MISSING", message).on(&names))
}

/// What is wrong with the value in itself.
fn misfit(field: &Field, value: &Value) -> Option<Fault> {
    if matches!(field.kind, Kind::Int | Kind::Double | Kind::Currency | Kind::Percent) {
        return out_of_range(field, value);
    }
    let text = value.as_str().filter(|text| !text.is_empty())?;
    match field.kind {
        Kind::Email if !is_email(text) => Some(fault(field, "INVALID_EMAIL_ADDRESS", "invalid email address", text)),
        Kind::Picklist | Kind::MultiPicklist if field.restricted_picklist => unknown_choice(field, text),
        Kind::Base64 | Kind::Reference => None,
        _ => too_long(field, text),
    }
}

fn fault(field: &Field, code: &'static str, reason: &str, value: &str) -> Fault {
    Fault::new(400, code, format!("{}: {reason}: {value}", field.label)).on(&[&field.name])
}

fn too_long(field: &Field, text: &str) -> Option<Fault> {
    let most = usize::try_from(field.length).ok().filter(|most| *most > 0)?;
    let reason = format!("{text} (max length={most})");
    text.chars().nth(most).map(|_| fault(field, "STRING_TOO_LONG", "data value too large", &reason))
}

fn unknown_choice(field: &Field, text: &str) -> Option<Fault> {
    let known = |choice: &str| field.picklist.iter().any(|known| known.active && known.value == choice);
    let choices: Vec<_> = match field.kind {
        Kind::MultiPicklist => text.split(';').map(str::trim).collect(),
        _ => vec![text],
    };
    let unknown = choices.into_iter().find(|choice| !choice.is_empty() && !known(choice))?;
    let code = "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST";
    Some(fault(field, code, "bad value for restricted picklist field", unknown))
}

/// A number may have as many digits before the point as its field leaves room for.
fn out_of_range(field: &Field, value: &Value) -> Option<Fault> {
    let written = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let plain = decimal::plain(written.trim())?;
    let rounded = decimal::round(&plain, usize::try_from(field.scale).unwrap_or(0));
    let whole = rounded.trim_start_matches('-').split('.').next().unwrap_or_default().trim_start_matches('0');
    let room = usize::try_from(field.precision.saturating_sub(field.scale)).unwrap_or(usize::MAX);
    let reason = "value outside of valid range on numeric field";
    (whole.len() > room).then(|| fault(field, "NUMBER_OUTSIDE_VALID_RANGE", reason, &written))
}

/// One `@` between a name and a domain of several labels, and no blanks.
pub fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let labels = || domain.split('.');
    !name.is_empty()
        && !text.contains(char::is_whitespace)
        && labels().count() > 1
        && labels().all(|label| !label.is_empty() && !label.contains('@'))
}

fn reference(writer: &Writer, field: &Field, text: &str) -> Result<(), Fault> {
    if text.is_empty() {
        return Ok(());
    }
    let long = id::long(text);
    let object = long.as_deref().and_then(|id| writer.schema.of_id(id));
    let (Some(id), Some(object)) = (&long, object.filter(|object| field.references.contains(&object.name))) else {
        return Err(fault(field, "MALFORMED_ID", "id value of incorrect type", text));
    };
    place::present(writer.records, object, id).map_err(|fault| match fault.code {
        "NOT_FOUND" => Fault::new(400, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id").on(&[]),
        _ => Fault { status: 400, ..fault },
    })
}

fn unique(writer: &Writer, (object, field): (&Object, &Field), value: &Value, deed: Deed) -> Result<(), Fault> {
    let holders = place::keyed(writer.records, object, field, value)?;
    let Some(other) = holders.iter().find(|holder| Some(holder.as_str()) != deed.id()) else { return Ok(()) };
    let short = other.get(..15).unwrap_or(other);
    let message = format!("duplicate value found: {} duplicates value on record with id: {short}", field.name);
    Err(Fault::new(400, "DUPLICATE_VALUE", message).on(&[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: Kind) -> Field {
        Field {
            name: "F__c".to_owned(),
            label: "Field".to_owned(),
            kind,
            length: 3,
            precision: 5,
            scale: 2,
            ..Field::default()
        }
    }

    #[test]
    fn an_address_has_a_name_and_a_domain() {
        for good in ["a@b.c", "first.last+tag@sub.example.com", "ü@x.de"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["not an email", "a@b", "@b.c", "a@.c", "a@b.", "a b@c.d", "a@b@c.d"] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn numbers_fit_the_digits_before_the_point() {
        for (value, fits) in
            [("999.99", true), ("-999", true), ("999.999", false), ("1000", false), ("1e2", true), ("1e3", false)]
        {
            let value: Value = serde_json::from_str(value).expect("a number");
            assert_eq!(misfit(&field(Kind::Double), &value).is_none(), fits, "{value}");
        }
    }

    #[test]
    fn characters_count_and_not_bytes() {
        assert_eq!(misfit(&field(Kind::String), &"äöü".into()), None);
        let fault = misfit(&field(Kind::String), &"äöüß".into()).expect("too long");
        assert_eq!(fault.message, "Field: data value too large: äöüß (max length=3)");
    }
}
