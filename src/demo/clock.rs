//! The time, in the forms that the wire and the store want.

use jiff::Timestamp;

/// Milliseconds since 1970.
pub fn millis() -> i64 {
    Timestamp::now().as_millisecond()
}
