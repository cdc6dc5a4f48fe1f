//! TRN-LINKS: a translation leads where its source leads.

use std::collections::{BTreeMap, HashSet};

use super::translations::{self, Versions};
use crate::model::document::{Document, Link};
use crate::model::site::{Loose, LooseEnd};
use crate::model::{Diagnostic, RelPath, Site};

const CODE: &str = "TRN-LINKS";

/// Every destination of the source is one of the translation, and the other way round.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    if site.config.languages.len() < 2 {
        return;
    }
    // A link that leads nowhere, or where its page was once, is a finding already, and is not written as the same
    // link in another language.
    let is_link = |end: &&LooseEnd| {
        matches!(
            end.what,
            Loose::Page { .. }
                | Loose::Anchor { .. }
                | Loose::File { .. }
                | Loose::NoPicture { .. }
                | Loose::Case { .. }
                | Loose::Moved { .. }
        )
    };
    let ends = site.loose_ends.iter().filter(is_link);
    let broken: HashSet<&RelPath> = ends.map(|end| &end.path).collect();
    for versions in translations::all(site) {
        let Versions {
            source,
            translation,
            ..
        } = versions;
        if broken.contains(&source.path) || broken.contains(&translation.path) {
            continue;
        }
        // An address of both has the same parts left out, or `boe.es` of Spanish would not be itself in English.
        let languages = [source.locale.language(), translation.locale.language()];
        let theirs = destinations(source, languages);
        let ours = destinations(translation, languages);
        let only = |one: &BTreeMap<String, Link>, other: &BTreeMap<String, Link>| -> Vec<_> {
            let alone = one.iter().filter(|(to, _)| !other.contains_key(*to));
            let mut links: Vec<&Link> = alone.map(|(_, link)| link).collect();
            links.sort_by_key(|link| link.span);
            links.into_iter().cloned().collect()
        };
        let (missing, new) = (only(&theirs, &ours), only(&ours, &theirs));
        let path = &translation.path;
        for (number, link) in new.iter().enumerate() {
            let message = match missing.get(number) {
                Some(old) => format!(
                    "`{}` stands for `{}` of `{}`",
                    link.to,
                    old.to,
                    versions.source_place(old.span)
                ),
                None => format!("`{}` is no link of `{}`", link.to, source.path),
            };
            let hint = "link to the same page; it opens in the reader's language".to_owned();
            let one = Diagnostic::warning(CODE, path, link.span, message).with_hint(hint);
            let stands_for = missing
                .get(number)
                .map(|old| versions.behind(old.span.start));
            found.push(match stands_for {
                Some(behind) => one.about(behind),
                None => one,
            });
        }
        for old in missing.iter().skip(new.len()) {
            let place = versions.source_place(old.span);
            let message = format!("`{}` of `{place}` is not linked here", old.to);
            let hint = "link to it, or leave it out of the source".to_owned();
            let span = versions.text_place();
            let one = Diagnostic::warning(CODE, path, span, message).with_hint(hint);
            found.push(one.about(versions.behind(old.span.start)));
        }
    }
}

/// Where a file's links lead, whatever its language.
fn destinations(document: &Document, languages: [&str; 2]) -> BTreeMap<String, Link> {
    let links = document.body.noted.read().links.into_iter();
    let links = links.filter_map(|link| Some((destination(document, &link.to, languages)?, link)));
    // The first of several stands for them.
    let mut found = BTreeMap::new();
    for (to, link) in links {
        found.entry(to).or_insert(link);
    }
    found
}

/// A destination without its anchor, which is made of words, and without what names one of the languages.
/// `None` for a place in the same page.
fn destination(document: &Document, to: &str, languages: [&str; 2]) -> Option<String> {
    let to = to.split('#').next().unwrap_or_default();
    if to.is_empty() {
        return None;
    }
    if let Some((_, rest)) = to.split_once("://") {
        let rest = rest.split('?').next().unwrap_or_default();
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let labels = host
            .split('.')
            .filter(|label| !is_language(label, languages));
        let host = labels.collect::<Vec<_>>().join(".").to_lowercase();
        let path = match path.split_once('/') {
            Some((first, rest)) if is_tag(first) => rest,
            None if is_tag(path) => "",
            _ => path,
        };
        return Some(format!("{host}/{}", path.trim_end_matches('/')));
    }
    if to.contains(':') {
        return Some(to.to_owned());
    }
    let path = document.path.parent().join(to);
    Some(match path {
        Some(path) => path
            .strip_prefix(document.locale.as_str())
            .unwrap_or(path)
            .to_string(),
        None => to.to_owned(),
    })
}

/// Whether a part of an address names a language, as in `/zh-tw/`.
fn is_tag(part: &str) -> bool {
    let (language, rest) = part.split_once('-').unwrap_or((part, ""));
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
    (2..=3).contains(&language.len())
        && letters(language)
        && (rest.is_empty() || (2..=7).contains(&rest.len()) && letters(&rest.replace('-', "")))
}

fn is_language(label: &str, languages: [&str; 2]) -> bool {
    let mut names = ["en"].into_iter().chain(languages);
    names.any(|name| label.eq_ignore_ascii_case(name))
}
