//! Which description rows are held against, and how new it is. A kept copy is enough to find nothing wrong; before it
//! accuses anybody it is renewed.

use crate::api::describe::Object;
use crate::cli::describe;
use crate::ctx::{Ctx, Freshness};
use std::sync::Arc;

pub enum Schema {
    /// Nothing is known, and nothing is asked.
    Unknown,
    Kept(Arc<Object>),
    New(Arc<Object>),
}

impl Schema {
    /// What is known without asking.
    pub async fn kept(ctx: &Ctx, name: &str) -> Self {
        match describe::one(name, Freshness::Kept, ctx).await {
            Ok(object) => Self::Kept(Arc::new(object)),
            Err(_) => Self::Unknown,
        }
    }

    /// What the org says now, in one request at most.
    pub async fn renewed(ctx: &Ctx, name: &str) -> anyhow::Result<Self> {
        Ok(Self::New(Arc::new(describe::one(name, Freshness::Renewed, ctx).await?)))
    }

    pub fn object(&self) -> Option<Arc<Object>> {
        match self {
            Self::Unknown => None,
            Self::Kept(object) | Self::New(object) => Some(Arc::clone(object)),
        }
    }

    pub fn is_kept(&self) -> bool {
        matches!(self, Self::Kept(_))
    }

    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }
}
