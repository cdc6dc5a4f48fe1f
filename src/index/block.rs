//! The words of some pages side by side, each with its postings as a shard tells them: some five bytes a posting,
//! where one that is read takes 24. What is gathered at once fits a processor's cache, however large the portal.
//!
//! The words are in the order of the index, so that words side by side there are so here, and what is told of them is
//! read from where it lies in one piece.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use super::intern::Interner;
use super::lists::Written;
use super::page::Terms;
use super::postings::{self, Sealed};
use super::rank::Impact;
use super::shards;
use super::words::{self, Kind};
use crate::model::Long;

/// Pages of a block: so many blocks that each thread has several, and no more pages than [`MOST`].
const BLOCKS: usize = 16;
const LEAST: usize = 16;
const MOST: usize = 512;

/// How many of `pages` stand in a block. Nothing that is published depends on it.
pub(super) fn size(pages: usize) -> usize {
    pages.div_ceil(BLOCKS).clamp(LEAST, MOST)
}

/// The postings of some pages, word by word.
pub(super) struct Block {
    /// Number of the first page.
    first: u32,
    words: Vec<Word>,
    /// What is told of each word, one after the other.
    text: Long,
}

/// A word in a block.
struct Word {
    /// Where the text of the word ends.
    end: u32,
    /// How many pages have it, in their titles, in headings.
    pages: u16,
    titles: u16,
    headings: u16,
    /// The first page and the last, from the first of the block.
    first: u16,
    last: u16,
}

/// What a block tells of a word.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    word: &'a Word,
    /// Number of the block's first page.
    before: u32,
    text: &'a str,
}

impl<'a> Run<'a> {
    /// How many pages have the word.
    pub(super) fn pages(&self) -> u32 {
        self.word.pages.into()
    }

    /// How many have it in their title.
    pub(super) fn titles(&self) -> u32 {
        self.word.titles.into()
    }

    /// How many have it in a heading.
    pub(super) fn headings(&self) -> u32 {
        self.word.headings.into()
    }

    /// Appends it after postings that end before the page `next`; answers the page after its own.
    pub(super) fn push(&self, out: &mut String, next: u32) -> u32 {
        let first = self.before + u32::from(self.word.first);
        postings::push_page(out, first - next);
        out.push_str(self.text);
        self.before + u32::from(self.word.last) + 1
    }

    /// Reads its postings to the end of `list`.
    pub(super) fn read(&self, list: &mut Vec<Sealed<'a>>) {
        let first = self.before + u32::from(self.word.first);
        postings::read_run(self.text, first, self.pages(), list);
    }
}

/// A word in a page, until the words are in their order.
#[derive(Clone, Copy, Default)]
struct Place {
    /// From the first of the block.
    page: u16,
    level: u8,
    title: u8,
    headed: bool,
    /// Where the end of its posting stands.
    start: u32,
    length: u8,
}

impl Block {
    /// The words of `pages`, of which the first has the number `first`, and what they are called: all names, and the
    /// number of each word's.
    pub(super) fn new(
        first: u32,
        pages: &[&Terms],
        impact: &Impact,
        written: &Written,
        asking: &str,
    ) -> (Self, Interner, Vec<u32>) {
        let (names, numbers) = numbered(pages);
        let order = sorted(&names, written);
        let mut starts = vec![0usize; names.len() + 1];
        for &word in &numbers {
            starts[word as usize + 1] += 1;
        }
        for word in 0..names.len() {
            starts[word + 1] += starts[word];
        }
        let (places, ends) = places(pages, &numbers, starts.clone(), impact, asking);
        let mut text = String::with_capacity(ends.len() + 3 * places.len());
        let words = order.iter().map(|&name| {
            let name = name as usize;
            let list = &places[starts[name]..starts[name + 1]];
            push(&mut text, list, &ends);
            let count = |is: fn(&&Place) -> bool| list.iter().filter(is).count() as u16;
            let page = |place: Option<&Place>| place.map_or(0, |place| place.page);
            Word {
                end: text.len() as u32,
                pages: list.len() as u16,
                titles: count(|place| place.title > 0),
                headings: count(|place| place.headed),
                first: page(list.first()),
                last: page(list.last()),
            }
        });
        let words = words.collect();
        let text = text.as_str().into();
        (Self { first, words, text }, names, order)
    }

    /// How many of its pages have the word with this number.
    pub(super) fn pages(&self, word: u32) -> u32 {
        self.words[word as usize].pages.into()
    }

