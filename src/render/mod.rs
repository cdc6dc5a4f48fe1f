//! A resolved site to pages: typed views, and the theme's templates that lay them out.

mod backend;
mod blocked;
pub mod brand;
mod conditions;
pub mod csp;
pub mod ejected;
mod fonts;
pub mod json_ld;
mod lean;
pub mod menu;
pub mod openings;
pub mod originals;
mod page;
mod sheets;
pub mod templates;
pub mod theme;
pub mod view;
mod views;
mod words;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use menu::{menu, menus};
pub use originals::{Originals, originals};
pub use page::page;
pub use theme::{Given, Theme, theme};
pub use view::View;
pub use views::{Maker, Wanted, view, wanted};
pub use words::words;
