//! Where a word is found, page by page, as it stands in a shard.

use std::cmp::Reverse;

use super::found::{Found, Parts};
use super::number::{self, Symbols};

/// Levels of impact: how much of a page a word is, from 1.
pub const LEVELS: u8 = 14;
/// Parts of a page that are told of a common word, at most.
const SOME_PARTS: u32 = 3;

/// A word in a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Posting {
    /// Number of the page.
    pub page: u32,
    /// 1 to [`LEVELS`].
    pub level: u8,
    /// Places of words in the title, if the word is one of them; else 0. At most 255.
    pub title: u8,
    /// Parts whose text has it.
    pub parts: Parts,
    /// Parts whose heading has it.
    pub headings: Parts,
    /// See [`Found::after`].
    pub after: [u8; Found::SIGNS],
}

impl Default for Posting {
    fn default() -> Self {
        Self {
            page: 0,
            level: 0,
            title: 0,
            parts: Parts::default(),
            headings: Parts::default(),
            after: [Found::NOTHING; Found::SIGNS],
        }
    }
}

/// All pages of a word, or the best of them.
#[derive(Clone, Default, Debug, PartialEq)]
pub struct Postings {
    /// In how many pages the word is.
    pub pages: u32,
    /// By number of the page.
    pub list: Vec<Posting>,
}

/// Appends in how many `pages` a word is, of which so many are `shown`: all, or the best.
pub fn push_count(out: &mut String, pages: u32, shown: u32) {
    let cut = shown < pages;
    number::push(out, u64::from(shown * 2 + u32::from(cut)));
    if cut {
        number::push(out, u64::from(pages));
    }
}

/// Appends the pages of a word that is in so many `pages`: those, or the best of them.
#[cfg(test)]
fn push(out: &mut String, pages: u32, list: &[Posting]) {
    push_count(out, pages, list.len() as u32);
    let mut next = 0;
    for posting in list {
        number::push(out, u64::from(posting.page - next));
        next = posting.page + 1;
        let heading = posting.headings != Parts::default();
        push_begin(out, posting.level, posting.title, heading);
        push_end(out, posting.headings, posting.parts, &posting.after);
    }
}

/// Appends how many pages lie between two postings, or before the first.
pub fn push_page(out: &mut String, pages: u32) {
    number::push(out, u64::from(pages));
}

/// Appends what stands behind the page: level, the title, whether the word is in a heading.
pub fn push_begin(out: &mut String, level: u8, title: u8, heading: bool) {
    let flags = u8::from(title > 0) + 2 * u8::from(heading);
    number::push(out, u64::from((level - 1) * 4 + flags));
    if title > 0 {
        number::push(out, u64::from(title));
    }
}

/// Appends the end of a posting: where in the page the word stands, and what comes after it.
pub fn push_end(out: &mut impl Symbols, headings: Parts, parts: Parts, after: &[u8; Found::SIGNS]) {
    if headings != Parts::default() {
        push_parts(out, headings);
    }
    push_parts(out, parts);
    for &sign in after {
        if sign == Found::NOTHING {
            number::push(out, u64::from(Found::SKETCH));
            break;
        }
        number::push(out, u64::from(sign));
    }
}

/// A single part by its number, several by their bits: even and odd. No part at all is 1.
fn push_parts(out: &mut impl Symbols, parts: Parts) {
    let bits = u64::from(parts.bits());
    number::push(
        out,
        match bits.count_ones() {
            0 if parts.far() == 0 => 1,
            0 => u64::from(parts.far()) * 2,
            1 => u64::from(bits.trailing_zeros()) * 2,
            _ => bits * 2 + 1,
        },
    );
}

/// Reads the postings that `text` holds; `all` is the number of pages of the index.
pub fn read(mut text: &[u8], all: u32) -> Postings {
    let text = &mut text;
    let head = number::take(text) as u32;
    let shown = head / 2;
    let pages = if head % 2 == 1 {
        number::take(text) as u32
    } else {
        shown
    };
    let mut list = Vec::with_capacity(text.len().min(shown as usize));
    let mut next = 0u32;
    for _ in 0..shown {
        if text.is_empty() {
            break;
        }
        let page = next.saturating_add(number::take(text) as u32);
        if page >= all {
            break;
        }
        next = page + 1;
        list.push(take(text, page));
    }
    Postings { pages, list }
}

/// More than a posting says, see [`Sealed::says`].
const SAYS: usize = 2 * (LEVELS as usize + 1);
/// What stands behind the last sign.
const END: u8 = number::symbol(Found::SKETCH as u64);

