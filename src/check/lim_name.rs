//! LIM-NAME: names of files are not too long.

use crate::model::{Diagnostic, RelPath, Site, Span};

const CODE: &str = "LIM-NAME";

/// Names of files are not too long.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let most = site.config.limits.name_length;
    let pages = site.documents.iter().map(|document| &document.path);
    let files = site.assets.iter().map(|(_, asset)| &asset.path);
    let mut judge = |path: &RelPath| {
        let name = path.file_name();
        // Bytes first: they are at hand, and a name has as many of them as characters, or more.
        let long = (name.len() > most).then(|| name.chars().count());
        if let Some(long) = long.filter(|&long| long > most) {
            let message = format!("the name has {long} characters; {most} are allowed");
            let hint = "shorten it, or raise `limits.name_length` in supportal.yaml".to_owned();
            found.push(Diagnostic::error(CODE, path, Span::default(), message).with_hint(hint));
        }
    };
    pages.for_each(&mut judge);
    files.for_each(judge);
}
