//! What a row of results shows of a page: title, address, headings, text.
//!
//! The texts of a long page are cut into slices of as many parts each: the first stands in the record,
//! the others in files of their own. How many parts that are is told by the root, so that a reader who
//! knows the part asks for its text and for the record at once. Short neighbours share a file.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::number;
use super::page::Terms;
use super::text::Part;
use super::words;

/// Bytes of text in the first slice of a long page, and in each run of as many parts, if parts allow it.
const SLICE: usize = 5_000;
/// How many times as many parts a further slice has as the first: they are asked for less often.
pub const FAR: usize = 2;
/// Bytes at which a file of records is full.
const RECORDS: usize = 4_000;

/// A page, as its record says it. In the file it is an array of these fields.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record<'a>(
    /// Address from the language's root, percent-encoded.
    pub Cow<'a, str>,
    /// Title.
    pub Cow<'a, str>,
    /// Headings of the parts after the first, one a line; an empty one goes on with the part before.
    pub String,
    /// Their anchors, one a line; empty where it is the heading's slug, a space where there is none.
    pub String,
    /// Texts of the parts, or of the first slice of them.
    pub Vec<Cow<'a, str>>,
);

/// Files of records, and of texts that do not stand in them.
#[derive(Default)]
pub struct Records<'a> {
    /// Each the records of consecutive pages.
    pub records: Vec<Vec<Record<'a>>>,
    /// Further slices: number of the file of records, number of the slice from 1, its texts.
    pub slices: Vec<(usize, usize, Vec<&'a str>)>,
    /// Of each file of records how many pages it has and how long a slice is, in characters.
    pub counts: String,
}

/// What `root.js` tells of a file of records.
#[derive(Clone, Copy)]
pub struct Shelf {
    /// Number of its first page.
    pub first: u32,
    /// Parts of the first slice.
    slice: usize,
}

impl Shelf {
    /// The slice that a part stands in, and its place there.
    pub fn place(self, part: usize) -> (usize, usize) {
        match part.checked_sub(self.slice) {
            None => (0, part),
            Some(behind) => {
                let slice = self.slice * FAR;
                (behind / slice + 1, behind % slice)
            }
        }
    }
}

/// Writes the records of `pages`, in their order.
pub fn records<'a>(pages: &[&'a Terms]) -> Records<'a> {
    let mut all = Records::default();
    // Of each file how many pages it has, and parts of a slice.
    let mut shelves: Vec<(u64, Option<usize>)> = Vec::new();
    let mut size = RECORDS;
    for page in pages {
        let slice = slice(&page.parts);
        let (near, far) = page
            .parts
            .split_at(page.parts.len().min(slice.unwrap_or(usize::MAX)));
        let record = Record(
            page.url.as_str().into(),
            page.title.as_str().into(),
            lines(&page.parts, |part| part.heading.as_str()),
            lines(&page.parts, |part| match part.anchor.as_str() {
                _ if part.goes_on => "",
                "" => " ",
                anchor if anchor == slug(&part.heading) => "",
                anchor => anchor,
            }),
            near.iter().map(|part| part.text.as_str().into()).collect(),
        );
        let bytes = record.0.len() + record.1.len() + record.2.len() + record.3.len() + 40;
        let bytes = bytes + record.4.iter().map(|text| text.len() + 3).sum::<usize>();
        // A page in slices stands alone: their length is told of its file.
        if slice.is_some() || size >= RECORDS || (size > 0 && size + bytes > RECORDS * 3 / 2) {
            all.records.push(Vec::new());
            shelves.push((0, slice));
            size = 0;
        }
        let file = all.records.len() - 1;
        all.records[file].push(record);
        shelves[file].0 += 1;
        size += bytes;
        if let Some(slice) = slice {
            size = RECORDS;
            let texts = far.chunks(slice * FAR).zip(1..);
            all.slices.extend(texts.map(|(parts, number)| {
                let texts = parts.iter().map(|part| part.text.as_str());
                (file, number, texts.collect())
            }));
        }
    }
    for (pages, slice) in shelves {
        number::push(&mut all.counts, pages * 2 + u64::from(slice.is_some()));
        if let Some(slice) = slice {
            number::push(&mut all.counts, slice as u64);
        }
    }
    all
}

/// Reads [`Records::counts`].
pub fn shelves(mut counts: &[u8]) -> Vec<Shelf> {
    let mut shelves = Vec::new();
    let mut first = 0u32;
    while !counts.is_empty() {
        let pages = number::take(&mut counts);
        let slice = match pages % 2 {
            0 => usize::MAX,
            _ => number::take(&mut counts).max(1) as usize,
        };
        shelves.push(Shelf { first, slice });
        first = first.saturating_add((pages / 2) as u32);
    }
    shelves
}

/// How many parts of a long page are its first slice: as many as keep all runs of so many small.
/// `None` where one holds all.
fn slice(parts: &[Part]) -> Option<usize> {
    let size = |parts: &[Part]| parts.iter().map(|part| part.text.len()).sum::<usize>();
    if size(parts) <= SLICE || parts.len() == 1 {
        return None;
    }
    let fits = |slice: usize| parts.chunks(slice).all(|parts| size(parts) <= SLICE);
    let (mut fitting, mut beyond) = (1, parts.len());
    while fitting + 1 < beyond {
        let middle = usize::midpoint(fitting, beyond);
        match fits(middle) {
            true => fitting = middle,
            false => beyond = middle,
        }
    }
    Some(fitting)
}

/// What is true of each part after the first, one a line.
fn lines<'a>(parts: &'a [Part], of: impl Fn(&'a Part) -> &'a str) -> String {
    let lines: Vec<_> = parts[1..].iter().map(of).collect();
    lines.join("\n")
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
