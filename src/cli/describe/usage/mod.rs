//! How much of an object's records fill which of its fields. One query counts many fields; those that cannot be counted
//! so are asked one by one where they can be compared, and are named where they cannot.

mod counter;

use super::{Args, View};
use crate::api::describe::{Field, Object};
use crate::ctx::Ctx;
use counter::Counter;
use serde_json::{Value, json};
use std::cmp::Reverse;

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
    /// As many records as there were when this field was counted.
    total: u64,
}

pub async fn view(object: &Object, args: &Args, ctx: &Ctx) -> anyhow::Result<View> {
    let counter = Counter::new(ctx.client().await?, object, args.condition.as_deref())?;
    // Also shows whether the condition is one, before a refusal is taken for that of a field.
    let total = counter.all().await?;
    let fields = object.fields.iter().filter(|field| args.wants(&field.name, field.custom));
    let mut usages: Vec<_> = fields.map(|field| Usage { field, way: way(field), filled: None, total }).collect();
    together(&mut usages, &counter).await?;
    for usage in &mut usages {
        match usage.way {
            Way::Alone => usage.filled = counter.filled(&usage.field.name).await?,
            Way::Always => usage.filled = Some(total),
            Way::Together | Way::Never => {}
        }
    }
    usages.sort_by_key(|usage| Reverse(usage.filled));
    Ok(View { columns: COLUMNS, rows: usages.iter().map(row).collect() })
}

/// Counts as many fields at a time as the org takes. Where it takes one of them not at all, halving finds out which.
async fn together(usages: &mut [Usage<'_>], counter: &Counter<'_>) -> anyhow::Result<()> {
    let wanted: Vec<usize> = (0..usages.len()).filter(|at| usages[*at].way == Way::Together).collect();
    let mut parts: Vec<&[usize]> = wanted.chunks(TOGETHER).collect();
    while let Some(part) = parts.pop() {
        let names: Vec<_> = part.iter().map(|at| usages[*at].field.name.as_str()).collect();
        match (counter.fields(&names).await?, part) {
            (Some(counts), _) => {
                for (at, filled) in part.iter().zip(&counts[1..]) {
                    usages[*at] = Usage { filled: Some(*filled), total: counts[0], ..usages[*at] };
                }
            }
            (None, [only]) => usages[*only].way = Way::Alone,
            (None, _) => parts.extend(part.chunks(part.len().div_ceil(2))),
        }
    }
    Ok(())
}

fn way(field: &Field) -> Way {
    match field.kind.as_str() {
        "boolean" => Way::Always,
        // These are compared by distance only.
        "address" | "location" => Way::Never,
        _ if field.aggregatable => Way::Together,
        _ if field.filterable => Way::Alone,
        _ => Way::Never,
    }
}

fn row(Usage { field, way, filled, total }: &Usage) -> Value {
    let note = match (filled, way) {
        (_, Way::Always) => Some("a checkbox is never empty"),
        (Some(_), _) => None,
        (None, _) if matches!(field.kind.as_str(), "address" | "location") => Some("see its parts"),
        (None, _) => Some("the org cannot count it"),
    };
    json!({
        "field": field.name, "label": field.label, "type": super::object::kind(field), "filled": filled,
        "total": total, "percent": filled.and_then(|filled| percent(filled, *total)), "note": note,
    })
}

/// To two decimals and rounded down, so that 100 means all; but not to 0 what there is some of.
fn percent(filled: u64, total: u64) -> Option<f64> {
    let hundredths = (u128::from(filled) * 10_000).checked_div(u128::from(total))?;
    let hundredths = u32::try_from(hundredths).ok()?.max(u32::from(filled > 0));
    Some(f64::from(hundredths) / 100.0)
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn only_all_is_100_and_only_nothing_is_0() {
        assert_eq!(percent(30, 30), Some(100.0));
        assert_eq!(percent(29, 30), Some(96.66));
        assert_eq!(percent(999_999, 1_000_000), Some(99.99));
        assert_eq!(percent(1, 1_000_000), Some(0.01));
        assert_eq!(percent(0, 30), Some(0.0));
        assert_eq!(percent(0, 0), None);
    }
}
