//! TRN-ORPHAN: a translation is one of a page that is still there.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::segment::source_hash;
use crate::model::{Diagnostic, Document, RelPath, Site, Span};

const CODE: &str = "TRN-ORPHAN";

/// A block that stands in more files than this, such as the same sentence below each, tells none of them apart.
const COMMON: usize = 16;

/// No page is published for the translation of one that is gone. A page that says nothing of a source, and in whose
/// place none ever stood, is meant for its language alone.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let orphans = orphans(site).collect::<Vec<_>>();
    if orphans.is_empty() {
        return;
    }
    let sources = Sources::new(site);
    for orphan in orphans {
        let path = &orphan.path;
        let source = source_path(site, &orphan.key);
        let message = format!("`{source}`, which this is the translation of, is not there");
        let (locale, moved) = (&orphan.locale, moved(site, orphan));
        let now = moved.or_else(|| sources.most_like(orphan));
        let hint = match now {
            Some(now) if is_there(site, &format!("{locale}/{}", now.key)) => format!(
                "`{}` stands in its place, and `{locale}/{}` is its translation: remove this one",
                now.path, now.key
            ),
            Some(now) if moved.is_some() => format!(
                "it is `{}` now: move this one to `{locale}/{}`",
                now.path, now.key
            ),
            Some(now) => format!(
                "`{}` says most of what it said: move this one to `{locale}/{}`, or remove it",
                now.path, now.key
            ),
            None => format!(
                "move it to where its source is now, or remove it; where it is meant for `{locale}` alone, take `source_hash` out of it"
            ),
        };
        found.push(Diagnostic::warning(CODE, path, place(orphan), message).with_hint(hint));
    }
}

/// Files of other languages that were made from one of the source language, where that is gone.
pub fn orphans(site: &Site) -> impl Iterator<Item = &Document> {
    let own = site.config.source();
    let documents = site.documents.iter().map(|document| &**document);
    documents.filter(move |one| {
        one.locale != *own
            && (!one.front.source_hash.is_empty() || moved(site, one).is_some())
            && !is_there(site, &source_path(site, &one.key))
    })
}

fn place(orphan: &Document) -> Span {
    let hashes = &orphan.front.source_hash;
    match (hashes.first(), hashes.last()) {
        (Some(first), Some(last)) => Span {
            start: first.span.start,
            end: last.span.end,
        },
        _ => orphan.front.at("title"),
    }
}

fn source_path(site: &Site, key: &RelPath) -> String {
    format!("{}/{key}", site.config.source())
}

fn is_there(site: &Site, path: &str) -> bool {
    let documents = &site.documents;
    let shown = documents.binary_search_by(|one| one.path.as_str().cmp(path));
    shown.is_ok() || site.unpublished.contains_key(path)
}

/// The page of the source language whose `redirect_from` names where the source of `orphan` stood.
fn moved<'s>(site: &'s Site, orphan: &Document) -> Option<&'s Document> {
    if site.redirects.is_empty() || orphan.fragment {
        return None;
    }
    let old = orphan.key.as_str().strip_suffix(".md")?;
    let old = format!("{old}.html");
    let redirects = &site.redirects;
    let found = redirects.binary_search_by(|one| one.from.as_str().cmp(&old));
    let page = site.pages.get(redirects.get(found.ok()?)?.to)?;
    (page.document.locale == *site.config.source()).then_some(&*page.document)
}

/// The files of the source language by the hashes of their blocks, made when one is asked for.
struct Sources<'s> {
    site: &'s Site,
    by_hash: OnceCell<HashMap<String, Vec<&'s Document>>>,
}

impl<'s> Sources<'s> {
    fn new(site: &'s Site) -> Self {
        Self {
            site,
            by_hash: OnceCell::new(),
        }
    }

    /// The file without a translation that has most of the blocks, and at least half of them.
    fn most_like(&self, orphan: &Document) -> Option<&'s Document> {
        let by_hash = self.by_hash.get_or_init(|| self.hashes());
        let mut shared: HashMap<&RelPath, (usize, &Document)> = HashMap::new();
        let hashes = &orphan.front.source_hash;
        for hash in hashes {
            let all = by_hash.get(&hash.value).filter(|all| all.len() <= COMMON);
            for document in all.into_iter().flatten() {
                let is_free = || {
                    document.fragment == orphan.fragment
                        && !is_there(self.site, &format!("{}/{}", orphan.locale, document.key))
                };
                if let Some((count, _)) = shared.get_mut(&document.path) {
                    *count += 1;
                } else if is_free() {
                    shared.insert(&document.path, (1, document));
                }
            }
        }
        let enough = shared.into_iter();
        let enough = enough.filter(|(_, (count, _))| 2 * count >= hashes.len());
        let most = enough.max_by_key(|(path, (count, _))| (*count, Reverse(*path)));
        most.map(|(_, (_, document))| document)
    }

    fn hashes(&self) -> HashMap<String, Vec<&'s Document>> {
        let own = self.site.config.source();
        let documents = self.site.documents.iter();
        let mut by_hash: HashMap<String, Vec<&Document>> = HashMap::new();
        for document in documents.filter(|one| one.locale == *own) {
            let mut hashes = source_hash(document);
            hashes.sort_unstable();
            hashes.dedup();
            for hash in hashes {
                by_hash.entry(hash).or_default().push(document);
            }
        }
        by_hash
    }
}
