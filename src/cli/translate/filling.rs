//! One page of what came back: its units to changes of the translation.

#![allow(
    clippy::disallowed_methods,
    reason = "reads the page that it changes, as it stands on the disk"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context as _, Result, bail};

use super::page::{self, Base, Edit, on_disk};
use super::{Portal, begin, front};
use crate::model::segment::{changes, source_hash};
use crate::model::{Document, Locale, RelPath};
use crate::parse::front_matter::split;
use crate::xliff::fill::{self, Words};
use crate::xliff::read::{ReturnedFile, ReturnedUnit};
use crate::xliff::units::{Made, hash};
use crate::xliff::{Entry, Piece, Place, State, Trouble};

/// What becomes of a translation.
pub(super) struct Filled {
    /// Its source.
    pub(super) source: RelPath,
    /// Its file.
    pub(super) path: RelPath,
    /// Whether there was none.
    pub(super) begun: bool,
    /// How many texts change.
    pub(super) texts: usize,
    /// The file as it is to be written; `None` where nothing changes.
    pub(super) text: Option<String>,
}

/// Fills in what came back of a page. What cannot be is told, and left out.
pub(super) fn page(
    portal: &Portal,
    locale: &Locale,
    source: &Document,
    file: &ReturnedFile,
    troubles: &mut Vec<Trouble>,
) -> Result<Filled> {
    let path = begin::place(locale, source);
    let existing = portal.at(&path);
    let begun = existing.is_none();
    let text = match existing {
        Some(existing) => existing.text.to_string(),
        None => begin::translation(source),
    };
    let base = Base::new(&path, &text, &portal.site.config);
    let filling = Filling {
        portal,
        source,
        entries: page::entries(source, Some(&base.document)),
        base,
    };
    let mut wanted = Vec::new();
    let mut back = BTreeSet::new();
    let mut taken = BTreeSet::new();
    for unit in file.units.iter() {
        match filling.wanted(unit, &mut taken, troubles) {
            Ok(Some(want)) => wanted.push(want),
            Ok(None) => {}
            Err(trouble) => {
                troubles.push(trouble);
                continue;
            }
        }
        if unit.state > State::Initial
            && unit.target.is_some()
            && let Ok(entry) = filling.entry(unit)
        {
            back.insert(entry);
        }
    }
    wanted.sort_by_key(|want| want.edits[0].range.start);
    let edits = filling.settled(wanted, &mut back, troubles);
    let mut filled = Filled {
        source: source.path.clone(),
        path,
        begun,
        texts: edits.len(),
        text: None,
    };
    if begun {
        // A page of which nothing came back is not begun for its own sake.
        filled.text = (!edits.is_empty()).then(|| filling.base.with(&edits));
        return Ok(filled);
    }
    let disk = portal.shown(&filled.path);
    let shown = disk.display();
    let raw = fs::read_to_string(&disk).with_context(|| format!("cannot read `{shown}`"))?;
    let Some(new) = on_disk(&raw, &edits) else {
        bail!("`{shown}` changed while it was read\nhint: import again");
    };
    let new = with_hashes(&new, filling.hashes(&back).as_deref());
    filled.text = (new != raw).then_some(new);
    Ok(filled)
}

fn with_hashes(text: &str, hashes: Option<&[String]>) -> String {
    let parts = split(text);
    let yaml = parts.yaml.filter(|_| !parts.unclosed);
    match (yaml, hashes) {
        (Some(yaml), Some(hashes)) => {
            let new = front::with_hashes(&text[yaml.clone()], hashes);
            [&text[..yaml.start], &new, &text[yaml.end..]].concat()
        }
        _ => text.to_owned(),
    }
}

/// A page that is being filled in.
struct Filling<'p> {
    portal: &'p Portal,
    source: &'p Document,
    base: Base,
    entries: Vec<Entry>,
}

/// A text that is to change.
struct Want {
    /// The number of its entry.
    entry: usize,
    /// Where it stands in what came back.
    at: usize,
    /// Its id there.
    id: String,
    /// The ways to write it, the plainest first.
    edits: Vec<Edit>,
}

