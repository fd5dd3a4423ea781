//! JSON as the org indents it: two spaces, a blank on either side of the colon, arrays on the line of their key.

use serde::Serialize;
use serde_json::{Serializer, Value, ser::Formatter};
use std::io::{self, Write};

/// `body` indented, or as it is where it is no JSON.
pub fn indent(body: Vec<u8>) -> Vec<u8> {
    let mut indented = Vec::with_capacity(body.len() * 2);
    let Ok(value) = serde_json::from_slice::<Value>(&body) else { return body };
    let mut serializer = Serializer::with_formatter(&mut indented, Pretty::default());
    if value.serialize(&mut serializer).is_ok() { indented } else { body }
}

#[derive(Default)]
struct Pretty {
    depth: usize,
    /// Whether the object just closed had members.
    filled: bool,
}

impl Pretty {
    fn line<W: ?Sized + Write>(&self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| writer.write_all(b"  "))
    }
}

impl Formatter for Pretty {
    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        writer.write_all(if first { b" " } else { b", " })
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b" ]")
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        writer.write_all(b"{")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        writer.write_all(if first { b"" } else { b"," })?;
        self.line(writer)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b" : ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _writer: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.filled {
            self.line(writer)?;
        } else {
            writer.write_all(b" ")?;
        }
        writer.write_all(b"}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_break_lines_and_arrays_do_not() {
        let pretty = indent(br#"{"a":1.10,"b":[{"c":null},2],"d":[],"e":{}}"#.to_vec());
        let expected =
            "{\n  \"a\" : 1.10,\n  \"b\" : [ {\n    \"c\" : null\n  }, 2 ],\n  \"d\" : [ ],\n  \"e\" : { }\n}";
        assert_eq!(String::from_utf8_lossy(&pretty), expected);
        assert_eq!(indent(b"<html>".to_vec()), b"<html>");
    }
}
