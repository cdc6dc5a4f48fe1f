//! CNT-DUP: no two pages of a language say the same.

use std::collections::HashMap;

use super::pages::{is_earlier_version, written};
use crate::model::site::Page;
use crate::model::{Body, Diagnostic, Fingerprint, Hole, Locale, Site};

const CODE: &str = "CNT-DUP";

/// Bytes of HTML below which two texts may well be the same: "Call us."
const SHORT: usize = 300;

/// No two pages of a language have the same text.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    // Only texts of one length can be the same: few are read to their end.
    let mut by_length: HashMap<(&Locale, usize), Vec<&Page>> = HashMap::new();
    for page in written(site).filter(|page| !is_earlier_version(page)) {
        let length = page.document.body.html.len();
        by_length
            .entry((&page.locale, length))
            .or_default()
            .push(page);
    }
    let mut copies = Vec::new();
    for ((_, length), pages) in by_length {
        if length < SHORT || pages.len() < 2 {
            continue;
        }
        let mut first: HashMap<Fingerprint, &Page> = HashMap::new();
        for page in pages {
            let first = *first.entry(said(&page.document.body)).or_insert(page);
            if !std::ptr::eq(first, page) {
                copies.push((page, first));
            }
        }
    }
    copies.sort_by(|(one, _), (other, _)| one.document.path.cmp(&other.document.path));
    for (page, first) in copies {
        let document = &page.document;
        let message = format!("this page says the same as `{}`", first.document.path);
        let finding =
            Diagnostic::warning(CODE, &document.path, document.front.at("title"), message);
        let hint = "keep one of both and let it name the address of the other in `redirect_from`, or put what they share below `includes/`";
        found.push(finding.with_hint(hint.to_owned()));
    }
}

/// Of what a text says, wherever its links lead from where it stands.
fn said(body: &Body) -> Fingerprint {
    let holes: Vec<_> = body
        .holes
        .iter()
        .map(|(at, hole)| (at, words(hole)))
        .collect();
    Fingerprint::of_value(&(&body.html, holes))
}

/// What is said by something that is taken from elsewhere.
fn words(hole: &Hole) -> Vec<&str> {
    match hole {
        Hole::Id(_) => vec!["id"],
        Hole::Heading(_) => vec!["heading"],
        Hole::Href(_) => vec!["href"],
        Hole::Src(_) => vec!["src"],
        Hole::Word(key) | Hole::Label(key) | Hole::Aside(key) => vec!["word", key],
        Hole::Fact(name) => vec!["fact", &name.value],
        Hole::Braced(_) => Vec::new(),
        Hole::Include(include) => vec!["include", include.path.as_str()],
        Hole::Block(block) => {
            let values = block.attributes.iter();
            let values = values.map(|(_, value)| value.value.as_str());
            ["block", &block.name].into_iter().chain(values).collect()
        }
    }
}
