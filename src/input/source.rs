//! Where an input comes from, and how to read it twice: what is checked first and used afterwards must be the same.

use super::{Blank, Error, Rows};
use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, Write};

/// A file, or stdin for `-`.
pub struct Source {
    name: String,
    place: Place,
}

enum Place {
    File(File),
    Stdin,
}

impl Source {
    /// Opens it at once, so that a file that is not there is known before anything else happens.
    pub fn open(name: &str) -> io::Result<Self> {
        let place = if name == "-" { Place::Stdin } else { Place::File(File::open(name)?) };
        Ok(Self { name: name.to_owned(), place })
    }

    /// A text that is at hand.
    pub fn held(name: &str, text: &str) -> io::Result<Self> {
        let mut kept = tempfile::tempfile()?;
        kept.write_all(text.as_bytes())?;
        Ok(Self { name: name.to_owned(), place: Place::File(kept) })
    }

    /// A file that is open.
    pub fn file(name: &str, file: File) -> Self {
        Self { name: name.to_owned(), place: Place::File(file) }
    }

    /// Sees to it that it can be read more than once: what only flows by goes to a nameless file.
    pub fn keep(&mut self) -> io::Result<()> {
        let flows = match &mut self.place {
            Place::File(file) => file.stream_position().is_err() || !file.metadata()?.is_file(),
            Place::Stdin => true,
        };
        if flows {
            let mut kept = tempfile::tempfile()?;
            io::copy(&mut self.reader()?, &mut kept)?;
            self.place = Place::File(kept);
        }
        Ok(())
    }

    /// The rows from the first one on.
    pub fn rows(&mut self, blank: Blank) -> Result<Rows<'static>, Error> {
        Rows::new(self.reader()?, blank)
    }

    fn reader(&mut self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match &mut self.place {
            Place::Stdin => Box::new(io::stdin()),
            Place::File(file) => {
                // A pipe has no beginning to go back to, and is read only once.
                let _ = file.rewind();
                Box::new(file.try_clone()?)
            }
        })
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.name == "-" { "stdin" } else { &self.name })
    }
}
