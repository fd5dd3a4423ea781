//! The language of the schema files. The first line is the object, a line with a blank in it a field, an
//! indented line more about the field above, a line without blanks a child relationship:
//!
//! ```text
//! Invoice__c a00 "Invoice" "Invoices" CUDS
//! Account__c ref>Account:Account__r NCUFSG
//! Status__c  pick NCUFSGX "State"
//!     values Draft*, Sent=Sent out, ~Disputed
//! Lines__r=InvoiceLine__c.Invoice__c^
//! ```
//!
//! Flags of an object: `C`reateable, `U`pdateable, `D`eletable, `S`earchable, `T`ooling. Flags of a field are in
//! [`flag`]. In values `*` is the default, `~` inactive, `=` gives a label, `[A+B]` what the controlling field says.

use super::{Child, Choice, Field, Kind, Object};

/// `None` where any line is not in the language.
pub fn object(text: &str) -> Option<Object> {
    let mut lines = text.lines();
    let mut object = header(lines.next()?)?;
    for line in lines.filter(|line| !line.is_empty()) {
        if let Some(more) = line.strip_prefix("    ") {
            detail(&mut object, more)?;
        } else if let Some((name, rest)) = line.split_once(' ') {
            object.fields.push(field(name, rest.trim_start())?);
        } else {
            object.children.push(child(line)?);
        }
    }
    Some(object)
}

fn header(line: &str) -> Option<Object> {
    let mut parts = line.split('"');
    let (name, key_prefix) = parts.next()?.trim_end().split_once(' ')?;
    let label = parts.next()?;
    let label_plural = parts.nth(1)?;
    let flags = parts.next()?;
    Some(Object {
        name: name.to_owned(),
        label: label.to_owned(),
        label_plural: label_plural.to_owned(),
        key_prefix: key_prefix.to_owned(),
        createable: flags.contains('C'),
        updateable: flags.contains('U'),
        deletable: flags.contains('D'),
        searchable: flags.contains('S'),
        tooling: flags.contains('T'),
        ..Object::default()
    })
}

fn child(line: &str) -> Option<Child> {
    let (relationship, target) = line.split_once('=')?;
    let (object, field) = target.trim_end_matches('^').split_once('.')?;
    Some(Child {
        relationship: Some(relationship.to_owned()),
        object: object.to_owned(),
        field: field.to_owned(),
        cascade_delete: target.ends_with('^'),
    })
}

/// `type(size)>References:Relationship FLAGS@Compound "Label"`.
fn field(name: &str, text: &str) -> Option<Field> {
    let (text, label) = cut(text, " \"");
    let (shape, flags) = text.split_once(' ')?;
    let (flags, compound) = cut(flags, "@");
    let (shape, target) = cut(shape, ">");
    let mut field = Field {
        name: name.to_owned(),
        label: label.map_or_else(|| words(name), |label| label.trim_end_matches('"').to_owned()),
        compound: compound.map(str::to_owned),
        ..sized(shape)?
    };
    if let Some(target) = target {
        let (references, relationship) = cut(target, ":");
        field.references = references.split('|').map(str::to_owned).collect();
        field.relationship = relationship.map(str::to_owned);
    }
    flags.bytes().try_for_each(|letter| flag(&mut field, letter)).map(|()| field)
}

/// What stands before a mark and, where the mark is there, what stands behind it.
fn cut<'a>(text: &'a str, mark: &str) -> (&'a str, Option<&'a str>) {
    text.split_once(mark).map_or((text, None), |(before, behind)| (before, Some(behind)))
}

/// `str(255)`, `cur(16,2)`, `date`.
fn sized(shape: &str) -> Option<Field> {
    let (word, size) = cut(shape, "(");
    let (kind, length) = kind(word)?;
    let mut field = Field { kind, length, ..Field::default() };
    let Some(size) = size else { return Some(field) };
    let (first, scale) = cut(size.strip_suffix(')')?, ",");
    match kind {
        Kind::Int | Kind::Double | Kind::Currency | Kind::Percent => field.precision = first.parse().ok()?,
        _ => field.length = first.parse().ok()?,
    }
    field.scale = scale.map_or(Some(0), |scale| scale.parse().ok())?;
    Some(field)
}

/// A type and the length that values of it have anyway.
fn kind(word: &str) -> Option<(Kind, u32)> {
    Some(match word {
        "str" => (Kind::String, 0),
        "bool" => (Kind::Boolean, 0),
        "int" => (Kind::Int, 0),
        "dbl" => (Kind::Double, 0),
        "cur" => (Kind::Currency, 0),
        "pct" => (Kind::Percent, 0),
        "date" => (Kind::Date, 0),
        "dt" => (Kind::DateTime, 0),
        "time" => (Kind::Time, 0),
        "base64" => (Kind::Base64, 0),
        "id" => (Kind::Id, 18),
        "ref" => (Kind::Reference, 18),
        "txa" => (Kind::TextArea, 0),
        "phone" => (Kind::Phone, 40),
        "url" => (Kind::Url, 255),
        "email" => (Kind::Email, 80),
        "combo" => (Kind::Combobox, 255),
        "pick" => (Kind::Picklist, 255),
        "mpick" => (Kind::MultiPicklist, 4099),
        "addr" => (Kind::Address, 0),
        "loc" => (Kind::Location, 0),
        "enc" => (Kind::EncryptedString, 175),
        "any" => (Kind::AnyType, 0),
        _ => return None,
    })
}

