//! TRN-MISSING: a page exists in every language that is promised.

use std::collections::BTreeMap;

use super::{pages, translations};
use crate::model::path::typed;
use crate::model::site::Page;
use crate::model::wording::listed;
use crate::model::{Diagnostic, Kind, Locale, RelPath, Site};

const CODE: &str = "TRN-MISSING";

/// So many pages are named one by one; of more, the language is.
const NAMED: usize = 20;

/// No page is shown from the source language where another is promised.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let mut missing: BTreeMap<&RelPath, (&Page, Vec<&str>)> = BTreeMap::new();
    for locale in translations::begun(site) {
        let lacking: Vec<&Page> = lacking(site, locale).collect();
        if lacking.len() <= NAMED {
            for page in lacking {
                let entry = missing.entry(&page.document.path);
                entry.or_insert((page, Vec::new())).1.push(locale.as_str());
            }
            continue;
        }
        let all = pages::written(site).filter(|page| page.locale == *site.config.source());
        let message = format!(
            "{} of {} pages have no version in `{locale}`",
            lacking.len(),
            all.count(),
        );
        let hint = format!(
            "`supportal translate status` counts them, `supportal translate new {locale} PATH` begins one"
        );
        let path = &site.config.path;
        found.push(Diagnostic::warning(CODE, path, Default::default(), message).with_hint(hint));
    }
    for (path, (page, languages)) in missing {
        let message = format!("this page has no version in {}", listed(&languages, "and"));
        let hint = format!(
            "`supportal translate new {} {}` begins one",
            languages[0],
            typed(path.as_str())
        );
        let span = page.document.front.at("title");
        found.push(Diagnostic::warning(CODE, path, span, message).with_hint(hint));
    }
}

/// Pages that a language shows from the source language. Channels of a promised
/// language are TRN-DATA's.
fn lacking<'s>(site: &'s Site, locale: &'s Locale) -> impl Iterator<Item = &'s Page> {
    let told = translations::promised(site).contains(&locale);
    let is_lacking = move |page: &&Page| {
        page.is_fallback()
            && page.locale == *locale
            && page.document.path.has_extension("md")
            && !(told && page.kind == Kind::Channel)
            && !pages::is_earlier_version(page)
    };
    site.pages.iter().filter(is_lacking)
}
