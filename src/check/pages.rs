//! Which pages somebody wrote, and can be asked to mend.

use crate::model::site::Page;
use crate::model::{RelPath, Site};

/// The pages that have a file in their own language. A page that falls back is judged in the source
/// language, and the first page of a folder that has no `index.md` is nobody's.
pub fn written(site: &Site) -> impl Iterator<Item = &Page> {
    let own = |page: &&Page| !page.is_fallback() && page.document.path.has_extension("md");
    site.pages.iter().filter(own)
}

/// Whether a page is an earlier version of a plan: readable, not found by search, said by its neighbour.
pub fn is_earlier_version(page: &Page) -> bool {
    let key = &page.document.key;
    key.as_str().contains('@') && key.stem().contains('@')
}

/// Whether a page is one that the law asks for, linked by its name from the foot of every page.
pub fn is_legal(site: &Site, key: &RelPath) -> bool {
    let mut legal = site.config.legal.iter();
    legal.any(|(_, page)| page.value == key.as_str())
}
