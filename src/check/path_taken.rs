//! PATH-TAKEN: each address belongs to one file.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{loose, on_disk};
use crate::model::host::{copied, is_control_file};
use crate::model::site::{Loose, Stands};
use crate::model::{Diagnostic, Output, RelPath, Site, Span, Url};

const CODE: &str = "PATH-TAKEN";

/// Endings of the files that the site has of its own beside its first pages.
const OWN: [&str; 9] = [
    "html",
    "ics",
    "js",
    "json",
    "md",
    "txt",
    "vcf",
    "webmanifest",
    "xml",
];

/// Files that stand where the site has one of its own, or where no disk can hold them: `twice` are the addresses
/// that two files have, `files` are all that is published, by address.
pub fn own(site: &Site, twice: &BTreeSet<Url>, files: &[Arc<Output>]) -> Vec<Diagnostic> {
    let mut found = on_a_file(site, twice);
    let moved = site.redirects.iter();
    let is_moved = |url: &Url| matches!(site.stands_at(url.as_str()), Some(Stands::Moved(_)));
    let moved = moved.filter(|old| twice.contains(&old.from) && is_moved(&old.from));
    found.extend(moved.map(|old| on_disk::is_own_page(site, old)));
    found.extend(on_disk::check(site, files));
    found
}

fn on_a_file(site: &Site, twice: &BTreeSet<Url>) -> Vec<Diagnostic> {
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
        .filter(|(url, _)| twice.contains(*url) && !known(url) && reserved(site, url).is_none());
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
    loose::errors(CODE, site, found, |what| match what {
        Loose::Taken {
            url,
            by,
            nearly: false,
        } => Some((
            format!("the address `{url}` is taken by `{by}`"),
            "give one of them another `slug`, or another file name".to_owned(),
        )),
        _ => None,
    });
    found.extend(site.assets.iter().filter_map(|(url, asset)| {
        let (message, hint) = reserved(site, url)?;
        let finding = Diagnostic::error(CODE, &asset.path, Span::default(), message);
        Some(finding.with_hint(hint.to_owned()))
    }));
}

/// Why no file of an author's stands at `url`, whether the site has one there or not, and what to do.
fn reserved(site: &Site, url: &Url) -> Option<(String, &'static str)> {
    if is_control_file(url.as_str()) {
        return Some((
            format!("a file at `{url}` tells web hosts what to do with the whole site"),
            "give it another file name; hosts are told what `publish:` in supportal.yaml says",
        ));
    }
    let original = copied(url.as_str())?;
    is_own(site, original).then(|| {
        (
            format!(
                "web servers send `{url}` in place of `{original}`, which is for the site's own file"
            ),
            "give it another file name; `supportal build --precompress` makes such copies",
        )
    })
}

/// Whether `address` is that of a file which the site has of its own, or may have. An author's file may
/// have a copy beside it: what must run in neither is AST-TYPE.
fn is_own(site: &Site, address: &str) -> bool {
    match site.stands_at(address) {
        Some(Stands::File(_)) => false,
        Some(Stands::Page(_) | Stands::Moved(_)) => true,
        None => {
            address.starts_with("assets/theme/")
                || is_beside_page(site, address)
                || is_in_own_folder(site, address)
        }
    }
}

/// Whether `address` is that of a page's text or original, which stand beside the page.
fn is_beside_page(site: &Site, address: &str) -> bool {
    [".md", ".original.js"].iter().any(|ending| {
        let stem = address.strip_suffix(ending);
        let page = stem.and_then(|stem| site.stands_at(&format!("{stem}.html")));
        matches!(page, Some(Stands::Page(_)))
    })
}

/// Whether `address` is where a language has files without a page: beside its first page, or below
/// `search/`.
fn is_in_own_folder(site: &Site, address: &str) -> bool {
    let Some(path) = RelPath::new(address) else {
        return false;
    };
    let languages = site.config.languages.iter();
    let mut inside = languages.filter_map(|locale| path.strip_prefix(site.config.folder(locale)));
    inside.any(|path| match path.as_str().split_once('/') {
        Some((folder, _)) => folder == "search",
        None => OWN.iter().any(|ending| path.has_extension(ending)),
    })
}
