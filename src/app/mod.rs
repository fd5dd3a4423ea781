//! What an app has to be so that a product can sign in with it: presets as data, and what Setup and metadata call
//! their parts. Knows neither an org nor a network.

mod boxes;
pub mod guide;
mod preset;
mod scope;

pub use preset::{Error, Preset, all, find};
