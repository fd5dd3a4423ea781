//! The security checklist of sign-in (`spec/oauth.md` 13), each statement by its number. Elsewhere or not at all:
//!
//! | Statement | Why it is not here |
//! |---|---|
//! | 9, in constant time | a clock outside of the process sees the network; the comparison is of digests, in `auth::web` |
//! | 12, silence where metadata announces `iss` | Salesforce announces none, and no metadata is read |
//! | 16, certificates | `network.rs` holds it against a server with a foreign authority |
//! | 22 to 25, 31 | of the store and of renewal, not of signing in |
//! | 29, each claim | needs the org's key; the rules are tested where they are written, in `auth::id_token` |
//! | 34 | memory cannot be read from outside; `Secret` is made of a type that wipes itself |

#[cfg(target_os = "linux")]
mod launch;
mod listener;
mod person;
mod reply;
mod request;
mod scene;

use scene::{ACCESS, CODE, REFRESH, SECRET, Scene, reply};
