//! All of a site that does not change with the texts of its files: addresses, navigation, what pages show
//! of facts, where links can lead.

use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::facets::Scenes;
use super::headings::Headings;
use super::pages::{self, Pages};
use super::pictures::{self, Size};
use super::versions::{self, Versions};
use super::{Parts, anchors, courses, named, navigation, redirects, theme};
use crate::calendar::{self, Published};
use crate::memo;
use crate::model::facts::{Calendar, Channel, Plan};
use crate::model::site::{LooseEnd, Navigation, Owned, Redirect};
use crate::model::{Asset, Diagnosed, Facet, Fingerprint, Locale, RelPath, Url};

/// What a site is made from, with the key that stands for it.
pub struct Keyed<'a> {
    /// Of all but the texts of files.
    pub key: Fingerprint,
    /// What it is made from.
    pub parts: &'a Parts<'a>,
}

impl Hash for Keyed<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

/// A site without the texts of its pages. The files that its pages name may have other texts by now.
pub struct Layout {
    /// What is published as it is.
    pub assets: Arc<Vec<(Url, Asset)>>,
    /// The sizes of pictures.
    pub sizes: HashMap<RelPath, Size>,
    /// The pages.
    pub pages: Pages,
    /// The navigation of each language.
    pub navigation: Arc<BTreeMap<Locale, Navigation>>,
    /// The channels, as the source language has them.
    pub channels: Vec<Owned<Channel>>,
    /// The numbers of each page's versions in the portal's languages.
    pub languages: Vec<Arc<[usize]>>,
    /// The versions of each plan.
    pub versions: BTreeMap<String, Versions>,
    /// The plans in force.
    pub plans: Vec<Owned<Plan>>,
    /// What each page shows of facts.
    pub facets: Vec<Facet>,
    /// The anchors of translated headings.
    pub headings: Headings,
    /// The ids of each page, sorted.
    pub anchors: Vec<Arc<[Arc<str>]>>,
    /// The dates of each page's last change and last review, in words.
    pub dates: Vec<(String, String)>,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
    /// The openings of each calendar.
    pub openings: BTreeMap<String, Published>,
    /// What leads nowhere, outside of texts.
    pub loose: Vec<LooseEnd>,
}

impl Layout {
    /// The portal as those see it who put facts into words.
    pub fn scenes<'a>(&'a self, parts: &'a Parts<'a>) -> Scenes<'a> {
        Scenes::new(
            parts,
            &self.pages,
            &self.channels,
            &self.plans,
            &self.versions,
        )
    }
}

/// Places all pages.
pub fn lay_out(keyed: &Keyed<'_>, _: &()) -> Diagnosed<Layout> {
    let parts = keyed.parts;
    let mut loose = Vec::new();
    let assets = published_assets(parts);
    let mut pages = pages::place(parts, &assets, &mut loose);
    let navigation = navigation::trees(parts, &mut pages, &mut loose);
    courses::tell(&mut pages, &navigation);
    theme::check(parts, &assets, &mut loose);
    named::check(parts, &pages, &mut loose);
    let channels = channels(&pages);
    let versions = versions::all(&pages, parts.today);
    let plans = versions::in_force(&versions, &pages);
    let scenes = Scenes::new(parts, &pages, &channels, &plans, &versions);
    let mut facets = memo::map(pages.list.len(), |number| scenes.facet(number, &navigation));
    let dates = memo::map(pages.list.len(), |number| scenes.dates(number));
    let headings = Headings::of(parts);
    let anchors = anchors::of_pages(parts, &pages, &headings, &mut facets);
    let redirects = redirects::all(&pages, &mut loose);
    let languages = (0..pages.list.len()).map(|number| pages.versions(number).into());
    let layout = Layout {
        languages: languages.collect(),
        sizes: pictures::sizes(&assets),
        assets: Arc::new(assets),
        navigation: Arc::new(navigation),
        channels,
        versions,
        plans,
        facets,
        headings,
        anchors,
        dates,
        redirects,
        openings: openings(parts),
        loose,
        pages,
    };
    Diagnosed::new(layout, Vec::new())
}

fn openings(parts: &Parts<'_>) -> BTreeMap<String, Published> {
    let sets = &parts.facts.holiday_sets;
    let published = |calendar: &Calendar| {
        let published = calendar::published(calendar, sets, parts.today);
        (calendar.id.value.clone(), published)
    };
    parts.facts.calendars.iter().map(published).collect()
}

/// The files that are published as they are, and where.
fn published_assets(parts: &Parts<'_>) -> Vec<(Url, Asset)> {
    let published = |asset: &Asset| Some((parts.config.published(&asset.path)?, asset.clone()));
    parts.assets.iter().filter_map(published).collect()
}

/// The channels, as the source language has them, which alone states facts.
fn channels(pages: &Pages) -> Vec<Owned<Channel>> {
    let of_page = |(number, placed): (usize, &pages::Placed)| {
        let channel = placed.front.channel.as_ref()?;
        (placed.locale == pages.source).then(|| Owned {
            id: placed.document.key.stem().to_owned(),
            page: number,
            value: (**channel).clone(),
        })
    };
    pages.list.iter().enumerate().filter_map(of_page).collect()
}
