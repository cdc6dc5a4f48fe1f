//! What a row of results shows of a page: title, address, headings, text.
//!
//! Parts of all pages stand one after the other and are cut into files of about the same size, between
//! pages where one ends near. A file has a record of each page that it has parts of, so that a row
//! needs one file, whichever part it shows; where each file begins is told by the root.

use std::borrow::Cow;
use std::ops::Range;

use serde::Deserialize;

use super::file::push_text;
use super::number;
use super::page::Terms;
use super::sections::Section;

/// Bytes of a file of records, at least and at most.
const SIZES: std::ops::RangeInclusive<usize> = 3_000..=16_000;

/// A page, as its record says it. In the file it is an array of these fields.
#[derive(Clone, Debug, Deserialize)]
pub struct Record<'a>(
    /// Address from the language's root, percent-encoded.
    pub Cow<'a, str>,
    /// Title.
    pub Cow<'a, str>,
    /// Headings of those parts that the file has, one a line; an empty one goes on with the part before.
    pub String,
    /// Their anchors, one a line; empty where it is the heading's slug, a space where there is none.
    pub String,
    /// Their texts.
    pub Vec<Cow<'a, str>>,
);

/// Files of records.
#[derive(Default)]
pub struct Records<'a> {
    /// Each with the records of consecutive pages.
    pub files: Vec<File<'a>>,
    /// Where each begins.
    pub shelves: Vec<Shelf>,
}

/// What a file of records holds. Texts are read when it is written.
#[derive(Default)]
pub struct File<'a> {
    stretches: Vec<Stretch<'a>>,
    /// Bytes of its text, about.
    pub size: usize,
}

/// Parts of a page that are in one file.
struct Stretch<'a> {
    page: &'a Terms,
    parts: Range<usize>,
    /// The part that the first of them stands under.
    over: usize,
}

impl File<'_> {
    /// Writes what the file holds.
    pub fn write(&self, out: &mut Vec<u8>) {
        push_list(out, &self.stretches, |out, stretch| {
            stretch.record().write(out);
        });
    }
}

/// Appends a list of JSON, each of whose items `push` writes.
fn push_list<T>(out: &mut Vec<u8>, list: &[T], push: impl Fn(&mut Vec<u8>, &T)) {
    out.push(b'[');
    for (number, item) in list.iter().enumerate() {
        if number > 0 {
            out.push(b',');
        }
        push(out, item);
    }
    out.push(b']');
}

impl<'a> Stretch<'a> {
    fn record(&self) -> Record<'a> {
        let page = self.page;
        let mut record = Record(
            page.url.as_str().into(),
            page.title.as_str().into(),
            String::new(),
            String::new(),
            Vec::new(),
        );
        let bytes = page.parts.bytes();
        let parts = Section::all(&bytes);
        parts
            .get(self.over)
            .iter()
            .for_each(|part| record.name(part));
        let others = parts.iter().take(self.parts.end);
        for part in others.skip(self.parts.start + 1) {
            record.2.push('\n');
            record.3.push('\n');
            if !part.goes_on {
                record.name(part);
            }
        }
        let texts = page.texts(&parts, self.parts.clone()).into_iter();
        record.4 = texts.map(Cow::Owned).collect();
        record
    }
}

/// The page and its part that a file of records begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shelf {
    /// Number of the page.
    pub page: u32,
    /// The first part of it that the file has.
    pub part: u32,
}

impl Shelf {
    /// `shelves` in characters: each page by its distance from the one before, the first by none.
    pub fn write(shelves: &[Self]) -> String {
        let mut text = String::new();
        let mut before = shelves.first().map_or(0, |shelf| shelf.page);
        for shelf in shelves {
            let inside = shelf.part > 0;
            number::push(
                &mut text,
                u64::from((shelf.page - before) * 2 + u32::from(inside)),
            );
            if inside {
                number::push(&mut text, u64::from(shelf.part));
            }
            before = shelf.page;
        }
        text
    }

    /// Of the files that `text` tells of the last that does not begin behind part `part` of page `page`:
    /// its number, and where it begins. Pages are counted from the first file's.
    pub fn find(mut text: &[u8], page: u32, part: u32) -> Option<(usize, Self)> {
        let text = &mut text;
        let mut found = None;
        let mut shelf = Self::default();
        for number in 0.. {
            if text.is_empty() {
                break;
            }
            let head = number::take(text);
            shelf.page = shelf.page.saturating_add((head / 2) as u32);
            shelf.part = match head % 2 {
                0 => 0,
                _ => number::take(text) as u32,
            };
            if (shelf.page, shelf.part) > (page, part) {
                break;
            }
            found = Some((number, shelf));
        }
        found
    }
}

/// Bytes that the record of a page takes, about.
pub fn size(url: &str, title: &str, parts: &[Section<'_>]) -> usize {
    head(url, title) + parts.iter().map(part_size).sum::<usize>()
}

fn head(url: &str, title: &str) -> usize {
    url.len() + title.len() + 20
}

fn part_size(part: &Section<'_>) -> usize {
    part.heading.len() + part.length as usize + 6
}

/// Writes the records of `pages`, in their order, into about as many files as are asked for.
pub fn records<'a>(pages: &[&'a Terms], files: usize) -> Records<'a> {
    let bytes = pages.iter().map(|page| page.record).sum::<usize>();
    let full = (bytes / files.max(1)).clamp(*SIZES.start(), *SIZES.end());
    // A file that is nearly full ends where a page does.
    let enough = full * 4 / 5;
    let mut all = Records::default();
    let mut size = usize::MAX;
    for (number, page) in (0..).zip(pages) {
        // What a part stands under: its own heading, or that of a part before.
        let mut over = 0;
        let bytes = page.parts.bytes();
        for (place, part) in Section::all(&bytes).iter().enumerate() {
            let (new, head) = (part_size(part), head(&page.url, &page.title));
            let ends = match place {
                0 => size >= enough || size + head + new / 2 > full,
                _ => size + new / 2 > full,
            };
            if ends {
                all.files.push(File::default());
                all.shelves.push(Shelf {
                    page: number,
                    part: place as u32,
                });
                size = 0;
            }
            let Some(file) = all.files.last_mut() else {
                continue;
            };
            if !part.goes_on {
                over = place;
            }
            if ends || place == 0 {
                file.stretches.push(Stretch {
                    page,
                    parts: place..place,
                    over,
                });
                size += head;
                file.size += head;
            }
            if let Some(stretch) = file.stretches.last_mut() {
                stretch.parts.end += 1;
            }
            size += new;
            // A line end takes two bytes, and texts have one every hundred bytes.
            file.size += new + part.length as usize / 100;
        }
    }
    all
}

impl Record<'_> {
    /// Writes it as an array of its fields.
    fn write(&self, out: &mut Vec<u8>) {
        let Self(url, title, headings, anchors, texts) = self;
        out.push(b'[');
        for text in [&**url, &**title, headings, anchors] {
            push_text(out, text);
            out.push(b',');
        }
        push_list(out, texts, |out, text| push_text(out, text));
        out.push(b']');
    }

    /// Writes the heading of `part` and its anchor to their last lines.
    fn name(&mut self, part: &Section<'_>) {
        self.2.push_str(part.heading);
        match part.named {
            Some("") if !part.heading.is_empty() => self.3.push(' '),
            Some(anchor) => self.3.push_str(anchor),
            None => {}
        }
    }
}
