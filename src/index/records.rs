//! What a row of results shows of a page: title, address, headings, text.
//!
//! A record holds the first texts of its page; those of a long page go on in other files, which are
//! loaded only when a word was found there. Neighbours share a file.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::number;
use super::page::Terms;
use super::text::Part;
use super::words;

/// Bytes of text that a record keeps with it: nearly all of most pages, so that a row is one request.
const NEAR: usize = 8_000;
/// Bytes at which a file of records is full.
const RECORDS: usize = 6_000;
/// Bytes at which a file of further texts is full.
const TEXTS: usize = 6_000;

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
    /// Texts of the first parts.
    pub Vec<Cow<'a, str>>,
    /// Where the others are: file, first part, place of it in the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub Vec<(usize, usize, usize)>,
);

/// Files of records, and of texts that do not stand in them.
#[derive(Default)]
pub struct Records<'a> {
    /// Each the records of consecutive pages.
    pub records: Vec<Vec<Record<'a>>>,
    /// Each texts of parts.
    pub texts: Vec<Vec<&'a str>>,
    /// How many pages each file of records has, in characters.
    pub counts: String,
}

/// Writes the records of `pages`, in their order.
pub fn records<'a>(pages: &[&'a Terms]) -> Records<'a> {
    let mut all = Records::default();
    let (mut size, mut texts_size) = (RECORDS, TEXTS);
    for page in pages {
        let near = near(&page.parts);
        let far = &page.parts[near..];
        let mut rest: Vec<(usize, usize, usize)> = Vec::new();
        for (number, part) in (near..).zip(far) {
            if texts_size >= TEXTS {
                all.texts.push(Vec::new());
                texts_size = 0;
            }
            let file = all.texts.len() - 1;
            if rest.last().is_none_or(|&(last, ..)| last != file) {
                rest.push((file, number, all.texts[file].len()));
            }
            texts_size += part.text.len();
            all.texts[file].push(&part.text);
        }
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
            page.parts[..near]
                .iter()
                .map(|part| part.text.as_str().into())
                .collect(),
            rest,
        );
        let bytes = record.0.len() + record.1.len() + record.2.len() + record.3.len() + 40;
        let bytes = bytes + record.4.iter().map(|text| text.len() + 3).sum::<usize>();
        if size >= RECORDS || (size > 0 && size + bytes > RECORDS * 3 / 2) {
            all.records.push(Vec::new());
            size = 0;
        }
        size += bytes;
        if let Some(file) = all.records.last_mut() {
            file.push(record);
        }
    }
    for file in &all.records {
        number::push(&mut all.counts, file.len() as u64);
    }
    all
}

/// How many parts stand in the record.
fn near(parts: &[Part]) -> usize {
    let mut size = 0;
    let fits = |part: &&Part| {
        let before = size;
        size += part.text.len();
        before == 0 || size <= NEAR
    };
    parts.iter().take_while(fits).count()
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