/// A posting that is only chosen among others, and copied.
#[derive(Clone, Copy)]
pub struct Sealed<'a> {
    /// Number of the page.
    pub page: u32,
    /// Whether the title has the word.
    pub title: bool,
    /// See [`Posting::level`].
    pub level: u8,
    /// All but the page.
    text: &'a str,
}

impl<'a> Sealed<'a> {
    /// How much it tells beside others of its word: below [`SAYS`].
    pub fn says(&self) -> u8 {
        u8::from(self.title) * (LEVELS + 1) + self.level
    }

    /// All that it tells.
    #[cfg(test)]
    fn posting(&self) -> Posting {
        take(&mut self.text.as_bytes(), self.page)
    }

    /// Takes it from the front of `text`.
    fn take(text: &mut &'a str, page: u32) -> Self {
        let mut rest = text.as_bytes();
        let head = skip_begin(&mut rest);
        number::skip(&mut rest);
        // Each sign is one symbol, and so is what stands behind the last of fewer than there may be.
        let signs = rest.get(..Found::SIGNS).unwrap_or(rest);
        let last = signs.iter().position(|&sign| sign == END);
        rest = &rest[last.map_or(signs.len(), |last| last + 1)..];
        let (own, others) = text
            .split_at_checked(text.len() - rest.len())
            .unwrap_or_default();
        *text = others;
        Self {
            page,
            title: has_title(head),
            level: level(head),
            text: own,
        }
    }
}

/// Moves `text` behind all of a posting that stands before the parts whose text has the word; answers its head.
fn skip_begin(text: &mut &[u8]) -> u64 {
    let head = number::take(text);
    for _ in 0..u8::from(has_title(head)) + u8::from(has_heading(head)) {
        number::skip(text);
    }
    head
}

/// Reads so many postings to the end of `list`, of which `text` does not tell the page of the `first`.
pub fn read_run<'a>(mut text: &'a str, first: u32, count: u32, list: &mut Vec<Sealed<'a>>) {
    let mut page = first;
    for number in 0..count {
        if number > 0 {
            let mut rest = text.as_bytes();
            page += 1 + number::take(&mut rest) as u32;
            text = &text[text.len() - rest.len()..];
        }
        list.push(Sealed::take(&mut text, page));
    }
}

/// The `most` pages of `list` that say most, by their numbers.
pub fn best<'a>(list: &[Sealed<'a>], most: usize) -> Vec<Sealed<'a>> {
    let mut counts = [0; SAYS];
    list.iter()
        .for_each(|one| counts[usize::from(one.says())] += 1);
    // What the last one that is kept says, at least.
    let mut kept = 0;
    let enough = counts.iter().rposition(|count| {
        kept += count;
        kept >= most
    });
    let least = enough.unwrap_or_default();
    let chosen = list.iter().filter(|one| usize::from(one.says()) >= least);
    let mut best: Vec<_> = chosen.copied().collect();
    if best.len() > most {
        best.select_nth_unstable_by_key(most, |one| (Reverse(one.says()), one.page));
        best.truncate(most);
    }
    best.sort_unstable_by_key(|one| one.page);
    best
}

