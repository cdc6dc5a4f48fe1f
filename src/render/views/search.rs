//! The search page of a language, and what it lists.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{A_TO_Z, Maker, search_url};
use crate::cldr;
use crate::model::{Kind, Locale, Page, Url};
use crate::render::view::{LinkView, View};

/// What the search page has in `facet` beside what the first page shows.
pub const ADDED: [&str; 3] = ["kinds", "products", "pages"];

impl Maker<'_> {
    /// The search page is told what there is to filter by, so that nothing moves when the index has
    /// come, and lists every page for readers without a script.
    pub(super) fn search(&self, locale: &Locale) -> View {
        let url = search_url(self.site, locale);
        let pages = self.site.pages.iter().enumerate();
        let pages: Vec<(usize, &Page)> = pages
            .filter(|(_, page)| page.locale == *locale && page.holds())
            .collect();
        let found = || pages.iter().filter(|(_, page)| !page.is_fallback());
        let kinds: BTreeSet<Kind> = found().map(|(_, page)| page.kind).collect();
        let ids: BTreeSet<&str> = found()
            .flat_map(|(_, page)| &page.front.products)
            .map(|id| id.value.as_str())
            .collect();
        let products = ids
            .iter()
            .map(|id| json!({"id": id, "name": self.product(id, locale), "name_in": self.product_in(id, locale)}));
        let mut view = self.without_file("search.html", url.clone(), locale, "search");
        let listed = match pages.len() {
            0..=A_TO_Z => self.a_to_z(pages, locale, &url),
            _ => json!([]),
        };
        let added = [json!(kinds), products.collect(), listed];
        for (field, value) in ADDED.into_iter().zip(added) {
            view.facet[field] = value;
        }
        // With the list of all pages it leads search engines to each of them, and has one address,
        // whatever is asked for.
        if !view.site.a_to_z.is_empty() {
            view.page.noindex = false;
            view.page.canonical = self.absolute(&url);
            view.page.description.clone_from(&view.site.description);
        }
        view
    }

    fn a_to_z(&self, mut pages: Vec<(usize, &Page)>, locale: &Locale, from: &Url) -> Value {
        let alphabet = cldr::Alphabet::of(locale);
        pages.sort_by_cached_key(|(number, page)| (alphabet.key(page.title()), *number));
        let line = |(number, _)| {
            let LinkView {
                href,
                title,
                foreign,
                ..
            } = self.link(number, from);
            json!({"href": href, "title": title, "foreign": foreign})
        };
        pages.into_iter().map(line).collect()
    }
}
