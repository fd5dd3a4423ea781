//! What a call says about a query besides the query: version and flavour of the path, size of the pages.

use crate::demo::wire::Call;

pub struct Request<'c> {
    pub call: &'c Call,
    /// `/services/data/v67.0`, with `/tooling` where that was asked.
    pub prefix: String,
    pub tooling: bool,
    /// `queryAll`
    pub all_rows: bool,
    /// What follows `query/`, if anything.
    pub locator: Option<&'c str>,
}

const BATCHES: (usize, usize) = (200, 2_000);

impl<'c> Request<'c> {
    pub fn of(call: &'c Call) -> Self {
        let version = call.path.get(2).map_or("", String::as_str);
        let tooling = call.path.get(3).is_some_and(|part| part.eq_ignore_ascii_case("tooling"));
        let resource = call.path.get(if tooling { 4.. } else { 3.. }).unwrap_or_default();
        let prefix = format!("/services/data/{version}{}", if tooling { "/tooling" } else { "" });
        let all_rows = resource.first().is_some_and(|part| part.eq_ignore_ascii_case("queryAll"));
        let locator = resource.get(1).map(String::as_str).filter(|locator| !locator.is_empty());
        Self { call, prefix, tooling, all_rows, locator }
    }

    /// The page size that the caller hopes for.
    pub fn batch(&self) -> usize {
        let options = self.call.header("sforce-query-options").unwrap_or_default();
        let size = options.split([',', ';']).filter_map(|option| option.split_once('='));
        let size = size.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case("batchSize"));
        let size = size.and_then(|(_, size)| size.trim().parse().ok());
        size.map_or(BATCHES.1, |size: usize| size.clamp(BATCHES.0, BATCHES.1))
    }
}
