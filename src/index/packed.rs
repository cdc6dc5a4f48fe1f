//! The words of a page in few bytes: a large portal holds those of all its pages until they are joined.

use super::found::{Found, Parts};
use super::postings;
use crate::model::Long;
use crate::model::bytes::{push, take, take_byte};

/// The words of a page and where they stand in it, in the order in which they first occur.
#[derive(Clone, Default)]
pub struct Packed {
    /// The words, one after the other, each after the character whose code is its length in bytes: all of it is text.
    names: Long,
    /// Of each word: a head, how often it is in the text, what the head says of further numbers, and the end of its
    /// posting.
    found: Long,
    words: u32,
}

/// Bits of a head: the word is in the title, in a heading that counts, in the heading of a part. From the
/// fourth on: how many bytes the end of its posting has.
const TITLE: u8 = 1;
const COUNTED: u8 = 2;
const HEADED: u8 = 4;
const END: u32 = 3;

/// A word of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Word<'a> {
    /// See [`Found::counts`].
    pub counts: [u16; 3],
    /// Whether the heading of a part has it.
    pub headed: bool,
    /// Where it stands, as [`postings::push_end`] writes it.
    pub end: &'a [u8],
}

impl Packed {
    /// Packs `names` with what was `found` of each.
    pub fn new<'a>(names: impl Iterator<Item = &'a str>, found: &[Found]) -> Self {
        let mut text = String::with_capacity(found.len() * 10);
        let mut bytes = Vec::with_capacity(found.len() * 8);
        let mut words = 0;
        for (name, found) in names.zip(found) {
            words += 1;
            text.push(char::from_u32(name.len() as u32).unwrap_or_default());
            text.push_str(name);
            let [title, heading, body] = found.counts;
            let head = bytes.len();
            bytes.push(0);
            push(&mut bytes, body.into());
            if title > 0 {
                push(&mut bytes, title.into());
            }
            if heading > 0 {
                push(&mut bytes, heading.into());
            }
            let end = bytes.len();
            postings::push_end(&mut bytes, found.headings, found.parts, &found.after);
            let bit = |set: bool, bit: u8| if set { bit } else { 0 };
            bytes[head] = bit(title > 0, TITLE)
                | bit(heading > 0, COUNTED)
                | bit(found.headings != Parts::default(), HEADED)
                | ((bytes.len() - end) as u8) << END;
        }
        Self {
            names: text.as_str().into(),
            found: bytes.as_slice().into(),
            words,
        }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words as usize
    }

    /// Does something with each word's name.
    pub fn each_name(&self, mut with: impl FnMut(&str)) {
        let names = self.names.text();
        let mut rest = names.chars();
        while let Some(length) = rest.next() {
            let name = rest.as_str().split_at_checked(length as usize);
            let (name, after) = name.unwrap_or_default();
            with(name);
            rest = after.chars();
        }
    }

    /// Does something with each word.
    pub fn each(&self, mut with: impl FnMut(Word<'_>)) {
        let found = self.found.bytes();
        let mut rest = &*found;
        (0..self.words).for_each(|_| with(read(&mut rest)));
    }
}

fn read<'a>(bytes: &mut &'a [u8]) -> Word<'a> {
    let head = take_byte(bytes);
    let mut counts = [0, 0, take(bytes) as u16];
    if head & TITLE > 0 {
        counts[0] = take(bytes) as u16;
    }
    if head & COUNTED > 0 {
        counts[1] = take(bytes) as u16;
    }
    let length = usize::from(head >> END);
    let (end, rest) = bytes.split_at_checked(length).unwrap_or_default();
    *bytes = rest;
    Word {
        counts,
        headed: head & HEADED > 0,
        end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        let mut some = Found {
            counts: [0, 0, 300],
            parts: Parts::of(0b1_0000_0001),
            after: [Found::NOTHING; Found::SIGNS],
            ..Found::default()
        };
        let plain = some;
        some.counts = [1, u16::MAX, 0];
        some.headings = Parts::one(77);
        some.after = [1, 2, 60, 4, 5, 6];
        let packed = Packed::new(["a", "電話"].into_iter(), &[plain, some]);
        let mut names = Vec::new();
        packed.each_name(|name| names.push(name.to_owned()));
        assert_eq!(names, ["a", "電話"]);
        let mut all = Vec::new();
        packed.each(|word| all.push((word.counts, word.headed, word.end.to_vec())));
        let end = |found: Found| {
            let mut end = String::new();
            postings::push_end(&mut end, found.headings, found.parts, &found.after);
            end.into_bytes()
        };
        assert_eq!(all[0], (plain.counts, false, end(plain)));
        assert_eq!(all[1], (some.counts, true, end(some)));
    }

    /// Five bits of a head tell how long it is.
    #[test]
    fn the_longest_end_of_a_posting_has_its_length_told() {
        let mut end = String::new();
        let all = Parts::of(u32::MAX);
        postings::push_end(&mut end, all, all, &[0; Found::SIGNS]);
        assert!(end.len() < 1 << (u8::BITS - END), "{}", end.len());
        end.clear();
        let far = Parts::one(u32::MAX);
        postings::push_end(&mut end, far, far, &[0; Found::SIGNS]);
        assert!(end.len() < 1 << (u8::BITS - END), "{}", end.len());
    }
}
