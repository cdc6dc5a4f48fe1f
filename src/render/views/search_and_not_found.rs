//! Pages that are none of the portal's: search, and the page for addresses that do not exist.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use serde_json::{Value, json};

use super::{A_TO_Z, Maker, below, search_url};
use crate::cldr;
use crate::model::document::ORIGINAL;
use crate::model::site::Role;
use crate::model::{Facet, Kind, Locale, Page, Url};
use crate::render::view::{LanguageView, LinkView, PageView, SiteView, View};

impl Maker<'_> {
    /// A page that is none of the portal's: search, not found.
    fn own(&self, template: &'static str, url: Url, locale: &Locale, title: &str) -> View {
        let words = self.words[locale].clone();
        let of_languages = self.site.config.languages.iter().map(|other| {
            self.language(
                other,
                search_url(self.site, other).href(&url),
                other == locale,
                String::new(),
            )
        });
        let languages: Vec<LanguageView> = of_languages.collect();
        View {
            template,
            page: PageView {
                title: words.get(title).cloned().unwrap_or_default(),
                original_title: String::new(),
                original_lang: ORIGINAL.0,
                original_dir: ORIGINAL.1,
                description: String::new(),
                kind: Kind::Page,
                lang: locale.clone(),
                content_lang: locale.clone(),
                content_dir: locale.direction(),
                fallback: false,
                bilingual: false,
                original: None,
                html: Arc::default(),
                contents: Vec::new(),
                breadcrumbs: Vec::new(),
                previous: None,
                next: None,
                updated: String::new(),
                reviewed: String::new(),
                version: String::new(),
                products: Vec::new(),
                related: Vec::new(),
                canonical: String::new(),
                noindex: true,
                json_ld: String::new(),
                languages: if languages.len() > 1 {
                    languages
                } else {
                    Vec::new()
                },
            },
            site: self.site_view(locale, &url, None, self.home_facet(locale)),
            facet: self
                .home_facet(locale)
                .map_or(Value::Null, |facet| self.facet(facet, &url)),
            url,
            t: words,
        }
    }

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
            .map(|id| json!({"id": id, "name": self.product(id, locale)}));
        let mut view = self.own("search.html", url.clone(), locale, "search");
        view.facet["kinds"] = json!(kinds);
        view.facet["products"] = products.collect();
        view.facet["pages"] = match pages.len() {
            0..=A_TO_Z => self.a_to_z(pages, locale, &url),
            _ => json!([]),
        };
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

    /// The page for addresses that do not exist is shown at any depth: all its links are absolute.
    pub(super) fn not_found(&self) -> View {
        let source = self.site.config.source();
        let mut view = self.own("404.html", self.anywhere(), source, "not_found_title");
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

    /// The channels and topics of the first page, for pages that lead on from nothing.
    fn home_facet(&self, locale: &Locale) -> Option<&Facet> {
        let mut pages = self.site.pages.iter();
        let home = pages.find(|page| page.role == Role::Home && page.locale == *locale);
        home.map(|page| &page.facet)
    }
}
