//! The words of a page in few bytes: a large portal holds those of all its pages until they are joined.

use super::page::{Found, Parts};
use crate::model::Long;

/// The words of a page and where they stand in it, in the order in which they first occur.
#[derive(Clone, Default)]
pub struct Packed {
    /// The words, one after the other, each after its length in bytes.
    names: Long,
    /// Of each word: a head, how often it is in the text, and what the head says of further numbers.
    found: Long,
    words: u32,
}

/// Bits of a head: the word is in the title, in a heading that counts, in the heading of a part. From the
/// fourth on: how many places are told.
const TITLE: u8 = 1;
const COUNTED: u8 = 2;
const HEADED: u8 = 4;
const PLACES: u32 = 3;

impl Packed {
    /// Packs `names` with what was `found` of each.
    pub fn new<'a>(names: impl Iterator<Item = &'a str>, found: &[Found]) -> Self {
        let mut text = Vec::with_capacity(found.len() * 10);
        let mut bytes = Vec::with_capacity(found.len() * 8);
        let mut words = 0;
        for (name, found) in names.zip(found) {
            words += 1;
            push(&mut text, name.len() as u32);
            text.extend_from_slice(name.as_bytes());
            let [title, heading, body] = found.counts;
            let told = |place: &&u8| **place != Found::NOWHERE;
            let places = found.places.iter().take_while(told).count() as u8;
            let bit = |set: bool, bit: u8| if set { bit } else { 0 };
            bytes.push(
                bit(title > 0, TITLE)
                    | bit(heading > 0, COUNTED)
                    | bit(found.headings != Parts::default(), HEADED)
                    | places << PLACES,
            );
            push(&mut bytes, body.into());
            push(&mut bytes, found.parts.raw());
            if title > 0 {
                push(&mut bytes, title.into());
            }
            if heading > 0 {
                push(&mut bytes, heading.into());
            }
            if found.headings != Parts::default() {
                push(&mut bytes, found.headings.raw());
            }
            bytes.extend_from_slice(&found.places[..usize::from(places)]);
        }
        Self {
            names: text.as_slice().into(),
            found: bytes.as_slice().into(),
            words,
        }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words as usize
    }

    /// Does something with each word.
    pub fn each_name(&self, mut with: impl FnMut(&str)) {
        let names = self.names.bytes();
        let mut rest = &*names;
        for _ in 0..self.words {
            let length = take(&mut rest) as usize;
            let (name, after) = rest.split_at_checked(length).unwrap_or_default();
            with(std::str::from_utf8(name).unwrap_or_default());
            rest = after;
        }
    }

    /// Does something with what was found of each word.
    pub fn each_found(&self, mut with: impl FnMut(Found)) {
        let found = self.found.bytes();
        let mut rest = &*found;
        (0..self.words).for_each(|_| with(read(&mut rest)));
    }
}

fn read(bytes: &mut &[u8]) -> Found {
    let head = take_byte(bytes);
    let mut found = Found {
        places: [Found::NOWHERE; Found::PLACES],
        ..Found::default()
    };
    found.counts[2] = take(bytes) as u16;
    found.parts = Parts::from_raw(take(bytes));
    if head & TITLE > 0 {
        found.counts[0] = take(bytes) as u16;
    }
    if head & COUNTED > 0 {
        found.counts[1] = take(bytes) as u16;
    }
    if head & HEADED > 0 {
        found.headings = Parts::from_raw(take(bytes));
    }
    for place in found.places.iter_mut().take(usize::from(head >> PLACES)) {
        *place = take_byte(bytes);
    }
    found
}

/// Seven bits a byte, the lowest first; the eighth says that more follow (LEB128).
fn push(bytes: &mut Vec<u8>, mut value: u32) {
    while value > 0x7F {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn take(bytes: &mut &[u8]) -> u32 {
    let mut value = 0;
    for shift in (0..u32::BITS).step_by(7) {
        let byte = take_byte(bytes);
        value |= u32::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            break;
        }
    }
    value
}

fn take_byte(bytes: &mut &[u8]) -> u8 {
    match bytes.split_first() {
        Some((&byte, rest)) => {
            *bytes = rest;
            byte
        }
        None => 0,
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
            places: [Found::NOWHERE; Found::PLACES],
            ..Found::default()
        };
        let plain = some;
        some.counts = [1, u16::MAX, 0];
        some.headings = Parts::one(77);
        some.places = [1, 2, 60, 4, 5, 6];
        let packed = Packed::new(["a", "電話"].into_iter(), &[plain, some]);
        let (mut names, mut found) = (Vec::new(), Vec::new());
        packed.each_name(|name| names.push(name.to_owned()));
        packed.each_found(|one| found.push(one));
        assert_eq!(names, ["a", "電話"]);
        assert_eq!(found, [plain, some]);
    }
}
