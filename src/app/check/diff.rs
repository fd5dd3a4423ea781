//! Where two texts differ, character by character, for eyes and for programs.

use serde::{Serialize, Serializer};
use std::fmt::{self, Display};
use std::iter::repeat_n;
use unicode_width::UnicodeWidthStr;

/// Cells of the table that finds the shortest way from one text to the other; longer texts are told apart as a whole.
const CELLS: usize = 1 << 20;
/// Characters that stay on each side of a difference.
const AROUND: usize = 20;
/// Stands where one text has nothing.
const NOTHING: &str = "·";

/// What it takes to make the registered text the wanted one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diff(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Same(String),
    Change { wanted: String, registered: String },
}

/// One place where they differ, as programs get it.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Place {
    /// Character of the registered text, counted from 1.
    pub at: usize,
    pub wanted: String,
    pub registered: String,
}

impl Diff {
    pub fn new(wanted: &str, registered: &str) -> Self {
        let (wanted, registered): (Vec<char>, Vec<char>) = (wanted.chars().collect(), registered.chars().collect());
        let start = common(wanted.iter(), registered.iter());
        let (rest, other) = (&wanted[start..], &registered[start..]);
        let end = common(rest.iter().rev(), other.iter().rev());
        let mut diff = Self(Vec::new());
        diff.same(&wanted[..start]);
        diff.middle(&rest[..rest.len() - end], &other[..other.len() - end]);
        diff.same(&rest[rest.len() - end..]);
        diff
    }

    /// The one of `registered` that comes nearest, where one is near enough to have been meant.
    pub fn nearest<'r>(wanted: &str, registered: &'r [String]) -> Option<(&'r str, Self)> {
        let told = registered.iter().map(|other| (other.as_str(), Self::new(wanted, other)));
        told.filter(|(_, diff)| diff.near()).min_by_key(|(_, diff)| diff.changed())
    }

    /// Every place where they differ.
    fn places(&self) -> Vec<Place> {
        let mut at = 1;
        let mut places = Vec::new();
        for part in &self.0 {
            match part {
                Part::Same(text) => at += text.chars().count(),
                Part::Change { wanted, registered } => {
                    places.push(Place { at, wanted: wanted.clone(), registered: registered.clone() });
                    at += registered.chars().count();
                }
            }
        }
        places
    }

    /// More in common than not.
    fn near(&self) -> bool {
        let same: usize =
            self.0.iter().map(|part| if let Part::Same(text) = part { text.chars().count() } else { 0 }).sum();
        same > self.changed()
    }

    fn changed(&self) -> usize {
        let longer = |wanted: &str, registered: &str| wanted.chars().count().max(registered.chars().count());
        let changed = self.0.iter().map(|part| match part {
            Part::Same(_) => 0,
            Part::Change { wanted, registered } => longer(wanted, registered),
        });
        changed.sum()
    }

    fn same(&mut self, text: &[char]) {
        if let Some(Part::Same(before)) = self.0.last_mut() {
            before.extend(text);
        } else if !text.is_empty() {
            self.0.push(Part::Same(text.iter().collect()));
        }
    }

    fn change(&mut self, wanted: &[char], registered: &[char]) {
        if let Some(Part::Change { wanted: more, registered: other }) = self.0.last_mut() {
            more.extend(wanted);
            other.extend(registered);
        } else if !(wanted.is_empty() && registered.is_empty()) {
            self.0.push(Part::Change { wanted: wanted.iter().collect(), registered: registered.iter().collect() });
        }
    }

    /// What is left between a common start and a common end.
    fn middle(&mut self, wanted: &[char], registered: &[char]) {
        if wanted.is_empty() || registered.is_empty() || wanted.len().saturating_mul(registered.len()) > CELLS {
            return self.change(wanted, registered);
        }
        let table = distances(wanted, registered);
        let (mut row, mut column) = (0, 0);
        while row < wanted.len() && column < registered.len() {
            let (one, other) = (&wanted[row..=row], &registered[column..=column]);
            let rest = table[row][column];
            if one == other && rest == table[row + 1][column + 1] {
                self.same(one);
                (row, column) = (row + 1, column + 1);
            } else if rest == table[row + 1][column + 1] + 1 {
                self.change(one, other);
                (row, column) = (row + 1, column + 1);
            } else if rest == table[row + 1][column] + 1 {
                self.change(one, &[]);
                row += 1;
            } else {
                self.change(&[], other);
                column += 1;
            }
        }
        self.change(&wanted[row..], &registered[column..]);
    }
}

