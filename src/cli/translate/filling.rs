//! One page of what came back: its units to changes of the translation.

#![allow(
    clippy::disallowed_methods,
    reason = "reads the page that it changes, as it stands on the disk"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context as _, Result, bail};

use super::page::{self, Base, Edit, Replaced, on_disk, spliced};
use super::{Portal, begin, hashes};
use crate::model::{Document, Locale, RelPath};
use crate::xliff::fill::{self, Words};
use crate::xliff::read::{ReturnedFile, ReturnedUnit};
use crate::xliff::sections::{Section, sections};
use crate::xliff::units::{Made, Unit, hash};
use crate::xliff::{Entry, Piece, Place, State, Trouble};

/// What becomes of a translation.
pub(super) struct Filled {
    /// Its file.
    pub(super) path: RelPath,
    /// Whether there was none.
    pub(super) begun: bool,
    /// How many texts change.
    pub(super) texts: usize,
    /// How many sections get the blocks of their source.
    pub(super) sections: usize,
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
    let mut filling = Filling::new(portal, source, Base::new(&path, &text, &portal.site.config));
    let mut said = Vec::new();
    let mut done = filling.done(file, &mut said);
    let (renewed, units) = filling.renewed(file);
    let mut replaced = Vec::new();
    if !renewed.is_empty() {
        // A section whose texts have all come back gets the blocks of its source, if all of them fit in.
        let section = |section: &Section| -> Replaced {
            (
                section.bytes.clone(),
                source.text[section.text.clone()].to_owned(),
            )
        };
        let sections: Vec<Replaced> = renewed.iter().map(section).collect();
        let base = spliced(&text, &sections).unwrap_or_default();
        let base = Base::new(&path, &base, &portal.site.config);
        let again = Filling::new(portal, source, base);
        let mut less = Vec::new();
        let better = again.done(file, &mut less);
        if less.len() + units == said.len() {
            (filling, done, said, replaced) = (again, better, less, sections);
            done.blocks = renewed.into_iter().flat_map(|one| one.source).collect();
        }
    }
    troubles.append(&mut said);
    let mut filled = Filled {
        path,
        begun,
        texts: done.edits.len(),
        sections: replaced.len(),
        text: None,
    };
    if begun {
        // A page of which nothing came back is not begun for its own sake.
        filled.text = (!done.edits.is_empty()).then(|| filling.base.with(&done.edits));
        return Ok(filled);
    }
    let elsewhere = portal.elsewhere(&filled.path);
    // A translation of a text of the portal's own takes the place of the base's.
    filled.begun = elsewhere.is_some() && portal.lacks(&filled.path) && portal.wrote(source);
    if let Some((message, hint)) = elsewhere.filter(|_| !filled.begun) {
        if !done.edits.is_empty() {
            troubles.push(Trouble::new(file.at, message, hint));
        }
        return Ok(filled);
    }
    let disk = portal.shown(&filled.path);
    let shown = disk.display();
    let raw = match filled.begun {
        true => text.clone(),
        false => fs::read_to_string(&disk).with_context(|| format!("cannot read `{shown}`"))?,
    };
    let edits = done.edits.iter();
    let edits: Vec<Replaced> = edits
        .map(|edit| (edit.range.clone(), edit.text.clone()))
        .collect();
    let base = &filling.base.document.text;
    let new = on_disk(&raw, &text, &replaced).and_then(|raw| on_disk(&raw, base, &edits));
    let Some(new) = new else {
        bail!("`{shown}` changed while it was read\nhint: import again");
    };
    let new = hashes::renewed(&new, &filling, &done);
    filled.text = (new != raw).then_some(new);
    Ok(filled)
}

/// A page that is being filled in.
pub(super) struct Filling<'p> {
    portal: &'p Portal,
    pub(super) source: &'p Document,
    pub(super) base: Base,
    pub(super) entries: Vec<Entry>,
    /// Their numbers, by the hash of their source and by their name.
    numbers: BTreeMap<String, BTreeMap<String, Vec<usize>>>,
    /// Sections whose blocks are not those of the source.
    sections: Vec<Section>,
}

