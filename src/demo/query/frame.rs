//! What is written around the records of a page.

use super::{page::Page, request::Request};
use crate::demo::wire::{Late, Reply};
use std::io::Write;

/// A reply for the `object` whose records these are, which may have to be made whole.
pub fn reply(request: &Request, object: &str, total: usize, next: Option<&str>, page: &Page) -> Reply {
    let mut out = Vec::with_capacity(page.json.len() + 256);
    if request.tooling {
        tooling(object, total, next, page, &mut out);
    } else {
        plain(total, next, page, &mut out);
    }
    // Behind the records comes one bracket.
    let late = page.late.clone().map(|late| Box::new(Late { at: out.len() - 1, ..late }));
    Reply { late, ..Reply::text(200, "application/json;charset=UTF-8", out) }
}

pub fn plain(total: usize, next: Option<&str>, page: &Page, out: &mut Vec<u8>) {
    let _ = write!(out, r#"{{"totalSize":{total},"done":{},"#, next.is_none());
    if let Some(next) = next {
        let _ = write!(out, r#""nextRecordsUrl":"{next}","#);
    }
    records(page, out);
}

fn tooling(object: &str, total: usize, next: Option<&str>, page: &Page, out: &mut Vec<u8>) {
    let _ = write!(out, r#"{{"size":{},"totalSize":{total},"done":{},"#, page.size, next.is_none());
    let _ = match next {
        Some(next) => write!(out, r#""nextRecordsUrl":"{next}","queryLocator":"{next}","#),
        None => write!(out, r#""queryLocator":null,"#),
    };
    let _ = write!(out, r#""entityTypeName":"{object}","#);
    records(page, out);
}

fn records(page: &Page, out: &mut Vec<u8>) {
    out.extend_from_slice(br#""records":"#);
    out.extend_from_slice(&page.json);
    out.push(b'}');
}
