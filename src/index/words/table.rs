//! The classes of characters as the browser is told them: those that a portal needs, or all.

use std::collections::BTreeMap;

use super::{Class, SPEC, decomposed, unusual};
use crate::index::number;

/// Blocks of 128 characters of the Basic Multilingual Plane: those whose classes a reader needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Blocks([u64; Blocks::COUNT / 64]);

impl Default for Blocks {
    /// See [`Blocks::USUAL`].
    fn default() -> Self {
        Self::USUAL
    }
}

impl Blocks {
    const COUNT: usize = 512;
    const SIZE: usize = 128;

    /// Latin letters, punctuation, and the Han characters, which are one range. Each page begins with them.
    const USUAL: Self = {
        let ranges = [(0, 0x24F), (0x2000, 0x206F), (0x3400, 0x9FFF)];
        let mut blocks = [0; Self::COUNT / 64];
        let mut range = 0;
        while range < ranges.len() {
            let (first, last) = ranges[range];
            let mut block = first / Self::SIZE;
            while block <= last / Self::SIZE {
                blocks[block / 64] |= 1 << (block % 64);
                block += 1;
            }
            range += 1;
        }
        Self(blocks)
    };

    /// All there are.
    pub fn all() -> Self {
        Self([u64::MAX; Self::COUNT / 64])
    }

    /// Adds those of `text`, and of what its characters fold to.
    pub fn add(&mut self, text: &str) {
        // The others are marked from the start.
        unusual(text).for_each(|c| self.mark(c));
    }

    /// Adds those of `other`.
    pub fn join(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().zip(other.0) {
            *own |= other;
        }
    }

    fn mark(&mut self, c: char) {
        let block = c as usize / Self::SIZE;
        if let Some(known) = self.0.get_mut(block / 64) {
            *known |= 1 << (block % 64);
        }
    }

    fn has(&self, code: usize) -> bool {
        let block = code / Self::SIZE;
        let known = self.0.get(block / 64);
        known.is_some_and(|known| known >> (block % 64) & 1 > 0)
    }

    /// With those of everything that their characters fold to.
    fn closed(mut self) -> Self {
        loop {
            let before = self.clone();
            for (&c, plain) in &SPEC.folds {
                if before.has(c as usize) {
                    plain.chars().for_each(|plain| self.mark(plain));
                }
            }
            if self == before {
                return self;
            }
        }
    }
}

/// The classes of the characters of `blocks`, for the browser: runs as numbers, each its length × 16
/// and its class (0 for characters of other blocks), how characters fold that are not made of what they fold to, and what nothing
/// is composed across, as it stands in a pattern.
pub fn table(blocks: Blocks) -> [String; 3] {
    let blocks = blocks.closed();
    let class = |code: usize| match SPEC.classes[code] {
        _ if !blocks.has(code) => 0,
        // The browser folds capitals as it folds other letters.
        _ if (0x41..=0x5A).contains(&code) => 4,
        Class::Break => 1,
        Class::Drop => 2,
        Class::Letter => 3,
        Class::Fold => 4,
        Class::Gram(script) => 5 + script as u64,
    };
    let (mut runs, mut from) = (String::new(), 0);
    for code in 1..=SPEC.classes.len() {
        let ends = code == SPEC.classes.len() || class(code) != class(from);
        // What comes after the last that is known is not told.
        if ends && (code < SPEC.classes.len() || class(from) > 0) {
            number::push(&mut runs, (code - from) as u64 * 16 + class(from));
        }
        if ends {
            from = code;
        }
    }
    // All but those that the browser finds by itself, by decomposing them.
    let made = |c: char, plain: &str| *plain == *decomposed(c, &SPEC.classes);
    let folds = SPEC.folds.iter();
    let folds = folds.filter(|(c, plain)| blocks.has(**c as usize) && !made(**c, plain));
    let folds: BTreeMap<_, _> = folds.collect();
    let folds: Vec<String> = folds
        .iter()
        .map(|(c, plain)| format!("{c}{plain}"))
        .collect();
    let ranges = SPEC.apart.iter();
    // Characters beyond the first plane are in no block.
    let ranges =
        ranges.filter(|range| *range.start() > 0xFFFF || blocks.has(*range.start() as usize));
    let apart: String = ranges
        .map(|range| format!("\\u{{{:X}}}-\\u{{{:X}}}", range.start(), range.end()))
        .collect();
    [runs, folds.join(" "), apart]
}
