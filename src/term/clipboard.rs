//! The clipboard of the desktop, for a text that must not stay there: whoever put it there takes it away again.

use arboard::Error;
#[cfg(target_os = "macos")]
use arboard::SetExtApple as _;
#[cfg(all(unix, not(target_os = "macos")))]
use arboard::SetExtLinux as _;
#[cfg(windows)]
use arboard::SetExtWindows as _;
use zeroize::Zeroizing;

/// Empties the clipboard when it goes, unless something else is there by then.
pub struct Clipboard {
    board: arboard::Clipboard,
    ours: Option<Zeroizing<String>>,
}

impl Clipboard {
    /// Fails where there is no desktop.
    pub fn open() -> Result<Self, Error> {
        Ok(Self { board: arboard::Clipboard::new()?, ours: None })
    }

    /// Puts a text there, which programs that keep a history are asked to leave out.
    pub fn put(&mut self, text: &str) -> Result<(), Error> {
        self.board.set().exclude_from_history().text(text)?;
        self.ours = Some(Zeroizing::new(text.to_owned()));
        Ok(())
    }

    /// Takes our text away; what somebody else has put there since stays.
    pub fn empty(&mut self) {
        let Some(ours) = self.ours.take() else { return };
        if self.board.get_text().is_ok_and(|text| Zeroizing::new(text) == ours) {
            // A desktop that is gone has no clipboard left.
            let _ = self.board.clear();
        }
    }
}

impl Drop for Clipboard {
    fn drop(&mut self) {
        self.empty();
    }
}
