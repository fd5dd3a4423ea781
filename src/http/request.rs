//! A request as a value: it may be sent again, whatever it carries.

use super::header::HeaderMap;
use super::{Method, Upload, Url};
use std::time::Duration;

#[derive(Clone, Debug)]
pub struct Request {
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Option<Upload>,
    /// The least time that the answer may take, unless the user says otherwise.
    pub patience: Duration,
}

/// Bytes a second below which sending counts as stalled.
const SLOWEST: u64 = 256 << 10;

impl Request {
    pub fn new(method: Method, url: Url) -> Self {
        Self { method, url, headers: HeaderMap::new(), body: None, patience: Duration::ZERO }
    }

    pub fn method(&self) -> &Method {
        &self.method
    }

    pub fn url(&self) -> &Url {
        &self.url
    }

    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    pub fn body(&self) -> Option<&Upload> {
        self.body.as_ref()
    }

    pub fn body_mut(&mut self) -> &mut Option<Upload> {
        &mut self.body
    }

    /// How long it may take where `usual` is enough for small ones.
    pub fn time(&self, usual: Duration) -> Duration {
        let sending = self.body.as_ref().map_or(0, Upload::len) / SLOWEST;
        usual.max(self.patience) + Duration::from_secs(sending)
    }

    /// As the HTTP library wants it. Fails where a file is gone.
    pub fn build(&self) -> std::io::Result<reqwest::Request> {
        let mut request = reqwest::Request::new(self.method.clone(), self.url.clone());
        request.headers_mut().clone_from(&self.headers);
        *request.body_mut() = self.body.as_ref().map(Upload::open).transpose()?;
        Ok(request)
    }
}
