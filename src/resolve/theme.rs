//! What `theme:` of supportal.yaml names: files below `assets/`, and pages that head and foot link to.

use super::Parts;
use super::pages::Pages;
use super::redirects;
use crate::model::nearest::nearest;
use crate::model::site::{Loose, LooseEnd};
use crate::model::{Asset, Locale, RelPath, Spanned, Url};

/// Tells of files and pages that are not there.
pub fn check(parts: &Parts<'_>, pages: &Pages, assets: &[(Url, Asset)], loose: &mut Vec<LooseEnd>) {
    let config = &parts.config;
    for file in config.theme.files() {
        let paths = || assets.iter().map(|(_, asset)| asset.path.as_str());
        let to = file.value.as_str();
        if paths().any(|path| path == to) {
            continue;
        }
        let nearest = nearest(to, paths()).map(str::to_owned);
        let to = to.to_owned();
        loose.push(end(parts, file, Loose::File { to, nearest }));
    }
    let links = config.header.iter().chain(&config.footer);
    for page in links.filter_map(|link| link.page.as_ref()) {
        let to = page.value.as_str();
        let found = |locale: &Locale| {
            RelPath::new(to).is_some_and(|key| pages.find(locale, &key).is_some())
        };
        if to.starts_with("https://") || to.starts_with("http://") || found(config.source()) {
            continue;
        }
        let keys = pages.list.iter().map(|placed| placed.document.key.as_str());
        let what = match redirects::moved(pages, to) {
            Some(now) => Loose::MovedFrom {
                to: to.to_owned(),
                now,
            },
            None => Loose::Link {
                to: to.to_owned(),
                nearest: nearest(to, keys).map(str::to_owned),
            },
        };
        loose.push(end(parts, page, what));
    }
}

fn end<T>(parts: &Parts<'_>, written: &Spanned<T>, what: Loose) -> LooseEnd {
    LooseEnd {
        path: parts.config.path.clone(),
        span: written.span,
        what,
    }
}
