//! Pages to a search index that needs no server: static files, which `runtime/search.js` reads in
//! the browser and [`query`] in the terminal, with the same answers. The format is in `docs/SEARCH.md`.
//!
//! In comes what a reader sees of each page ([`Entry`]), out come files. [`terms`] works on one page
//! and is remembered; [`search`] joins them. The interface of search (box, rows, filters) is the
//! theme's.

mod beginnings;
mod block;
mod build;
mod deliver;
mod directory;
pub mod engines;
mod excerpt;
mod file;
mod found;
mod han;
mod intern;
mod kin;
mod lists;
mod number;
mod opensearch;
mod packed;
mod page;
mod phrases;
mod postings;
pub mod query;
mod rank;
mod records;
mod regional;
mod root;
mod sections;
mod shards;
mod text;
mod verbs;
pub mod words;

use std::sync::Arc;

pub use build::search;
pub use directory::Room;
pub use page::{Terms, terms};
pub use rank::Boost;
pub use regional::Chinese;

use crate::model::{Finished, Kind, Locale, Shared, Url};

/// Version of the format; the runtime refuses another.
pub const VERSION: u32 = 13;

/// What search reads of one page.
#[derive(Clone, Debug, Hash)]
pub struct Entry {
    /// Address from the language's root: `articles/billing/refunds.html`.
    pub url: Url,
    /// The title.
    pub title: String,
    /// One or two sentences; may be empty.
    pub description: String,
    /// Whether its language is written from right to left.
    pub rtl: bool,
    /// How it is written, if it is in Chinese.
    pub chinese: Option<Chinese>,
    /// The kind of page.
    pub kind: Kind,
    /// Ids of products.
    pub products: Vec<String>,
    /// What its worth is multiplied by where it is found.
    pub boost: Boost,
    /// Further words that the author wants it to be found by.
    pub keywords: Vec<String>,
    /// The body with its holes filled: well-formed, of our own making.
    pub html: Arc<Shared<Finished>>,
    /// What the page shows of the facts: anchor (may be empty), heading (may be empty), text.
    pub facts: Vec<(String, String, String)>,
}

/// What search should know of a language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rules {
    /// The language.
    pub language: Locale,
    /// Groups of words that mean the same.
    pub synonyms: Vec<Vec<String>>,
    /// From how many files on their list is in two levels.
    pub room: Room,
}

#[cfg(test)]
mod tests {
    use super::VERSION;

    #[test]
    fn the_document_tells_the_version() {
        let document = include_str!("../../docs/SEARCH.md");
        let told = format!("version of the format: {VERSION}.");
        assert!(document.contains(&told), "docs/SEARCH.md lacks `{told}`");
    }
}
