//! What every page shows of the site: head and foot, sections, notices, the files that it asks for.

use super::{A_TO_Z, Maker, below, search_url};
use crate::cldr;
use crate::model::config::NavEntry;
use crate::model::facts::Calendar;
use crate::model::incident::INCIDENT;
use crate::model::site::{Navigation, Target};
use crate::model::{Facet, Locale, RelPath, Site, Spanned, Url, mail};
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
        let text = |text: &crate::model::Text| text.get(locale, source).to_owned();
        let turned = config.title.foreign(locale, source);
        let turned = turned.filter(|own| own.direction() != locale.direction());
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
            Some(self.logos.get(&file.as_ref()?.value)?.href(url))
        };
        let footer = config.footer.iter();
        let footer = footer.filter_map(|link| self.own_link(link, locale, url));
        let mut sections = self.sections(tree, url, node);
        let header = config.header.iter();
        let header = header
            .filter_map(|link| self.own_link(link, locale, url))
            .map(|link| ended_by(&mut sections, link))
            .collect();
        let file = |name: &str, exists: bool| match exists {
            true => below(folder, name).href(url),
            false => String::new(),
        };
        // A channel's page leads to files that know its hours.
        let calendars: Vec<&Calendar> = match facet {
            Some(Facet::Channel(card)) => site.calendars_of_channel(&card.id).collect(),
            _ => site.calendars_in_use().collect(),
        };
        SiteView {
            title: text(&config.title),
            foreign: attributes(turned),
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
            header,
            footer: footer.collect(),
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
            sections,
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
            hours_calendar: file("hours.ics", !calendars.is_empty()),
            closed_calendar: file(
                "holidays.ics",
                calendars
                    .iter()
                    .any(|calendar| self.closing.contains(&*calendar.id.value)),
            ),
            maintenance_calendar: file("maintenance.ics", site.maintenance_calendar().is_some()),
            feedback: config.feedback.as_ref().map_or_else(String::new, |to| {
                let link = mail::link(&to.value);
                let encoded = link
                    .as_deref()
                    .and_then(|link| link.strip_prefix("mailto:"));
                encoded.unwrap_or(&to.value).to_owned()
            }),
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
