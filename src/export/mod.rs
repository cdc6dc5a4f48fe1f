//! Files of the site besides pages and search: one file per format.

mod atom;
mod contact;
mod content_lines;
mod holidays;
mod hours;
mod hours_json;
mod icalendar;
mod incident;
mod maintenance;
mod markdown;
mod opensearch;
mod publish;
mod redirects;
mod robots;
mod security;
mod sitemap;
mod support_json;
mod twins;
mod web_manifest;
mod weekly;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde_json::Value;

use crate::calendar::Date;
use crate::memo;
use crate::model::facts::{Calendar, Channel};
use crate::model::site::Owned;
use crate::model::{Diagnosed, Fingerprint, Kind, Locale, Output, Page, RelPath, Site, Text, Url};

/// What files say wrote them.
const PRODUCT: &str = "-//supportal//supportal//EN";

/// What the files are made from that say what pages and facts are. All of them stay the same while only
/// the text of a page changes.
pub struct About<'a> {
    /// The portal.
    pub site: &'a Site,
    /// The schema of the facts, the same for every portal.
    pub schema: &'a Value,
}

impl Hash for About<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.site.key.hash(state);
    }
}

/// Assets, redirects, `sitemap.xml`, `robots.txt`, `security.txt`, `llms.txt`, feeds, the address card and
/// the calendars, the facts and hours for programs.
pub fn about(about: &About<'_>, _: &()) -> Diagnosed<Vec<Arc<Output>>> {
    let site = about.site;
    let assets = site.assets.iter().map(|(url, asset)| Output {
        url: url.clone(),
        bytes: asset.bytes.clone(),
        size: asset.bytes.len() as u64,
        fingerprint: asset.fingerprint,
    });
    // The two that name every page.
    let (sitemap, lists) = memo::both(|| sitemap::files(site), || twins::lists(site));
    let files = assets
        .chain(redirects::files(site))
        .chain(sitemap)
        .chain(atom::files(site))
        .chain(opensearch::files(site))
        .chain(lists)
        .chain([robots::file(site), incident(None)])
        .chain(security::file(site))
        .chain(contact::files(site))
        .chain(hours::files(site))
        .chain(holidays::files(site))
        .chain(maintenance::files(site))
        .chain(hours_json::file(site))
        .chain(support_json::files(site, about.schema));
    Diagnosed::new(files.map(Arc::new).collect(), Vec::new())
}

/// What the files of a host are made from.
pub struct Parts<'a> {
    /// The portal.
    pub site: &'a Site,
    /// The content security policy, as the value of a header.
    pub policy: &'a str,
    /// The pages.
    pub pages: &'a [Arc<Output>],
    /// The twins of pages.
    pub twins: &'a [Arc<Output>],
    /// The search indexes.
    pub search: &'a [Arc<Output>],
    /// What [`about`] made.
    pub about: &'a [Arc<Output>],
    /// The files of the theme, whose names change with their content.
    pub theme: &'a [Arc<Output>],
}

/// What the browser is told of the portal, and what the host is told of all its files.
pub fn files(parts: &Parts<'_>) -> Diagnosed<Vec<Arc<Output>>> {
    let mut files = web_manifest::files(parts);
    let mut found = Vec::new();
    let others = [
        parts.pages,
        parts.twins,
        parts.search,
        parts.about,
        parts.theme,
    ];
    let others = others.into_iter().flatten().map(|file| &**file);
    let written: Vec<&Output> = others.chain(&files).collect();
    let told = publish::files(parts, &written, &mut found);
    files.extend(told);
    Diagnosed::new(files.into_iter().map(Arc::new).collect(), found)
}

pub use incident::{incident, read_incident};
pub use publish::with_copies;
pub use support_json::data as facts;
pub use twins::{Twin, twin, twins};

/// A file at the root of the site.
fn at_root(name: &str, text: String) -> Output {
    Output::new(
        Url::new(&RelPath::new(name).unwrap_or_default()),
        text.into_bytes(),
    )
}

/// A file in the folder of a language.
fn in_folder(site: &Site, locale: &Locale, name: &str, text: String) -> Output {
    Output::new(url(site, locale, name), text.into_bytes())
}

/// Where a file of a language stands.
fn url(site: &Site, locale: &Locale, name: &str) -> Url {
    let folder = RelPath::new(site.config.folder(locale));
    Url::new(
        &folder
            .and_then(|folder| folder.join(name))
            .unwrap_or_default(),
    )
}

/// The absolute address of a page, where the portal has one.
fn absolute(site: &Site, url: &Url) -> Option<String> {
    site.config.address(url)
}

/// Whether the site stands below a host's root.
fn in_sub_folder(site: &Site) -> bool {
    site.config.base() != "/"
}

/// A text of the facts in a language.
fn text<'a>(site: &Site, locale: &Locale, text: &'a Text) -> &'a str {
    text.get(locale, site.config.source())
}

/// The page in a language, itself where it has none.
fn in_language<'a>(site: &'a Site, page: usize, locale: &Locale) -> &'a Page {
    let page = &site.pages[page];
    let mut versions = page.versions.iter().map(|&number| &site.pages[number]);
    versions
        .find(|version| version.locale == *locale)
        .unwrap_or(page)
}

/// The channels, the one to turn to first before the others.
fn channels(site: &Site) -> Vec<&Owned<Channel>> {
    let mut channels: Vec<_> = site.channels.iter().collect();
    let first = site.facts.first_contact.as_ref();
    channels.sort_by_key(|channel| first.is_none_or(|id| id.value != channel.id));
    channels
}

/// The zones of calendars, each once.
fn zones<'a>(calendars: &[&'a Calendar]) -> Vec<&'a str> {
    let zones = calendars
        .iter()
        .map(|calendar| calendar.time_zone.value.as_str());
    let mut zones: Vec<&str> = zones.collect();
    zones.sort_unstable();
    zones.dedup();
    zones
}

/// When somebody last changed the facts, as far as they say so: the latest date on which a channel, a
/// plan or the description was updated or holidays were compared with their source.
fn data_date(site: &Site) -> Option<Date> {
    let facts = |page: &&Page| matches!(page.kind, Kind::Channel | Kind::Sla | Kind::Support);
    let pages = site.pages.iter().filter(facts);
    let pages = pages.filter_map(|page| page.front.updated.as_ref());
    let sets = site.facts.holiday_sets.iter();
    let sets = sets.filter_map(|set| set.checked.as_ref());
    let dates = pages.chain(sets).map(|date| date.value);
    dates.filter(|date| *date <= site.today).max()
}

/// A UUID that is the same in every build: version 8 of RFC 9562 (5.8), made from what tells the portal from all
/// others and a thing from all others of the portal. That is the portal's address, as a company may have several
/// portals and rename itself and them; without one, both names.
fn id(site: &Site, key: &[&str]) -> String {
    let source = site.config.source();
    let organization = site.facts.organization.as_ref();
    let name = organization.and_then(|one| one.legal_name.as_ref().or(one.name.as_ref()));
    let name = name.map_or("", |name| text(site, source, name));
    let portal = match &site.config.url {
        Some(url) => vec![url.as_str()],
        None => vec![name, text(site, source, &site.config.title)],
    };
    let key = [&portal, key].concat().join("\n");
    let hex = Fingerprint::of(key.as_bytes()).to_string();
    let (a, b, c) = (&hex[..8], &hex[8..12], &hex[13..16]);
    let (d, e) = (&hex[17..20], &hex[20..32]);
    format!("{a}-{b}-8{c}-a{d}-{e}")
}
