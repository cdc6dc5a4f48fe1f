//! A site to views: what each page's template can see, and nothing else.
//!
//! No page's view grows with the number of pages: lists are cut to what stands around the page.

mod around;
mod not_found;
pub(super) mod search;
mod site;

use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde_json::Value;

use around::{contents, subjects};

use super::csp;
use super::json_ld;
use super::menu::{Drawn, MenuView, Menus};
use super::originals::Originals;
use super::theme::Theme;
use super::view::{LanguageView, LinkView, PageView, SiteView, View, attributes};
use crate::calendar::{SpecialHours, special_dates};
use crate::model::config::NavEntry;
use crate::model::document::ORIGINAL;
use crate::model::facts::Calendar;
use crate::model::site::{Role, Target};
use crate::model::{
    Diagnosed, Facet, Fingerprint, Kind, Locale, Page, RelPath, Shared, Site, Texts, Url,
};

/// Pages of a language that its search page lists one by one; of more, the sections alone lead on.
const A_TO_Z: usize = 1_000;

/// A page that is to be drawn.
#[derive(Clone, Copy, Debug, Hash)]
pub enum Wanted {
    /// A page of the portal, by its number, with the fingerprint of the texts that it shows, among them
    /// what it says of its original.
    Page(usize, Fingerprint),
    /// The search page of a language, by the language's number.
    Search(usize),
    /// The source language's page for addresses that do not exist.
    NotFound,
}

/// All pages of `site`.
pub fn wanted(site: &Site, originals: &Originals) -> Vec<Wanted> {
    let pages = site.pages.iter().enumerate();
    let pages = pages.map(|(number, page)| match originals.of(number) {
        Some(original) => {
            let shown = (page.texts, original);
            Wanted::Page(number, Fingerprint::of_value(&shown))
        }
        None => Wanted::Page(number, page.texts),
    });
    let search = (0..site.config.languages.len()).map(Wanted::Search);
    pages.chain(search).chain([Wanted::NotFound]).collect()
}

/// What the template of a page can see.
pub fn view(wanted: &Wanted, maker: &Maker<'_>) -> Diagnosed<Shared<View>> {
    let view = match *wanted {
        Wanted::Page(number, _) => maker.page(number),
        Wanted::Search(number) => maker.search(&maker.site.config.languages[number]),
        Wanted::NotFound => maker.not_found(),
    };
    Diagnosed::new(view.into(), Vec::new())
}

/// Where the search page of a language stands.
pub fn search_url(site: &Site, locale: &Locale) -> Url {
    below(site.config.folder(locale), "search.html")
}

fn below(folder: &str, name: &str) -> Url {
    let path = RelPath::new(folder).and_then(|folder| folder.join(name));
    Url::new(&path.unwrap_or_default())
}

/// Makes views. What it knows is the same as long as the site's key and the theme are.
pub struct Maker<'a> {
    site: &'a Site,
    theme: &'a Theme,
    menus: &'a Menus,
    /// The menus as they were drawn, in their order.
    drawn: &'a [Arc<Shared<Drawn>>],
    originals: &'a Originals,
    csp: Arc<str>,
    words: HashMap<Locale, Arc<Texts>>,
    homes: HashMap<Locale, Url>,
    /// Pages by what they are about, in each language.
    subjects: HashMap<(&'a Locale, &'a str), Vec<usize>>,
    notices: HashMap<&'a Locale, Vec<usize>>,
    support: HashMap<&'a Locale, usize>,
    /// Languages where a page has another address than in the source language.
    renamed: HashSet<&'a Locale>,
    /// Pages that head and foot lead to, by their keys.
    linked: HashMap<(&'a Locale, &'a str), usize>,
    /// Languages that have a feed.
    feeds: Vec<Locale>,
    /// How many pages each language has.
    counts: HashMap<&'a Locale, usize>,
    /// Where the logos are, by their paths in the portal.
    logos: HashMap<&'a RelPath, &'a Url>,
    /// Calendars with days, from this month on, on which they are closed for once, by their ids.
    closing: HashSet<&'a str>,
}

impl Hash for Maker<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.site, self.theme).hash(state);
    }
}

