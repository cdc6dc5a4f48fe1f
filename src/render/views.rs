//! A site to views: what each page's template can see, and nothing else.
//!
//! No page's view grows with the number of pages: lists are cut to what stands around the page.

mod around;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde_json::{Value, json};

use around::{contents, subjects};

use super::backend;
use super::csp;
use super::json_ld;
use super::menu::{self, Drawn, MenuView, Menus};
use super::openings;
use super::originals::Originals;
use super::theme::Theme;
use super::view::{
    LanguageView, LinkView, NoticeView, PageView, SectionView, SiteView, View, attributes,
};
use crate::cldr;
use crate::model::config::NavEntry;
use crate::model::document::ORIGINAL;
use crate::model::incident::INCIDENT;
use crate::model::site::{Navigation, Role, Target};
use crate::model::{
    Diagnosed, Facet, Fingerprint, Kind, Locale, Page, RelPath, Shared, Site, Spanned, Texts, Url,
};

/// Sections shown at the top of every page, where nobody has chosen them in `nav`; of more, all are in the lists of
/// the search page.
const SECTIONS: usize = 12;
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
    fn search(&self, locale: &Locale) -> View {
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
    fn not_found(&self) -> View {
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

    // ── around the page ──

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

    // ── the site ──

    fn site_view(
        &self,
        locale: &Locale,
        url: &Url,
        node: Option<usize>,
        facet: Option<&Facet>,
    ) -> SiteView {
        let site = self.site;
        let config = &site.config;
        let source = config.source();
        let text = |text: &crate::model::Text| text.get(locale, source).to_owned();
        let folder = config.folder(locale);
        let root = url.to_root();
        let base = if folder.is_empty() {
            root.clone()
        } else {
            format!("{root}{folder}/")
        };
        let tree = &site.navigation[locale];
        let legal = config.legal.iter().filter_map(|(_, key)| {
            let number = self.linked.get(&(locale, key.value.as_str()))?;
            Some(self.link(*number, url))
        });
        let notices = self
            .notices
            .get(locale)
            .into_iter()
            .flatten()
            .map(|&number| self.notice(number, url));
        let name = site
            .facts
            .organization
            .as_ref()
            .and_then(|organization| organization.name.as_ref());
        let asset = |file: &Option<Spanned<RelPath>>| {
            let path = &file.as_ref()?.value;
            let found = site.assets.iter().find(|(_, asset)| asset.path == *path)?;
            Some(found.0.href(url))
        };
        let links = |links: &[NavEntry]| {
            let links = links.iter();
            links
                .filter_map(|link| self.own_link(link, locale, url))
                .collect()
        };
        let file = |name: &str, exists: bool| match exists {
            true => below(folder, name).href(url),
            false => String::new(),
        };
        let has_hours = site.calendars_in_use().next().is_some();
        SiteView {
            title: text(&config.title),
            description: text(&config.description),
            dir: locale.direction(),
            formats: cldr::formats(locale),
            zone: own_zone(site).to_owned(),
            home: self.homes[locale].href(url),
            search: search_url(site, locale).href(url),
            a_to_z: match self.counts.get(locale) {
                Some(1..=A_TO_Z) => format!("{}#_a-to-z", search_url(site, locale).href(url)),
                _ => String::new(),
            },
            search_script: below(folder, "search/search.js").href(url),
            search_backend: backend::asked(config, locale),
            search_host: backend::host(config).to_owned(),
            source: (locale != config.source()).then(|| {
                let href = search_url(site, config.source()).href(url);
                self.language(config.source(), href, false, String::new())
            }),
            same_addresses: !self.renamed.contains(locale),
            root,
            base,
            logo: asset(&config.theme.logo).unwrap_or_default(),
            logo_dark: asset(&config.theme.logo_dark).unwrap_or_default(),
            header: links(&config.header),
            footer: links(&config.footer),
            styles: self
                .theme
                .styles
                .iter()
                .map(|style| style.href(url))
                .collect(),
            early_script: self.theme.early_script.href(url),
            incident: below("", INCIDENT).href(url),
            scripts: self
                .theme
                .scripts
                .iter()
                .map(|script| script.href(url))
                .collect(),
            icon: self.theme.icon.href(url),
            web_manifest: file("site.webmanifest", config.url.is_some()),
            opensearch: file("opensearch.xml", config.url.is_some()),
            feed: file("atom.xml", self.feeds.contains(locale)),
            sections: self.sections(tree, url, node),
            more_sections: self.further_sections(tree),
            menu: MenuView::default(),
            legal: legal.collect(),
            notices: notices.collect(),
            organization: name.map(text).unwrap_or_default(),
            first_contact: self.first_contact(locale, url),
            support: self
                .support
                .get(locale)
                .map(|&number| self.link(number, url)),
            hours: facet.map_or_else(String::new, |facet| openings::data(facet, &site.openings)),
            contact_card: file("contact.vcf", site.has_card()),
            hours_calendar: file("hours.ics", has_hours),
            closed_calendar: file("holidays.ics", has_hours),
            maintenance_calendar: file("maintenance.ics", site.maintenance_calendar().is_some()),
            feedback: config
                .feedback
                .as_ref()
                .map(|to| to.value.clone())
                .unwrap_or_default(),
            csp: self.csp.clone(),
        }
    }

    /// A link of `theme.header` or `theme.footer`.
    fn own_link(&self, link: &NavEntry, locale: &Locale, url: &Url) -> Option<LinkView> {
        let page = link.page.as_ref()?.value.as_str();
        let source = self.site.config.source();
        let own = link.title.as_ref().map(|title| {
            let foreign = attributes(title.foreign(locale, source));
            (title.get(locale, source).to_owned(), foreign)
        });
        match self.linked.get(&(locale, page)) {
            Some(&number) => {
                let page = self.link(number, url);
                let (title, foreign) = own.unwrap_or((page.title, page.foreign));
                Some(LinkView {
                    title,
                    foreign,
                    ..page
                })
            }
            None => (page.starts_with("https://") || page.starts_with("http://")).then(|| {
                let (title, foreign) = own.unwrap_or_else(|| (page.to_owned(), String::new()));
                LinkView {
                    href: page.to_owned(),
                    title,
                    foreign,
                    ..LinkView::default()
                }
            }),
        }
    }

    fn first_contact(&self, locale: &Locale, url: &Url) -> Option<LinkView> {
        let id = self.site.facts.first_contact.as_ref()?;
        let channel = self
            .site
            .channels
            .iter()
            .find(|channel| channel.id == id.value)?;
        let versions = &self.site.pages[channel.page].versions;
        let number = versions
            .iter()
            .copied()
            .find(|&number| self.site.pages[number].locale == *locale)?;
        Some(self.link(number, url))
    }

    /// How many sections the top of the tree has beyond those that are shown.
    fn further_sections(&self, tree: &Navigation) -> usize {
        let roots = tree.roots.iter();
        let all = roots.filter(|&&root| leads_somewhere(root, tree)).count();
        match self.site.config.nav.is_empty() {
            true => all.saturating_sub(SECTIONS),
            false => 0,
        }
    }

    fn notice(&self, number: usize, url: &Url) -> NoticeView {
        let page = &self.site.pages[number];
        let mut view = NoticeView {
            href: page.url.href(url),
            title: page.title().to_owned(),
            foreign: attributes(page.foreign()),
            ..NoticeView::default()
        };
        if let Facet::Notice(notice) = &page.facet {
            view.starts.clone_from(&notice.starts_utc);
            view.ends.clone_from(&notice.ends_utc);
            view.from.clone_from(&notice.starts);
            view.until.clone_from(&notice.ends);
        }
        view
    }

    /// The top of the tree.
    fn sections(&self, tree: &Navigation, url: &Url, own: Option<usize>) -> Vec<SectionView> {
        let section = own.map(|own| tree.root(own));
        let most = match self.site.config.nav.is_empty() {
            true => SECTIONS,
            false => usize::MAX,
        };
        let roots = tree.roots.iter();
        roots
            .copied()
            .filter(|&root| leads_somewhere(root, tree))
            .take(most)
            .map(|root| SectionView {
                href: menu::first_target(self.site, tree, root, url),
                title: tree.nodes[root].title.clone(),
                foreign: attributes(tree.nodes[root].foreign.as_ref()),
                current: own == Some(root),
                open: section == Some(root),
            })
            .collect()
    }
}

fn leads_somewhere(node: usize, tree: &Navigation) -> bool {
    tree.nodes[node].target != Target::Caption || !tree.nodes[node].children.is_empty()
}

/// The zone whose clock the partner goes by: that of supportal.yaml, where that is UTC that of the first hours.
fn own_zone(site: &Site) -> &str {
    let zone = site.config.time_zone.as_str();
    if !matches!(zone, "UTC" | "Etc/UTC") {
        return zone;
    }
    let first = site.calendars_in_use().next();
    first.map_or("", |calendar| calendar.time_zone.value.as_str())
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
        (Role::Guide, _) => "guide.html",
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
