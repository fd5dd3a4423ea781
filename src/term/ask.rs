//! Questions to the person at the terminal. Each is `None` where nobody is there to answer.

use super::Term;
use std::io;

impl Term {
    /// Reads a line.
    pub fn ask(&self, question: &str) -> io::Result<Option<String>> {
        if !self.may_ask {
            return Ok(None);
        }
        self.put(&format!("{question} "));
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        Ok(Some(answer.trim().to_owned()))
    }

    /// Reads a line that the terminal does not show.
    pub fn ask_secret(&self, question: &str) -> io::Result<Option<String>> {
        if !self.may_ask {
            return Ok(None);
        }
        rpassword::prompt_password(format!("{question} ")).map(Some)
    }

    /// Yes or no; anything but a clear yes is no.
    pub fn confirm(&self, question: &str) -> io::Result<Option<bool>> {
        let answer = self.ask(&format!("{question} [y/N]"))?;
        Ok(answer.map(|answer| matches!(answer.to_lowercase().as_str(), "y" | "yes")))
    }
}
