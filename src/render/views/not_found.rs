//! The page for addresses that do not exist.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{Maker, below};
use crate::model::{Locale, Url};
use crate::render::view::{SiteView, View};

impl Maker<'_> {
    /// The page for addresses that do not exist is shown at any depth: all its links are absolute.
    pub(super) fn not_found(&self) -> View {
        let source = self.site.config.source();
        let mut view = self.without_file("404.html", self.anywhere(), source, "not_found_title");
        view.url = below("", "404.html");
        view.page.languages.clear();
        let languages = self.site.config.languages.iter();
        let others = languages.filter(|locale| *locale != source);
        view.facet["languages"] = others.map(|locale| self.not_found_in(locale)).collect();
        view
    }

    /// What that page says in another language of the portal. A host has one page for all of them.
    fn not_found_in(&self, locale: &Locale) -> Value {
        const WORDS: [&str; 9] = [
            "a_to_z",
            "browse",
            "home",
            "nearest_pages",
            "not_found",
            "not_found_title",
            "search",
            "search_label",
            "search_placeholder",
        ];
        let said = &self.words[locale];
        let words: HashMap<&str, &str> = (WORDS.into_iter())
            .filter_map(|key| Some((key, said.get(key)?.as_str())))
            .collect();
        let SiteView {
            title,
            dir,
            base,
            home,
            search,
            search_script,
            a_to_z,
            sections,
            ..
        } = self.site_view(locale, &self.anywhere(), None, None);
        json!({
            "lang": locale, "dir": dir, "t": words, "title": title, "base": base, "home": home, "search": search,
            "search_script": search_script, "a_to_z": a_to_z, "sections": sections,
        })
    }

    fn anywhere(&self) -> Url {
        Url::anywhere(self.site.config.base())
    }
}
