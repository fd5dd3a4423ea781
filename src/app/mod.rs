//! What an app has to be so that a product can sign in with it: presets as data, and what Setup and metadata call
//! their parts. Knows neither an org nor a network.

pub mod boxes;
mod callback;
pub mod check;
pub mod guide;
pub mod metadata;
mod name;
mod preset;
pub mod scope;
pub mod settings;

pub use name::Name;
pub use preset::{ByHand, Error, Field, Kind, Permitted, Preset, What, all, find};
pub use settings::Settings;
