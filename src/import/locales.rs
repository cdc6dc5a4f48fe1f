//! Several trees as the languages of one portal: which page stands for which, and what the navigation says
//! in each language.

use std::collections::{BTreeMap, BTreeSet};

use super::navigation::{first_page, rest_title};
use super::portal::{Made, Page};
use super::report::Beside;
use super::toc::{Goal, Nav};
use crate::model::{Locale, RelPath};

/// Says in the report of each translation what it has and the source has not, and the other way round, and
/// leaves it those old addresses that no tree before it has.
pub(super) fn compare(all: &mut [Made]) {
    let keys = |made: &Made| -> BTreeSet<RelPath> {
        let pages = made.pages.iter().chain(&made.home);
        pages.map(|page| page.key.clone()).collect()
    };
    let Some((source, others)) = all.split_first_mut() else {
        return;
    };
    source.report.sort();
    let theirs = keys(source);
    let redirects = source.pages.iter().flat_map(|page| page.redirects.clone());
    let mut taken: BTreeSet<String> = redirects.collect();
    for made in others {
        if made.title.is_none() {
            made.report.title.clone_from(&source.report.title);
        }
        // The trees say of an old address in each language where it leads; a portal has it once.
        for page in &mut made.pages {
            let before = page.redirects.len();
            page.redirects.retain(|old| taken.insert(old.clone()));
            for _ in page.redirects.len()..before {
                made.report.redirects -= 1;
                let what = "old addresses that lead to the page in another language already";
                made.report.change(what);
            }
        }
        let ours = keys(made);
        let only = |one: &BTreeSet<RelPath>, other: &BTreeSet<RelPath>| -> Vec<String> {
            one.difference(other)
                .map(|key| key.as_str().to_owned())
                .collect()
        };
        made.report.source = Some(Beside {
            pages: theirs.len(),
            missing: only(&theirs, &ours),
            alone: only(&ours, &theirs),
        });
        made.report.sort();
    }
}

/// What entries of the navigation are called in each language.
pub(super) struct Names<'a> {
    /// The pages that the numbers of the navigation mean.
    pub(super) source: &'a [Page],
    language: &'a Locale,
    others: Vec<(&'a Locale, BTreeMap<Place, &'a str>)>,
}

/// What an entry stands for in every language: its page, or where it has none the first one below it; and
/// which of these.
type Place = (RelPath, bool);

impl<'a> Names<'a> {
    pub(super) fn of(all: &'a [Made]) -> Self {
        let others = all[1..].iter().map(|made| {
            let mut names = BTreeMap::new();
            collect(&made.nav, &made.pages, &mut names);
            (&made.language, names)
        });
        Self {
            source: &all[0].pages,
            language: &all[0].language,
            others: others.collect(),
        }
    }

    /// What `entry` is called, in its own language first; `None` where it is called as its page.
    pub(super) fn title<'e>(&'e self, entry: &'e Nav) -> Option<Vec<(&'e Locale, &'e str)>> {
        let mut translated = entry.translated.iter();
        let own = translated.find(|(locale, _)| locale == self.language);
        let own = own.map_or(entry.title.as_deref()?, |(_, name)| name.as_str());
        let mut names = vec![(self.language, own)];
        if entry.rest {
            let others = self.others.iter();
            names.extend(others.map(|(locale, _)| (*locale, rest_title(locale))));
            return Some(names);
        }
        let translated = entry.translated.iter();
        let translated = translated.filter(|(locale, _)| locale != self.language);
        names.extend(translated.map(|(locale, name)| (locale, name.as_str())));
        if let Some(place) = place(entry, self.source) {
            let others = self.others.iter();
            let others = others.filter(|(locale, _)| {
                let mut translated = entry.translated.iter();
                translated.all(|(own, _)| own != *locale)
            });
            names.extend(others.filter_map(|(locale, named)| Some((*locale, *named.get(&place)?))));
        }
        Some(names)
    }
}

fn collect<'a>(entries: &'a [Nav], pages: &[Page], names: &mut BTreeMap<Place, &'a str>) {
    for entry in entries {
        // The section for the rest begins with any page, and stands for no entry of the source.
        let title = entry.title.as_ref().filter(|_| !entry.rest);
        if let (Some(place), Some(title)) = (place(entry, pages), title) {
            names.entry(place).or_insert(title);
        }
        collect(&entry.items, pages, names);
    }
}

fn place(entry: &Nav, pages: &[Page]) -> Option<Place> {
    let page = |number: usize| pages[number].key.clone();
    match &entry.goal {
        Some(Goal::Page(number)) => Some((page(*number), true)),
        Some(Goal::Address(_)) => None,
        None => Some((page(entry.items.iter().find_map(first_page)?), false)),
    }
}
