//! A11-TITLE: pages of a language are told apart by their titles (WCAG 2.4.2).

use std::collections::HashMap;

use super::pages::{is_earlier_version, written};
use crate::model::site::{Page, Role};
use crate::model::{Diagnostic, Locale, Site};

const CODE: &str = "A11-TITLE";

/// Pages of a language are told apart by their titles (WCAG 2.4.2).
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let mut titled: HashMap<(&Locale, String), &Page> = HashMap::new();
    // The first page of a language has the title of the site.
    let pages = written(site).filter(|page| page.role != Role::Home && !is_earlier_version(page));
    for page in pages {
        let title = page.title().split_whitespace().collect::<Vec<_>>();
        let key = (&page.locale, title.join(" ").to_lowercase());
        let first = *titled.entry(key).or_insert(page);
        if std::ptr::eq(first, page) {
            continue;
        }
        let (other, title) = (&first.document.path, page.title());
        let message = format!("the title `{title}` is also that of `{other}`");
        let hint = "say in one of both what the page is about and the other is not";
        let document = &page.document;
        let span = document.front.at("title");
        let finding = Diagnostic::error(CODE, &document.path, span, message);
        found.push(finding.with_hint(hint.to_owned()));
    }
}
