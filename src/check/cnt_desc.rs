//! CNT-DESC: a page says in one or two sentences what it is about.

use super::pages::{is_earlier_version, is_legal, written};
use crate::model::nearest::nearest;
use crate::model::text::is_blank;
use crate::model::{Diagnostic, Site};

const CODE: &str = "CNT-DESC";

/// Every page that is listed or found by search has a description in its own language.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for page in written(site) {
        let document = &page.document;
        let front = &document.front;
        // A page that says nothing of itself lacks its title first.
        let is_bare = front.keys.is_empty() && !site.config.learn;
        if front.broken || is_bare || !is_blank(page.description()) {
            continue;
        }
        // A key that nobody knows has been found already: one mistake, one finding.
        let mut keys = front.keys.iter().map(|key| key.value.as_str());
        let misspelt = keys.any(|key| nearest(key, ["description"]).is_some());
        if misspelt || is_earlier_version(page) || is_legal(site, &document.key) {
            continue;
        }
        let span = front.at("title");
        let finding =
            Diagnostic::warning(CODE, &document.path, span, "this page has no description");
        let hint = "add `description` with a sentence that tells a reader whether to open it";
        found.push(finding.with_hint(hint.to_owned()));
    }
}
