//! What records hold at this moment: some fields of them, or all.

use super::query::ESCAPED;
use super::{Client, Error, Rows};
use percent_encoding::utf8_percent_encode;

/// Ids of one query, which has to fit a URL with its fields.
const CHUNK: usize = 200;
const ROOMY: usize = 6_000;

/// All fields, in the words of SOQL.
pub const ALL: &str = "FIELDS(ALL)";

/// The records with these Ids, each as one JSON object; those that are not there are left out. `deleted` ones are
/// there too where they are wanted.
pub async fn read(
    client: &Client,
    object: &str,
    fields: &str,
    ids: &[String],
    deleted: bool,
) -> Result<Vec<String>, Error> {
    let chunk = if fields.len() < ROOMY { CHUNK } else { CHUNK / 4 };
    let mut records = Vec::new();
    for ids in ids.chunks(chunk) {
        let ids: Vec<_> = ids.iter().map(|id| format!("'{id}'")).collect();
        let soql = format!("SELECT {fields} FROM {object} WHERE Id IN ({}) LIMIT {CHUNK}", ids.join(","));
        let verb = if deleted { "queryAll" } else { "query" };
        let mut page = client.get(&format!("{verb}?q={}", utf8_percent_encode(&soql, ESCAPED)), &[]).await?;
        loop {
            let (head, rows) = Rows::read(&page, false)?;
            records.extend(rows.iter().map(|row| row.text().to_owned()));
            match head.next {
                Some(next) => page = client.fetch(&next).await?,
                None => break,
            }
        }
    }
    Ok(records)
}
