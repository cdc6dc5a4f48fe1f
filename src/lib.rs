//! supportal turns a folder of Markdown and support facts into a static support portal.

pub mod calendar;
pub mod cli;
pub mod discover;
pub mod emit;
pub mod model;
pub mod pipeline;
pub mod render;
