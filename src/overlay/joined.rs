//! One text of those of several folders, and where its parts came from.

use std::ops::Range;
use std::sync::Arc;

use crate::model::layers::Part;
use crate::model::{Given, RelPath, Source};

/// A text, and where its parts came from.
#[derive(Clone)]
pub(super) struct Text {
    pub(super) text: Arc<Given>,
    pub(super) parts: Vec<Part>,
}

impl Text {
    pub(super) fn whole(layer: usize, text: &Arc<Given>) -> Self {
        let part = Part {
            start: 0,
            layer,
            text: text.clone(),
            from: 0,
        };
        Self {
            text: text.clone(),
            parts: vec![part],
        }
    }

    /// One text of parts of two, `over` and `under`. Where a part ends without a line's end, it gets one.
    pub(super) fn of(over: &Self, under: &Self, taken: Vec<(bool, Range<usize>)>) -> Self {
        let mut text = String::new();
        let mut parts = Vec::new();
        for (is_over, range) in taken {
            let from = if is_over { over } else { under };
            let words = from.text.get(range.clone()).unwrap_or_default();
            if words.is_empty() {
                continue;
            }
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            from.copied(range, text.len(), &mut parts);
            text.push_str(words);
        }
        Self {
            text: Arc::new(text.into()),
            parts,
        }
    }

    /// Adds to `parts` those of `range`, which stands at `start` of another text.
    fn copied(&self, range: Range<usize>, start: usize, parts: &mut Vec<Part>) {
        let ends = self.parts.iter().skip(1).map(|part| part.start);
        let ends = ends.chain([self.text.len()]);
        for (part, end) in self.parts.iter().zip(ends) {
            let (first, end) = (part.start.max(range.start), end.min(range.end));
            if first < end {
                parts.push(Part {
                    start: start + first - range.start,
                    layer: part.layer,
                    text: part.text.clone(),
                    from: part.from + first - part.start,
                });
            }
        }
    }

    /// Where the byte `from` of a folder's own file stands; the beginning, where it was left out.
    pub(super) fn place(&self, layer: usize, from: usize) -> usize {
        let before = |part: &&Part| part.layer == layer && part.from <= from;
        let part = self
            .parts
            .iter()
            .filter(before)
            .max_by_key(|part| part.from);
        part.map_or(0, |part| part.start + from - part.from)
    }
}

/// A file that is read as YAML layer by layer: its texts one after the other, the uppermost first.
pub(super) fn merged(path: &RelPath, texts: Vec<(usize, Source)>) -> (Source, Vec<Part>) {
    let mut text = String::new();
    let mut parts = Vec::new();
    for (layer, source) in &texts {
        if !parts.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        parts.push(Part {
            start: text.len(),
            layer: *layer,
            text: source.text.clone(),
            from: 0,
        });
        text.push_str(&source.text);
    }
    let mut source = Source::new(path.clone(), text);
    source.under = parts.iter().skip(1).map(|part| part.start).collect();
    (source, parts)
}
