//! Files to typed documents: what one file says, and nothing from any other file.
//!
//! YAML is read once into nodes with their places (`yaml`). One table of keys (`keys`) says what may
//! stand where; `validate` compares the nodes with it and reports everything in one pass; the readers
//! (`config`, `facts`, `front_matter`) then take what is good and stay silent. Markdown becomes a
//! body with holes (`markdown`, after `learn` has read the Learn dialect).

mod address;
pub mod codes;
pub mod config;
pub mod document;
pub mod facts;
pub mod formats;
pub mod front_matter;
mod highlight;
mod html;
pub mod keys;
pub mod layers;
mod learn;
mod markdown;
pub mod prose;
mod read;
pub mod schema;
mod strays;
pub mod strings;
pub mod validate;
pub mod yaml;

pub use config::config;
pub use document::{document, is_page};
pub use facts::facts;
pub use front_matter::front_matter;
pub use markdown::leaves;
pub use schema::{published_schema, schemas};
pub use strays::{misnamed, sites, strays};
pub use strings::{language_names, strings, unread_strings};

use crate::model::Diagnostic;

/// Puts findings in the order of the file. Of one place, the first found stays first.
fn in_order(found: &mut [Diagnostic]) {
    found.sort_by_key(|diagnostic| diagnostic.span.start);
}

#[cfg(test)]
mod tests;