impl Serialize for Diff {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.places().serialize(to)
    }
}

fn common<'c>(one: impl Iterator<Item = &'c char>, other: impl Iterator<Item = &'c char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}

/// For each pair of starts, how many characters have to be changed, added or taken away to make one rest of the other.
fn distances(one: &[char], other: &[char]) -> Vec<Vec<usize>> {
    let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
    for row in (0..=one.len()).rev() {
        for column in (0..=other.len()).rev() {
            table[row][column] = match (one.get(row), other.get(column)) {
                (None, _) => other.len() - column,
                (_, None) => one.len() - row,
                (Some(left), Some(right)) => {
                    let both = table[row + 1][column + 1] + usize::from(left != right);
                    both.min(table[row + 1][column] + 1).min(table[row][column + 1] + 1)
                }
            };
        }
    }
    table
}

impl Place {
    fn words(&self) -> String {
        let Self { at, wanted, registered } = self;
        match (wanted.is_empty(), registered.is_empty()) {
            (false, true) => format!("character {at}: {} is missing", named(wanted)),
            (true, _) => format!("character {at}: {} is too many", named(registered)),
            (false, false) => format!("character {at}: {} has to be {}", named(registered), named(wanted)),
        }
    }
}

/// The text in quotes; what looks like something else or like nothing by its number, too.
fn named(text: &str) -> String {
    let odd = |char: &char| !char.is_ascii_graphic();
    let codes: Vec<String> = text.chars().filter(odd).map(|char| format!("U+{:04X}", u32::from(char))).collect();
    let shown: String = text.chars().map(shown).collect();
    if codes.is_empty() { format!("\"{shown}\"") } else { format!("\"{shown}\" ({})", codes.join(" ")) }
}

/// A character that takes room in a line.
fn shown(char: char) -> char {
    match char {
        ' ' => '␣',
        char if char.is_control() || char.is_whitespace() => '�',
        char if UnicodeWidthStr::width(char.encode_utf8(&mut [0; 4]) as &str) == 0 => '�',
        char => char,
    }
}

/// Both texts one above the other, marks below, and each difference in words.
impl Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (mut wanted, mut registered, mut marks) = (String::new(), String::new(), String::new());
        for (place, part) in self.0.iter().enumerate() {
            match part {
                Part::Same(text) => {
                    let text = shortened(text, place > 0, place + 1 < self.0.len());
                    marks.extend(repeat_n(' ', text.width()));
                    wanted.push_str(&text);
                    registered.push_str(&text);
                }
                Part::Change { wanted: one, registered: other } => {
                    let [one, other] = [one, other].map(|text| text.chars().map(shown).collect::<String>());
                    let room = one.width().max(other.width());
                    wanted.push_str(&padded(&one, room));
                    registered.push_str(&padded(&other, room));
                    marks.extend(repeat_n('^', room));
                }
            }
        }
        writeln!(f, "wanted      {wanted}\nregistered  {registered}\n            {}", marks.trim_end())?;
        self.places().iter().try_for_each(|place| writeln!(f, "{}", place.words()))
    }
}

fn padded(text: &str, room: usize) -> String {
    text.chars().chain(NOTHING.chars().cycle().take(room - text.width())).collect()
}

