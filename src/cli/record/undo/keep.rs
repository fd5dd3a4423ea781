//! Keeps what records hold before they are changed or deleted. What cannot be kept is told, and the work goes on: it
//! was asked for, and the way back was not.

use super::journal::{self, Deed, Image, Journal};
use crate::api::sobject::{self, Target};
use crate::api::{Call, Client, images};
use crate::ctx::Ctx;
use crate::http::header::HeaderMap;
use crate::record::{Kind, Value};
use std::cell::RefCell;
use std::collections::BTreeSet;

#[derive(clap::Args)]
pub struct Backup {
    /// Do not keep what the records held before, with which `sfo record undo` brings it back
    #[arg(long)]
    pub no_backup: bool,
}

pub struct Keep<'k> {
    ctx: &'k Ctx,
    object: String,
    deed: Deed,
    undoes: Option<String>,
    journal: RefCell<Option<Journal>>,
    /// Why something could not be kept.
    failed: RefCell<Option<String>>,
}

impl Backup {
    pub fn keep<'k>(&self, ctx: &'k Ctx, object: &str, deed: Deed) -> Option<Keep<'k>> {
        (!self.no_backup).then(|| Keep::new(ctx, object, deed, None))
    }
}

impl<'k> Keep<'k> {
    pub fn new(ctx: &'k Ctx, object: &str, deed: Deed, undoes: Option<String>) -> Self {
        let (journal, failed) = (RefCell::default(), RefCell::default());
        Self { ctx, object: object.to_owned(), deed, undoes, journal, failed }
    }

    /// The records of rows that are about to be sent.
    pub async fn rows(&self, client: &Client, rows: &[&str]) {
        let rows: Vec<_> = rows.iter().filter_map(|row| Some((id_of(row)?, *row))).collect();
        let ids: Vec<_> = rows.iter().map(|(id, _)| id.clone()).collect();
        let fields = self.fields(rows.iter().map(|(_, row)| *row));
        match images::read(client, &self.object, &fields, &ids, false).await {
            Ok(records) => self.note(client, records.iter().filter_map(|record| self.image(record, &rows))),
            Err(error) => self.fail(&error),
        }
    }

    /// The record that a call is about.
    pub async fn one(&self, client: &Client, target: &Target, call: &Call) {
        let body = call.body.as_ref().and_then(|body| body.as_bytes()).unwrap_or_default();
        let body = std::str::from_utf8(body).ok().filter(|text| !text.is_empty()).unwrap_or("{}");
        let fields = match self.deed {
            Deed::Update => self.fields([body]).split(", ").map(str::to_owned).collect(),
            Deed::Delete => Vec::new(),
        };
        let read = sobject::read(&self.object, target, &fields, HeaderMap::new());
        match sobject::send(client, &read).await {
            Ok(record) => {
                let id = id_of(&record).unwrap_or_default();
                self.note(client, self.image(&record, &[(id, body)]));
            }
            Err(error) => self.fail(&error),
        }
    }

    /// A record that is known already.
    pub fn known(&self, client: &Client, record: &str, sent: &str) {
        let id = id_of(record).unwrap_or_default();
        self.note(client, self.image(record, &[(id, sent)]));
    }

    /// Says how to go back, or why there is no way. Programs look it up when they need it.
    pub fn end(&self) {
        if let Some(why) = &*self.failed.borrow() {
            self.ctx.term.warn(&format!("what the records held could not be kept, so it cannot be undone: {why}"));
        }
        if let Some(journal) = &*self.journal.borrow()
            && self.ctx.term.is_terminal()
        {
            self.ctx.term.note(&format!("to take it back: sfo record undo {}", journal.head.run));
        }
    }

    /// What is to be read before these rows are sent.
    fn fields<'r>(&self, rows: impl IntoIterator<Item = &'r str>) -> String {
        if self.deed == Deed::Delete {
            return images::ALL.to_owned();
        }
        let names = rows.into_iter().flat_map(|row| Value::trusted(row).members());
        let names = names.filter(|(name, _)| !name.eq_ignore_ascii_case("Id"));
        let names: BTreeSet<_> = names.map(|(name, value)| field(name, value)).collect();
        names.into_iter().chain(["Id".to_owned()]).collect::<Vec<_>>().join(", ")
    }

    fn image(&self, record: &str, rows: &[(String, &str)]) -> Option<Image> {
        let id = id_of(record)?;
        let (_, sent) = rows.iter().find(|(other, _)| other.get(..15) == id.get(..15))?;
        let members = |text| Value::trusted(text).members();
        let (before, after) = match self.deed {
            Deed::Delete => (members(record).map(|(name, value)| (name.to_owned(), value)).collect(), Vec::new()),
            Deed::Update => {
                let after = members(sent).filter(|(name, _)| !name.eq_ignore_ascii_case("Id"));
                let after: Vec<_> = after.map(|(name, value)| (field(name, value), value)).collect();
                let held = |name: &str| members(record).find(|(key, _)| key.eq_ignore_ascii_case(name));
                let before =
                    after.iter().filter_map(|(name, _)| held(name)).map(|(name, value)| (name.to_owned(), value));
                (before.collect::<Vec<_>>(), after)
            }
        };
        Some(Image { id, before: object(&before), after: object(&after) })
    }

    fn note(&self, client: &Client, images: impl IntoIterator<Item = Image>) {
        let images: Vec<_> = images.into_iter().collect();
        let mut journal = self.journal.borrow_mut();
        let written = match &mut *journal {
            _ if images.is_empty() => return,
            Some(journal) => journal.add(&images),
            none => {
                let folder = journal::folder(self.ctx, client.owner());
                Journal::begin(&folder, self.deed, &self.object, self.undoes.clone())
                    .and_then(|journal| none.insert(journal).add(&images))
            }
        };
        if let Err(error) = written {
            self.fail(&error);
        }
    }

    fn fail(&self, why: &dyn std::fmt::Display) {
        self.failed.borrow_mut().get_or_insert(why.to_string());
    }
}

fn id_of(record: &str) -> Option<String> {
    let mut members = Value::trusted(record).members();
    members.find(|(name, _)| name.eq_ignore_ascii_case("Id")).map(|(_, id)| id.string().into_owned())
}

/// The field that a member sets: a parent that is named by its key is a reference.
fn field(name: &str, value: Value) -> String {
    match (value.kind(), name.strip_suffix("__r")) {
        (Kind::Object, Some(stem)) => format!("{stem}__c"),
        (Kind::Object, None) => format!("{name}Id"),
        _ => name.to_owned(),
    }
}

fn object(members: &[(String, Value)]) -> String {
    let members: Vec<_> = members.iter().map(|(name, value)| format!("\"{name}\":{}", value.text())).collect();
    format!("{{{}}}", members.join(","))
}