/// What came of the units of a page.
pub(super) struct Done {
    /// The texts that change, in order.
    edits: Vec<Edit>,
    /// Numbers of the entries that came back as translated.
    pub(super) back: BTreeSet<usize>,
    /// Numbers of the source's blocks that were put in as a whole.
    pub(super) blocks: BTreeSet<usize>,
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

impl<'p> Filling<'p> {
    fn new(portal: &'p Portal, source: &'p Document, base: Base) -> Self {
        let entries = page::entries(source, Some(&base.document));
        let mut numbers: BTreeMap<String, BTreeMap<String, Vec<usize>>> = BTreeMap::new();
        for (number, entry) in entries.iter().enumerate() {
            if let Some(made) = Made::of(&entry.unit.id) {
                let named = numbers.entry(made.source.to_owned()).or_default();
                let same = named.entry(made.name.to_owned()).or_default();
                same.push(number);
            }
        }
        Self {
            portal,
            source,
            sections: sections(source, &base.document),
            entries,
            base,
            numbers,
        }
    }

    /// Finds out what all units of a page change.
    fn done(&self, file: &ReturnedFile, troubles: &mut Vec<Trouble>) -> Done {
        let mut wanted = Vec::new();
        let mut back = BTreeSet::new();
        let mut taken = BTreeSet::new();
        for unit in &file.units {
            match self.wanted(unit, &mut taken) {
                Ok(want) => wanted.extend(want),
                Err(wrong) => {
                    troubles.extend(wrong);
                    continue;
                }
            }
            if unit.state > State::Initial
                && unit.target.is_some()
                && let Ok(entry) = self.entry(unit)
            {
                back.insert(entry);
            }
        }
        wanted.sort_by_key(|want| want.edits[0].range.start);
        let edits = self.settled(wanted, &mut back, troubles);
        Done {
            edits,
            back,
            blocks: BTreeSet::new(),
        }
    }

