//! What leads to the files of an index: in the root as long as it is short, else in two levels, so that
//! no query loads a list of all files of a large portal.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::beginnings::PREFIX_SHARDS;
use super::lists::Lists;
use super::page::Terms;
use super::records::Shelf;
use super::shards;

/// Files of words and records for each page, how many more each time that the pages of [`LARGE`] double, and what
/// a small portal may have in any case. The more pages, the longer the lists of words.
const PER_PAGE: f64 = 2.6;
const MORE: f64 = 0.2;
const LARGE: usize = 8_192;
const FEW: f64 = 1_600.0;
/// Bytes of a word in a page, about, with its share of the word.
const POSTING: usize = 6;

/// Into how many files an index is cut. A host takes 20,000 of all kinds or so: a large portal may not
/// have several for each page, a small one is read faster from small files.
pub struct Files {
    /// Shards of words.
    pub terms: usize,
    /// Files of records.
    pub records: usize,
}

impl Files {
    /// For these pages and their words.
    pub(super) fn of(pages: &[&Terms], lists: &Lists) -> Self {
        let doubled = (pages.len() / LARGE).max(1).ilog2();
        let per_page = PER_PAGE + MORE * f64::from(doubled);
        let files = (pages.len() as f64 * per_page).max(FEW);
        // A query loads about as many of both. Its bytes are least where the files are shared out by the
        // roots of what they hold; that of words counts twice, as some are asked for by many.
        let records = pages.iter().map(|page| page.record).sum::<usize>() as f64;
        let terms = (2 * POSTING * lists.postings()) as f64;
        let share = records.sqrt() / (records.sqrt() + terms.sqrt());
        Self {
            terms: (files * (1.0 - share)) as usize,
            records: (files * share) as usize,
        }
    }
}

/// How long a list may be, and how it is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Room {
    /// Files that the root lists itself, of one kind.
    pub most: usize,
    /// Files in one block of a longer list.
    pub block: usize,
}

impl Default for Room {
    /// A list of 2,000 costs every first query 3 kB (brotli), and a second level every query a trip more.
    fn default() -> Self {
        Self {
            most: 2_000,
            block: 128,
        }
    }
}

/// The lists of an index.
#[derive(Default)]
pub struct Directory {
    /// What the root says of each list, by the letter of its files.
    pub root: BTreeMap<char, String>,
    /// Files in a block, for the lists that are in two levels.
    pub levels: BTreeMap<char, usize>,
    /// The blocks, by their names.
    pub blocks: Vec<(String, String)>,
}

impl Directory {
    /// Adds the starts of the shards called `letter`.
    pub fn add_starts(&mut self, letter: char, starts: &[String], room: Room) {
        let join = |starts: &[String]| starts.join(" ");
        let first = |block: &[String]| block[0].clone();
        let firsts = |blocks: &[&[String]]| {
            let firsts: Vec<String> = blocks.iter().map(|block| first(block)).collect();
            firsts.join(" ")
        };
        self.add(letter, starts, room, join, firsts);
    }

    /// Adds the files of records: what is told of one is a byte or two, and much alike.
    pub fn add_shelves(&mut self, shelves: &[Shelf], mut room: Room) {
        room.most *= 8;
        let firsts = |blocks: &[&[Shelf]]| {
            let firsts: Vec<Shelf> = blocks.iter().map(|block| block[0]).collect();
            Shelf::write(&firsts)
        };
        self.add('r', shelves, room, Shelf::write, firsts);
    }

    fn add<T>(
        &mut self,
        letter: char,
        list: &[T],
        room: Room,
        write: impl Fn(&[T]) -> String,
        above: impl Fn(&[&[T]]) -> String,
    ) {
        if list.len() <= room.most {
            self.root.insert(letter, write(list));
            return;
        }
        let blocks: Vec<&[T]> = list.chunks(room.block).collect();
        self.root.insert(letter, above(&blocks));
        self.levels.insert(letter, room.block);
        let named = (0..).zip(&blocks);
        self.blocks.extend(
            named.map(|(number, block): (usize, _)| (format!("d{letter}{number}"), write(block))),
        );
    }
}

/// Shards that may hold words with some beginning.
pub struct Homes {
    /// Their numbers; of two levels those of one block.
    pub shards: RangeInclusive<usize>,
    /// Whether they are more than a query should load.
    pub many: bool,
}

impl Homes {
    /// Where words lie that begin with `begin`, in a list of starts that is cut into blocks of `block`
    /// (0 where it is not).
    pub fn of(starts: &[String], block: usize, begin: &str) -> Self {
        let shards = shards::range(starts, begin);
        let (first, last) = (*shards.start(), *shards.end());
        if block == 0 {
            return Self::within(shards, false);
        }
        let end = first / block * block + block - 1;
        Self::within(first..=last.min(end), last > end)
    }

    /// As far as one list of starts tells, and whether there are more behind it.
    pub fn within(shards: RangeInclusive<usize>, more: bool) -> Self {
        let many = more || shards.end() - shards.start() >= PREFIX_SHARDS;
        Self { shards, many }
    }
}
