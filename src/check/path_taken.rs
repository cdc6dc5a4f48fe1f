//! PATH-TAKEN: each address belongs to one file.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::output::Output;
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

/// Files that servers send in place of another one of the site, as its compressed copy. `outputs` are all
/// files by their address.
pub fn copies(site: &Site, outputs: &[Arc<Output>]) -> Vec<Diagnostic> {
    let whole = |url: &Url| {
        let url = url.as_str();
        let mut endings = [".gz", ".br", ".zst"].iter();
        let whole = endings.find_map(|ending| url.strip_suffix(ending))?;
        let found = outputs.binary_search_by(|file| file.url.as_str().cmp(whole));
        found.is_ok().then(|| whole.to_owned())
    };
    let copies = site.assets.iter().filter_map(|(url, asset)| {
        let message = format!("servers send `{url}` in place of `{}`", whole(url)?);
        let hint = "give it another file name; `supportal build --precompress` makes such copies";
        let finding = Diagnostic::error(CODE, &asset.path, Span::default(), message);
        Some(finding.with_hint(hint.to_owned()))
    });
    copies.collect()
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
