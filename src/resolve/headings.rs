//! The anchors of headings: those of a translation are its source's, so that a link leads to the same place
//! in every language.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::Parts;
use crate::model::document::Heading;
use crate::model::{Document, RelPath};

/// The anchors that headings of translations have from their sources.
#[derive(Default)]
pub struct Headings {
    /// By file, for each of its headings; `None` where a heading has its own.
    theirs: HashMap<RelPath, Vec<Option<Anchors>>>,
}

/// What a heading of a translation can be reached by.
struct Anchors {
    /// The anchor of the heading that it stands for.
    id: Arc<str>,
    /// Whether the one of its own words leads to it, too: links to it were written or kept.
    keeps_own: bool,
}

impl Headings {
    /// Sets each file beside that of the source language.
    pub fn of(parts: &Parts<'_>) -> Self {
        let source = parts.config.source();
        if parts.config.languages.len() < 2 {
            return Self::default();
        }
        let (sources, others): (Vec<&Arc<Document>>, Vec<_>) = (parts.documents.iter())
            .filter(|document| !document.body.headings.is_empty())
            .partition(|document| document.locale == *source);
        let sources: HashMap<&RelPath, &Arc<Document>> =
            sources.iter().map(|one| (&one.key, *one)).collect();
        let theirs = others.into_iter().filter_map(|translation| {
            let source = sources.get(&translation.key)?;
            Some((translation.path.clone(), anchors(source, translation)))
        });
        Self {
            theirs: theirs.collect(),
        }
    }

    /// The anchor of a heading, and the one of its own words where that is another that it can be reached
    /// by, too.
    pub fn get<'a>(
        &'a self,
        document: &'a Document,
        index: usize,
    ) -> (&'a Arc<str>, Option<&'a Arc<str>>) {
        let own = &document.body.headings[index].id;
        let theirs = self.theirs.get(&document.path);
        match theirs.and_then(|all| all.get(index)?.as_ref()) {
            Some(anchors) => (&anchors.id, anchors.keeps_own.then_some(own)),
            None => (own, None),
        }
    }

    /// All that the headings of a file can be reached by.
    pub fn all<'a>(&'a self, document: &'a Document) -> impl Iterator<Item = &'a Arc<str>> {
        let numbers = 0..document.body.headings.len();
        numbers.flat_map(|index| {
            let (id, own) = self.get(document, index);
            std::iter::once(id).chain(own)
        })
    }
}

fn anchors(source: &Document, translation: &Document) -> Vec<Option<Anchors>> {
    let (theirs, ours) = (&source.body.headings, &translation.body.headings);
    let levels = |headings: &[Heading]| headings.iter().map(|one| one.level).collect::<Vec<_>>();
    let mut ids: Vec<Option<&Arc<str>>> = vec![None; ours.len()];
    for (old, new) in pairs(&levels(theirs), &levels(ours)) {
        // Whoever names an anchor has a reason.
        ids[new] = (!ours[new].named).then_some(&theirs[old].id);
    }
    let taken = one_place_each(&mut ids, ours, &translation.body.anchors);
    let of = |(id, own): (Option<&Arc<str>>, &Heading)| {
        Some(Anchors {
            id: id?.clone(),
            keeps_own: !taken.contains(&*own.id),
        })
    };
    ids.iter()
        .zip(ours)
        .map(|(id, own)| of((*id, own)))
        .collect()
}

/// Takes back those of `ids` that lead to another place already: to what the author has marked, or to a
/// heading that has its own. Which are in use then comes back.
fn one_place_each<'a>(
    ids: &mut [Option<&'a Arc<str>>],
    ours: &'a [Heading],
    marked: &'a [String],
) -> HashSet<&'a str> {
    loop {
        let mut taken: HashSet<&str> = marked.iter().map(String::as_str).collect();
        let own = ids.iter().zip(ours).filter(|(id, _)| id.is_none());
        taken.extend(own.map(|(_, heading)| &*heading.id));
        let mut fewer = false;
        for id in ids.iter_mut() {
            if id.is_some_and(|theirs| !taken.insert(&**theirs)) {
                *id = None;
                fewer = true;
            }
        }
        // What was taken back has its own again, which may be another's now.
        if !fewer {
            return taken;
        }
    }
}

/// Which heading stands for which, by their levels. Headings of one level below the same heading do if
/// there are as many of them; else which one was left out nobody can tell.
fn pairs(source: &[u8], translation: &[u8]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open = vec![(0..source.len(), 0..translation.len())];
    while let Some((theirs, ours)) = open.pop() {
        let (old, new) = (sections(source, &theirs), sections(translation, &ours));
        if old.level != new.level || old.starts.len() != new.starts.len() {
            continue;
        }
        pairs.extend(old.starts.iter().copied().zip(new.starts.iter().copied()));
        open.extend(old.within.into_iter().zip(new.within));
    }
    pairs
}

/// The headings of the highest level in a range.
struct Sections {
    /// The level; none where there are no headings.
    level: Option<u8>,
    /// Their numbers.
    starts: Vec<usize>,
    /// What stands before the first of them, then what stands below each.
    within: Vec<Range<usize>>,
}

fn sections(levels: &[u8], range: &Range<usize>) -> Sections {
    let level = levels[range.clone()].iter().min().copied();
    let starts: Vec<usize> = range
        .clone()
        .filter(|&at| Some(levels[at]) == level)
        .collect();
    let mut within = Vec::new();
    let mut from = range.start;
    for &start in &starts {
        within.push(from..start);
        from = start + 1;
    }
    if level.is_some() {
        within.push(from..range.end);
    }
    Sections {
        level,
        starts,
        within,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, translation: &str, expected: &str) {
        let levels = |digits: &str| digits.bytes().map(|digit| digit - b'0').collect::<Vec<_>>();
        let mut pairs = pairs(&levels(source), &levels(translation));
        pairs.sort_unstable();
        let said: Vec<String> = pairs.iter().map(|(a, b)| format!("{a}={b}")).collect();
        assert_eq!(said.join(" "), expected);
    }

    #[test]
    fn headings_stand_for_those_at_the_same_place() {
        check("2323", "2323", "0=0 1=1 2=2 3=3");
        check("", "", "");
        check("322", "322", "0=0 1=1 2=2");
    }

    #[test]
    fn where_one_is_missing_its_neighbours_stand_for_nothing() {
        check("222", "22", "");
        check("2332", "232", "0=0 3=2");
        check("23323", "2323", "0=0 3=2 4=3");
        check("23", "33", "");
    }
}