    /// The sections without counterpart of which every text came back as translated, from an export of
    /// what both pages say now, and where the translation has no blocks of its own; and how many texts these are.
    fn renewed(&self, file: &ReturnedFile) -> (Vec<Section>, usize) {
        let mut back = BTreeSet::new();
        for unit in &file.units {
            let target = unit.target.as_ref().filter(|target| says(target));
            if let (Ok(entry), Some(_)) = (self.entry(unit), target)
                && unit.state > State::Initial
                && self.entries[entry].unit.id == unit.id
            {
                back.insert(entry);
            }
        }
        let mut units = 0;
        let mut sections = self.sections.clone();
        sections.retain(|section| {
            let entries = self.entries.iter().enumerate();
            let own: Vec<usize> = entries
                .filter(|(_, entry)| entry.hash > 0 && section.source.contains(&(entry.hash - 1)))
                .map(|(number, _)| number)
                .collect();
            let all = !own.is_empty() && own.iter().all(|entry| back.contains(entry));
            let whole = all && !section.is_longer;
            units += if whole { own.len() } else { 0 };
            whole
        });
        (sections, units)
    }

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
        let from = self.numbers.get(made.source);
        if let Some([entry]) = from.and_then(|from| from.get(made.name)).map(Vec::as_slice) {
            return Ok(*entry);
        }
        // What was added above it has given it another number. More than two say no more than two.
        let from = from.into_iter().flat_map(BTreeMap::values).flatten();
        match from.copied().take(2).collect::<Vec<_>>()[..] {
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

    /// What a unit changes; `None` where that is nothing. Else all that is wrong with it.
    fn wanted(
        &self,
        unit: &ReturnedUnit,
        taken: &mut BTreeSet<usize>,
    ) -> Result<Option<Want>, Vec<Trouble>> {
        let number = self.entry(unit).map_err(|trouble| vec![trouble])?;
        let (entry, id, path) = (&self.entries[number], &unit.id, &self.base.document.path);
        let Some(target) = &unit.target else {
            return Ok(None);
        };
        let wrong = |message: String, hint: &str| Err(vec![Trouble::new(unit.at, message, hint)]);
        if !taken.insert(number) {
            return wrong(
                format!("unit `{id}` stands for the same text as one before it"),
                "the first was taken; keep one of them",
            );
        }
        if is_untouched(id, target, &entry.unit) {
            return Ok(None);
        }
        if !says(target) {
            return match unit.state {
                State::Initial => Ok(None),
                _ => wrong(
                    format!("the target of unit `{id}` is empty"),
                    "translate it, or set its state to `initial`",
                ),
            };
        }
        let mistakes = fill::mistakes(&entry.unit, target).into_iter();
        let mistakes: Vec<Trouble> = mistakes
            .map(|(message, hint)| Trouble::new(unit.at, format!("unit `{id}`: {message}"), hint))
            .collect();
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let edits = match self.edits(entry, target) {
            Ok(Some(edits)) => edits,
            Ok(None) => return Err(vec![self.placeless(unit, entry)]),
            Err(why) => {
                return wrong(
                    format!("the target of unit `{id}` cannot be written: {why}"),
                    "write it as one stretch of text with the codes of the source",
                );
            }
        };
        // There is one at least, and all stand in one place.
        let now = &self.base.document.text[edits[0].range.clone()];
        if edits[0].text == now {
            return Ok(None);
        }
        let (then, current) = (Made::of(id), Made::of(&entry.unit.id));
        let same = then.map(|made| made.target) == current.map(|made| made.target);
        // Words of the source that nobody has translated may be replaced by whoever comes first.
        if !same && entry.unit.target.is_some() {
            return wrong(
                format!("the translation of unit `{id}` changed in `{path}` since the export"),
                "export again, or write the change into the page by hand",
            );
        }
        Ok(Some(Want {
            entry: number,
            at: unit.at,
            id: id.clone(),
            edits,
        }))
    }

    /// That the page has no place for a unit.
    fn placeless(&self, unit: &ReturnedUnit, entry: &Entry) -> Trouble {
        let (id, path) = (&unit.id, &self.base.document.path);
        if let Some(line) = self.longer(entry) {
            return Trouble::new(
                unit.at,
                format!(
                    "the section at {path}:{line} has blocks that its source has not, and unit `{id}` would take their place"
                ),
                "take out there what the source no longer says and import again, or write this text in by hand",
            );
        }
        let (message, hint) = match entry.place {
            Place::Leaf { .. } => (
                format!("nothing in `{path}` stands for what unit `{id}` was made from"),
                format!(
                    "translate all texts of its section and set their state to `translated`, or give `{path}` the blocks that `{}` has",
                    self.source.path
                ),
            ),
            Place::Title | Place::Description => (
                format!("`{path}` has no front matter for unit `{id}`"),
                "begin it with a title between two lines of `---`".to_owned(),
            ),
        };
        Trouble::new(unit.at, message, hint)
    }

    /// The line of the section of an entry, where the translation says more in it.
    fn longer(&self, entry: &Entry) -> Option<usize> {
        let block = entry.hash.checked_sub(1)?;
        let mut sections = self.sections.iter();
        let section = sections.find(|one| one.is_longer && one.source.contains(&block))?;
        let before = self.base.document.text.get(..section.bytes.start)?;
        Some(before.matches('\n').count() + 1)
    }

    /// The ways to write a target: as it is, then with escapes. `None` where there is no place for it.
    fn edits(&self, entry: &Entry, target: &[Piece]) -> Result<Option<Vec<Edit>>, &'static str> {
        let mut edits = Vec::new();
        let marked = match entry.place {
            Place::Leaf {
                translation: Some(leaf),
                ..
            } if self.base.leaves[leaf].in_html => Words::Referenced,
            _ => Words::Escaped,
        };
        for words in [Words::AsTheyAre, marked] {
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
}

/// Whether a target is what the page says, or what the unit was exported with: what nobody has touched since the export
/// changes nothing, whatever the page says by now.
fn is_untouched(id: &str, target: &[Piece], own: &Unit) -> bool {
    let is_as_exported = || {
        let exported = fill::composed(own, target, true, Words::AsTheyAre);
        exported.is_ok_and(|text| {
            Made::of(id).is_some_and(|made| made.target == hash(&fill::text(&text)))
        })
    };
    own.target.as_deref() == Some(target) || is_as_exported()
}

/// Whether there is anything but blanks.
fn says(target: &[Piece]) -> bool {
    target.iter().any(|piece| match piece {
        Piece::Text(text) => !text.trim().is_empty(),
        _ => true,
    })
}