impl<'a> Maker<'a> {
    /// For `site`, whose `menus` were `drawn`, with the `originals` of its translations.
    pub fn new(
        site: &'a Site,
        theme: &'a Theme,
        menus: &'a Menus,
        drawn: &'a [Arc<Shared<Drawn>>],
        originals: &'a Originals,
    ) -> Self {
        let mut maker = Self {
            site,
            theme,
            menus,
            drawn,
            originals,
            csp: csp::meta(&site.config).into(),
            words: HashMap::new(),
            homes: HashMap::new(),
            subjects: HashMap::new(),
            notices: HashMap::new(),
            support: HashMap::new(),
            linked: HashMap::new(),
            feeds: Vec::new(),
            renamed: HashSet::new(),
            counts: HashMap::new(),
            logos: logos(site),
            closing: closing(site),
        };
        for locale in &site.config.languages {
            let words = site.strings.of(locale).cloned().unwrap_or_default();
            maker.words.insert(locale.clone(), words);
            let home = below(site.config.folder(locale), "index.html");
            maker.homes.insert(locale.clone(), home);
            if site.config.url.is_some() && !site.news(locale).is_empty() {
                maker.feeds.push(locale.clone());
            }
        }
        for (number, page) in site.pages.iter().enumerate() {
            if !has_address_of_source(site, page) {
                maker.renamed.insert(&page.locale);
            }
            if page.holds() {
                *maker.counts.entry(&page.locale).or_default() += 1;
            }
            for subject in subjects(page) {
                let pages = maker.subjects.entry((&page.locale, subject)).or_default();
                pages.push(number);
            }
            // Those that ended before the build are told no more; the others obey the reader's clock.
            if matches!(&page.facet, Facet::Notice(notice) if !notice.is_over(site.today)) {
                maker.notices.entry(&page.locale).or_default().push(number);
            }
            let key = page.document.key.as_str();
            let header = |link: &NavEntry| link.page.as_ref().is_some_and(|page| page.value == key);
            if site.config.is_at_foot(&page.document.key) || site.config.header.iter().any(header) {
                maker.linked.insert((&page.locale, key), number);
            }
            if page.kind == Kind::Support && page.role == Role::Leaf {
                maker.support.entry(&page.locale).or_insert(number);
            }
        }
        maker
    }

    fn page(&self, number: usize) -> View {
        let page = &self.site.pages[number];
        let drawn = self.menus.of[number].and_then(|menu| self.drawn.get(menu));
        let menu = MenuView {
            drawn: drawn.cloned().unwrap_or_default(),
            own: page.node,
        };
        let tree = &self.site.navigation[&page.locale];
        let (previous, next) = self.neighbours(page, tree);
        let canonical = self.canonical(number);
        let noindex = !page.holds();
        let home = self.words[&page.locale].get("home");
        let home = (home.map_or("", String::as_str), &self.homes[&page.locale]);
        // A page that is shown from the source language says nothing of its own.
        let json_ld = match noindex || page.is_fallback() {
            true => String::new(),
            false => json_ld::block(self.site, page, &canonical, home),
        };
        View {
            template: template(page),
            url: page.url.clone(),
            page: PageView {
                title: page.title().to_owned(),
                original_title: page.document.body.original_title.clone(),
                original_lang: ORIGINAL.0,
                original_dir: ORIGINAL.1,
                description: page.description().to_owned(),
                kind: page.kind,
                lang: page.locale.clone(),
                content_lang: page.document.locale.clone(),
                content_dir: page.document.locale.direction(),
                fallback: page.is_fallback(),
                bilingual: page.bilingual,
                original: self.original(number),
                html: page.html.clone(),
                contents: contents(page),
                breadcrumbs: self.breadcrumbs(page, tree),
                previous,
                next,
                updated: page.updated.clone(),
                reviewed: page.reviewed.clone(),
                version: self.version(page),
                products: self.products(page),
                audience: self.audience(page),
                related: self.related(number),
                canonical,
                noindex,
                json_ld,
                languages: self.languages(page),
            },
            site: SiteView {
                menu,
                ..self.site_view(&page.locale, &page.url, page.node, Some(&page.facet))
            },
            facet: self.facet(&page.facet, &page.url),
            t: self.words[&page.locale].clone(),
        }
    }