impl Filling<'_> {
    /// The number of the entry that a unit was made from.
    fn entry(&self, unit: &ReturnedUnit) -> Result<usize, Trouble> {
        let id = &unit.id;
        let Some(made) = Made::of(id) else {
            return Err(Trouble::new(
                unit.at,
                format!("`{id}` is no unit of an export"),
                "have the office keep the ids of units as they were exported",
            ));
        };
        let is = |entry: &Entry, named: bool| {
            let own = Made::of(&entry.unit.id);
            own.is_some_and(|own| own.source == made.source && (!named || own.name == made.name))
        };
        let of = |named: bool| -> Vec<usize> {
            let entries = self.entries.iter().enumerate();
            let entries = entries.filter(|(_, entry)| is(entry, named));
            entries.map(|(number, _)| number).collect()
        };
        if let [entry] = of(true)[..] {
            return Ok(entry);
        }
        // What was added above it has given it another number.
        match of(false)[..] {
            [entry] => Ok(entry),
            [] => Err(Trouble::new(
                unit.at,
                format!(
                    "what unit `{id}` was made from is no longer in `{}`",
                    self.source.path
                ),
                "the source changed since the export; export again and translate what is new",
            )),
            _ => Err(Trouble::new(
                unit.at,
                format!(
                    "what unit `{id}` was made from has moved in `{}`, and stands there more than once",
                    self.source.path
                ),
                "export again; the translations that are there go along",
            )),
        }
    }

    /// What a unit changes; `None` where that is nothing.
    fn wanted(
        &self,
        unit: &ReturnedUnit,
        taken: &mut BTreeSet<usize>,
        troubles: &mut Vec<Trouble>,
    ) -> Result<Option<Want>, Trouble> {
        let number = self.entry(unit)?;
        let entry = &self.entries[number];
        let Some(target) = &unit.target else {
            return Ok(None);
        };
        let (id, at, own) = (&unit.id, unit.at, &entry.unit);
        let path = &self.base.document.path;
        if !taken.insert(number) {
            return Err(Trouble::new(
                at,
                format!("unit `{id}` stands for the same text as one before it"),
                "the first was taken; keep one of them",
            ));
        }
        // What nobody has touched since the export changes nothing, whatever the page says by now.
        let exported = fill::composed(own, target, true, Words::AsTheyAre);
        let exported = exported.is_ok_and(|text| {
            Made::of(id).is_some_and(|made| made.target == hash(&fill::text(&text)))
        });
        if own.target.as_ref() == Some(target) || exported {
            return Ok(None);
        }
        if !says(target) {
            return match unit.state {
                State::Initial => Ok(None),
                _ => Err(Trouble::new(
                    at,
                    format!("the target of unit `{id}` is empty"),
                    "translate it, or set its state to `initial`",
                )),
            };
        }
        let mistakes = fill::mistakes(own, target).into_iter();
        let mut mistakes: Vec<Trouble> = mistakes
            .map(|(message, hint)| Trouble::new(at, format!("unit `{id}`: {message}"), hint))
            .collect();
        if let Some(last) = mistakes.pop() {
            troubles.append(&mut mistakes);
            return Err(last);
        }
        let unwritable = |why: &str| {
            Trouble::new(
                at,
                format!("the target of unit `{id}` cannot be written: {why}"),
                "write it as one stretch of text with the codes of the source",
            )
        };
        let edits = self.edits(entry, target).map_err(unwritable)?;
        let Some(edits) = edits else {
            let (message, hint) = match entry.place {
                Place::Leaf { .. } => (
                    format!("nothing in `{path}` stands for what unit `{id}` was made from"),
                    format!(
                        "give `{path}` the blocks that `{}` has, then import again",
                        self.source.path
                    ),
                ),
                Place::Title | Place::Description => (
                    format!("`{path}` has no front matter for unit `{id}`"),
                    "begin it with a title between two lines of `---`".to_owned(),
                ),
            };
            return Err(Trouble::new(at, message, hint));
        };
        let now = &self.base.document.text[edits[0].range.clone()];
        if edits[0].text == now {
            return Ok(None);
        }
        let (then, current) = (Made::of(id), Made::of(&own.id));
        let same = then.map(|made| made.target) == current.map(|made| made.target);
        // Words of the source that nobody has translated may be replaced by whoever comes first.
        let untouched = own.target.is_none();
        if !same && !untouched {
            return Err(Trouble::new(
                at,
                format!("the translation of unit `{id}` changed in `{path}` since the export"),
                "export again, or write the change into the page by hand",
            ));
        }
        Ok(Some(Want {
            entry: number,
            at,
            id: id.clone(),
            edits,
        }))
    }

    /// The ways to write a target: as it is, then with escapes. `None` where there is no place for it.
    fn edits(&self, entry: &Entry, target: &[Piece]) -> Result<Option<Vec<Edit>>, &'static str> {
        let mut edits = Vec::new();
        for words in [Words::AsTheyAre, Words::Escaped] {
            let edit = match entry.place {
                Place::Leaf {
                    translation: Some(leaf),
                    ..
                } => {
                    let lines = self.base.has_lines(leaf);
                    let written = fill::composed(&entry.unit, target, lines, words)?;
                    Some(self.base.leaf(entry.place, leaf, written))
                }
                Place::Leaf { .. } => None,
                Place::Title | Place::Description => {
                    let written = fill::composed(&entry.unit, target, false, Words::AsTheyAre)?;
                    self.base.head(entry.place, &fill::text(&written), words)
                }
            };
            match edit {
                Some(edit) => edits.push(edit),
                None => return Ok(None),
            }
        }
        Ok(Some(edits))
    }

    /// Those of the changes that leave the form of the page alone; the others are told.
    fn settled(
        &self,
        wanted: Vec<Want>,
        back: &mut BTreeSet<usize>,
        troubles: &mut Vec<Trouble>,
    ) -> Vec<Edit> {
        let config = &self.portal.site.config;
        let plain: Vec<Edit> = wanted.iter().map(|want| want.edits[0].clone()).collect();
        if plain.is_empty() || self.base.holds(&plain, config) {
            return plain;
        }
        let mut settled: Vec<Edit> = Vec::new();
        for want in wanted {
            let fits = want.edits.into_iter().find(|edit| {
                let mut all = settled.clone();
                all.push(edit.clone());
                self.base.holds(&all, config)
            });
            match fits {
                Some(edit) => settled.push(edit),
                None => {
                    back.remove(&want.entry);
                    troubles.push(Trouble::new(
                        want.at,
                        format!(
                            "with the target of unit `{}` the text around it would be read as something else",
                            want.id
                        ),
                        "keep it one stretch of text, and the codes where words can stand around them: Markdown sees no emphasis that begins or ends beside a blank or a sign",
                    ));
                }
            }
        }
        settled
    }

    /// `source_hash` as it is once the entries in `back` have come back; `None` where it stays.
    fn hashes(&self, back: &BTreeSet<usize>) -> Option<Vec<String>> {
        let old = &self.base.document.front.source_hash;
        let mut hashes: Vec<String> = old.iter().map(|hash| hash.value.clone()).collect();
        let new = source_hash(self.source);
        // All texts of a block, for each block that has some.
        let mut whole: BTreeMap<usize, bool> = BTreeMap::new();
        for (number, entry) in self.entries.iter().enumerate() {
            *whole.entry(entry.hash).or_insert(true) &= back.contains(&number);
        }
        let came = |at: usize| whole.get(&at).copied().unwrap_or(false);
        let (then, now): (Vec<&str>, Vec<&str>) = (
            hashes.iter().map(String::as_str).collect(),
            new.iter().map(String::as_str).collect(),
        );
        if then.is_empty() {
            return None;
        }
        let mut renewed = false;
        for change in changes(&then, &now).into_iter().rev() {
            if change.old.len() == change.new.len() {
                for (old, new_at) in change.old.zip(change.new) {
                    if came(new_at) {
                        renewed = true;
                        hashes[old].clone_from(&new[new_at]);
                    }
                }
            } else if !change.new.is_empty() && change.new.clone().all(came) {
                renewed = true;
                hashes.splice(change.old, new[change.new].iter().cloned());
            }
        }
        renewed.then_some(hashes)
    }
}

/// Whether there is anything but blanks.
fn says(target: &[Piece]) -> bool {
    target.iter().any(|piece| match piece {
        Piece::Text(text) => !text.trim().is_empty(),
        _ => true,
    })
}
