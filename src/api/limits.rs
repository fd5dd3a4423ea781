//! What the org allows and what is left of it, and how many records it counts (`spec/rest.md` 1.8, 1.9).

use super::{Client, Error};
use crate::record::Value;
use serde::Deserialize;

#[derive(Debug, PartialEq)]
pub struct Limit {
    /// Dotted where the org nests one limit in another: `PermissionSets.CreateCustom`.
    pub name: String,
    pub max: i64,
    /// Negative where the org lets its users go over.
    pub remaining: i64,
}

impl Limit {
    /// How much of every hundred is left, as exactly as it can be told.
    #[expect(clippy::cast_precision_loss, reason = "limits have far fewer than 53 bits")]
    pub fn left(&self) -> Option<f64> {
        (self.max > 0).then(|| self.remaining as f64 * 100.0 / self.max as f64)
    }

    /// How much of every hundred is used, to one decimal; nothing of what there is none of.
    pub fn used(&self) -> Option<f64> {
        let tenths = (i128::from(self.max) - i128::from(self.remaining)) * 1000 / i128::from(self.max).max(1);
        let tenths = i32::try_from(tenths).unwrap_or(i32::MAX);
        (self.max > 0).then(|| f64::from(tenths) / 10.0)
    }
}

pub async fn read(client: &Client) -> Result<Vec<Limit>, Error> {
    let reply = client.get("limits", &[]).await?;
    let value = Value::parse(&reply).map_err(|error| Error::Unreadable(error.to_string()))?;
    let mut limits = Vec::new();
    collect("", value, &mut limits);
    Ok(limits)
}

/// How many records there are of an object, as the org last counted them.
#[derive(Deserialize)]
pub struct Count {
    pub name: String,
    pub count: u64,
}

/// The records of these objects, or of all. The org leaves out those without any and those that it does not know.
pub async fn record_counts(client: &Client, objects: &[&str]) -> Result<Vec<Count>, Error> {
    #[derive(Deserialize)]
    struct Reply {
        #[serde(rename = "sObjects")]
        counts: Vec<Count>,
    }
    let wanted = if objects.is_empty() { String::new() } else { format!("?sObjects={}", objects.join(",")) };
    let reply = client.get(&format!("limits/recordCount{wanted}"), &[]).await?;
    let reply: Reply = serde_json::from_str(&reply).map_err(|error| Error::Unreadable(error.to_string()))?;
    Ok(reply.counts)
}

/// Adds every member that is a limit, and those inside it.
fn collect(prefix: &str, value: Value, into: &mut Vec<Limit>) {
    for (name, inner) in value.members() {
        let number = |name| inner.get(name)?.text().parse().ok();
        if let (Some(max), Some(remaining)) = (number("Max"), number("Remaining")) {
            into.push(Limit { name: format!("{prefix}{name}"), max, remaining });
        }
        collect(&format!("{prefix}{name}."), inner, into);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(max: i64, remaining: i64) -> Limit {
        Limit { name: "A.B".to_owned(), max, remaining }
    }

    #[test]
    fn nested_limits_are_found() {
        let text = r#"{"A":{"Max":2,"Remaining":-1,"B":{"Max":8,"Remaining":7}},"C":{"Note":"none"}}"#;
        let mut limits = Vec::new();
        collect("", Value::parse(text).expect("parses"), &mut limits);
        assert_eq!(limits, [Limit { name: "A".to_owned(), ..limit(2, -1) }, limit(8, 7)]);
    }

    #[test]
    fn shares_are_to_one_decimal() {
        assert_eq!(limit(8, 7).used(), Some(12.5));
        assert_eq!(limit(2, -1).used(), Some(150.0));
        assert_eq!(limit(0, 0).used(), None);
        assert_eq!((limit(15_000, 14_999).used(), limit(15_000, 14_999).left() < Some(100.0)), (Some(0.0), true));
    }
}
