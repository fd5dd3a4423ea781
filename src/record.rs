//! JSON as the text it arrived in: a value is a borrowed slice of the reply, so digits, key order and
//! escapes survive because nobody rewrites them. Knows nothing of Salesforce.

use memchr::{memchr, memchr2, memchr3};
use std::borrow::Cow;

/// One well-formed JSON value, without surrounding white space.
///
/// Well-formedness is checked once, where text enters ([`Value::parse`]); walking it afterwards only slices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Value<'a>(&'a str);

/// What a JSON value is, told by its first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Null,
    Bool,
    Number,
    String,
    Array,
    Object,
}

impl Value<'static> {
    pub const NULL: Self = Value("null");
    pub const EMPTY_LIST: Self = Value("[]");
}

impl<'a> Value<'a> {
    /// Checks that `text` is exactly one JSON value and wraps it.
    pub fn parse(text: &'a str) -> serde_json::Result<Self> {
        serde_json::from_str::<&serde_json::value::RawValue>(text).map(Self::from)
    }

    /// Wraps text that is known to be exactly one JSON value because it was copied from one.
    pub fn trusted(text: &'a str) -> Self {
        Self(text)
    }

    /// The text as received.
    pub fn text(self) -> &'a str {
        self.0
    }

    pub fn kind(self) -> Kind {
        match self.0.as_bytes()[0] {
            b'n' => Kind::Null,
            b't' | b'f' => Kind::Bool,
            b'"' => Kind::String,
            b'[' => Kind::Array,
            b'{' => Kind::Object,
            _ => Kind::Number,
        }
    }

    pub fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// The members of an object in order; nothing for any other kind. Keys are the text between their quotes.
    pub fn members(self) -> Members<'a> {
        Members(Parts::of(self, Kind::Object))
    }

    /// The elements of an array in order; nothing for any other kind.
    pub fn items(self) -> Items<'a> {
        Items(Parts::of(self, Kind::Array))
    }

    /// The first member called `name`, by exact spelling.
    pub fn get(self, name: &str) -> Option<Value<'a>> {
        self.members().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// What a JSON string says; for any other kind the text itself. Half a surrogate pair becomes U+FFFD.
    pub fn string(self) -> Cow<'a, str> {
        if self.kind() != Kind::String {
            return Cow::Borrowed(self.0);
        }
        let inner = &self.0[1..self.0.len() - 1];
        match memchr(b'\\', inner.as_bytes()) {
            None => Cow::Borrowed(inner),
            Some(first) => Cow::Owned(unescape(inner, first)),
        }
    }
}

impl<'a> From<&'a serde_json::value::RawValue> for Value<'a> {
    fn from(raw: &'a serde_json::value::RawValue) -> Self {
        // Has no white space around it (a test holds it).
        Self(raw.get())
    }
}

/// A position inside an array or object whose text is known to be well formed.
struct Parts<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parts<'a> {
    fn of(value: Value<'a>, kind: Kind) -> Self {
        let text = if value.kind() == kind { value.0 } else { "" };
        Self { text, at: 1 }
    }

    /// Moves over white space, `,` and `:` to the next token; `None` at the closing bracket.
    fn next_token(&mut self) -> Option<u8> {
        loop {
            match *self.text.as_bytes().get(self.at)? {
                b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' => self.at += 1,
                b']' | b'}' => return None,
                byte => return Some(byte),
            }
        }
    }

    fn value(&mut self) -> Option<Value<'a>> {
        let first = self.next_token()?;
        let start = self.at;
        self.at = match first {
            b'"' => string_end(self.text, start),
            b'{' | b'[' => nested_end(self.text, start),
            _ => scalar_end(self.text, start),
        };
        Some(Value(&self.text[start..self.at]))
    }
}

/// Iterator of [`Value::members`].
pub struct Members<'a>(Parts<'a>);

impl<'a> Iterator for Members<'a> {
    type Item = (&'a str, Value<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let key = self.0.value()?.0;
        let value = self.0.value()?;
        Some((&key[1..key.len() - 1], value))
    }
}

/// Iterator of [`Value::items`].
pub struct Items<'a>(Parts<'a>);

impl<'a> Iterator for Items<'a> {
    type Item = Value<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.value()
    }
}

