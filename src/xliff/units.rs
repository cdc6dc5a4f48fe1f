//! The units of a page: what the source says, what stands for it in the translation, and by which id the
//! way back is found.

use std::collections::BTreeMap;

use super::codes::{Code, content, matched};
use super::sections::sections;
use super::{Piece, State};
use crate::model::document::FrontMatter;
use crate::model::leaf::{Form, Leaf};
use crate::model::segment::{changes, pairs, source_hash};
use crate::model::{Document, Fingerprint, Spanned};

/// How many hexadecimal digits of a hash an id keeps.
const DIGITS: usize = 8;

/// In an id, in place of a hash of the translation, where there is none.
const NONE: &str = "none";

/// A page with its leaves.
#[derive(Clone, Copy)]
pub struct Version<'d> {
    /// The page.
    pub document: &'d Document,
    /// Its leaves, in order.
    pub leaves: &'d [Leaf],
}

/// What a translator works on at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// `u3-1f2e3d4c-5b6a7988`: number, hash of the source, hash of the translation.
    pub id: String,
    /// `paragraph`, `heading`, `title` …
    pub kind: &'static str,
    /// The codes of source and target, by id.
    pub codes: BTreeMap<u32, Code>,
    /// What the source says.
    pub source: Vec<Piece>,
    /// What the translation says.
    pub target: Option<Vec<Piece>>,
    /// How far it is.
    pub state: State,
    /// Whether the source changed since the translation was made.
    pub stale: bool,
    /// What the translation says in the section that begins with this unit, where no text of it stands for one of
    /// the source.
    pub note: Option<String>,
}

/// A unit and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The unit.
    pub unit: Unit,
    /// Where it comes from.
    pub place: Place,
    /// The number of its hash in `source_hash`.
    pub hash: usize,
}

/// Where a unit comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The front matter's title.
    Title,
    /// The front matter's description.
    Description,
    /// A leaf of the source, by number, and the one of the translation that stands for it.
    Leaf {
        /// In the source.
        source: usize,
        /// In the translation.
        translation: Option<usize>,
    },
}

/// What an id says: what the unit was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made<'i> {
    /// `title`, `u3` …
    pub name: &'i str,
    /// The hash of what the source said.
    pub source: &'i str,
    /// The hash of what the translation said.
    pub target: &'i str,
}

impl<'i> Made<'i> {
    /// Reads an id.
    pub fn of(id: &'i str) -> Option<Self> {
        let mut parts = id.split('-');
        let made = Self {
            name: parts.next()?,
            source: parts.next()?,
            target: parts.next()?,
        };
        parts.next().is_none().then_some(made)
    }
}

/// The units of a page, in order.
pub fn units(source: Version<'_>, translation: Option<Version<'_>>) -> Vec<Entry> {
    let stale = translation.map_or_else(Vec::new, |translation| {
        stale(source.document, translation.document)
    });
    let is_stale = |hash: usize| stale.get(hash).copied().unwrap_or(false);
    let mut entries: Vec<Entry> = heads(source.document, translation.map(|one| one.document))
        .into_iter()
        .map(|(name, place, text, target)| {
            let words = |text: &str| vec![Piece::Text(text.to_owned())];
            Entry {
                unit: unit(
                    (name, name),
                    (text, words(text)),
                    target.map(|target| (target, words(target))),
                    None,
                    BTreeMap::new(),
                    is_stale(0),
                ),
                place,
                hash: 0,
            }
        })
        .collect();
    let counterparts = counterparts(source, translation);
    let beside = translation.map_or_else(Vec::new, |translation| {
        beside(source.document, translation.document)
    });
    let text = source.document.text.as_str();
    for (number, leaf) in source.leaves.iter().enumerate() {
        if !leaf.is_prose(text) {
            continue;
        }
        let counterpart = counterparts.get(number).copied().flatten();
        let block = leaf.block(&source.document.body.segments);
        let hash = block.map_or(0, |block| block + 1);
        let theirs = translation.zip(counterpart);
        let theirs = theirs.map(|(version, at)| (&version.leaves[at], &version.document.text));
        let (pieces, mut codes) = content(leaf, text);
        let target = theirs.map(|(leaf, text)| {
            let target = matched(leaf, text, &mut codes);
            (&text[leaf.range()], target)
        });
        let name = format!("u{}", number + 1);
        entries.push(Entry {
            unit: unit(
                (&name, kind(leaf.form)),
                (&text[leaf.range()], pieces),
                target,
                block.and_then(|block| beside.get(block)?.clone()),
                codes,
                is_stale(hash),
            ),
            place: Place::Leaf {
                source: number,
                translation: counterpart,
            },
            hash,
        });
    }
    if let Some(translation) = translation {
        note(&mut entries, source.document, translation.document);
    }
    entries
}

