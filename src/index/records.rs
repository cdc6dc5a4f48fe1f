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
    /// What is told of each file of records.
    pub shelves: Vec<Shelf>,
}

/// What is told of a file of records, or of several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shelf {
    /// How many pages it has.
    pub pages: u32,
    /// Parts of the first slice, where the page, then alone, is cut into slices.
    pub slice: Option<usize>,
}

impl Shelf {
    /// The slice that a part stands in, and its place there.
    pub fn place(self, part: usize) -> (usize, usize) {
        let Some(slice) = self.slice else {
            return (0, part);
        };
        match part.checked_sub(slice) {
            None => (0, part),
            Some(behind) => (behind / (slice * FAR) + 1, behind % (slice * FAR)),
        }
    }

    /// `shelves` in characters.
    pub fn write(shelves: &[Self]) -> String {
        let mut text = String::new();
        for shelf in shelves {
            let more = u64::from(shelf.slice.is_some());
            number::push(&mut text, u64::from(shelf.pages) * 2 + more);
            if let Some(slice) = shelf.slice {
                number::push(&mut text, slice as u64);
            }
        }
        text
    }

    /// Finds the shelf that has the page which is number `page` of all that `text` tells of: its number,
    /// the page's place on it, and the shelf.
    pub fn find(mut text: &[u8], mut page: u32) -> Option<(usize, u32, Self)> {
        let text = &mut text;
        for number in 0.. {
            if text.is_empty() {
                break;
            }
            let head = number::take(text);
            let slice = (head % 2 == 1).then(|| number::take(text).max(1) as usize);
            let pages = (head / 2) as u32;
            if page < pages {
                return Some((number, page, Self { pages, slice }));
            }
            page -= pages;
        }
        None
    }
}

/// Writes the records of `pages`, in their order.
pub fn records<'a>(pages: &[&'a Terms]) -> Records<'a> {
    let mut all = Records::default();
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
            all.shelves.push(Shelf { pages: 0, slice });
            size = 0;
        }
        let file = all.records.len() - 1;
        all.records[file].push(record);
        all.shelves[file].pages += 1;
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
    all
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