fn flag(field: &mut Field, letter: u8) -> Option<()> {
    let switch = match letter {
        b'N' => &mut field.nillable,
        b'C' => &mut field.createable,
        b'U' => &mut field.updateable,
        b'F' => &mut field.filterable,
        b'S' => &mut field.sortable,
        b'G' => &mut field.groupable,
        b'D' => &mut field.defaulted,
        b'X' => &mut field.restricted_picklist,
        b'A' => &mut field.auto_number,
        b'!' => &mut field.name_field,
        b'*' => &mut field.id_lookup,
        b'E' => &mut field.external_id,
        b'Q' => &mut field.unique,
        b'K' => &mut field.case_sensitive,
        b'R' => &mut field.rich,
        b'H' => &mut field.tracked,
        b'^' => &mut field.cascade_delete,
        _ => return None,
    };
    *switch = true;
    Some(())
}

fn detail(object: &mut Object, text: &str) -> Option<()> {
    let (word, text) = text.split_once(' ')?;
    let controlling = match object.fields.last()?.controller.clone() {
        Some(name) => object.field(&name)?.picklist.clone(),
        None => Vec::new(),
    };
    let field = object.fields.last_mut()?;
    match word {
        "values" => {
            for entry in text.split(", ") {
                field.picklist.push(choice(entry, &controlling)?);
            }
        }
        "by" => field.controller = Some(text.to_owned()),
        "sql" => field.formula = Some(text.to_owned()),
        "formula" => field.formula_text = Some(text.to_owned()),
        "default" => field.default = Some(text.to_owned()),
        "help" => field.help = Some(text.to_owned()),
        _ => return None,
    }
    Some(())
}

/// `Draft*`, `Sent=Sent out`, `~Disputed`, `Global[Americas+EMEA]`.
fn choice(text: &str, controlling: &[Choice]) -> Option<Choice> {
    let (text, controllers) = cut(text, "[");
    let (value, label) = cut(text, "=");
    let position = |name| controlling.iter().position(|choice| choice.value == name);
    let valid_for = match controllers {
        Some(names) => names.strip_suffix(']')?.split('+').map(position).collect::<Option<_>>()?,
        None => Vec::new(),
    };
    let plain = value.trim_end_matches('*').trim_start_matches('~');
    Some(Choice {
        value: plain.to_owned(),
        label: label.unwrap_or(plain).to_owned(),
        default: value.ends_with('*'),
        active: !value.starts_with('~'),
        valid_for,
    })
}

/// `BillingCity` reads `Billing City`, `OwnerId` `Owner ID`, `TaxRate__c` `Tax Rate`.
fn words(name: &str) -> String {
    let stem = name.strip_suffix("__c").unwrap_or(name);
    let mut label = String::with_capacity(stem.len() + 4);
    let mut before = '_';
    for (at, letter) in stem.char_indices() {
        let small_next = stem[at..].chars().nth(1).is_some_and(|next| next.is_ascii_lowercase());
        if letter.is_ascii_uppercase() && before != '_' && (small_next || !before.is_ascii_uppercase()) {
            label.push(' ');
        }
        label.push(if letter == '_' { ' ' } else { letter });
        before = letter;
    }
    match label.strip_suffix(" Id") {
        Some(stem) => format!("{stem} ID"),
        None => label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INVOICE: &str = r#"Invoice__c a00 "Invoice" "Invoices" CUD

Account__c ref>Account|Contact:Account__r NCUFSG^
Amount__c  cur(16,2) NCUFS@Whole "Total amount"
Region__c  pick NCUFSG
    values Here*, There=Over there, ~Nowhere
City__c    mpick NCUF
    by Region__c
    values Oslo[There], All[Here+There]

Lines__r=InvoiceLine__c.Invoice__c^
"#;

    #[test]
    fn an_object_is_read_whole() {
        let object = object(INVOICE).expect("an object");
        assert_eq!((object.key_prefix.as_str(), object.label_plural.as_str()), ("a00", "Invoices"));
        assert!(object.deletable && !object.searchable);
        let account = object.field("Account__c").expect("Account__c");
        assert_eq!(account.references, ["Account", "Contact"]);
        assert_eq!(account.relationship.as_deref(), Some("Account__r"));
        assert!(account.cascade_delete && account.nillable && !account.unique);
        let amount = object.field("Amount__c").expect("Amount__c");
        assert_eq!((amount.precision, amount.scale, amount.label.as_str()), (16, 2, "Total amount"));
        assert_eq!(amount.compound.as_deref(), Some("Whole"));
        assert_eq!(object.children[0].relationship.as_deref(), Some("Lines__r"));
    }

    #[test]
    fn values_carry_default_label_state_and_controllers() {
        let object = object(INVOICE).expect("an object");
        let [here, there, nowhere] = &object.fields[2].picklist[..] else { panic!("three values") };
        assert!(here.default && here.active && !there.default && !nowhere.active);
        assert_eq!((there.value.as_str(), there.label.as_str()), ("There", "Over there"));
        assert_eq!(nowhere.value, "Nowhere");
        let positions: Vec<_> = object.fields[3].picklist.iter().map(|choice| choice.valid_for.clone()).collect();
        assert_eq!(positions, [vec![1], vec![0, 1]]);
    }

    #[test]
    fn a_line_that_is_not_in_the_language_is_refused() {
        for line in ["Name str(x) N", "Name text N", "Name str(3) Z", "Lonely", "    colour red", "    values A[B"] {
            assert!(object(&format!("{INVOICE}{line}\n")).is_none(), "{line}");
        }
    }

    #[test]
    fn labels_follow_from_names() {
        for (name, label) in [
            ("BillingCity", "Billing City"),
            ("OwnerId", "Owner ID"),
            ("TaxRate__c", "Tax Rate"),
            ("Credit_Limit__c", "Credit Limit"),
            ("UserPreferencesHideCSNGetTask", "User Preferences Hide CSN Get Task"),
            ("Pricebook2Id", "Pricebook2 ID"),
        ] {
            assert_eq!(words(name), label);
        }
    }
}
