//! Old addresses and the pages they lead to now.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::pages::Pages;
use crate::model::path::is_refused_by_hosts;
use crate::model::site::{Loose, LooseEnd, Redirect};
use crate::model::{RelPath, Spanned, Url};

/// Every `redirect_from:` that leads somewhere. What cannot be is kept as a loose end.
pub fn all(pages: &Pages, loose: &mut Vec<LooseEnd>) -> Vec<Redirect> {
    let living: HashMap<&Url, usize> = pages
        .list
        .iter()
        .enumerate()
        .map(|(n, p)| (&p.url, n))
        .collect();
    let mut taken: HashMap<Url, usize> = HashMap::new();
    let mut redirects = Vec::new();
    for (number, placed) in pages.list.iter().enumerate() {
        // A page that falls back does not claim the old addresses of its source again.
        if placed.locale != placed.document.locale {
            continue;
        }
        let path = &placed.document.path;
        for from in &placed.document.front.redirect_from {
            let mut refuse = |what| {
                loose.push(LooseEnd {
                    path: path.clone(),
                    span: from.span,
                    what,
                });
            };
            let url = match address(from) {
                Ok(url) => url,
                Err(what) => {
                    refuse(what);
                    continue;
                }
            };
            if let Some(&page) = living.get(&url) {
                refuse(blocked(pages, number, page, from));
                continue;
            }
            if let Some(&page) = taken.get(&url) {
                refuse(Loose::RedirectTaken {
                    from: from.value.clone(),
                    by: pages.list[page].document.path.clone(),
                });
                continue;
            }
            taken.insert(url.clone(), number);
            redirects.push(Redirect {
                from: url,
                to: number,
                path: path.clone(),
                span: from.span,
            });
        }
    }
    redirects.sort_by(|a, b| a.from.cmp(&b.from));
    redirects
}

/// Pages of the source language by the addresses that their `redirect_from` names, for those that something names by
/// the path they had.
pub struct Former<'a> {
    pages: &'a Pages,
    /// Made when the first path leads to nothing that is there now.
    by_address: OnceCell<HashMap<String, usize>>,
}

impl<'a> Former<'a> {
    /// Nothing is looked through yet.
    pub fn new(pages: &'a Pages) -> Self {
        let by_address = OnceCell::new();
        Self { pages, by_address }
    }

    /// The page, by its path below the language's folder, that stood once where a file `key` would be published.
    pub fn page(&self, key: &str) -> Option<RelPath> {
        let bare = key.trim_matches('/').strip_suffix(".md")?;
        let by_address = self.by_address.get_or_init(|| by_address(self.pages));
        let old = [format!("{bare}.html"), format!("{bare}/index.html")];
        let found = old.iter().filter_map(|old| by_address.get(old)).min()?;
        Some(self.pages.list[*found].document.key.clone())
    }
}

fn by_address(pages: &Pages) -> HashMap<String, usize> {
    let mut found = HashMap::new();
    let own = pages.list.iter().enumerate();
    for (number, page) in own.filter(|(_, page)| page.locale == pages.source) {
        for from in &page.document.front.redirect_from {
            if let Ok(url) = address(from) {
                found.entry(url.as_str().to_owned()).or_insert(number);
            }
        }
    }
    found
}

/// The file that stands at an old address: `/kb/1042` → `kb/1042/index.html`, which every host serves
/// for `/kb/1042` and `/kb/1042/`. What was copied from a browser is escaped.
fn address(from: &Spanned<String>) -> Result<Url, Loose> {
    let written = from.value.as_str();
    let open = || Loose::RedirectOpen {
        from: written.to_owned(),
    };
    if !written.starts_with('/') || written.starts_with("//") {
        return Err(open());
    }
    let path = percent_encoding::percent_decode_str(written).decode_utf8();
    let path = path.ok().filter(|path| !path.contains(is_refused_by_hosts));
    let Some(path) = path else {
        return Err(Loose::RedirectChars {
            from: written.to_owned(),
        });
    };
    let path = path.trim_matches('/');
    let file = match path.rsplit('/').next() {
        Some(name) if name.ends_with(".html") || name.ends_with(".htm") => path.to_owned(),
        _ if path.is_empty() => "index.html".to_owned(),
        _ => format!("{path}/index.html"),
    };
    RelPath::new(&file)
        .map(|path| Url::new(&path))
        .ok_or_else(open)
}

/// Why a living page's address cannot lead elsewhere: a circle, or simply taken.
fn blocked(pages: &Pages, number: usize, page: usize, from: &Spanned<String>) -> Loose {
    let (here, there) = (&pages.list[number], &pages.list[page]);
    let mut back = there.document.front.redirect_from.iter();
    let circle = number == page || back.any(|old| address(old).is_ok_and(|url| url == here.url));
    if !circle {
        return Loose::RedirectTaken {
            from: from.value.clone(),
            by: there.document.path.clone(),
        };
    }
    let mut chain = vec![here.document.path.clone(), there.document.path.clone()];
    chain.push(here.document.path.clone());
    chain.dedup();
    Loose::RedirectLoop {
        from: from.value.clone(),
        chain,
    }
}
