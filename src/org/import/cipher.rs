//! How the official CLI encrypts secrets in its files: AES-256-GCM, written as `IV CIPHERTEXT:TAG` in hex. In the
//! first version, which is still its default, key and IV are the hex texts themselves and not what they stand for.

use crate::secret::Secret;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};

const IV: usize = 12;

/// Opens a secret with the first key that fits.
pub fn open(text: &str, keys: &[Secret]) -> Option<Secret> {
    keys.iter().find_map(|key| open_with(text, key.expose()))
}

fn open_with(text: &str, key: &str) -> Option<Secret> {
    let (body, tag) = text.split_once(':')?;
    let (key, iv, cipher) = match key.len() {
        32 => {
            let (iv, cipher) = body.split_at_checked(IV)?;
            (key.as_bytes().to_vec(), iv.as_bytes().to_vec(), cipher)
        }
        64 => {
            let (iv, cipher) = body.split_at_checked(2 * IV)?;
            (hex::decode(key).ok()?, hex::decode(iv).ok()?, cipher)
        }
        _ => return None,
    };
    let mut sealed = hex::decode(cipher).ok()?;
    sealed.extend(hex::decode(tag).ok()?);
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key).ok()?);
    let nonce = Nonce::try_assume_unique_for_key(&iv).ok()?;
    let plain = key.open_in_place(nonce, Aad::empty(), &mut sealed).ok()?;
    std::str::from_utf8(plain).ok().map(Secret::new)
}

#[cfg(test)]
mod tests {
    use super::{Secret, open};

    const KEY: &str = "00112233445566778899aabbccddeeff";
    const FIRST: &str =
        "0123456789ab181d3139a8657308970c823c7b6ffb971baac46ab31d70014695:df085b4915641f16aaa0650059455a8e";
    const SECOND: &str = "000102030405060708090a0b2628f1067079fd86f90b5fcc01e5550e2f64e23faa2a0ffa4a56:\
                          0efa7329b8a12289fa504fa4e6755559";

    #[test]
    fn both_versions_open() {
        let plain = Some(Secret::new("00D000000000001!AQEAQ.test"));
        let keys = [Secret::new(KEY), Secret::new(KEY.repeat(2))];
        assert_eq!(open(FIRST, &keys[..1]), plain);
        assert_eq!(open(SECOND, &keys[1..]), plain);
        assert_eq!(open(SECOND, &keys), plain, "the right key is found");
    }

    #[test]
    fn what_is_damaged_stays_closed() {
        let key = [Secret::new(KEY)];
        let damaged = FIRST.replace("181d", "181e");
        for text in [damaged.as_str(), "", ":", "0123456789ab", "0123456789ab:zz", "é:é", &FIRST[..60]] {
            assert_eq!(open(text, &key), None, "{text}");
        }
        assert_eq!(open(FIRST, &[Secret::new("short")]), None);
    }
}