/// The position behind the string that starts at `start`.
fn string_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    while let Some(found) = memchr2(b'"', b'\\', &bytes[at..]) {
        at += found;
        if bytes[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
    text.len()
}

/// The position behind the array or object that starts at `start`.
fn nested_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let (open, close) = if bytes[start] == b'{' { (b'{', b'}') } else { (b'[', b']') };
    let mut depth = 0;
    let mut at = start;
    while let Some(found) = memchr3(b'"', open, close, &bytes[at..]) {
        at += found;
        if bytes[at] == b'"' {
            at = string_end(text, at);
            continue;
        }
        depth += if bytes[at] == open { 1 } else { -1 };
        at += 1;
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

fn scalar_end(text: &str, start: usize) -> usize {
    let rest = &text.as_bytes()[start..];
    let len = rest.iter().position(|b| matches!(b, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r'));
    start + len.unwrap_or(rest.len())
}

fn unescape(inner: &str, first: usize) -> String {
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    let mut next = Some(first);
    while let Some(at) = next {
        out.push_str(&rest[..at]);
        let (char, len) = escaped(&rest[at..]);
        out.push(char);
        rest = &rest[at + len..];
        next = memchr(b'\\', rest.as_bytes());
    }
    out.push_str(rest);
    out
}

/// The character that the escape at the head of `text` stands for, and the escape's length in bytes.
fn escaped(text: &str) -> (char, usize) {
    let plain = match text.as_bytes()[1] {
        b'n' => '\n',
        b't' => '\t',
        b'r' => '\r',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'u' => return unicode_escape(text),
        other => char::from(other),
    };
    (plain, 2)
}

fn unicode_escape(text: &str) -> (char, usize) {
    let unit = |at: usize| text.get(at..at + 4).and_then(|hex| u16::from_str_radix(hex, 16).ok());
    let first = unit(2).unwrap_or(0xFFFD);
    let second = text.get(6..8).filter(|mark| *mark == "\\u").and_then(|_| unit(8));
    let pair = char::decode_utf16([first].into_iter().chain(second)).next();
    match pair {
        Some(Ok(char)) => (char, if char.len_utf16() == 2 { 12 } else { 6 }),
        _ => (char::REPLACEMENT_CHARACTER, 6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<f64>().prop_filter("finite", |n| n.is_finite()).prop_map(Into::into),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 64, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
                prop::collection::vec(("[a-zA-Z_]{1,8}", inner), 0..6)
                    .prop_map(|m| serde_json::Value::Object(m.into_iter().collect())),
            ]
        })
    }

    fn rebuild(value: Value) -> serde_json::Value {
        match value.kind() {
            Kind::Array => value.items().map(rebuild).collect::<Vec<_>>().into(),
            Kind::Object => value.members().map(|(k, v)| (k.to_owned(), rebuild(v))).collect(),
            Kind::String => value.string().into_owned().into(),
            _ => serde_json::from_str(value.text()).expect("a slice of a checked text"),
        }
    }

    proptest! {
        #[test]
        fn walking_finds_what_a_parser_finds(value in json(), pretty: bool) {
            let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.expect("writes");
            prop_assert_eq!(rebuild(Value::parse(&text).expect("parses")), value);
        }
    }

    #[test]
    fn white_space_around_a_value_is_not_part_of_it() {
        assert_eq!(Value::parse(" \t\r\n[ 1 ] \t\r\n").expect("parses").text(), "[ 1 ]");
        let members = r#"{"a" : 1 , "b" : [ 2 ] }"#;
        let raw: std::collections::BTreeMap<String, &serde_json::value::RawValue> =
            serde_json::from_str(members).expect("parses");
        assert_eq!(raw.into_values().map(|raw| Value::from(raw).text()).collect::<Vec<_>>(), ["1", "[ 2 ]"]);
    }

    #[test]
    fn digits_stay_as_they_came() {
        let value = Value::parse(r#"{"a": 1.10, "b":9007199254740993,"c":1E+2}"#).expect("parses");
        let texts: Vec<_> = value.members().map(|(_, v)| v.text()).collect();
        assert_eq!(texts, ["1.10", "9007199254740993", "1E+2"]);
    }

    #[test]
    fn escapes_and_surrogates_are_read() {
        let read = |text| Value::parse(text).expect("parses").string().into_owned();
        assert_eq!(read(r#""a\n\"\\\/\u00e9\ud83d\ude00""#), "a\n\"\\/\u{e9}\u{1f600}");
        assert_eq!(read(r#""\ud83d-""#), "\u{fffd}-");
    }

    #[test]
    fn a_broken_text_is_refused() {
        assert!(Value::parse(r#"{"a":1"#).is_err());
        assert!(Value::parse("1 2").is_err());
    }
}
