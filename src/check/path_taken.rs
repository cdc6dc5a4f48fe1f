//! PATH-TAKEN: each address belongs to one file.

use std::collections::BTreeSet;

use crate::model::site::Loose;
use crate::model::{Diagnostic, RelPath, Site, Span, Url};

const CODE: &str = "PATH-TAKEN";

/// Files that stand where the site has one of its own: `twice` are the addresses that two files have.
pub fn own(site: &Site, twice: &BTreeSet<Url>) -> Vec<Diagnostic> {
    let pages = site.pages.iter();
    let pages = pages.map(|page| (&page.url, &page.document.path));
    let files = site.assets.iter().map(|(url, asset)| (url, &asset.path));
    // Two files of authors at one address are told about below.
    let known = |url: &Url| {
        let mut ends = site.loose_ends.iter();
        ends.any(|end| matches!(&end.what, Loose::Taken { url: taken, .. } if taken == url))
    };
    let taken = pages
        .chain(files)
        .filter(|(url, _)| twice.contains(*url) && !known(url));
    let finding = |(url, path): (&Url, &RelPath)| {
        let message =
            format!("the address `{url}` is that of a file which the site has of its own");
        Diagnostic::error(CODE, path, Span::default(), message)
            .with_hint("give it another file name".to_owned())
    };
    taken.map(finding).collect()
}

/// Each address belongs to one file.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    found.extend(site.loose_ends.iter().filter_map(|end| {
        match &end.what {
            Loose::Taken {
                url,
                by,
                nearly: false,
            } => Some(
                Diagnostic::error(
                    CODE,
                    &end.path,
                    end.span,
                    format!("the address `{url}` is taken by `{by}`"),
                )
                .with_hint("give one of them another `slug`, or another file name".to_owned()),
            ),
            _ => None,
        }
    }));
}
