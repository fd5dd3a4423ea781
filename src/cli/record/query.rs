//! Records that a query finds, as the rows of an input.

use crate::api::query::{self, Ask};
use crate::cli::argument;
use crate::cli::many::Input;
use crate::ctx::Ctx;
use crate::error::Failure;
use serde_json::{Map, Value};

/// The Id of each row, with the same fields beside each.
pub async fn input(ctx: &Ctx, soql: &str, fields: &Map<String, Value>) -> anyhow::Result<Input> {
    let soql = argument::text(soql.to_owned())?;
    let ask = Ask { soql: &soql, all_rows: false, tooling: false, page_size: None, raw: false, limit: None };
    let mut pages = query::start(ctx.client().await?, &ask).await?;
    let fields = Value::Object(fields.clone()).to_string();
    let rest = if fields == "{}" { "}" } else { &fields.replacen('{', ",", 1) };
    let (mut lines, mut found) = (String::new(), 0);
    while let Some(page) = pages.next().await? {
        for row in page.iter() {
            let id = row.get("Id").ok_or_else(|| Failure::usage("the query has to select Id"))?;
            lines.extend([r#"{"Id":"#, id.text(), rest, "\n"]);
            found += 1;
        }
    }
    if pages.total.is_some_and(|promised| found < promised) {
        return Err(Failure::usage("the org did not deliver all rows of the query; nothing was sent").into());
    }
    Ok(Input::lines("the query", &lines)?)
}
