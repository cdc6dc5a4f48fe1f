//! CNT-DESC: a page says in one or two sentences what it is about.

use std::collections::BTreeMap;

use super::pages::{is_earlier_version, is_legal, written};
use crate::model::nearest::nearest;
use crate::model::text::is_blank;
use crate::model::{Diagnostic, Locale, Page, Site};

const CODE: &str = "CNT-DESC";

/// So many pages of a language are told one by one; so are more, where they are less than a third of its pages.
const TOLD: usize = 20;

/// Pages that are named where all are one finding.
const NAMED: usize = 3;

const HINT: &str = "add `description` with a sentence that tells a reader whether to open it";

/// Every page that is listed or found by search has a description in its own language.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    // Of each language, how many pages should have one, and those without.
    let mut by_locale: BTreeMap<&Locale, (usize, Vec<&Page>)> = BTreeMap::new();
    for page in written(site) {
        if is_earlier_version(page) || is_legal(site, &page.document.key) {
            continue;
        }
        let (all, lacking) = by_locale.entry(&page.locale).or_default();
        *all += 1;
        if lacks(site, page) {
            lacking.push(page);
        }
    }
    // Whoever gives the rule a weight of its own wants to hear of each page.
    let mut levels = site.config.levels.iter();
    let is_asked = levels.any(|level| level.rule.value == CODE);
    for (locale, (all, lacking)) in by_locale {
        // What a page allows is for that page.
        let allows = |page: &&Page| {
            let mut allowed = page.document.front.allow.iter();
            allowed.any(|allow| allow.rule.value == CODE)
        };
        let (single, joined): (Vec<&Page>, Vec<&Page>) =
            match is_asked || lacking.len() <= TOLD || lacking.len() * 3 < all {
                true => (lacking, Vec::new()),
                false => lacking.into_iter().partition(allows),
            };
        for page in single {
            let span = page.document.front.at("title");
            let message = "this page has no description";
            let finding = Diagnostic::warning(CODE, &page.document.path, span, message);
            found.push(finding.with_hint(HINT.to_owned()));
        }
        if !joined.is_empty() {
            found.push(of_many(site, locale, all, &joined));
        }
    }
}

/// Whether a page that can have a description has none, and nothing else is said of it.
fn lacks(site: &Site, page: &Page) -> bool {
    let front = &page.document.front;
    // A page that says nothing of itself lacks its title first.
    let is_bare = front.keys.is_empty() && !site.config.learn;
    if front.broken || is_bare || !is_blank(page.description()) {
        return false;
    }
    // A key that nobody knows has been found already: one mistake, one finding.
    let mut keys = front.keys.iter().map(|key| key.value.as_str());
    !keys.any(|key| nearest(key, ["description"]).is_some())
}

/// One finding of all the pages that an import, or an old portal, has without one.
fn of_many(site: &Site, locale: &Locale, all: usize, lacking: &[&Page]) -> Diagnostic {
    let mut paths: Vec<&str> = lacking
        .iter()
        .map(|page| page.document.path.as_str())
        .collect();
    paths.sort_unstable();
    let first: Vec<String> = paths
        .iter()
        .take(NAMED)
        .map(|path| format!("`{path}`"))
        .collect();
    let message = format!(
        "{} of {all} pages in `{locale}` have no description: {} and {} more",
        lacking.len(),
        first.join(", "),
        lacking.len().saturating_sub(NAMED)
    );
    let hint = format!("{HINT}; with a line for {CODE} under `levels`, each page is told");
    Diagnostic::warning(CODE, &site.config.path, Default::default(), message).with_hint(hint)
}
