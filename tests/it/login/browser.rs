//! A browser as far as a sign-in needs one: cookies, forms, and redirects that stop where they leave the host. It
//! speaks HTTP over a plain socket, so that a test can also say what no browser would.

use oauth2::url::{Position, form_urlencoded};
use reqwest::Url;
use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};

pub const PASSWORD: &str = "sesame";
pub const USER: &str = "test@example.com";

#[derive(Default)]
pub struct Browser {
    /// By host and port.
    cookies: HashMap<String, String>,
}

pub struct Page {
    pub url: Url,
    pub status: u16,
    /// Names in lower case.
    pub headers: HashMap<String, String>,
    pub body: String,
}

impl Browser {
    /// Opens an address, and follows it as long as it stays at its host.
    pub fn open(&mut self, url: &Url) -> Page {
        let page = self.fetch("GET", url, None);
        self.follow(page)
    }

    /// Sends the form of a page with these fields filled in.
    pub fn submit(&mut self, page: &Page, filled: &[(&str, &str)]) -> Page {
        let action = page.attribute("<form", "action").expect("has a form");
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(page.hidden()).extend_pairs(filled);
        let url = page.url.join(&action).expect("is an address");
        let page = self.fetch("POST", &url, Some(&form.finish()));
        self.follow(page)
    }

    pub fn sign_in(&mut self, url: &Url, username: &str, password: &str) -> Page {
        let page = self.open(url);
        self.submit(&page, &[("username", username), ("password", password)])
    }

    /// Signs in and answers the page that asks for consent, where there is one; the address that the org then sends
    /// people to.
    pub fn decide(&mut self, url: &Url, decision: &str) -> Url {
        let page = self.sign_in(url, USER, PASSWORD);
        let sent = page.location().or_else(|| self.submit(&page, &[("decision", decision)]).location());
        sent.expect("is sent back")
    }

    fn follow(&mut self, mut page: Page) -> Page {
        while let Some(next) = page.location().filter(|next| next.origin() == page.url.origin()) {
            page = self.fetch("GET", &next, None);
        }
        page
    }

    fn fetch(&mut self, method: &str, url: &Url, form: Option<&str>) -> Page {
        let cookie = self.cookies.get(url.authority()).map(|cookie| format!("Cookie: {cookie}\r\n"));
        let kind = form.map(|form| {
            format!("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", form.len())
        });
        let more = cookie.unwrap_or_default() + &kind.unwrap_or_default();
        let page = send(local(url), method, url, url.authority(), &more, form.unwrap_or_default());
        if let Some(cookie) = page.headers.get("set-cookie").and_then(|cookie| cookie.split(';').next()) {
            self.cookies.insert(url.authority().to_owned(), cookie.to_owned());
        }
        page
    }
}

impl Page {
    /// Where the reply sends people to.
    pub fn location(&self) -> Option<Url> {
        self.url.join(self.headers.get("location")?).ok()
    }

    fn hidden(&self) -> Vec<(String, String)> {
        let fields = self.body.split("<input type=\"hidden\"").skip(1);
        fields.filter_map(|field| Some((attribute(field, "name")?, attribute(field, "value")?))).collect()
    }

    fn attribute(&self, tag: &str, name: &str) -> Option<String> {
        attribute(self.body.split_once(tag)?.1, name)
    }
}

/// Where a local name is, on the older stack.
pub fn local(url: &Url) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, url.port_or_known_default().expect("has a port")).into()
}

pub fn local_v6(url: &Url) -> SocketAddr {
    (Ipv6Addr::LOCALHOST, url.port_or_known_default().expect("has a port")).into()
}

/// One request with any method, `Host` and further header lines, each with its line end.
pub fn send(address: SocketAddr, method: &str, url: &Url, host: &str, more: &str, body: &str) -> Page {
    let target = &url[Position::BeforePath..Position::AfterQuery];
    let mut stream = TcpStream::connect(address).expect("somebody listens");
    write!(stream, "{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n{body}")
        .expect("is sent");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("is answered");
    let (head, body) = text.split_once("\r\n\r\n").expect("is HTTP");
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).expect("has a status");
    let headers =
        lines.filter_map(|line| line.split_once(": ")).map(|(name, value)| (name.to_lowercase(), value.into()));
    Page { url: url.clone(), status, headers: headers.collect(), body: body.to_owned() }
}

/// The value of the first attribute of this name in a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split('>').next()?.split_once(&format!("{name}=\""))?.1.split('"').next()?;
    Some(
        value
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&"),
    )
}
