//! Texts that programs stumble over, for some values of some rows.

/// Each fits a field of forty characters.
pub const TEXTS: [&str; 20] = [
    "He said \"yes\"",
    "comma, semicolon; pipe|tab\there",
    "two\nlines",
    "windows\r\nlines",
    "old mac\rlines",
    "Zoë Ångström-Łęcka",
    "日本語のテキスト",
    "emoji 😀👩‍👩‍👧",
    "e\u{301} is not \u{e9}",
    "=SUM(A1:A9)",
    "null",
    "NULL",
    "00123",
    "1.10",
    "1e5",
    "true",
    "back\\slash \\n",
    "'single' `back` \"\"",
    "<b>&amp;</b> &#39;",
    "\u{202e}right to left",
];

/// Numbers with two digits behind the point, as a field holds them.
pub const NUMBERS: [&str; 12] = [
    "1.10",
    "0.0",
    "-0.01",
    "0.10",
    "1000000.0",
    "9999999.99",
    "10000000.0",
    "12345678.90",
    "-123456789.05",
    "9007199254740.99",
    "100.0",
    "7.0",
];

/// Numbers without digits behind the point.
pub const WHOLE: [&str; 8] =
    ["0.0", "-1.0", "9999999.0", "10000000.0", "123456789.0", "9007199254740.0", "-10000001.0", "1000000000000.0"];
