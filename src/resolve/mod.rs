//! Documents to a site: addresses, navigation, links, facts.
//!
//! Goes in: every parsed file. Comes out: a [`Site`] in which nothing is open. What leads nowhere is
//! kept as a loose end, for the rules to say it in words.

mod anchors;
mod body;
pub mod describe;
mod facets;
mod links;
mod navigation;
mod pages;
mod pictures;
mod redirects;
mod versions;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::{self, Date, Published};
use crate::memo::{self, Memo};
use crate::model::facts::{Calendar, Channel};
use crate::model::site::{LooseEnd, Owned, Page};
use crate::model::{Asset, Config, Document, Facts, Fingerprint, RelPath, Site, Strings, Url};
pub use body::Filled;
use body::{Around, Job};
use links::Links;
use pages::Pages;

/// What a site is made from.
pub struct Parts<'a> {
    /// Every parsed Markdown file, sorted by path.
    pub documents: &'a [Arc<Document>],
    /// Every file that is published as it is.
    pub assets: &'a [Asset],
    /// The facts of support.yaml.
    pub facts: Arc<Facts>,
    /// The site's configuration.
    pub config: Arc<Config>,
    /// The interface's words.
    pub strings: Arc<Strings>,
    /// The date that counts as today.
    pub today: Date,
    /// When files last changed, by their path, as far as that is known.
    pub changed: &'a BTreeMap<RelPath, Date>,
    /// Whether drafts and pages that are not yet or no longer in force are shown.
    pub drafts: bool,
}

/// Gives every document an address and points every link at its target.
pub fn site(parts: &Parts<'_>, bodies: &mut Memo<Filled>) -> Site {
    let mut loose = Vec::new();
    let assets = published_assets(parts);
    let mut pages = pages::place(parts, &assets, &mut loose);
    let navigation = navigation::trees(parts, &mut pages, &mut loose);
    let channels = channels(&pages);
    let versions = versions::all(&pages, parts.today);
    let plans = versions::in_force(&versions, &pages);
    let scenes = facets::Scenes::new(parts, &pages, &channels, &plans, &versions);
    let facets = memo::map(pages.list.len(), |number| scenes.facet(number, &navigation));
    let anchors = anchors::of_pages(parts, &pages, &facets);
    let links = Links::new(parts, &pages, &assets, &anchors);
    let key = key(parts);
    let around = Around {
        key,
        pages: &pages,
        links: &links,
        scenes: &scenes,
    };
    let jobs = pages.list.iter().enumerate().map(|(number, placed)| Job {
        number,
        document: &placed.document,
        links: &links,
        depth: parts.config.limits.include_depth,
    });
    let jobs: Vec<Job<'_>> = jobs.collect();
    let filled = bodies.par_map(&jobs, &around, body::fill).value;
    let updated = memo::map(pages.list.len(), |number| scenes.updated(number));
    let redirects = redirects::all(&pages, &mut loose);
    let mut finished = Vec::with_capacity(pages.list.len());
    let drawn = filled.into_iter().zip(facets).zip(updated);
    for ((number, placed), ((filled, facet), updated)) in pages.list.iter().enumerate().zip(drawn) {
        loose.extend_from_slice(&filled.loose);
        finished.push(Page {
            document: placed.document.clone(),
            kind: placed.kind,
            front: placed.front.clone(),
            locale: placed.locale.clone(),
            url: placed.url.clone(),
            role: placed.role,
            html: filled.html.clone(),
            written: filled.written,
            texts: filled.texts,
            headings: filled.headings.clone(),
            anchors: anchors[number].clone(),
            updated,
            changed: parts.changed.get(&placed.document.path).copied(),
            facet,
            bilingual: filled.bilingual,
            withheld: pages::withheld(&placed.document, parts).map(Into::into),
            node: placed.node,
            links: filled.links.clone(),
            versions: pages.versions(number),
        });
    }
    // A file that several pages show is read for each of them and speaks once.
    loose.sort_by(|a: &LooseEnd, b: &LooseEnd| (&a.path, a.span).cmp(&(&b.path, b.span)));
    loose.dedup();
    Site {
        key,
        config: parts.config.clone(),
        facts: parts.facts.clone(),
        strings: parts.strings.clone(),
        today: parts.today,
        pages: finished,
        documents: shown(parts, &pages),
        navigation,
        channels,
        plans,
        openings: openings(parts),
        redirects,
        loose_ends: loose,
        assets,
    }
}

/// Of all that fills the holes of bodies and is no body.
fn key(parts: &Parts<'_>) -> Fingerprint {
    let shapes = parts.documents.iter();
    let shapes: Vec<_> = shapes
        .map(|document| (&document.path, document.shape))
        .collect();
    Fingerprint::of_value(&(
        &*parts.config,
        parts.facts.fingerprint,
        &parts.strings,
        parts.assets,
        (parts.today.to_string(), parts.drafts),
        parts
            .changed
            .iter()
            .map(|(path, date)| (path, date.to_string()))
            .collect::<Vec<_>>(),
        shapes,
    ))
}

fn openings(parts: &Parts<'_>) -> BTreeMap<String, Published> {
    let sets = &parts.facts.holiday_sets;
    let published = |calendar: &Calendar| {
        let published = calendar::published(calendar, sets, parts.today);
        (calendar.id.value.clone(), published)
    };
    parts.facts.calendars.iter().map(published).collect()
}

/// Published pages and the fragments they may include.
fn shown(parts: &Parts<'_>, pages: &Pages) -> Vec<Arc<Document>> {
    let documents = parts.documents.iter();
    documents
        .filter(|document| !pages.unpublished.contains_key(&document.path))
        .cloned()
        .collect()
}

/// What stands below `assets/`, and files beside a language's pages, which stand beside them on the
/// site, too. What else lies in the folder of a portal, a script or a copy of a database, is nobody's
/// to read.
fn published_assets(parts: &Parts<'_>) -> Vec<(Url, Asset)> {
    let source = parts.config.source().as_str();
    let languages = &parts.config.languages;
    let is_published = |asset: &&Asset| {
        let folder = asset.path.parts().next();
        folder.is_some_and(|folder| {
            asset.path.as_str() != folder
                && (folder == "assets" || languages.iter().any(|own| own.as_str() == folder))
        })
    };
    let address = |asset: &Asset| {
        let path = asset.path.strip_prefix(source);
        Url::new(&path.unwrap_or_else(|| asset.path.clone()))
    };
    let assets = parts.assets.iter().filter(is_published);
    assets
        .map(|asset| (address(asset), asset.clone()))
        .collect()
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
