//! The blocks of a text, and which of them stand for each other in two languages.

use std::ops::Range;

use super::document::{Document, FrontMatter};
use super::{Fingerprint, Span};

/// A block of a text that stands on its own: what translations are compared by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// What it is.
    pub form: Form,
    /// Where it stands in the file, without blank ends.
    pub span: Span,
    /// Of what is written there.
    pub hash: Fingerprint,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Sentences.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A list, all its items.
    List,
    /// A quotation or an alert.
    Quote,
    /// Code.
    Code,
    /// A table.
    Table,
    /// HTML, a rule, a directive: what shapes the text around it.
    Other,
}

/// How many hexadecimal digits of a block's hash `source_hash` keeps.
const DIGITS: usize = 8;

/// What `source_hash` of a translation says of the page it was made from: the hash of title and
/// description, then one a block.
pub fn source_hash(document: &Document) -> Vec<String> {
    let blocks = document.body.segments.iter();
    let blocks = blocks.map(|segment| segment.hash.short(DIGITS));
    std::iter::once(head_hash(&document.front).short(DIGITS))
        .chain(blocks)
        .collect()
}

/// The bytes at which begins what [`source_hash`] is made from.
pub fn text_starts(document: &Document) -> Vec<usize> {
    let front = &document.front;
    let head = [&front.title, &front.description].into_iter().flatten();
    let blocks = document.body.segments.iter().map(|segment| segment.span);
    let spans = head.map(|text| text.span).chain(blocks);
    spans.map(|span| span.start as usize).collect()
}

fn head_hash(front: &FrontMatter) -> Fingerprint {
    let value = |text: &Option<super::Spanned<String>>| {
        let text = text.as_ref().map(|text| text.value.clone());
        text.unwrap_or_default()
    };
    let head = [value(&front.title), value(&front.description)].join("\0");
    Fingerprint::of(head.as_bytes())
}

/// Blocks in whose place others stand now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Numbers of the hashes that were there.
    pub old: Range<usize>,
    /// Numbers of those that are there now.
    pub new: Range<usize>,
}

/// Lists are compared block by block if their lengths multiplied are no more than this.
const COMPARED: usize = 1 << 24;

/// What is different between two lists of hashes: the longest common part stays. Between two that are very
/// long and have little in common, all from the first difference to the last is.
pub fn changes(old: &[&str], new: &[&str]) -> Vec<Change> {
    let head = old
        .iter()
        .zip(new)
        .take_while(|(old, new)| old == new)
        .count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev());
    let tail = tail.take_while(|(old, new)| old == new).count();
    let old_rest = &old_rest[..old_rest.len() - tail];
    let new_rest = &new_rest[..new_rest.len() - tail];
    let compared = old_rest.len().saturating_mul(new_rest.len()) <= COMPARED;
    if !compared {
        let rest = |rest: &[&str]| head..head + rest.len();
        return vec![Change {
            old: rest(old_rest),
            new: rest(new_rest),
        }];
    }
    // Lengths of the longest common parts of what begins at each pair of places.
    let width = new_rest.len() + 1;
    let mut common = vec![0_u32; (old_rest.len() + 1) * width];
    for (i, before) in old_rest.iter().enumerate().rev() {
        for (j, after) in new_rest.iter().enumerate().rev() {
            common[i * width + j] = match before == after {
                true => common[(i + 1) * width + j + 1] + 1,
                false => common[(i + 1) * width + j].max(common[i * width + j + 1]),
            };
        }
    }
    let mut changes: Vec<Change> = Vec::new();
    let (mut i, mut j) = (0, 0);
    let (mut from_i, mut from_j) = (0, 0);
    let mut close = |i: usize, j: usize, from_i: usize, from_j: usize| {
        if i > from_i || j > from_j {
            changes.push(Change {
                old: head + from_i..head + i,
                new: head + from_j..head + j,
            });
        }
    };
    while i < old_rest.len() && j < new_rest.len() {
        if old_rest[i] == new_rest[j] {
            close(i, j, from_i, from_j);
            (i, j) = (i + 1, j + 1);
            (from_i, from_j) = (i, j);
        } else if common[(i + 1) * width + j] >= common[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    close(old_rest.len(), new_rest.len(), from_i, from_j);
    changes
}

/// Blocks of a page and those of its translation that say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Numbers of the source's blocks.
    pub source: Range<usize>,
    /// Numbers of the translation's blocks.
    pub translation: Range<usize>,
}

