//! The words of some pages side by side, each with its postings as a shard tells them: some five bytes a posting,
//! where one that is read takes 24. What is gathered at once fits a processor's cache, however large the portal.

use super::intern::Interner;
use super::page::Terms;
use super::postings::{self, Sealed};
use super::rank::Impact;

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
    text: String,
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
    /// The words of `pages`, of which the first has the number `first`, and what they are called.
    pub(super) fn new(first: u32, pages: &[&Terms], impact: &Impact) -> (Self, Interner) {
        let (names, numbers) = numbered(pages);
        let mut starts = vec![0usize; names.len() + 1];
        for &word in &numbers {
            starts[word as usize + 1] += 1;
        }
        for word in 0..names.len() {
            starts[word + 1] += starts[word];
        }
        let (places, ends) = places(pages, &numbers, starts.clone(), impact);
        let mut text = String::with_capacity(ends.len() + 3 * places.len());
        let words = starts.windows(2).map(|bounds| {
            let list = &places[bounds[0]..bounds[1]];
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
        text.shrink_to_fit();
        (Self { first, words, text }, names)
    }

    /// What is told of the word with this number.
    pub(super) fn run(&self, word: u32) -> Run<'_> {
        let word = word as usize;
        let start = word
            .checked_sub(1)
            .map_or(0, |before| self.words[before].end);
        let end = self.words[word].end;
        Run {
            word: &self.words[word],
            before: self.first,
            text: &self.text[start as usize..end as usize],
        }
    }
}

/// Where the words of `pages` stand, word by word and by page, and the ends of their postings. The places of each word
/// begin at `next`.
fn places(
    pages: &[&Terms],
    numbers: &[u32],
    mut next: Vec<usize>,
    impact: &Impact,
) -> (Vec<Place>, String) {
    let mut places = vec![Place::default(); numbers.len()];
    let mut ends = Vec::with_capacity(numbers.len() * 5);
    let mut numbers = numbers.iter();
    for (number, page) in (0..).zip(pages) {
        let impact = impact.of(page.lengths);
        let title = u8::try_from(page.lengths[0]).unwrap_or(u8::MAX);
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
