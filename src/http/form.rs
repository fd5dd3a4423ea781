//! A multipart body (RFC 7578): parts one behind the other, with a line between them that is in none.

use super::{Upload, media};
use ring::rand::{SecureRandom, SystemRandom};
use std::io;

pub struct Form {
    boundary: String,
    body: Upload,
}

impl Form {
    pub fn new() -> io::Result<Self> {
        let mut bytes = [0; 16];
        let random = SystemRandom::new().fill(&mut bytes);
        random.map_err(|_| io::Error::other("the system gives no random bytes"))?;
        Ok(Self { boundary: format!("sfo-{}", hex::encode(bytes)), body: Upload::default() })
    }

    pub fn text(&mut self, name: &str, text: impl Into<Upload>) {
        self.part(&head(name), text);
    }

    pub fn json(&mut self, name: &str, json: String) {
        self.part(&format!("{}\r\nContent-Type: application/json", head(name)), json);
    }

    /// A file under the name that it is to have there. Without a `kind` its name says what it is.
    pub fn file(&mut self, name: &str, shown: &str, kind: Option<&str>, content: Upload) {
        let kind = kind.or_else(|| media::kind(shown)).unwrap_or(media::UNKNOWN);
        let head = format!("{}; filename=\"{}\"\r\nContent-Type: {kind}", head(name), quoted(shown));
        self.part(&head, content);
    }

    fn part(&mut self, head: &str, content: impl Into<Upload>) {
        self.body.push(format!("--{}\r\n{head}\r\n\r\n", self.boundary));
        self.body.push(content);
        self.body.push("\r\n");
    }

    /// The body, and its content type. Files stay where they are until it is sent.
    pub fn finish(mut self) -> (Upload, String) {
        self.body.push(format!("--{}--\r\n", self.boundary));
        (self.body, format!("multipart/form-data; boundary={}", self.boundary))
    }
}

fn head(name: &str) -> String {
    format!("Content-Disposition: form-data; name=\"{}\"", quoted(name))
}

/// As browsers do it: no name ends the line or the quotes that it stands in.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_each_other() {
        let mut form = Form::new().expect("there are random bytes");
        form.text("a", "x=1");
        form.json("\"b", r#"{"n":1.10}"#.to_owned());
        form.file("c", "d\r\n\".pdf", None, Upload::from("%PDF"));
        let (body, kind) = form.finish();
        let boundary = kind.strip_prefix("multipart/form-data; boundary=").expect("says what it is");
        let bytes: Vec<u8> = body.parts().filter_map(Result::ok).flatten().copied().collect();
        let text = String::from_utf8(bytes).expect("is text").replace(boundary, "B").replace("\r\n", "\n");
        let expected = "--B\nContent-Disposition: form-data; name=\"a\"\n\nx=1\n\
            --B\nContent-Disposition: form-data; name=\"%22b\"\nContent-Type: application/json\n\n{\"n\":1.10}\n\
            --B\nContent-Disposition: form-data; name=\"c\"; filename=\"d%0D%0A%22.pdf\"\nContent-Type: application/pdf\n\n%PDF\n\
            --B--\n";
        assert_eq!(text, expected);
    }
}
