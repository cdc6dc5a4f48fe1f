//! What every page shows of the site: head and foot, sections, notices, the files that it asks for.

use super::{A_TO_Z, Maker, below, search_url};
use crate::cldr;
use crate::model::config::NavEntry;
use crate::model::facts::Calendar;
use crate::model::incident::INCIDENT;
use crate::model::site::{Navigation, Target};
use crate::model::{Config, Facet, Locale, RelPath, Site, Spanned, Text, Url, mail};
use crate::render::menu::{self, MenuView};
use crate::render::view::{LinkView, NoticeView, SectionView, SiteView, attributes};
use crate::render::{backend, openings};

/// Sections shown at the top of every page, where nobody has chosen them in `nav`; of more, all are in the lists of
/// the search page.
const SECTIONS: usize = 12;

impl Maker<'_> {
    pub(super) fn site_view(
        &self,
        locale: &Locale,
        url: &Url,
        node: Option<usize>,
        facet: Option<&Facet>,
    ) -> SiteView {
        let site = self.site;
        let config = &site.config;
        let source = config.source();
        let text = |text: &Text| text.get(locale, source).to_owned();
        let folder = config.folder(locale);
        let tree = &site.navigation[locale];
        let mut sections = self.sections(tree, url, node);
        let header = self.header(locale, url, &mut sections);
        let file = |name: &str, exists: bool| file(folder, name, exists, url);
        let calendars = calendars(site, facet);
        let is_shut = |calendar: &&Calendar| self.closing.contains(&*calendar.id.value);
        let search = search_url(site, locale).href(url);
        let organization = site.facts.organization.as_ref();
        let name = organization.and_then(|organization| organization.name.as_ref());
        let theme = &self.theme;
        SiteView {
            title: text(&config.title),
            foreign: turned(&config.title, locale, source),
            description: text(&config.description),
            dir: locale.direction(),
            formats: cldr::formats(locale),
            zone: own_zone(site).to_owned(),
            home: self.homes[locale].href(url),
            a_to_z: match self.counts.get(locale) {
                Some(1..=A_TO_Z) => format!("{search}#_a-to-z"),
                _ => String::new(),
            },
            search,
            search_script: below(folder, "search/search.js").href(url),
            search_backend: backend::asked(config, locale),
            search_host: backend::host(config).to_owned(),
            source: (locale != source).then(|| {
                let href = search_url(site, source).href(url);
                self.language(source, href, false, String::new())
            }),
            same_addresses: !self.renamed.contains(locale),
            root: url.to_root(),
            base: base(folder, url),
            logo: self.logo(config.theme.logo.as_ref(), url),
            logo_dark: self.logo(config.theme.logo_dark.as_ref(), url),
            header,
            footer: self.own_links(&config.footer, locale, url).collect(),
            styles: theme.styles.iter().map(|style| style.href(url)).collect(),
            early_script: theme.early_script.href(url),
            incident: below("", INCIDENT).href(url),
            scripts: (theme.scripts.iter().map(|script| script.href(url))).collect(),
            icon: theme.icon.href(url),
            web_manifest: file("site.webmanifest", config.url.is_some()),
            opensearch: file("opensearch.xml", config.url.is_some()),
            feed: file("atom.xml", self.feeds.contains(locale)),
            sections,
            more_sections: self.further_sections(tree),
            menu: MenuView::default(),
            legal: self.legal(locale, url),
            notices: self.shown_notices(locale, url),
            organization: name.map(text).unwrap_or_default(),
            first_contact: self.first_contact(locale, url),
            support: (self.support.get(locale)).map(|&number| self.link(number, url)),
            hours: facet.map_or_else(String::new, |facet| openings::data(facet, &site.openings)),
            contact_card: file("contact.vcf", site.has_card()),
            hours_calendar: file("hours.ics", !calendars.is_empty()),
            closed_calendar: file("holidays.ics", calendars.iter().any(is_shut)),
            maintenance_calendar: file("maintenance.ics", site.maintenance_calendar().is_some()),
            feedback: feedback(config),
            csp: self.csp.clone(),
        }
    }

    /// The links of `theme.header`, as the ends of the menu: each is taken out of `sections`.
    fn header(
        &self,
        locale: &Locale,
        url: &Url,
        sections: &mut Vec<SectionView>,
    ) -> Vec<SectionView> {
        let links = self.own_links(&self.site.config.header, locale, url);
        links.map(|link| ended_by(sections, link)).collect()
    }

    /// The pages that `legal` names.
    fn legal(&self, locale: &Locale, url: &Url) -> Vec<LinkView> {
        let legal = self.site.config.legal.iter().filter_map(|(_, key)| {
            let number = self.linked.get(&(locale, key.value.as_str()))?;
            Some(self.link(*number, url))
        });
        legal.collect()
    }

    fn shown_notices(&self, locale: &Locale, url: &Url) -> Vec<NoticeView> {
        let notices = self.notices.get(locale).into_iter().flatten();
        notices.map(|&number| self.notice(number, url)).collect()
    }

    /// The address of a logo; empty where there is none.
    fn logo(&self, file: Option<&Spanned<RelPath>>, url: &Url) -> String {
        let logo = file.and_then(|file| self.logos.get(&file.value));
        logo.map(|logo| logo.href(url)).unwrap_or_default()
    }

    fn own_links<'a>(
        &'a self,
        links: &'a [NavEntry],
        locale: &'a Locale,
        url: &'a Url,
    ) -> impl Iterator<Item = LinkView> + 'a {
        let links = links.iter();
        links.filter_map(move |link| self.own_link(link, locale, url))
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

/// What is said of a title in another language that runs the other way.
fn turned(title: &Text, locale: &Locale, source: &Locale) -> String {
    let own = title.foreign(locale, source);
    attributes(own.filter(|own| own.direction() != locale.direction()))
}

/// The folder of a language, from the page at `url`.
fn base(folder: &str, url: &Url) -> String {
    let root = url.to_root();
    match folder {
        "" => root,
        folder => format!("{root}{folder}/"),
    }
}

/// The address of a file in the folder of a language; empty where there is none.
fn file(folder: &str, name: &str, exists: bool, url: &Url) -> String {
    match exists {
        true => below(folder, name).href(url),
        false => String::new(),
    }
}

/// The calendars whose hours a page leads to: those of its channel, else all.
fn calendars<'a>(site: &'a Site, facet: Option<&Facet>) -> Vec<&'a Calendar> {
    match facet {
        Some(Facet::Channel(card)) => site.calendars_of_channel(&card.id).collect(),
        _ => site.calendars_in_use().collect(),
    }
}

/// Where feedback goes: an address without its scheme, encoded as a link to it is, or the address of a form.
fn feedback(config: &Config) -> String {
    let Some(to) = &config.feedback else {
        return String::new();
    };
    let link = mail::link(&to.value);
    let encoded = (link.as_deref()).and_then(|link| link.strip_prefix("mailto:"));
    encoded.unwrap_or(&to.value).to_owned()
}

/// What ends the menu, and stands in it once: a section that the head leads to is taken from its place.
fn ended_by(sections: &mut Vec<SectionView>, link: LinkView) -> SectionView {
    let place = sections.iter().position(|line| line.href == link.href);
    let line = place.map(|place| sections.remove(place));
    SectionView {
        href: link.href,
        title: link.title,
        foreign: link.foreign,
        ..line.unwrap_or_default()
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
