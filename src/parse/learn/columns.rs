//! The indentation of columns. Learn indents a column in its row and the text in its column, by as much as
//! Markdown takes for code; what all lines have in common is layout and is taken away.

use std::ops::Range;

use super::super::markdown;
use super::Meaning;
use super::signs::block;
use crate::model::markup::{has, lines};

/// Lines between two directives of a row, and the blanks that all of them begin with.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) range: Range<usize>,
    pub(super) indent: usize,
}

impl Stretch {
    /// How much of a line is indentation: less where it is code that stands further out than its fence.
    pub(super) fn cut(&self, line: &str) -> usize {
        blanks(line).len().min(self.indent)
    }
}

/// The indented stretches of a text. Its directives may be indented as well, so that fences alone tell what is code.
pub(super) fn stretches(text: &str) -> Vec<Stretch> {
    let mut found = Vec::new();
    if !has(text, ":::") || !lines(text).any(|line| step(line).is_some()) {
        return found;
    }
    let fences = markdown::fences(text);
    let mut fences = fences.iter().peekable();
    let mut rows = 0usize;
    let mut open: Option<(usize, Option<&str>)> = None;
    let mut at = 0;
    for line in lines(text) {
        let range = at..at + line.len();
        at = range.end;
        while fences.next_if(|fence| fence.end <= range.start).is_some() {}
        let fence = fences.peek().filter(|fence| fence.start < range.end);
        if fence.is_none()
            && let Some(step) = step(line)
        {
            close(open.take(), range.start, &mut found);
            rows = rows.saturating_add_signed(step);
            open = (rows > 0).then_some((range.end, None));
            continue;
        }
        // Code may stand further out than the fence above it.
        let is_inside = fence.is_some_and(|fence| fence.start < range.start);
        if let Some((_, common)) = &mut open
            && !is_inside
            && !line.trim().is_empty()
        {
            let own = blanks(line);
            *common = Some(common.map_or(own, |common| alike(common, own)));
        }
    }
    close(open, text.len(), &mut found);
    found
}

/// Ends the stretch that is `open`, if one is.
fn close(open: Option<(usize, Option<&str>)>, end: usize, found: &mut Vec<Stretch>) {
    if let Some((start, Some(common))) = open
        && !common.is_empty()
    {
        found.push(Stretch {
            range: start..end,
            indent: common.len(),
        });
    }
}

/// By how much a line changes the number of open rows, if it is a directive of rows and columns.
fn step(line: &str) -> Option<isize> {
    match block(line.trim(), 0)? {
        Meaning::Directive { name, .. } => match name.as_str() {
            "row" => Some(1),
            "row-end" => Some(-1),
            "column" | "column-end" => Some(0),
            _ => None,
        },
        _ => None,
    }
}

/// The text with the indentation of `stretches` at the ends of the lines instead, so that each line stands where it
/// stood.
pub(super) fn shifted(text: &str, stretches: &[Stretch]) -> String {
    let mut out = String::with_capacity(text.len());
    for stretch in stretches {
        out.push_str(&text[out.len()..stretch.range.start]);
        for line in text[stretch.range.clone()].split_inclusive('\n') {
            let cut = stretch.cut(line);
            let words = line[cut..].trim_end_matches(['\r', '\n']);
            out.push_str(words);
            out.push_str(&line[..cut]);
            out.push_str(&line[cut + words.len()..]);
        }
    }
    out.push_str(&text[out.len()..]);
    out
}

/// The blanks that a line begins with.
fn blanks(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// What both begin with.
fn alike<'a>(a: &'a str, b: &str) -> &'a str {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b);
    &a[..same.count()]
}
