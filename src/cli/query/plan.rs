//! How a question is put to one org: in one request, once for each part of a list, or field by field.

use super::column::Column;
use super::list::{Kind, List, Split};
use super::question::Question;
use super::schema::Schema;
use super::wide::Wide;
use super::{Args, expand};
use crate::api::query::Room;
use crate::ctx::Ctx;
use crate::error::{Excerpt, Failure};
use crate::soql::{self, Binding, Draft, Use, ast};

pub struct Plan {
    /// The query as its columns are told from.
    pub draft: Draft,
    /// A query that this parser does not know is still for the org to judge.
    pub tree: Option<ast::Query>,
    pub listed: Option<Listed>,
    pub wide: Option<Wide>,
}

/// A query that is asked once for each part of a list.
pub struct Listed {
    /// With `:name` where the part goes.
    draft: Draft,
    pub list: List,
    pub split: Split,
    /// The field that is compared.
    pub field: Column,
    /// What tells a row from all others, where it may answer to several parts.
    pub id: Option<Column>,
}

pub async fn plan(args: &Args, question: &Question, ctx: &Ctx) -> anyhow::Result<Plan> {
    let mut draft = question.draft.clone();
    expand::expand(&mut draft, args.tooling, ctx).await?;
    // The longest list may be split; those beside it go whole.
    let mut lists: Vec<&List> = question.lists.iter().collect();
    lists.sort_by_key(|list| list.values.len());
    let Some(longest) = lists.pop() else {
        let tree = soql::parse(draft.text()).ok();
        let wide = tree.as_ref().and_then(|tree| Wide::split(args, &draft, tree));
        return Ok(Plan { draft, tree, listed: None, wide });
    };
    let mut schema = Schema::new(ctx);
    for list in lists {
        let asked = Asked::of(args, &parse(&draft)?, list, &mut schema).await?;
        fill(&mut draft, list, list.values.iter().map(|value| asked.kind.literal(value)).collect::<Result<_, _>>()?)?;
    }
    let tree = parse(&draft)?;
    let asked = Asked::of(args, &tree, longest, &mut schema).await?;
    match asked.usage.whole {
        Some(why) => whole(args, draft, &asked, why),
        None => parts(args, draft, tree, &asked),
    }
}

/// A list, and what the query does with it.
struct Asked<'l> {
    list: &'l List,
    kind: Kind,
    usage: Use,
}

impl<'l> Asked<'l> {
    async fn of(args: &Args, tree: &ast::Query, list: &'l List, schema: &mut Schema<'_>) -> anyhow::Result<Self> {
        let usage = soql::usage(tree, &list.name).ok_or_else(|| {
            Failure::usage(format!("--in gives `{0}` a list, but the query does not say IN :{0}", list.name))
        })?;
        let object = tree.from.first().and_then(|source| source.path.parts.first());
        let digits = list.values.iter().any(|value| Kind::bare(value).is_some());
        let kind = match (&usage.field, object) {
            // Digits may be a number or text; only the description of the field tells.
            (Some((_, path)), Some(object)) if digits && !args.tooling && !usage.inner => {
                Kind::of(&schema.kind(&object.text, path).await?)
            }
            _ => Kind::by_looks(&list.values),
        };
        Ok(Self { list, kind, usage })
    }

    /// Cuts the list so that the query with each part fits.
    fn split(&self, args: &Args, draft: &Draft, room: Room) -> Result<Split, Failure> {
        // The brackets around the list; the comma behind each value.
        let left = room.most().saturating_sub(args.ask(draft.text()).size(room) + room.size("()"));
        Split::new(self.list, self.kind, left, |literal| room.size(literal) + room.size(","))
    }
}

/// A query whose rows are those of its parts.
fn parts(args: &Args, draft: Draft, tree: ast::Query, asked: &Asked) -> anyhow::Result<Plan> {
    let id = asked.usage.overlaps.then(|| ("Id".to_owned(), vec!["Id".to_owned()]));
    let fields: Vec<_> = asked.usage.field.iter().cloned().chain(id).collect();
    let mut text = draft.clone();
    let columns = if tree.is_count() {
        fields.iter().map(|(_, path)| Column::kept(path)).collect()
    } else {
        Column::add(&mut text, &tree, &fields)
    };
    // What is long without a list gets no shorter in parts.
    let long = Room::Url.size(text.text()) > Room::Url.most() / 2 && !args.tooling;
    let split = asked.split(args, &text, if long { Room::Envelope } else { Room::Url })?;
    let mut columns = columns.into_iter();
    let field = columns.next().expect("what may be split is compared with a field");
    let listed = Listed { draft: text, list: asked.list.clone(), split, field, id: columns.next() };
    Ok(Plan { draft, tree: Some(tree), listed: Some(listed), wide: None })
}

/// A query whose meaning forbids that the list is split.
fn whole(args: &Args, mut draft: Draft, asked: &Asked, why: &str) -> anyhow::Result<Plan> {
    let list = asked.list;
    let split = asked.split(args, &draft, if args.tooling { Room::Url } else { Room::Envelope })?;
    if split.parts.len() > 1 {
        let text = format!("the list `{}` is too long for one request, and cannot be split: {why}", list.name);
        return Err(Failure::usage(text).into());
    }
    if args.report_missing.is_some() {
        return Err(Failure::usage(format!("which values are missing cannot be told: {why}")).into());
    }
    fill(&mut draft, list, split.part(0).to_vec())?;
    let tree = soql::parse(draft.text()).ok();
    Ok(Plan { draft, tree, listed: None, wide: None })
}

fn parse(draft: &Draft) -> anyhow::Result<ast::Query> {
    soql::parse(draft.text()).map_err(|wrong| {
        let message = format!("{wrong}; --in wants a query that is understood here");
        let lines = draft.underline(wrong.span.start);
        anyhow::Error::from(Failure::usage(&message).hint("sfo help soql")).context(Excerpt { message, lines })
    })
}

fn fill(draft: &mut Draft, list: &List, literals: Vec<String>) -> anyhow::Result<()> {
    let later = soql::binds(draft.text());
    let later: Vec<&str> = later.iter().map(String::as_str).filter(|name| *name != list.name).collect();
    Ok(soql::bind(draft, &[Binding::list(&list.name, literals)], &later)?)
}

impl Listed {
    /// The query with one part of the list in it.
    pub fn part(&self, index: usize) -> anyhow::Result<Draft> {
        let mut draft = self.draft.clone();
        fill(&mut draft, &self.list, self.split.part(index).to_vec())?;
        Ok(draft)
    }

    /// The columns that are needed of every row.
    pub fn columns(&self) -> Vec<&Column> {
        std::iter::once(&self.field).chain(&self.id).collect()
    }
}

impl Plan {
    /// The queries that are sent whatever comes back.
    pub fn drafts(&self) -> anyhow::Result<Vec<Draft>> {
        match (&self.listed, &self.wide) {
            (Some(listed), _) => (0..listed.split.parts.len()).map(|index| listed.part(index)).collect(),
            (None, Some(wide)) => Ok(vec![wide.draft.clone()]),
            (None, None) => Ok(vec![self.draft.clone()]),
        }
    }
}
