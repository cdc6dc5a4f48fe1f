//! Which pages somebody wrote, and can be asked to mend; and which of them a link leads to.

use percent_encoding::percent_decode_str;

use crate::model::site::Page;
use crate::model::{Document, RelPath, Site};

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

/// The file that `to`, a destination as a link in `document` has it, leads to: in its own language, else in the source.
pub fn linked<'a>(site: &'a Site, document: &'a Document, to: &str) -> Option<&'a Document> {
    let at = |path: &RelPath| {
        let number = site.documents.binary_search_by(|one| one.path.cmp(path));
        number.ok().map(|number| &*site.documents[number])
    };
    match to.split(['#', '?']).next().unwrap_or_default() {
        "" => Some(document),
        path => {
            let path = percent_decode_str(path).decode_utf8_lossy();
            let path = document.path.parent().join(&path)?;
            site.config.own_or_source(&path, at)
        }
    }
}
