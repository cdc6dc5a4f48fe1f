//! Documents to a site: addresses, navigation, links, facts.
//!
//! Goes in: every parsed file. Comes out: a [`Site`] in which nothing is open. What leads nowhere is
//! kept as a loose end, for the rules to say it in words.

mod anchors;
mod body;
mod courses;
pub mod describe;
mod facets;
mod foreign;
mod headings;
mod ids;
mod layout;
mod links;
mod named;
mod navigation;
mod notes;
mod pages;
mod pictures;
mod redirects;
mod theme;
mod versions;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::calendar::Date;
use crate::memo::{self, Memo};
use crate::model::site::{LooseEnd, Page};
use crate::model::{Asset, Config, Document, Facts, Fingerprint, RelPath, Site, Strings};
pub use body::Filled;
use body::{Around, Job};
use layout::{Keyed, Layout};
use links::{Documents, Links};
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

/// What was worked out before.
#[derive(Default)]
pub struct Memos {
    layout: Memo<Layout>,
    bodies: Memo<Filled>,
}

impl Memos {
    /// For a process that builds once.
    pub fn once() -> Self {
        Self {
            layout: Memo::once(),
            bodies: Memo::once(),
        }
    }

    /// For one of many portals.
    pub fn never() -> Self {
        Self {
            layout: Memo::never(),
            bodies: Memo::never(),
        }
    }
}

/// Gives every document an address and points every link at its target.
pub fn site(parts: &Parts<'_>, memos: &mut Memos) -> Site {
    let keyed = Keyed {
        key: key(parts),
        parts,
    };
    let key = keyed.key;
    let layout = memos.layout.one(&keyed, &(), layout::lay_out).value;
    let pages = &layout.pages;
    let documents: Documents<'_> = parts.documents.iter().map(|d| (&d.path, d)).collect();
    let scenes = layout.scenes(parts);
    let links = Links::new(parts, &layout, &documents);
    let around = Around {
        key,
        pages,
        links: &links,
        scenes: &scenes,
        headings: &layout.headings,
    };
    let jobs = pages.list.iter().enumerate().map(|(number, placed)| Job {
        number,
        document: documents
            .get(&placed.document.path)
            .copied()
            .unwrap_or(&placed.document),
        links: &links,
        depth: parts.config.limits.include_depth,
    });
    let jobs: Vec<Job<'_>> = jobs.collect();
    let filled = memos.bodies.par_map(&jobs, &around, body::fill).value;
    let finished = memo::map(jobs.len(), |number| {
        let (placed, job, filled) = (&pages.list[number], &jobs[number], &filled[number]);
        Page {
            document: job.document.clone(),
            kind: placed.kind,
            front: placed.front.clone(),
            locale: placed.locale.clone(),
            url: placed.url.clone(),
            role: placed.role,
            html: filled.html.clone(),
            written: filled.written,
            texts: filled.texts,
            headings: filled.headings.clone(),
            anchors: layout.anchors[number].clone(),
            updated: layout.dates[number].0.clone(),
            reviewed: layout.dates[number].1.clone(),
            changed: parts.changed.get(&placed.document.path).copied(),
            facet: layout.facets[number].clone(),
            bilingual: filled.bilingual,
            withheld: placed.withheld.clone(),
            node: placed.node,
            links: filled.links.clone(),
            versions: layout.languages[number].clone(),
        }
    });
    let mut loose = layout.loose.clone();
    for filled in &filled {
        loose.extend_from_slice(&filled.loose);
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
        documents: shown(parts, pages),
        unpublished: pages.unpublished.clone(),
        navigation: layout.navigation.clone(),
        channels: layout.channels.clone(),
        plans: layout.plans.clone(),
        coming: versions::coming(&layout.versions, &layout.plans),
        plan_versions: versions::by_id(&layout.versions),
        openings: layout.openings.clone(),
        redirects: layout.redirects.clone(),
        loose_ends: loose,
        assets: layout.assets.clone(),
        addresses: OnceLock::new(),
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

/// Published pages and the fragments they may include.
fn shown(parts: &Parts<'_>, pages: &Pages) -> Vec<Arc<Document>> {
    let documents = parts.documents.iter();
    documents
        .filter(|document| !pages.unpublished.contains_key(&document.path))
        .cloned()
        .collect()
}
