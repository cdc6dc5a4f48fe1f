//! What `theme:` of supportal.yaml names below `assets/`.

use super::Parts;
use crate::model::nearest::nearest;
use crate::model::site::{Loose, LooseEnd};
use crate::model::{Asset, Spanned, Url};

/// Tells of files that are not there.
pub fn check(parts: &Parts<'_>, assets: &[(Url, Asset)], loose: &mut Vec<LooseEnd>) {
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
}

fn end<T>(parts: &Parts<'_>, written: &Spanned<T>, what: Loose) -> LooseEnd {
    LooseEnd {
        path: parts.config.path.clone(),
        span: written.span,
        what,
    }
}
