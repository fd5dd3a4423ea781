//! A text that must not be seen: no `Display`, `Debug` prints `****`, one greppable way out, and its memory is
//! wiped when it goes.

use serde::Deserialize;
use std::fmt;
use zeroize::Zeroizing;

#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text itself. Every use is a place to look at when secrets leak.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("****")
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;
    use zeroize::ZeroizeOnDrop;

    #[test]
    fn debug_does_not_tell() {
        assert_eq!(format!("{:?}", Some(Secret::new("5Aep861"))), "Some(****)");
    }

    /// Holds by its type: another would not compile. What was freed cannot be looked at without unsafe code.
    #[test]
    fn s34_memory_that_holds_a_secret_is_wiped() {
        fn wiped(_: &impl ZeroizeOnDrop) {}
        wiped(&Secret::new("5Aep861").0);
    }
}
