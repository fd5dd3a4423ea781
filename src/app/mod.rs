//! What an app has to be so that a product can sign in with it: presets as data, and what Setup and metadata call
//! their parts. Knows neither an org nor a network.

mod boxes;
mod callback;
pub mod guide;
pub mod metadata;
mod name;
mod preset;
mod scope;
pub mod settings;

pub use name::Name;
pub use preset::{ByHand, Error, Field, Kind, Preset, What, all, find};
pub use settings::Settings;
