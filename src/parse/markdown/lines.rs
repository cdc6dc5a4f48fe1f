//! Raw HTML line by line, and where each part of it stands.

use std::ops::Range;

/// Lines of raw HTML, and where each stands in the prepared text.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) text: String,
    pub(super) pieces: Vec<Stretch>,
}

/// A part of the lines.
pub(super) struct Stretch {
    /// Where it begins in the lines.
    pub(super) start: usize,
    pub(super) range: Range<usize>,
    /// Whether it stands for something else: only its ends are places in the prepared text.
    pub(super) is_restored: bool,
}

impl Lines {
    pub(super) fn push(&mut self, text: &str, range: Range<usize>, is_restored: bool) {
        self.pieces.push(Stretch {
            start: self.text.len(),
            range,
            is_restored,
        });
        self.text.push_str(text);
    }

    /// Where a part of the text stands.
    pub(super) fn place(&self, part: &Range<usize>) -> Range<usize> {
        let find = |offset: usize| {
            let after = self.pieces.partition_point(|piece| piece.start <= offset);
            after.checked_sub(1).map(|piece| &self.pieces[piece])
        };
        let begin = |offset: usize| match find(offset) {
            Some(piece) if piece.is_restored => piece.range.start,
            Some(piece) => (piece.range.start + offset - piece.start).min(piece.range.end),
            None => 0,
        };
        // The end belongs to the line of the last byte.
        let last = part.end.saturating_sub(1).max(part.start);
        let end = match find(last) {
            _ if part.is_empty() => begin(last),
            Some(piece) if piece.is_restored => piece.range.end,
            Some(piece) => (begin(last) + 1).min(piece.range.end),
            None => 0,
        };
        begin(part.start)..end
    }
}
