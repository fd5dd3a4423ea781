//! From the cells of a job's file to JSON: dotted columns nested, and values with the types that the org describes.

use crate::cli::number::Number;
use crate::cli::query::schema::Schema;
use crate::ctx::Ctx;
use crate::error::{self, Exit};
use crate::input::{Found, Header, quote};
use csv::StringRecord;

pub struct Typed {
    header: Header,
    kinds: Vec<Kind>,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Bool,
    Whole,
    Decimal,
    Instant,
}

impl Kind {
    /// By the org's name of the type.
    fn of(name: &str) -> Self {
        match name {
            "boolean" => Self::Bool,
            "int" | "long" => Self::Whole,
            "double" | "currency" | "percent" => Self::Decimal,
            "datetime" => Self::Instant,
            _ => Self::Text,
        }
    }

    /// Appends the value of a cell. What does not read as its type, such as a formatted amount, is text.
    fn write(self, cell: &str, out: &mut String) -> Found {
        let literal = match self {
            _ if cell.is_empty() => {
                out.push_str("null");
                return Found::Null;
            }
            Self::Bool if matches!(cell, "true" | "false") => Some(cell.to_owned()),
            Self::Whole => Number::read(cell).and_then(|number| number.plain()),
            Self::Decimal => Number::read(cell).and_then(|number| number.decimal()),
            // As the other APIs write it (`spec/rest.md` 1.7).
            Self::Instant => cell.strip_suffix('Z').map(|time| ["\"", time, "+0000\""].concat()),
            Self::Text | Self::Bool => None,
        };
        match literal {
            Some(literal) => out.push_str(&literal),
            None => quote(cell, out),
        }
        Found::Text
    }
}

impl Typed {
    /// `names` stand above the cells of rows of `object`.
    pub async fn new(ctx: &Ctx, object: Option<&str>, names: Vec<String>) -> anyhow::Result<Self> {
        let mut schema = Schema::new(ctx);
        let mut kinds = Vec::with_capacity(names.len());
        for name in &names {
            let path: Vec<String> = name.split('.').map(str::to_owned).collect();
            kinds.push(match object {
                Some(object) => kind(&mut schema, object, &path).await?,
                None => Kind::Text,
            });
        }
        let header = Header::new(names).map_err(crate::api::Error::Unreadable)?;
        Ok(Self { header, kinds })
    }

    pub fn names(&self) -> &[String] {
        &self.header.names
    }

    /// The row as a JSON object.
    pub fn json(&self, cells: &StringRecord) -> String {
        let mut out = String::with_capacity(cells.as_slice().len() * 2);
        self.header.write(cells, &|at, cell, out| self.kinds[at].write(cell, out), &mut out);
        out
    }
}

/// What the org does not describe, such as what several kinds of parents have in common, is text.
async fn kind(schema: &mut Schema<'_>, object: &str, path: &[String]) -> anyhow::Result<Kind> {
    match schema.kind(object, path).await {
        Ok(name) => Ok(Kind::of(&name)),
        Err(error) if matches!(error::exit(&error), Exit::NotFound | Exit::Usage | Exit::Refused) => Ok(Kind::Text),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_get_their_types() {
        let names = ["Id", "N", "D", "Owner.Active", "Owner.Name", "T", "F"].map(str::to_owned).to_vec();
        let kinds = vec![Kind::Text, Kind::Whole, Kind::Decimal, Kind::Bool, Kind::Text, Kind::Instant, Kind::Decimal];
        let typed = Typed { header: Header::new(names).expect("is a header"), kinds };
        let json = |cells: [&str; 7]| typed.json(&StringRecord::from(cells.to_vec()));
        assert_eq!(
            json(["001", "7", "1.0E7", "true", "O \"x\"\n", "2024-05-01T10:00:00.000Z", "$1,000.00"]),
            r#"{"Id":"001","N":7,"D":10000000.0,"Owner":{"Active":true,"Name":"O \"x\"\n"},"T":"2024-05-01T10:00:00.000+0000","F":"$1,000.00"}"#
        );
        assert_eq!(
            json(["001", "", "", "", "", "", ""]),
            r#"{"Id":"001","N":null,"D":null,"Owner":null,"T":null,"F":null}"#
        );
    }
}
