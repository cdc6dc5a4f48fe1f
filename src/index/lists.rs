//! The words of all pages, each with the pages it is in, before they are cut into files.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use super::han;
use super::intern::{Fx, Interner};
use super::page::Terms;
use super::postings::Posting;
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
}

/// Every word with how many pages it is in.
pub(super) struct Lists {
    /// The words, as they are written.
    pub(super) names: Texts,
    /// Of each word, where its postings begin; one more at the end.
    starts: Vec<usize>,
}

impl Lists {
    /// Where the postings of a word stand.
    pub(super) fn range(&self, word: u32) -> Range<usize> {
        let word = word as usize;
        self.starts[word]..self.starts[word + 1]
    }

    /// How many postings there are.
    pub(super) fn postings(&self) -> usize {
        self.starts.last().copied().unwrap_or_default()
    }
}

/// The words of `pages`, and the postings of all of them: word by word, by number of the page. Those take most
/// and are needed shortest.
pub(super) fn lists(pages: &[&Terms], written: &Written) -> (Lists, Vec<Posting>) {
    let (names, words) = numbered(pages);
    let names = Texts::words(&names, written);
    let mut starts = vec![0usize; names.ends.len() + 1];
    for &word in &words {
        starts[word as usize + 1] += 1;
    }
    for word in 0..names.ends.len() {
        starts[word + 1] += starts[word];
    }
    let mut next = starts.clone();
    let mut postings = vec![Posting::default(); words.len()];
    let impact = rank::Impact::new(pages.iter().map(|page| page.lengths));
    let mut words = words.into_iter();
    for (number, page) in (0..).zip(pages) {
        let impact = impact.of(page.lengths);
        let title = u8::try_from(page.lengths[0]).unwrap_or(u8::MAX);
        page.words.each_found(|found| {
            let Some(word) = words.next() else { return };
            let slot = &mut next[word as usize];
            postings[*slot] = Posting {
                page: number,
                level: impact.level(found.counts),
                title: if found.counts[0] > 0 { title } else { 0 },
                parts: found.parts,
                headings: found.headings,
                places: found.places,
            };
            *slot += 1;
        });
    }
    (Lists { names, starts }, postings)
}

/// All words, in the order in which they first occur, and the number of each word of each page.
pub(super) fn numbered(pages: &[&Terms]) -> (Interner, Vec<u32>) {
    let number = |pages: &[&Terms]| {
        let mut names = Interner::default();
        let all = pages.iter().map(|page| page.words.len()).sum();
        let mut words: Vec<u32> = Vec::with_capacity(all);
        for page in pages {
            page.words.each_name(|name| words.push(names.intern(name)));
        }
        (names, words)
    };
    // Each half of the pages on its own; of the second, only distinct words are looked up again.
    let (first, second) = pages.split_at(pages.len() / 2);
    let ((mut names, mut words), (others, more)) = memo::both(|| number(first), || number(second));
    let own = 0..others.len() as u32;
    let known: Vec<u32> = own.map(|word| names.intern_from(&others, word)).collect();
    words.extend(more.into_iter().map(|word| known[word as usize]));
    (names, words)
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
            if name.is_ascii() {
                all.text.push_str(name);
            } else {
                all.text.extend(name.chars().map(|c| written.form(c)));
            }
            all.end();
        }
        all
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
