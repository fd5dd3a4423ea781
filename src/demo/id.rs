//! Record ids: three characters of type, twelve that count, and a checksum that remembers the casing.

const CHECKSUM: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
/// In ASCII order, so that ids sort as they were made.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SHORT: usize = 15;

/// The 18-character id of record `counter` among those that start with `prefix`.
pub fn make(prefix: &str, counter: u64) -> String {
    let mut id = String::with_capacity(SHORT + 3);
    write(prefix, counter, &mut id);
    id
}

/// What `make` makes, into an empty text.
pub fn write(prefix: &str, counter: u64, out: &mut String) {
    let mut rest = counter;
    let mut digits = [b'0'; SHORT - 3];
    for digit in digits.iter_mut().rev() {
        if rest == 0 {
            break;
        }
        let [low, ..] = (rest % 62).to_le_bytes();
        *digit = DIGITS[usize::from(low)];
        rest /= 62;
    }
    out.push_str(prefix);
    out.push_str(str::from_utf8(&digits).unwrap_or_default());
    out.extend(checksum(out.as_bytes()));
}

/// The number that `make` was given; `None` where it was not `make` that made this id.
pub fn counter(id: &str) -> Option<u64> {
    let digits = id.as_bytes().get(3..SHORT)?;
    digits.iter().try_fold(0_u64, |sum, byte| {
        let digit = DIGITS.iter().position(|known| known == byte)?;
        sum.checked_mul(62)?.checked_add(u64::try_from(digit).ok()?)
    })
}

/// The 18-character form of an id. One that a program turned all upper or all lower case gets its casing
/// back from the checksum; a checksum that does not fit is no id.
pub fn long(id: &str) -> Option<String> {
    if !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let (short, given) = id.split_at_checked(SHORT)?;
    match given.len() {
        0 => Some(format!("{short}{}", String::from_iter(checksum(short.as_bytes())))),
        3 if given.chars().eq(checksum(short.as_bytes())) => Some(id.to_owned()),
        3 => recased(short, &given.to_ascii_uppercase()),
        _ => None,
    }
}

pub fn looks_like(id: &str) -> bool {
    long(id).is_some()
}

/// Five characters a letter: bit `i` says that character `i` is upper case.
fn checksum(short: &[u8]) -> [char; 3] {
    [0, 5, 10].map(|start| {
        let group = short.iter().skip(start).take(5);
        let bits = group.rev().fold(0, |bits, byte| bits * 2 + usize::from(byte.is_ascii_uppercase()));
        char::from(CHECKSUM[bits])
    })
}

fn recased(short: &str, given: &str) -> Option<String> {
    let mixed = short.bytes().any(|byte| byte.is_ascii_uppercase()) && short.bytes().any(|b| b.is_ascii_lowercase());
    if mixed {
        return None;
    }
    let mut bytes = short.to_ascii_lowercase().into_bytes();
    for (group, letter) in bytes.chunks_mut(5).zip(given.bytes()) {
        let bits = CHECKSUM.iter().position(|known| *known == letter)?;
        for (_, byte) in group.iter_mut().enumerate().filter(|(at, _)| bits & (1 << at) != 0) {
            byte.make_ascii_uppercase();
        }
    }
    let short = String::from_utf8(bytes).ok()?;
    given.chars().eq(checksum(short.as_bytes())).then(|| format!("{short}{given}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_ids_have_these_checksums() {
        for (short, sum) in [
            ("001D000000IqhSL", "IAZ"),
            ("003D000000QV9n2", "IAD"),
            ("001000000000001", "AAA"),
            ("005R0000000Giwj", "IAC"),
            ("001D000000K0fXO", "IAZ"),
        ] {
            assert_eq!(long(short), Some(format!("{short}{sum}")));
            assert_eq!(long(&format!("{short}{sum}")), Some(format!("{short}{sum}")));
        }
    }

    #[test]
    fn lost_casing_comes_back_from_the_checksum() {
        for lost in ["001d000000iqhsliaz", "001D000000IQHSLIAZ"] {
            assert_eq!(long(lost).as_deref(), Some("001D000000IqhSLIAZ"));
        }
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in [
            "",
            "001",
            "001D000000IqhSLIAA",
            "001000000000001AAB",
            "001D000000Iqh-L",
            "001D000000IqhSLI",
            "ü01D000000IqhS",
        ] {
            assert!(!looks_like(text), "{text}");
        }
    }

    #[test]
    fn ids_grow_with_their_counter() {
        assert_eq!(make("005", 1), "005000000000001AAA");
        assert_eq!(make("00D", 1), "00D000000000001EAA");
        let ids: Vec<String> =
            [0, 9, 10, 35, 36, 61, 62, 3843, 3844, 1 << 40].map(|counter| make("a00", counter)).into();
        assert!(ids.is_sorted());
        assert!(ids.iter().all(|id| looks_like(id)));
        assert_eq!(counter(&make("001", 238_329)), Some(238_329));
    }
}
