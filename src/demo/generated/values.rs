//! What a field of a made row holds.

/// A text is told apart from where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    Null,
    Truth(bool),
    Text,
}
