//! The boxes of an External Client App, as Setup and metadata call them (`spec/oauth.md` 10.3).

use std::sync::LazyLock;

static ROWS: LazyLock<Vec<Checkbox>> = LazyLock::new(|| rows(include_str!("boxes.txt")).collect());

/// One box of an app.
#[derive(Debug, PartialEq, Eq)]
pub struct Checkbox {
    /// As presets name it.
    pub name: &'static str,
    /// The section of Setup that has it.
    pub section: &'static str,
    /// As Setup labels it.
    pub label: &'static str,
    /// Its element in `ExtlClntAppGlobalOauthSettings`.
    pub element: &'static str,
    /// The element says the opposite of the box.
    pub opposite: bool,
    /// The element where nothing is said of it.
    pub unsaid: bool,
}

impl Checkbox {
    /// What its element says where the box is on or off, and the reverse.
    pub fn turned(&self, on: bool) -> bool {
        on != self.opposite
    }
}

/// Every box, in the order in which Setup shows them.
pub fn all() -> impl Iterator<Item = &'static Checkbox> {
    ROWS.iter()
}

fn rows(table: &'static str) -> impl Iterator<Item = Checkbox> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let [name, section, label, element, way, unsaid] = line.split('|').map(str::trim).collect::<Vec<_>>()[..]
        else {
            unreachable!("a line of the table has six parts: {line}")
        };
        Checkbox { name, section, label, element, opposite: way == "opposite", unsaid: unsaid == "true" }
    })
}
