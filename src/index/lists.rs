//! The words of all pages, each with the pages it is in, before they are cut into files.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use super::block::{self, Block, Open, Run};
use super::han;
use super::intern::{Fx, Interner};
use super::page::Terms;
use super::rank;
use crate::memo;

/// Which form of each Han character the index is written in.
pub(super) struct Written {
    /// The form used for a simplified one, where it is another.
    form: HashMap<char, char, Fx>,
    /// Every other form, each followed by the one used.
    pub(super) others: String,
}

impl Written {
    /// The form that `pages` use most.
    pub(super) fn of(pages: &[&Terms]) -> Self {
        let mut counts: HashMap<char, u32, Fx> = HashMap::default();
        for (&c, count) in pages.iter().flat_map(|page| &page.forms) {
            *counts.entry(c).or_default() += count;
        }
        let mut written = Self {
            form: HashMap::default(),
            others: String::new(),
        };
        for forms in han::classes() {
            let count = |c: &char| counts.get(c).copied().unwrap_or(0);
            let Some(&most) = forms.iter().max_by_key(|c| (count(c), Reverse(**c))) else {
                continue;
            };
            if count(&most) == 0 {
                continue;
            }
            if most != forms[0] {
                written.form.insert(forms[0], most);
            }
            for &other in forms.iter().filter(|&&c| c != most) {
                written.others.extend([other, most]);
            }
        }
        written
    }

    /// How a character of a word, which is in its simplified form, is written.
    pub(super) fn form(&self, c: char) -> char {
        self.form.get(&c).copied().unwrap_or(c)
    }

    /// How a word is written whose characters are in their simplified forms.
    pub(super) fn word<'a>(&self, name: &'a str) -> Cow<'a, str> {
        match self.form.is_empty() || name.is_ascii() {
            true => Cow::Borrowed(name),
            false => Cow::Owned(name.chars().map(|c| self.form(c)).collect()),
        }
    }
}

/// Every word, and where in each block of pages its postings are.
pub(super) struct Lists {
    /// The words, as they are written.
    pub(super) names: Texts,
    /// Of each word, how many pages have it.
    pages: Vec<u32>,
    /// Of each word, where its runs begin among `runs`; one more at the end.
    starts: Vec<usize>,
    /// Word by word and block by block: the block, and the number of the word in it.
    runs: Vec<(u32, u32)>,
}

impl Lists {
    /// How many pages have a word.
    pub(super) fn pages(&self, word: u32) -> u32 {
        self.pages[word as usize]
    }

    /// Where a word is: blocks, and its numbers in them.
    fn places(&self, word: u32) -> &[(u32, u32)] {
        let word = word as usize;
        &self.runs[self.starts[word]..self.starts[word + 1]]
    }

    /// What `blocks` tell of `words`, which are side by side in the index: read at once, as long texts are.
    pub(super) fn open<'a>(&self, words: &[u32], blocks: &'a [Block]) -> Vec<Open<'a>> {
        let mut ranges: Vec<Option<Range<usize>>> = vec![None; blocks.len()];
        for &(block, word) in words.iter().flat_map(|&word| self.places(word)) {
            let own = blocks[block as usize].range(word);
            let range = &mut ranges[block as usize];
            *range = Some(match range {
                Some(range) => range.start.min(own.start)..range.end.max(own.end),
                None => own,
            });
        }
        let blocks = blocks.iter().zip(ranges);
        blocks
            .map(|(block, range)| block.open(range.unwrap_or_default()))
            .collect()
    }

    /// What `blocks`, opened for this word among others, tell of it, by number of the page.
    pub(super) fn runs<'a>(
        &self,
        word: u32,
        blocks: &'a [Open<'_>],
    ) -> impl Iterator<Item = Run<'a>> + Clone {
        let at = |&(block, word): &(u32, u32)| blocks[block as usize].run(word);
        self.places(word).iter().map(at)
    }

    /// How many postings there are.
    pub(super) fn postings(&self) -> usize {
        self.pages.iter().map(|&pages| pages as usize).sum()
    }
}

/// All words in their order, and what tells of them.
pub(super) struct Sorted<'a> {
    pub(super) lists: &'a Lists,
    pub(super) blocks: &'a [Block],
    /// Their numbers.
    pub(super) numbers: &'a [u32],
    /// The same words by their names.
    pub(super) names: &'a [&'a str],
}

/// Blocks that are made at once: of more, the names of their words would be held before they are numbered.
const WAVE: usize = 16;

/// The words of `pages`, and the postings of all of them, block by block. Those take most and are needed shortest.
/// `asking` are the words that questions are made with.
pub(super) fn lists(pages: &[&Terms], written: &Written, asking: &str) -> (Lists, Vec<Block>) {
    let impact = rank::Impact::new(pages.iter().map(|page| page.lengths));
    let some: Vec<&[&Terms]> = pages.chunks(block::size(pages.len())).collect();
    let mut names = Interner::default();
    let (mut blocks, mut numbers) = (Vec::with_capacity(some.len()), Vec::new());
    for wave in some.chunks(WAVE) {
        let before = blocks.len() * some[0].len();
        let made = memo::map(wave.len(), |number| {
            let first = before + number * some[0].len();
            Block::new(first as u32, wave[number], &impact, written, asking)
        });
        for (block, own, order) in made {
            let all = order.into_iter();
            let known: Vec<u32> = all.map(|name| names.intern_from(&own, name)).collect();
            blocks.push(block);
            numbers.push(known);
        }
    }

    let mut starts = vec![0usize; names.len() + 1];
    let mut counts = vec![0u32; names.len()];
    for (block, numbers) in blocks.iter().zip(&numbers) {
        for (own, &word) in (0..).zip(numbers) {
            starts[word as usize + 1] += 1;
            counts[word as usize] += block.pages(own);
        }
    }
    for word in 0..names.len() {
        starts[word + 1] += starts[word];
    }
    let mut next = starts.clone();
    let mut runs = vec![(0, 0); starts[names.len()]];
    for (block, numbers) in (0..).zip(numbers) {
        for (own, word) in (0..).zip(numbers) {
            let slot = &mut next[word as usize];
            runs[*slot] = (block, own);
            *slot += 1;
        }
    }
    let lists = Lists {
        names: Texts::words(&names, written),
        pages: counts,
        starts,
        runs,
    };
    (lists, blocks)
}

/// Many small texts, one after the other: words as they are written, or what is told of them.
#[derive(Default)]
pub(super) struct Texts {
    pub(super) text: String,
    ends: Vec<usize>,
}

impl Texts {
    /// The words of `names`, as they are written.
    fn words(names: &Interner, written: &Written) -> Self {
        let mut all = Self {
            ends: Vec::with_capacity(names.len()),
            ..Self::default()
        };
        for number in 0..names.len() {
            let name = names.name(number as u32);
            all.push(&written.word(name));
        }
        all
    }

    /// Adds a text.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.end();
    }

    /// Ends a text that was written to the end of `text`.
    pub(super) fn end(&mut self) {
        self.ends.push(self.text.len());
    }

    pub(super) fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[number]]
    }

    /// All of them.
    pub(super) fn each(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, &end)| &self.text[start..end])
    }
}