impl Pair {
    /// Whether exactly one block stands for one.
    pub fn is_exact(&self) -> bool {
        self.source.len() == 1 && self.translation.len() == 1
    }
}

/// Which blocks stand for which, in order, each in one pair.
///
/// Where the forms are the same from first to last, block stands for block. Else the headings divide both
/// texts if their levels agree, and a section whose forms differ is one pair; where the headings differ
/// as well, the whole text is. So nothing is ever held against a block that it was not made from.
pub fn pairs(source: &[Segment], translation: &[Segment]) -> Vec<Pair> {
    let is_heading = |segment: &Segment| matches!(segment.form, Form::Heading(_));
    let [theirs, ours] = [source, translation].map(|text| sections(text, is_heading));
    let levels = |segments: &[Segment], sections: &[Range<usize>]| -> Vec<Form> {
        let first = sections.iter().skip(1).map(|section| section.start);
        first.map(|at| segments[at].form).collect()
    };
    if levels(source, &theirs) != levels(translation, &ours) {
        return vec![Pair {
            source: 0..source.len(),
            translation: 0..translation.len(),
        }];
    }
    let mut pairs = Vec::new();
    for (theirs, ours) in theirs.into_iter().zip(ours) {
        let forms = |segments: &[Segment]| -> Vec<Form> {
            segments.iter().map(|segment| segment.form).collect()
        };
        if forms(&source[theirs.clone()]) == forms(&translation[ours.clone()]) {
            pairs.extend(theirs.zip(ours).map(|(theirs, ours)| Pair {
                source: theirs..theirs + 1,
                translation: ours..ours + 1,
            }));
        } else {
            pairs.push(Pair {
                source: theirs,
                translation: ours,
            });
        }
    }
    pairs
}

/// What stands before the first heading of a text, then each heading with what is below it, in numbers of its `parts`.
pub(super) fn sections<T>(parts: &[T], is_heading: impl Fn(&T) -> bool) -> Vec<Range<usize>> {
    let headings = (0..).zip(parts).filter(|(_, part)| is_heading(part));
    let mut starts: Vec<usize> = headings.map(|(at, _)| at).collect();
    starts.insert(0, 0);
    starts.push(parts.len());
    starts.windows(2).map(|two| two[0]..two[1]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Forms by letters: `1`, `2` headings, `p`, `l`, `c`.
    fn segments(forms: &str) -> Vec<Segment> {
        let form = |c: char| match c {
            'p' => Form::Paragraph,
            'l' => Form::List,
            'c' => Form::Code,
            c => Form::Heading(c.to_digit(10).unwrap() as u8),
        };
        let segment = |c| Segment {
            form: form(c),
            span: Span::default(),
            hash: Fingerprint::default(),
        };
        forms.chars().map(segment).collect()
    }

    #[track_caller]
    fn check(source: &str, translation: &str, expected: &str) {
        let pairs = pairs(&segments(source), &segments(translation));
        let said = pairs.iter().map(|pair| {
            let parts = (pair.source.clone(), pair.translation.clone());
            format!("{}={}", &source[parts.0], &translation[parts.1])
        });
        assert_eq!(said.collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn blocks_are_held_against_what_they_were_made_from() {
        check("p2pl", "p2pl", "p=p 2=2 p=p l=l");
        check("p2pp2l", "p2p2l", "p=p 2pp=2p 2=2 l=l");
        check("p2p", "p3p", "p2p=p3p");
        check("pp", "p", "pp=p");
        check("", "", "");
        check("p", "", "p=");
    }

    #[test]
    fn long_lists_are_not_compared_one_by_one() {
        let old: Vec<String> = (0..5_000).map(|n| format!("a{n}")).collect();
        let new: Vec<String> = (0..5_000).map(|n| format!("b{n}")).collect();
        let old: Vec<&str> = old.iter().map(String::as_str).chain(["z"]).collect();
        let new: Vec<&str> = new.iter().map(String::as_str).chain(["z"]).collect();
        let expected = Change {
            old: 0..5_000,
            new: 0..5_000,
        };
        assert_eq!(changes(&old, &new), [expected]);
    }
}
