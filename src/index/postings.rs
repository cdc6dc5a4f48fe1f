//! Where a word is found, page by page, as it stands in a shard.

use super::number;
use super::page::{Found, Parts};

/// Levels of impact: how much of a page a word is, from 1.
pub const LEVELS: u8 = 14;

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
    /// See [`Found::places`].
    pub places: [u8; Found::PLACES],
}

impl Default for Posting {
    fn default() -> Self {
        Self {
            page: 0,
            level: 0,
            title: 0,
            parts: Parts::default(),
            headings: Parts::default(),
            places: [Found::NOWHERE; Found::PLACES],
        }
    }
}

impl Posting {
    /// How much it tells beside others of its word.
    pub fn says(&self) -> (bool, u8) {
        (self.title > 0, self.level)
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

/// Appends the pages of a word that is in so many `pages`: those, or the best of them.
pub fn push(out: &mut String, pages: u32, list: &[Posting]) {
    let shown = list.len() as u32;
    let cut = shown < pages;
    number::push(out, u64::from(shown * 2 + u32::from(cut)));
    if cut {
        number::push(out, u64::from(pages));
    }
    let mut next = 0;
    for posting in list {
        number::push(out, u64::from(posting.page - next));
        next = posting.page + 1;
        let title = posting.title > 0;
        let heading = posting.headings != Parts::default();
        let flags = u8::from(title) + 2 * u8::from(heading);
        number::push(out, u64::from((posting.level - 1) * 4 + flags));
        if title {
            number::push(out, u64::from(posting.title));
        }
        if heading {
            push_parts(out, posting.headings);
        }
        push_parts(out, posting.parts);
        for place in posting.places {
            if place == Found::NOWHERE {
                number::push(out, u64::from(Found::SKETCH));
                break;
            }
            number::push(out, u64::from(place));
        }
    }
}

/// A single part by its number, several by their bits: even and odd. No part at all is 1.
fn push_parts(out: &mut String, parts: Parts) {
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
        let head = number::take(text);
        let mut posting = Posting {
            page,
            level: (head / 4).min(u64::from(LEVELS) - 1) as u8 + 1,
            ..Posting::default()
        };
        if head & 1 > 0 {
            posting.title = number::take(text).min(u64::from(u8::MAX)) as u8;
        }
        if head & 2 > 0 {
            posting.headings = take_parts(text);
        }
        posting.parts = take_parts(text);
        for place in &mut posting.places {
            let taken = number::take(text) as u32;
            if taken >= Found::SKETCH {
                break;
            }
            *place = taken as u8;
        }
        list.push(posting);
    }
    Postings { pages, list }
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

    const NO: u8 = Found::NOWHERE;

    #[test]
    fn postings_come_back() {
        let postings = Postings {
            pages: 3,
            list: vec![
                Posting {
                    page: 0,
                    level: 1,
                    parts: Parts::of(1),
                    places: [5, NO, NO, NO, NO, NO],
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
                    places: [60, 0, 7, 8, 9, 10],
                },
            ],
        };
        let mut text = String::new();
        push(&mut text, postings.pages, &postings.list);
        assert_eq!(read(text.as_bytes(), 100), postings);
    }

    #[test]
    fn nonsense_is_read_without_end() {
        for text in ["", "~~~~~~~~~~~~", "!", "zzzz\u{7f}"] {
            assert!(read(text.as_bytes(), 10).list.len() <= 10);
        }
    }
}
