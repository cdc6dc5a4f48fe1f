//! What leads to the files of an index: in the root as long as it is short, else in two levels, so that
//! no query loads a list of all files of a large portal.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::build::PREFIX_SHARDS;
use super::records::Shelf;
use super::shards;

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
        let whole = |block: &&[Shelf]| Shelf {
            pages: block.iter().map(|shelf| shelf.pages).sum(),
            slice: None,
        };
        let sums = |blocks: &[&[Shelf]]| {
            let sums: Vec<Shelf> = blocks.iter().map(whole).collect();
            Shelf::write(&sums)
        };
        self.add('r', shelves, room, Shelf::write, sums);
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