    /// The bytes of what is told of the word with this number.
    pub(super) fn range(&self, word: u32) -> Range<usize> {
        let word = word as usize;
        let before = word.checked_sub(1).map(|before| &self.words[before]);
        let start = before.map_or(0, |before| before.end);
        start as usize..self.words[word].end as usize
    }

    /// What is told of words side by side: so many bytes.
    pub(super) fn open(&self, range: Range<usize>) -> Open<'_> {
        Open {
            block: self,
            start: range.start,
            text: self.text.part(range),
        }
    }
}

/// What a block tells of some words side by side, read from where it lies.
pub(super) struct Open<'a> {
    block: &'a Block,
    /// Where in the block's text it begins.
    start: usize,
    text: Cow<'a, str>,
}

impl Open<'_> {
    /// What is told of the word with this number, which is one of them.
    pub(super) fn run(&self, word: u32) -> Run<'_> {
        let range = self.block.range(word);
        let text = range.start.checked_sub(self.start);
        let text = text.and_then(|start| self.text.get(start..start + range.len()));
        Run {
            word: &self.block.words[word as usize],
            before: self.block.first,
            text: text.unwrap_or_default(),
        }
    }
}

/// The numbers of `names` in the order of the words that they are.
fn sorted(names: &Interner, written: &Written) -> Vec<u32> {
    let word = |number: u32| written.word(names.name(number));
    let mut sorted: Vec<(u128, u32)> = (0..names.len() as u32)
        .map(|number| (shards::key(&word(number)), number))
        .collect();
    sorted.sort_unstable_by(|a, b| match a.0.cmp(&b.0) {
        Ordering::Equal => shards::order(&word(a.1), &word(b.1)),
        differ => differ,
    });
    sorted.into_iter().map(|(_, number)| number).collect()
}

/// Where the words of `pages` stand, word by word and by page, and the ends of their postings. The places of each word
/// begin at `next`.
fn places(
    pages: &[&Terms],
    numbers: &[u32],
    mut next: Vec<usize>,
    impact: &Impact,
    asking: &str,
) -> (Vec<Place>, String) {
    let mut places = vec![Place::default(); numbers.len()];
    let mut ends = Vec::with_capacity(numbers.len() * 5);
    let mut numbers = numbers.iter();
    for (number, page) in (0..).zip(pages) {
        let impact = impact.of(page.lengths);
        let title = u8::try_from(told(page, asking)).unwrap_or(u8::MAX);
        page.words.each(|word| {
            let Some(&name) = numbers.next() else { return };
            let slot = &mut next[name as usize];
            places[*slot] = Place {
                page: number,
                level: impact.level(word.counts),
                title: if word.counts[0] > 0 { title } else { 0 },
                headed: word.headed,
                start: ends.len() as u32,
                length: word.end.len() as u8,
            };
            *slot += 1;
            ends.extend_from_slice(word.end);
        });
    }
    // They are numbers as text, which is ASCII.
    (places, String::from_utf8(ends).unwrap_or_default())
}

/// Places of words in a page's title but for those of `asking`, of which nobody types all; unless it has no others.
fn told(page: &Terms, asking: &str) -> u32 {
    let mut telling = 0;
    words::words(&page.title, &mut |kind, word| {
        if matches!(kind, Kind::Word | Kind::Gram) && !asking.contains(&format!(" {word} ")) {
            telling += 1;
        }
    });
    match telling {
        0 => page.lengths[0],
        _ => telling,
    }
}

/// Appends the postings of a word, but for the page of the first.
fn push(text: &mut String, list: &[Place], ends: &str) {
    let mut next = None;
    for place in list {
        if let Some(next) = next {
            postings::push_page(text, u32::from(place.page - next));
        }
        next = Some(place.page + 1);
        postings::push_begin(text, place.level, place.title, place.headed);
        let start = place.start as usize;
        let end = ends.get(start..start + usize::from(place.length));
        text.push_str(end.unwrap_or_default());
    }
}

/// All words of `pages`, in the order in which they first occur, and the number of each word of each page.
fn numbered(pages: &[&Terms]) -> (Interner, Vec<u32>) {
    let mut names = Interner::default();
    let all = pages.iter().map(|page| page.words.len()).sum();
    let mut numbers: Vec<u32> = Vec::with_capacity(all);
    for page in pages {
        page.words
            .each_name(|name| numbers.push(names.intern(name)));
    }
    (names, numbers)
}