fn unit(
    (name, kind): (&str, &'static str),
    (written, source): (&str, Vec<Piece>),
    target: Option<(&str, Vec<Piece>)>,
    beside: Option<String>,
    codes: BTreeMap<u32, Code>,
    stale: bool,
) -> Unit {
    let theirs = target.as_ref().map(|(written, _)| hash(written));
    let theirs = theirs.or(beside);
    let id = format!(
        "{name}-{}-{}",
        hash(written),
        theirs.as_deref().unwrap_or(NONE)
    );
    // What a page begins with, the words of its source, is no translation yet.
    let target = target.filter(|(theirs, _)| *theirs != written);
    let state = match target.is_some() && !stale {
        true => State::Translated,
        false => State::Initial,
    };
    Unit {
        id,
        kind,
        codes,
        source,
        stale: stale && target.is_some(),
        target: target.map(|(_, pieces)| pieces),
        state,
        note: None,
    }
}

/// Hands what a translation says along where its blocks are others: else nobody who translates would see it.
fn note(entries: &mut [Entry], source: &Document, translation: &Document) {
    let mut entries = entries.iter_mut().peekable();
    for section in sections(source, translation) {
        let before = |entry: &&mut Entry| entry.hash <= section.source.start;
        while entries.next_if(before).is_some() {}
        if let Some(first) = entries.next_if(|first| first.hash <= section.source.end) {
            let text = translation.text.get(section.bytes);
            first.unit.note = text.map(str::to_owned);
        }
    }
}

/// What an id keeps of a text.
pub fn hash(written: &str) -> String {
    Fingerprint::of(written.as_bytes()).short(DIGITS)
}

/// A text of the front matter: its name, its place, what it says, and what it says in the translation.
type Head<'d> = (&'static str, Place, &'d str, Option<&'d str>);

/// Title and description, where the source has them.
fn heads<'d>(source: &'d Document, translation: Option<&'d Document>) -> Vec<Head<'d>> {
    type Get = fn(&FrontMatter) -> &Option<Spanned<String>>;
    let heads: [(&'static str, Place, Get); 2] = [
        ("title", Place::Title, |front| &front.title),
        ("description", Place::Description, |front| {
            &front.description
        }),
    ];
    let mut found = Vec::new();
    for (name, place, get) in heads {
        if let Some(text) = get(&source.front) {
            let target = translation.and_then(|one| get(&one.front).as_ref());
            let target = target.map(|text| text.value.as_str());
            found.push((name, place, text.value.as_str(), target));
        }
    }
    found
}

/// Which hashes of the source are not those that the translation was made from. One that does not say
/// what it was made from is taken as it is.
fn stale(source: &Document, translation: &Document) -> Vec<bool> {
    let new = source_hash(source);
    let mut stale = vec![false; new.len()];
    let old = &translation.front.source_hash;
    if old.is_empty() {
        return stale;
    }
    let old: Vec<&str> = old.iter().map(|hash| hash.value.as_str()).collect();
    let new: Vec<&str> = new.iter().map(String::as_str).collect();
    for change in changes(&old, &new) {
        stale[change.new].fill(true);
    }
    stale
}

/// For each block of the source that no block stands for the hash of the section that does.
fn beside(source: &Document, translation: &Document) -> Vec<Option<String>> {
    let mut found = vec![None; source.body.segments.len()];
    for section in sections(source, translation) {
        let text = translation.text.get(section.bytes.clone());
        found[section.source].fill(text.map(hash));
    }
    found
}

/// For each leaf of the source the one that stands for it: where block stands for block, and both have the
/// same leaves.
fn counterparts(source: Version<'_>, translation: Option<Version<'_>>) -> Vec<Option<usize>> {
    let mut found = vec![None; source.leaves.len()];
    let Some(translation) = translation else {
        return found;
    };
    let (theirs, ours) = (by_block(source), by_block(translation));
    let blocks = |version: Version<'_>| version.document.body.segments.clone();
    for pair in pairs(&blocks(source), &blocks(translation)) {
        if !pair.is_exact() {
            continue;
        }
        let (from, to) = (&theirs[pair.source.start], &ours[pair.translation.start]);
        let forms = |version: Version<'_>, leaves: &[usize]| -> Vec<Form> {
            let leaves = leaves.iter();
            leaves.map(|&leaf| version.leaves[leaf].form).collect()
        };
        if forms(source, from) == forms(translation, to) {
            for (&from, &to) in from.iter().zip(to) {
                found[from] = Some(to);
            }
        }
    }
    found
}

/// The numbers of the leaves in each block.
fn by_block(version: Version<'_>) -> Vec<Vec<usize>> {
    let blocks = &version.document.body.segments;
    let mut found = vec![Vec::new(); blocks.len()];
    for (number, leaf) in version.leaves.iter().enumerate() {
        if let Some(block) = leaf.block(blocks) {
            found[block].push(number);
        }
    }
    found
}

fn kind(form: Form) -> &'static str {
    match form {
        Form::Paragraph => "paragraph",
        Form::Heading => "heading",
        Form::Item => "item",
        Form::Cell => "cell",
        Form::Term => "term",
    }
}
