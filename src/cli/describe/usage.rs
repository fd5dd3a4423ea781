//! How much of an object's records fill which of its fields. One query counts many fields; those that cannot be counted
//! so are asked one by one where they can be compared, and are named where they cannot.

use super::{Args, View};
use crate::api::describe::{Field, Object};
use crate::api::{Client, query};
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::soql;
use serde_json::{Value, json};
use std::sync::Arc;

/// Fields that one query counts; it has to fit a URL, and the org has to get through it.
const TOGETHER: usize = 50;
const COLUMNS: &[&str] = &["field", "label", "type", "filled", "total", "percent", "note"];

/// How a field's values are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// With others, by `COUNT(Field)`.
    Together,
    /// Alone, by the rows where it is not null.
    Alone,
    /// A checkbox is never null.
    Always,
    /// The org neither counts nor compares it.
    Never,
}

struct Usage<'f> {
    field: &'f Field,
    way: Way,
    filled: Option<u64>,
}

pub async fn view(object: &Object, args: &Args, ctx: &Ctx) -> anyhow::Result<View> {
    let fields = object.fields.iter().filter(|field| args.wants(&field.name, field.custom));
    let mut usages: Vec<_> = fields.map(|field| Usage { field, way: way(field), filled: None }).collect();
    let counter = Counter { client: ctx.client().await?, object, condition: args.condition.as_deref() };
    counter.check()?;
    let mut total = None;
    let mut together: Vec<&mut Usage> = usages.iter_mut().filter(|usage| usage.way == Way::Together).collect();
    for part in together.chunks_mut(TOGETHER) {
        let counts = counter.fields(&part.iter().map(|usage| usage.field.name.as_str()).collect::<Vec<_>>()).await?;
        total = Some(counts[0]);
        part.iter_mut().zip(&counts[1..]).for_each(|(usage, count)| usage.filled = Some(*count));
    }
    let total = match total {
        Some(total) => total,
        None => counter.rows(None).await?,
    };
    for usage in &mut usages {
        match usage.way {
            Way::Alone => usage.filled = Some(counter.rows(Some(&usage.field.name)).await?),
            Way::Always => usage.filled = Some(total),
            Way::Together | Way::Never => {}
        }
    }
    usages.sort_by_key(|usage| std::cmp::Reverse(usage.filled));
    Ok(View { columns: COLUMNS, rows: usages.iter().map(|usage| row(usage, total)).collect() })
}

fn way(field: &Field) -> Way {
    match field.kind.as_str() {
        "boolean" => Way::Always,
        _ if field.aggregatable => Way::Together,
        // These are compared by distance only.
        _ if compound(field) => Way::Never,
        _ if field.filterable => Way::Alone,
        _ => Way::Never,
    }
}

fn compound(field: &Field) -> bool {
    matches!(field.kind.as_str(), "address" | "location")
}

fn row(Usage { field, way, filled }: &Usage, total: u64) -> Value {
    let note = match way {
        Way::Together | Way::Alone => None,
        Way::Always => Some("a checkbox is never empty"),
        Way::Never if compound(field) => Some("see its parts"),
        Way::Never => Some("the org cannot count it"),
    };
    json!({
        "field": field.name, "label": field.label, "type": super::object::kind(field), "filled": filled,
        "total": total, "percent": filled.and_then(|filled| percent(filled, total)), "note": note,
    })
}

/// To two decimals and rounded down, so that 100 means all; but not to 0 what there is some of.
fn percent(filled: u64, total: u64) -> Option<f64> {
    let hundredths = (u128::from(filled) * 10_000).checked_div(u128::from(total))?;
    let hundredths = u32::try_from(hundredths).ok()?.max(u32::from(filled > 0));
    Some(f64::from(hundredths) / 100.0)
}

/// Counts records of one object.
struct Counter<'c> {
    client: &'c Arc<Client>,
    object: &'c Object,
    condition: Option<&'c str>,
}

impl Counter<'_> {
    /// The condition must not go on behind its end.
    fn check(&self) -> anyhow::Result<()> {
        let text = self.soql("COUNT()", None);
        soql::check(&text).map_err(|error| Failure::usage(format!("--where: {error}")))?;
        Ok(())
    }

    fn soql(&self, counted: &str, filled: Option<&str>) -> String {
        let given = self.condition.map(|condition| format!("({condition})"));
        let conditions: Vec<_> = given.into_iter().chain(filled.map(|name| format!("{name} != null"))).collect();
        let filter = if conditions.is_empty() { String::new() } else { format!(" WHERE {}", conditions.join(" AND ")) };
        format!("SELECT {counted} FROM {}{filter}", self.object.name)
    }

    /// All records, and those that have each of these fields.
    async fn fields(&self, names: &[&str]) -> anyhow::Result<Vec<u64>> {
        let counted: Vec<_> = (1..).zip(names).map(|(at, name)| format!("COUNT({name}) n{at}")).collect();
        let soql = self.soql(&format!("COUNT(Id) n0, {}", counted.join(", ")), None);
        let page = self.ask(&soql).await?.next().await?;
        let row = page.as_ref().and_then(|rows| rows.iter().next());
        let count = |at| row?.get(&format!("n{at}"))?.text().parse().ok();
        let counts: Option<Vec<u64>> = (0..=names.len()).map(count).collect();
        counts.ok_or_else(|| crate::api::Error::Unreadable("the org did not count what it was asked to".into()).into())
    }

    /// The records that have this field.
    async fn rows(&self, name: Option<&str>) -> anyhow::Result<u64> {
        let total = self.ask(&self.soql("COUNT()", name)).await?.total;
        total.ok_or_else(|| crate::api::Error::Unreadable("a count without a number".into()).into())
    }

    async fn ask(&self, soql: &str) -> Result<query::Pages, crate::api::Error> {
        let ask = query::Ask { soql, all_rows: false, tooling: false, page_size: None, raw: false, limit: None };
        query::start(self.client, &ask).await
    }
}
