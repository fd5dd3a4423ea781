//! The rows of a plan, batch by batch, wherever they come from.

use super::merge::Merge;
use super::parallel::Parallel;
use super::plan::Plan;
use super::wide::Join;
use super::{Args, fault};
use crate::api::query;
use crate::api::{Client, Pages, Rows};
use crate::cli::bulk::Route;
use std::sync::Arc;

pub enum Feed<'p> {
    Pages(Box<Pages>),
    Merge(Box<Merge<'p>>),
    Join(Box<Join<'p>>),
    Parallel(Box<Parallel>),
    Bulk(Box<Route<'p>>),
}

impl<'p> Feed<'p> {
    pub async fn start(args: &'p Args, plan: &'p Plan, client: &'p Arc<Client>) -> anyhow::Result<Self> {
        if let Some(width) = args.parallel {
            return Ok(Self::Parallel(Box::new(Parallel::start(args, plan, width.into(), client).await?)));
        }
        if let Some(listed) = &plan.listed {
            return Ok(Self::Merge(Box::new(Merge::start(args, listed, client))));
        }
        if let Some(wide) = &plan.wide {
            return Ok(Self::Join(Box::new(Join::start(args, wide, client).await?)));
        }
        let pages = query::start(client, &args.ask(plan.draft.text())).await;
        Ok(Self::Pages(Box::new(pages.map_err(|error| fault::point(error.into(), &plan.draft))?)))
    }

    pub async fn next(&mut self) -> anyhow::Result<Option<Rows>> {
        match self {
            Self::Pages(pages) => Ok(pages.next().await?),
            Self::Merge(merge) => merge.next().await,
            Self::Join(join) => join.next().await,
            Self::Parallel(ranges) => ranges.next().await,
            Self::Bulk(route) => route.next().await,
        }
    }

    /// The rows of the whole result as the org counts them, once that is known.
    pub fn promised(&self) -> Option<u64> {
        match self {
            Self::Pages(pages) => pages.total,
            Self::Merge(merge) => merge.promised(),
            Self::Join(join) => join.promised(),
            Self::Parallel(ranges) => Some(ranges.promised()),
            Self::Bulk(route) => Some(route.promised),
        }
    }
}
