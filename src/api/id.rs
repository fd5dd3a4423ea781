//! Record ids as numbers, so that a range of them can be cut into pieces (`spec/rest.md` 11.1): what stands behind the
//! three characters of the object counts in base 62, digits before capitals before small letters.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// Characters of an id without its checksum, and of its object.
const LENGTH: usize = 15;
const PREFIX: usize = 3;

/// Ids that cut the stretch from `first` to `last` into `pieces` about equal ones: one fewer than that, in their order,
/// or none where these are no two ids of one object.
pub fn between(first: &str, last: &str, pieces: u64) -> Vec<String> {
    let (Some((object, from)), Some((other, to))) = (number(first), number(last)) else { return Vec::new() };
    if object != other || to <= from {
        return Vec::new();
    }
    let step = |n: u64| from + (to - from) * u128::from(n) / u128::from(pieces);
    let mut cuts: Vec<_> = (1..pieces).map(step).filter(|cut| *cut > from).map(|cut| text(object, cut)).collect();
    cuts.dedup();
    cuts
}

/// Whether a text can be an Id: 15 characters, or 18 of which the last three tell upper case from lower.
pub fn is_valid(text: &str) -> bool {
    let (Some(id), true) = (text.get(..LENGTH), text.bytes().all(|byte| byte.is_ascii_alphanumeric())) else {
        return false;
    };
    text.len() == LENGTH || text[LENGTH..].eq_ignore_ascii_case(&checksum(id))
}

/// Of five characters each, which ones are in upper case.
fn checksum(id: &str) -> String {
    let letter = |five: &[u8]| {
        let bits = five.iter().rev().fold(0, |bits, byte| bits << 1 | usize::from(byte.is_ascii_uppercase()));
        char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[bits])
    };
    id.as_bytes().chunks(5).map(letter).collect()
}

/// The object's prefix and the number behind it.
fn number(id: &str) -> Option<(&str, u128)> {
    let counter = id.get(PREFIX..LENGTH)?;
    let digit = |byte: u8| DIGITS.iter().position(|digit| *digit == byte).map(|value| value as u128);
    let value = counter.bytes().try_fold(0, |value, byte| Some(value * 62 + digit(byte)?))?;
    Some((&id[..PREFIX], value))
}

fn text(object: &str, mut value: u128) -> String {
    let mut digits = [b'0'; LENGTH - PREFIX];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[usize::try_from(value % 62).unwrap_or_default()];
        value /= 62;
    }
    digits.iter().fold(object.to_owned(), |id, digit| id + char::from(*digit).encode_utf8(&mut [0]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn a_stretch_is_cut_into_equal_pieces() {
        assert_eq!(between("001000000000000AAA", "00100000000000zAAA", 2), ["00100000000000U"]);
        assert_eq!(between("001000000000001AAA", "001000000000003AAA", 9), ["001000000000002"]);
        for (first, last) in [("", ""), ("001000000000001", "003000000000009"), ("001000000000001", "001000000000001")]
        {
            assert_eq!(between(first, last, 4), [""; 0], "{first} {last}");
        }
    }

    #[test]
    fn an_id_tells_its_case_in_its_last_letters() {
        for good in
            ["001000000000001", "001000000000001AAA", "001000000000001aaa", "00D5f000000IZ3ZEAW", "0035f00000AbCdEAAV"]
        {
            assert!(is_valid(good), "{good}");
        }
        for bad in [
            "",
            "001",
            "001000000000001AAB",
            "00D5f000000iZ3ZEAW",
            "00100000000000é",
            "001000000000001AA",
            "001/00000000001",
        ] {
            assert!(!is_valid(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn cuts_rise_and_stay_inside(a in "[0-9A-Za-z]{12}", b in "[0-9A-Za-z]{12}", pieces in 1_u64..50) {
            let (a, b) = (a.clone().min(b.clone()), a.max(b));
            let (first, last) = (format!("001{a}"), format!("001{b}"));
            let cuts = between(&first, &last, pieces);
            prop_assert!(cuts.len() < usize::try_from(pieces).expect("is small"));
            let mut all = vec![first];
            all.extend(cuts);
            all.push(last);
            let (object, value) = number(&all[0]).expect("is an id");
            prop_assert_eq!(text(object, value), all[0].clone());
            prop_assert!(all.windows(2).all(|pair| pair[0] < pair[1] || pair.len() == all.len()));
        }
    }
}