    /// A page that no file of the portal stands for: search, not found.
    fn without_file(&self, template: &'static str, url: Url, locale: &Locale, title: &str) -> View {
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
                audience: Vec::new(),
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

    /// The channels and topics of the first page, for pages that lead on from nothing.
    fn home_facet(&self, locale: &Locale) -> Option<&Facet> {
        let mut pages = self.site.pages.iter();
        let home = pages.find(|page| page.role == Role::Home && page.locale == *locale);
        home.map(|page| &page.facet)
    }

    fn facet(&self, facet: &Facet, from: &Url) -> Value {
        let mut value = serde_json::to_value(facet).unwrap_or_default();
        self.with_hrefs(&mut value, from);
        value
    }

    /// Numbers of pages become addresses as seen from the page.
    fn with_hrefs(&self, value: &mut Value, from: &Url) {
        match value {
            Value::Object(map) => {
                if let Some(page) = map.remove("page").and_then(|page| page.as_u64())
                    && let Some(page) = usize::try_from(page)
                        .ok()
                        .and_then(|page| self.site.pages.get(page))
                {
                    map.insert("href".into(), page.url.href(from).into());
                    map.insert("foreign".into(), attributes(page.foreign()).into());
                }
                map.values_mut()
                    .for_each(|value| self.with_hrefs(value, from));
            }
            Value::Array(values) => values
                .iter_mut()
                .for_each(|value| self.with_hrefs(value, from)),
            _ => {}
        }
    }

    fn link(&self, number: usize, from: &Url) -> LinkView {
        let page = &self.site.pages[number];
        LinkView {
            href: page.url.href(from),
            title: page.title().to_owned(),
            description: page.description().to_owned(),
            foreign: attributes(page.foreign()),
        }
    }

    fn target(&self, target: &Target, from: &Url) -> String {
        match target {
            Target::Page(number) => self.site.pages[*number].url.href(from),
            Target::External(url) => url.clone(),
            Target::Caption => String::new(),
        }
    }

    /// The address that search engines should know a page by: of a fallback, its source's.
    fn canonical(&self, number: usize) -> String {
        let page = &self.site.pages[number];
        let original = page.versions.iter().map(|&other| &self.site.pages[other]);
        let source = original
            .clone()
            .find(|other| other.locale == page.document.locale);
        match source.filter(|_| page.is_fallback()) {
            Some(source) => self.absolute(&source.url),
            None => self.absolute(&page.url),
        }
    }

    /// The beginning of the fingerprint that the manifest keeps of what the page's authors wrote, where
    /// answers on it are posted.
    fn version(&self, page: &Page) -> String {
        let feedback = self.site.config.feedback.as_ref();
        match feedback.filter(|to| to.value.starts_with("https:")) {
            Some(_) => page.written.short(8),
            None => String::new(),
        }
    }

    fn absolute(&self, url: &Url) -> String {
        self.site.config.address(url).unwrap_or_default()
    }
}

/// Every page shows them: all files are looked through once.
fn logos(site: &Site) -> HashMap<&RelPath, &Url> {
    let theme = &site.config.theme;
    let named: Vec<&RelPath> = [&theme.logo, &theme.logo_dark]
        .into_iter()
        .flatten()
        .map(|file| &file.value)
        .collect();
    let files = site.assets.iter();
    let files = files.filter(|(_, asset)| named.contains(&&asset.path));
    files.map(|(url, asset)| (&asset.path, url)).collect()
}

/// See [`Maker::closing`].
fn closing(site: &Site) -> HashSet<&str> {
    let from = site.today.first_of_month();
    let closes = |calendar: &&Calendar| {
        let special = special_dates(calendar, &site.facts.holiday_sets, from);
        let mut hours = special.iter().map(|special| &special.hours);
        hours.any(|hours| *hours == SpecialHours::Closed)
    };
    let calendars = site.calendars_in_use().filter(closes);
    calendars
        .map(|calendar| calendar.id.value.as_str())
        .collect()
}

/// Whether a page stands in its language's folder as its source does in the portal's.
fn has_address_of_source(site: &Site, page: &Page) -> bool {
    let (config, own) = (&site.config, page.url.as_str());
    let mut versions = page.versions.iter().map(|&number| &site.pages[number]);
    let source = versions.find(|version| version.locale == *config.source());
    source.is_none_or(|source| {
        let below = own.strip_prefix(config.folder(&page.locale));
        below.is_some_and(|below| below.trim_start_matches('/') == source.url.as_str())
    })
}

fn template(page: &Page) -> &'static str {
    match (page.role, page.kind) {
        (Role::Home, _) => "home.html",
        (Role::Section, _) => "section.html",
        (Role::Guide | Role::Module, _) => "guide.html",
        (Role::Lesson, _) => "lesson.html",
        (Role::Leaf, Kind::Article | Kind::Guide) => "article.html",
        (Role::Leaf, Kind::Channel) => "channel.html",
        (Role::Leaf, Kind::Sla) => "plan.html",
        (Role::Leaf, Kind::Support) => "support.html",
        (Role::Leaf, Kind::Faq) => "faq.html",
        (Role::Leaf, Kind::Notice) => "notice.html",
        (Role::Leaf, Kind::Page | Kind::Home) => "page.html",
    }
}
