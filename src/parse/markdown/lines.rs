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
}

impl Lines {
    pub(super) fn push(&mut self, text: &str, range: Range<usize>) {
        self.pieces.push(Stretch {
            start: self.text.len(),
            range,
        });
        self.text.push_str(text);
    }

    /// Where a part of the text stands.
    pub(super) fn place(&self, part: &Range<usize>) -> Range<usize> {
        let at = |offset: usize| {
            let after = self.pieces.partition_point(|piece| piece.start <= offset);
            match after.checked_sub(1).map(|piece| &self.pieces[piece]) {
                Some(piece) => (piece.range.start + offset - piece.start).min(piece.range.end),
                None => 0,
            }
        };
        // The end belongs to the line of the last byte.
        let last = part.end.saturating_sub(1).max(part.start);
        let end = at(last) + usize::from(!part.is_empty());
        at(part.start)..end
    }
}