/// What both have in common, without what is far from any difference.
fn shortened(text: &str, before: bool, after: bool) -> String {
    let chars: Vec<char> = text.chars().map(shown).collect();
    let (head, tail) = (if before { AROUND } else { AROUND / 2 }, if after { AROUND } else { AROUND / 2 });
    if chars.len() <= 2 * AROUND + 20 {
        return chars.iter().collect();
    }
    let ends = [&chars[..head], &['…'], &chars[chars.len() - tail..]];
    ends.concat().iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(wanted: &str, registered: &str) -> Vec<String> {
        Diff::new(wanted, registered).places().iter().map(Place::words).collect()
    }

    #[test]
    fn each_difference_is_told_where_it_is() {
        let wanted = "https://app.example.com/cb";
        assert_eq!(words(wanted, wanted), [""; 0]);
        assert_eq!(words(wanted, "https://app.example.com/cb/"), ["character 27: \"/\" is too many"]);
        assert_eq!(words("https://app.example.com/cb/", wanted), ["character 27: \"/\" is missing"]);
        assert_eq!(words(wanted, "http://app.example.com/cb"), ["character 5: \"s\" is missing"]);
        assert_eq!(
            words(wanted, "http://App.example.com/cb/"),
            ["character 5: \"s\" is missing", "character 8: \"A\" has to be \"a\"", "character 26: \"/\" is too many"]
        );
        assert_eq!(
            words("http://localhost:1717/OauthRedirect", "http://127.0.0.1:1718/OauthRedirect"),
            ["character 8: \"127.0.0.1\" has to be \"localhost\"", "character 21: \"8\" has to be \"7\""]
        );
        assert_eq!(words("", "a"), ["character 1: \"a\" is too many"]);
    }

    #[test]
    fn what_the_eye_cannot_tell_apart_has_its_number() {
        assert_eq!(
            words("https://app.example/cb", "https://\u{430}pp.example/cb\u{200b}"),
            ["character 9: \"\u{430}\" (U+0430) has to be \"a\"", "character 23: \"�\" (U+200B) is too many"]
        );
        assert_eq!(words("https://a/cb", "https://a/cb "), ["character 13: \"␣\" (U+0020) is too many"]);
    }

    #[test]
    fn the_texts_stand_above_each_other_with_marks_below() {
        let text = Diff::new("https://a.example/cb", "http://a.example/cb/").to_string();
        let want = "wanted      https://a.example/cb·\n\
                    registered  http·://a.example/cb/\n            \u{20}   ^               ^\n\
                    character 5: \"s\" is missing\ncharacter 20: \"/\" is too many\n";
        assert_eq!(text, want);
    }

    #[test]
    fn wide_characters_keep_the_marks_in_place() {
        let text = Diff::new("https://a/日x", "https://a/本x").to_string();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[2], "                      ^^");
        assert_eq!(lines[0].width(), lines[1].width());
    }

    #[test]
    fn a_long_text_is_cut_to_its_differences() {
        let long = |end: &str| format!("https://a.example/{}{end}", "x".repeat(1900));
        let diff = Diff::new(&long("/cb"), &long("/cb/"));
        assert!(diff.to_string().lines().all(|line| line.width() < 80), "{diff}");
        assert_eq!(diff.places()[0].at, 1922);
        // No common end or start, and more than the table takes.
        let (one, other) = ("ab".repeat(2000), "ba".repeat(2000));
        assert_eq!(Diff::new(&one, &format!("{other}c")).places().len(), 1);
    }

    #[test]
    fn only_what_may_have_been_meant_is_near() {
        let registered = ["https://b.example/other".to_owned(), "https://app.example.com/cb/".to_owned()];
        let near = |wanted: &str| Diff::nearest(wanted, &registered).map(|(text, _)| text);
        assert_eq!(near("https://app.example.com/cb"), Some("https://app.example.com/cb/"));
        assert_eq!(near("myapp:oauth2redirect"), None);
    }
}
