//! One value and where it stands, in an order in which those that are the same come together.

use crate::api::describe::Field;
use std::cmp::Ordering;
use std::io::{self, Read, Write};

/// Characters of an Id without those that tell its case.
const ID: usize = 15;

/// Which values of a column are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alike {
    /// Ids differ by case, and not by what tells it.
    Id,
    AnyCase,
    Exactly,
}

impl Alike {
    pub fn of(field: &Field) -> Self {
        match field {
            Field { kind, .. } if kind == "id" => Self::Id,
            Field { case_sensitive: true, .. } => Self::Exactly,
            _ => Self::AnyCase,
        }
    }

    /// The text that is the same for all values that are; none where it is the value.
    fn common(self, text: &str) -> Option<Box<str>> {
        let common = match self {
            Self::Id => text.get(..ID)?.to_owned(),
            Self::AnyCase => text.to_lowercase(),
            Self::Exactly => return None,
        };
        (common != text).then(|| common.into())
    }
}

#[derive(Debug)]
pub struct Entry {
    pub column: usize,
    pub text: Box<str>,
    common: Option<Box<str>>,
    pub row: u64,
    pub line: u64,
}

impl Entry {
    /// `place` is the row and the line that it is in.
    pub fn new((column, alike): (usize, Alike), text: Box<str>, place: (u64, u64)) -> Self {
        let (common, (row, line)) = (alike.common(&text), place);
        Self { column, text, common, row, line }
    }

    /// Bytes that it takes while it is held, and those by which they are kept apart.
    pub fn size(&self) -> usize {
        let text = |text: &str| text.len() + 16;
        size_of::<Self>() + text(&self.text) + self.common.as_deref().map_or(0, text)
    }

    /// Whether it is the same value.
    pub fn is_like(&self, other: &Self) -> bool {
        self.by_value(other) == Ordering::Equal
    }

    fn by_value(&self, other: &Self) -> Ordering {
        self.column.cmp(&other.column).then_with(|| self.common().cmp(other.common()))
    }

    fn common(&self) -> &str {
        self.common.as_deref().unwrap_or(&self.text)
    }

    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        for number in [self.column as u64, self.row, self.line, self.text.len() as u64] {
            out.write_all(&number.to_le_bytes())?;
        }
        out.write_all(self.text.as_bytes())
    }

    /// Reads one back; `kinds` are those of the columns.
    pub fn read(from: &mut impl Read, kinds: &[Alike]) -> io::Result<Self> {
        let [column, row, line, len] = [number(from)?, number(from)?, number(from)?, number(from)?];
        let (column, len) = (usize::try_from(column).map_err(strange)?, usize::try_from(len).map_err(strange)?);
        let mut text = vec![0; len];
        from.read_exact(&mut text)?;
        let text = String::from_utf8(text).map_err(strange)?.into();
        let alike = kinds.get(column).copied().unwrap_or(Alike::Exactly);
        Ok(Self::new((column, alike), text, (row, line)))
    }
}

fn number(from: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; size_of::<u64>()];
    from.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

fn strange(error: impl std::error::Error + Send + Sync + 'static) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        self.by_value(other).then_with(|| self.row.cmp(&other.row))
    }
}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Entry {}
