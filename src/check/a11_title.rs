//! A11-TITLE: pages of a language are told apart by their titles (WCAG 2.4.2).

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};

use super::pages::{is_earlier_version, written};
use crate::model::site::{Page, Role};
use crate::model::{About, Diagnostic, Locale, Site};

const CODE: &str = "A11-TITLE";

/// Pages of a language are told apart by their titles (WCAG 2.4.2).
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let mut titled: HashMap<(&Locale, u64), Vec<&Page>> = HashMap::new();
    // The first page of a language has the title of the site.
    let pages = written(site).filter(|page| page.role != Role::Home && !is_earlier_version(page));
    for page in pages {
        let alike = titled
            .entry((&page.locale, hash(page.title())))
            .or_default();
        let same = |first: &&&Page| heard(first.title()).eq(heard(page.title()));
        let Some(first) = alike.iter().find(same) else {
            alike.push(page);
            continue;
        };
        let (other, title) = (&first.document.path, page.title());
        let message = format!("the title `{title}` is also that of `{other}`");
        let hint = "say in one of both what the page is about and the other is not";
        let document = &page.document;
        let span = document.front.at("title");
        let finding = Diagnostic::error(CODE, &document.path, span, message);
        let other = About::Page(other.to_string());
        found.push(finding.with_hint(hint.to_owned()).about(other));
    }
}

/// A title as it is heard: capitals and white space make no other one of it.
fn heard(title: &str) -> impl Iterator<Item = char> {
    let words = title.split_whitespace();
    words.flat_map(|word| word.chars().flat_map(char::to_lowercase).chain([' ']))
}

fn hash(title: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    heard(title).for_each(|c| hasher.write_u32(c.into()));
    hasher.finish()
}
