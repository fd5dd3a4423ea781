//! A select list that is too long for one request: the query goes with the fields that fit, and for the Ids of each page
//! that comes the other fields are asked for. Rows keep their order; a row of which a part is missing is not delivered,
//! so that the count tells.

use super::column::{self, Column};
use super::{Args, fault};
use crate::api::query::{Ask, Room};
use crate::api::{Client, Pages, Rows, query};
use crate::record::Value;
use crate::soql::{self, Draft, ast};
use std::collections::HashMap;
use std::sync::Arc;

pub struct Wide {
    /// The query without the fields that are asked for later.
    pub draft: Draft,
    object: String,
    id: Column,
    room: Room,
    /// The other fields, as select lists.
    lists: Vec<String>,
}

impl Wide {
    /// Takes a query apart that does not fit; `None` where it does, or where no field could go for it to fit.
    pub fn split(args: &Args, draft: &Draft, tree: &ast::Query) -> Option<Self> {
        let room = if args.tooling { Room::Url } else { Room::Envelope };
        let mut over = args.ask(draft.text()).size(room).checked_sub(room.most()).filter(|over| *over > 0)?;
        let (mut draft, mut moved) = (draft.clone(), Vec::new());
        let mut groups = soql::movable(draft.text(), tree);
        // Room for the Id, should it have to be added.
        over += room.size(", Id");
        while over > 0 {
            let group = groups.pop()?;
            over = over.saturating_sub(group.iter().map(|span| room.size(&draft.text()[span.clone()])).sum());
            moved.push(group);
        }
        moved.reverse();
        let name = |span: &ast::Span| draft.text()[span.start + 1..span.end].trim_start().to_owned();
        let names = |group: &Vec<ast::Span>| group.iter().map(name).collect::<Vec<_>>().join(", ");
        let lists = pack(moved.iter().map(names), room);
        let mut spans: Vec<_> = moved.into_iter().flatten().collect();
        spans.sort_by_key(|span| span.start);
        draft.edit(spans.into_iter().map(|span| (span, String::new())).collect());
        let tree = soql::parse(draft.text()).ok()?;
        let object = tree.from.first()?.path.parts.first()?.text.clone();
        let id = Column::add(&mut draft, &tree, &[("Id".to_owned(), vec!["Id".to_owned()])]).pop()?;
        Some(Self { draft, object, id, room, lists })
    }

    /// The queries, with a name where the Ids of each page go.
    pub fn texts(&self) -> Vec<String> {
        let further = self.lists.iter().map(|list| self.further(list, ":ids"));
        std::iter::once(self.draft.text().to_owned()).chain(further).collect()
    }

    /// The query for one list of further fields.
    fn further(&self, list: &str, ids: &str) -> String {
        format!("SELECT Id, {list} FROM {} WHERE Id IN ({ids})", self.object)
    }
}

/// Joins names into as few lists as leave half of the room to Ids.
fn pack(names: impl Iterator<Item = String>, room: Room) -> Vec<String> {
    let mut lists: Vec<String> = Vec::new();
    for names in names {
        match lists.last_mut() {
            Some(list) if room.size(list) + room.size(&names) < room.most() / 2 => {
                list.push_str(", ");
                list.push_str(&names);
            }
            _ => lists.push(names),
        }
    }
    lists
}

/// The rows of such a query.
pub struct Join<'p> {
    args: &'p Args,
    wide: &'p Wide,
    client: &'p Arc<Client>,
    pages: Pages,
}

impl<'p> Join<'p> {
    pub async fn start(args: &'p Args, wide: &'p Wide, client: &'p Arc<Client>) -> anyhow::Result<Self> {
        let pages = query::start(client, &args.ask(wide.draft.text())).await;
        let pages = pages.map_err(|error| fault::point(error.into(), &wide.draft))?;
        Ok(Self { args, wide, client, pages })
    }

    pub fn promised(&self) -> Option<u64> {
        self.pages.total
    }

    pub async fn next(&mut self) -> anyhow::Result<Option<Rows>> {
        let Some(page) = self.pages.next().await? else { return Ok(None) };
        let ids: Vec<String> =
            page.iter().filter_map(|row| Some(self.wide.id.of(row)?.string().into_owned())).collect();
        let mut parts = Vec::with_capacity(self.wide.lists.len());
        for list in &self.wide.lists {
            parts.push(self.part(list, &ids).await?);
        }
        let mut rows = Rows::default();
        for row in page.iter() {
            let id = self.wide.id.of(row).map(|id| id.string().into_owned()).unwrap_or_default();
            let further: Option<Vec<&String>> = parts.iter().map(|part| part.get(&id)).collect();
            if let Some(further) = further {
                rows.push(&joined(&column::without(&[&self.wide.id], row), &further));
            }
        }
        Ok(Some(rows))
    }

    /// The members that one list adds, by Id.
    async fn part(&self, list: &str, ids: &[String]) -> anyhow::Result<HashMap<String, String>> {
        let mut members = HashMap::with_capacity(ids.len());
        let room = self.wide.room;
        let left = room.most().saturating_sub(self.args.ask(&self.wide.further(list, "")).size(room));
        let most = (left / (room.size("''") + room.size(",") + 18)).max(1);
        for ids in ids.chunks(most) {
            let ids: Vec<String> = ids.iter().map(|id| soql::quote(id)).collect();
            let text = self.wide.further(list, &ids.join(","));
            let pages = query::start(self.client, &Ask { limit: None, ..self.args.ask(&text) }).await;
            let mut pages = pages.map_err(|error| fault::point(error.into(), &Draft::new(text.clone())))?;
            while let Some(page) = pages.next().await? {
                members
                    .extend(page.iter().filter_map(|row| Some((row.get("Id")?.string().into_owned(), further(row)))));
            }
        }
        Ok(members)
    }
}

/// The members of a row but those that the first part has, as they stand in JSON.
fn further(row: Value) -> String {
    let members = row.members().filter(|(key, _)| !matches!(*key, "Id" | "attributes"));
    members.flat_map(|(key, value)| [",\"", key, "\":", value.text()]).collect()
}

fn joined(row: &str, further: &[&String]) -> String {
    let mut text = row.strip_suffix('}').unwrap_or(row).to_owned();
    let empty = text.len() == 1;
    let more: String = further.iter().map(|part| part.as_str()).collect();
    text.push_str(if empty { more.trim_start_matches(',') } else { &more });
    text.push('}');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_row_become_one() {
        let more = [r#","C":1"#.to_owned(), r#","D":{"E":null}"#.to_owned()];
        let more: Vec<_> = more.iter().collect();
        assert_eq!(joined(r#"{"A":{"B":{}}}"#, &more), r#"{"A":{"B":{}},"C":1,"D":{"E":null}}"#);
        assert_eq!(joined("{}", &more), r#"{"C":1,"D":{"E":null}}"#);
        let row = Value::parse(r#"{"attributes":{},"Id":"1","C":1.10,"D":"x"}"#).expect("parses");
        assert_eq!(further(row), r#","C":1.10,"D":"x""#);
    }

    #[test]
    fn lists_leave_room_for_ids() {
        let lists = pack((0..2000).map(|n| format!("F{n:040}__c")), Room::Envelope);
        assert!(lists.len() == 2 && lists.iter().all(|list| list.len() <= 50_000), "{}", lists.len());
    }
}
