//! Who gets which answer: the browser with our callback a page, everybody else a closed door. Whatever comes, the
//! wait goes on until the right callback is here.

use super::super::callback::{Answer, Callback};
use super::super::web::Judge;
use super::Place;
use super::page::{self, Page};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use tokio::sync::mpsc;

pub struct Desk {
    place: Place,
    judge: Judge,
    arrived: mpsc::Sender<Callback>,
}

impl Desk {
    pub fn new(place: Place, judge: Judge, arrived: mpsc::Sender<Callback>) -> Self {
        Self { place, judge, arrived }
    }

    fn reply(&self, request: &Request) -> Response {
        let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        if !host.is_some_and(|host| self.place.is_host(host)) || request.uri().path() != self.place.path {
            return StatusCode::NOT_FOUND.into_response();
        }
        match *request.method() {
            Method::GET => page::show(self.receive(request.uri().query().unwrap_or_default())),
            Method::OPTIONS if request.headers().contains_key("access-control-request-private-network") => {
                (StatusCode::NO_CONTENT, [("access-control-allow-private-network", "true")]).into_response()
            }
            _ => (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET")]).into_response(),
        }
    }

    fn receive(&self, query: &str) -> Page {
        let Ok(callback) = Callback::from_query(query) else { return Page::Stranger };
        if !self.judge.accepts(&callback) {
            return Page::Stranger;
        }
        let page = if matches!(callback.answer, Answer::Code(_)) { Page::Received } else { Page::Refused };
        // Fails for a browser that comes twice: it sees the same page, and nobody else hears of it.
        let _ = self.arrived.try_send(callback);
        page
    }
}

pub async fn answer(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let mut response = desk.reply(&request);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
