//! The parts of a page without their texts, packed.

use std::borrow::Cow;

use super::text::Part;
use super::words;
use crate::model::Long;
use crate::model::bytes::{push, push_text, take, take_byte, take_text};

/// A part of a page without its text; see [`Part`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Section<'a> {
    /// See [`Part::heading`].
    pub heading: &'a str,
    /// Its anchor, unless that is the [`slug`] of its heading.
    pub named: Option<&'a str>,
    /// See [`Part::goes_on`].
    pub goes_on: bool,
    /// Whether it has no text of its own, and shows the beginning of what stands below it.
    pub borrows: bool,
    /// Bytes of its text.
    pub length: u32,
}

/// The parts of a page, packed: a large portal has a million of them.
#[derive(Clone, Debug, Default)]
pub struct Sections(Long);

/// What is told of a section in one byte.
const NAMED: u8 = 1;
const GOES_ON: u8 = 2;
const BORROWS: u8 = 4;

impl Sections {
    pub(super) fn new(parts: &[Section<'_>]) -> Self {
        let mut bytes = Vec::new();
        for part in parts {
            let bit = |set: bool, bit: u8| if set { bit } else { 0 };
            bytes.push(
                bit(part.named.is_some(), NAMED)
                    | bit(part.goes_on, GOES_ON)
                    | bit(part.borrows, BORROWS),
            );
            push_text(&mut bytes, part.heading);
            part.named
                .iter()
                .for_each(|anchor| push_text(&mut bytes, anchor));
            push(&mut bytes, part.length);
        }
        Self(bytes.as_slice().into())
    }

    /// To be taken apart by [`Section::all`].
    pub fn bytes(&self) -> Cow<'_, [u8]> {
        self.0.bytes()
    }
}

impl<'a> Section<'a> {
    pub(super) fn new(part: &'a Part, borrows: bool) -> Self {
        // A heading without letters has an empty slug, and no anchor is something else.
        let nowhere = part.anchor.is_empty() && !part.heading.is_empty();
        let named = nowhere || part.anchor != slug(&part.heading);
        Self {
            heading: &part.heading,
            named: named.then_some(&*part.anchor),
            goes_on: part.goes_on,
            borrows,
            length: part.text.len() as u32,
        }
    }

    /// All parts of a page; see [`Sections::bytes`].
    pub fn all(mut bytes: &'a [u8]) -> Vec<Self> {
        let mut all = Vec::new();
        while !bytes.is_empty() {
            let told = take_byte(&mut bytes);
            all.push(Self {
                heading: take_text(&mut bytes),
                named: (told & NAMED > 0).then(|| take_text(&mut bytes)),
                goes_on: told & GOES_ON > 0,
                borrows: told & BORROWS > 0,
                length: take(&mut bytes),
            });
        }
        all
    }

    /// See [`Part::anchor`].
    pub fn anchor(&self) -> Cow<'a, str> {
        match self.named {
            Some(anchor) => Cow::Borrowed(anchor),
            None => Cow::Owned(slug(self.heading)),
        }
    }
}

/// The anchor that a heading has unless another one is written down: letters and digits in lower
/// case as far as ASCII goes, `-` for spaces.
pub fn slug(heading: &str) -> String {
    let mut slug = String::with_capacity(heading.len());
    for c in heading.chars() {
        if c == '_' || words::is_word(c) {
            slug.push(c.to_ascii_lowercase());
        } else if matches!(c, ' ' | '-') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}
