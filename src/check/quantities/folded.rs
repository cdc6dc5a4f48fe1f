//! Texts as numbers are read in them, and where each part stands in the original.

use std::ops::Range;

use crate::model::text::digit;

/// A text in lower case, its digits and signs in ASCII.
pub struct Folded {
    /// The text.
    pub text: String,
    /// The place in the original of each byte.
    places: Vec<usize>,
}

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            places: Vec::with_capacity(text.len() + 1),
        };
        for (at, c) in text.char_indices() {
            match ascii(c) {
                Some(c) => folded.push(c, at),
                None => c.to_lowercase().for_each(|c| folded.push(c, at)),
            }
        }
        folded.places.push(text.len());
        folded
    }

    /// Where a part of it stands in the original.
    pub fn place(&self, part: &Range<usize>) -> Range<usize> {
        self.places[part.start]..self.places[part.end]
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c.to_ascii_lowercase());
        self.places.resize(self.text.len(), at);
    }
}

/// A digit or a sign beside one in ASCII, of the width and the script of another.
pub fn ascii(c: char) -> Option<char> {
    const WIDE: u32 = '\u{FF01}' as u32 - '!' as u32;

    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - WIDE),
        '٫' => Some('.'),
        '٬' => Some(','),
        _ => digit(c),
    }
}
