//! Inflections of a word that stand in other shards: who asks for one form of a word means the others too, and should
//! not load their shards.

use std::iter;
use std::ops::Range;

use super::lists::Sorted;
use super::postings;
use super::shards::{self, Joined};
use crate::memo;

/// Pages kept of the other forms of a word.
const KIN_LIST: usize = 200;
/// Stands after a stem and for its endings in other shards: an ending itself, and so read like one; it ends as a
/// beginning with a list of its own does, and so is none of the words that begin with the stem.
pub const KIN_MARK: &str = "+*";
/// Letters of the shortest stem; a word that is one itself may have one less.
pub const STEM: usize = 4;

/// Words, to be joined by their stems.
pub(super) struct Kin<'a> {
    pub(super) words: &'a Sorted<'a>,
    /// The first word of each shard.
    pub(super) cuts: &'a [usize],
    /// Endings by which words differ.
    pub(super) endings: &'a [String],
}

/// A stem and its words, by their places.
struct Family<'a> {
    stem: &'a str,
    words: Vec<usize>,
}

impl Family<'_> {
    /// Whether only a word that is the stem itself asks for the others.
    fn is_short(&self) -> bool {
        self.stem.chars().count() < STEM
    }
}

impl Kin<'_> {
    /// For each shard with words whose other forms stand elsewhere: where these are found.
    pub(super) fn apart(&self) -> Vec<Joined> {
        if self.endings.is_empty() {
            return Vec::new();
        }
        let families = memo::map(self.cuts.len(), |shard| self.cut_before(shard));
        let families: Vec<_> = families.into_iter().flatten().collect();
        let found = memo::map(families.len(), |number| self.lists_of(&families[number]));
        found.into_iter().flatten().collect()
    }

    /// Families that lie on both sides of the beginning of a shard, and on no earlier one's.
    fn cut_before(&self, shard: usize) -> Vec<Family<'_>> {
        let cut = self.cuts[shard];
        let (Some(before), Some(after)) = (cut.checked_sub(1), self.words.names.get(cut)) else {
            return Vec::new();
        };
        let shares = shards::common(self.words.names[before], after);
        let ends = after[..shares].char_indices();
        // From stems of one letter less on: only words that are one themselves have those.
        let ends = ends.map(|(at, c)| at + c.len_utf8()).skip(STEM - 2);
        // Words that begin with a stem are among those that begin with a shorter one.
        let mut alike = 0..self.words.names.len();
        let mut families: Vec<Family<'_>> = Vec::new();
        for stem in ends.map(|end| &after[..end]) {
            let begins = |name: &&str| name.starts_with(stem);
            let ahead = self.words.names[alike.start..cut].partition_point(|name| !begins(name));
            let past = self.words.names[cut..alike.end].partition_point(begins);
            alike = alike.start + ahead..cut + past;
            let words = self.with_stem(stem, alike.clone());
            let around = words.first() < Some(&cut) && words.last() >= Some(&cut);
            // What lies on an earlier cut, too, was found there.
            let here = words.first() >= Some(&self.cuts[shard - 1]);
            let known = |known: &Family<'_>| {
                !known.is_short() && words.iter().all(|word| known.words.contains(word))
            };
            if around && here && !families.iter().any(known) {
                families.push(Family { stem, words });
            }
        }
        families
    }

    /// Places of the words that are `stem` with an ending or without, among those `alike`, which begin with it.
    fn with_stem(&self, stem: &str, alike: Range<usize>) -> Vec<usize> {
        let names = &self.words.names[alike.clone()];
        let place = |ending: &str| {
            let found = names.binary_search_by(|name| shards::order(&name[stem.len()..], ending));
            Some(alike.start + found.ok()?)
        };
        let endings = self.endings.iter().map(String::as_str);
        let mut words: Vec<usize> = iter::once("").chain(endings).filter_map(place).collect();
        words.sort_unstable();
        words
    }

    /// For each shard with words of the family, the pages of the others.
    fn lists_of(&self, family: &Family<'_>) -> Vec<Joined> {
        let words: Vec<u32> = family
            .words
            .iter()
            .map(|&word| self.words.numbers[word])
            .collect();
        let blocks = self.words.lists.open(&words, self.words.blocks);
        let home = |word: usize| self.cuts.partition_point(|&cut| cut <= word) - 1;
        let own = family.words.iter().map(|&word| (home(word), word));
        let mut homes: Vec<usize> = own
            .filter(|&(_, word)| !family.is_short() || self.words.names[word] == family.stem)
            .map(|(home, _)| home)
            .collect();
        homes.dedup();
        let apart = |shard: usize| {
            let mut list = Vec::new();
            for (&place, &word) in family.words.iter().zip(&words) {
                if home(place) != shard {
                    self.words
                        .lists
                        .runs(word, &blocks)
                        .for_each(|run| run.read(&mut list));
                }
            }
            list.sort_by_key(|posting| (posting.page, std::cmp::Reverse(posting.says())));
            list.dedup_by_key(|posting| posting.page);
            let best = postings::best(&list, KIN_LIST);
            let mut text = String::new();
            postings::push_short(&mut text, list.len() as u32, &best);
            Joined {
                shard,
                name: format!("{}{KIN_MARK}", family.stem),
                text,
            }
        };
        homes.into_iter().map(apart).collect()
    }
}