/// Appends the pages of a word that is in so many `pages`: those, or the best of them.
pub fn push_sealed(out: &mut String, pages: u32, list: &[Sealed<'_>]) {
    push_count(out, pages, list.len() as u32);
    let mut next = 0;
    for one in list {
        push_page(out, one.page - next);
        out.push_str(one.text);
        next = one.page + 1;
    }
}

/// The same of a common word: what comes after it is too much to tell, its parts, to tell which one is meant.
pub fn push_short(out: &mut String, pages: u32, list: &[Sealed<'_>]) {
    push_count(out, pages, list.len() as u32);
    let mut next = 0;
    for one in list {
        push_page(out, one.page - next);
        next = one.page + 1;
        let mut rest = one.text.as_bytes();
        skip_begin(&mut rest);
        out.push_str(&one.text[..one.text.len() - rest.len()]);
        let mut parts = take_parts(&mut rest);
        if parts.bits().count_ones() > SOME_PARTS {
            parts = Parts::default();
        }
        let after = [Found::NOTHING; Found::SIGNS];
        push_end(out, Parts::default(), parts, &after);
    }
}

/// Whether the first number of a posting tells that the title has the word.
fn has_title(head: u64) -> bool {
    head & 1 > 0
}

/// Whether it tells that a heading has it.
fn has_heading(head: u64) -> bool {
    head & 2 > 0
}

/// The level that the first number of a posting tells.
fn level(head: u64) -> u8 {
    (head / 4).min(u64::from(LEVELS) - 1) as u8 + 1
}

/// Reads what is told of a word in `page`.
fn take(text: &mut &[u8], page: u32) -> Posting {
    let head = number::take(text);
    let mut posting = Posting {
        page,
        level: level(head),
        ..Posting::default()
    };
    if has_title(head) {
        posting.title = number::take(text).min(u64::from(u8::MAX)) as u8;
    }
    if has_heading(head) {
        posting.headings = take_parts(text);
    }
    posting.parts = take_parts(text);
    for sign in &mut posting.after {
        let taken = number::take(text) as u32;
        if taken >= Found::SKETCH {
            break;
        }
        *sign = taken as u8;
    }
    posting
}

fn take_parts(text: &mut &[u8]) -> Parts {
    let value = number::take(text);
    if value % 2 == 1 {
        Parts::of((value / 2) as u32)
    } else {
        Parts::one((value / 2) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NO: u8 = Found::NOTHING;

    #[test]
    fn postings_come_back() {
        let postings = Postings {
            pages: 3,
            list: vec![
                Posting {
                    page: 0,
                    level: 1,
                    parts: Parts::of(1),
                    after: [5, NO, NO, NO, NO, NO],
                    ..Posting::default()
                },
                Posting {
                    page: 7,
                    level: 14,
                    title: 70,
                    ..Posting::default()
                },
                Posting {
                    page: 8,
                    level: 9,
                    title: 2,
                    headings: Parts::of(0b101),
                    parts: Parts::one(33),
                    after: [60, 0, 7, 8, 9, 10],
                },
            ],
        };
        let mut text = String::new();
        push(&mut text, postings.pages, &postings.list);
        assert_eq!(read(text.as_bytes(), 100), postings);
    }

    #[test]
    fn the_best_are_those_that_say_most_and_come_first() {
        let told = |(page, title, level)| Sealed {
            page,
            title,
            level,
            text: "",
        };
        let list = [
            (0, false, 3),
            (1, true, 1),
            (2, false, 3),
            (3, false, 9),
            (4, false, 3),
        ];
        let list = list.map(told);
        let pages = |most| -> Vec<u32> { best(&list, most).iter().map(|one| one.page).collect() };
        assert_eq!(pages(1), [1]);
        assert_eq!(pages(2), [1, 3]);
        assert_eq!(pages(4), [0, 1, 2, 3]);
        assert_eq!(pages(9), [0, 1, 2, 3, 4]);
    }

    /// What is only skipped to be copied is all that a reader reads.
    #[test]
    fn a_run_is_cut_where_its_postings_end() {
        let posting = |page, title, headings, after| Posting {
            page,
            level: 14,
            title,
            headings,
            parts: Parts::of(0b1_0000_0001),
            after,
        };
        let list = vec![
            posting(70, 255, Parts::one(77), [60, 1, 2, 3, 4, 5]),
            posting(71, 0, Parts::default(), [NO; 6]),
            posting(900, 1, Parts::default(), [0, NO, NO, NO, NO, NO]),
        ];
        let mut text = String::new();
        push(&mut text, 3, &list);
        let run = &text[1 + 2..];
        let mut read = Vec::new();
        read_run(run, 70, 3, &mut read);
        let again: Vec<Posting> = read.iter().map(Sealed::posting).collect();
        assert_eq!(again, list);
        let mut copied = String::new();
        push_sealed(&mut copied, 3, &read);
        assert_eq!(copied, text);
    }

    #[test]
    fn of_a_common_word_neither_signs_nor_many_parts_are_told() {
        let posting = |page, parts, after| Posting {
            page,
            level: 3,
            title: 70,
            headings: Parts::of(0b1111),
            parts: Parts::of(parts),
            after,
        };
        let list = [
            posting(4, 0b111, [5; 6]),
            posting(9, 0b1111, [1, 2, NO, NO, NO, NO]),
        ];
        let mut text = String::new();
        push(&mut text, 2, &list);
        let mut sealed = Vec::new();
        read_run(&text[1 + 1..], 4, 2, &mut sealed);
        let mut short = String::new();
        push_short(&mut short, 2, &sealed);
        let told = [posting(4, 0b111, [NO; 6]), posting(9, 0, [NO; 6])];
        assert_eq!(read(short.as_bytes(), 100).list, told);
    }

    #[test]
    fn nonsense_is_read_without_end() {
        for text in ["", "~~~~~~~~~~~~", "!", "zzzz\u{7f}"] {
            assert!(read(text.as_bytes(), 10).list.len() <= 10);
        }
    }
}
