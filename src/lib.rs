//! supportal turns a folder of Markdown and support facts into a static support portal.

pub mod calendar;
pub mod index;
pub mod model;
pub mod render;
