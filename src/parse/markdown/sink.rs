//! HTML with holes in the making.

use crate::model::Hole;

/// A place in the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) holes: usize,
    pub(super) bytes: usize,
}

impl Mark {
    /// So many bytes of HTML further on.
    pub(super) fn plus(self, bytes: usize) -> Self {
        Self {
            bytes: self.bytes + bytes,
            ..self
        }
    }
}

/// HTML with holes in the making.
#[derive(Default)]
pub(super) struct Sink {
    pub(super) html: String,
    pub(super) holes: Vec<(u32, Hole)>,
}

impl Sink {
    pub(super) fn mark(&self) -> Mark {
        Mark {
            holes: self.holes.len(),
            bytes: self.html.len(),
        }
    }

    pub(super) fn hole(&mut self, hole: Hole) {
        self.insert_hole(self.mark(), hole);
    }

    /// Puts `html` where the output was at `mark`.
    pub(super) fn insert(&mut self, mark: Mark, html: &str) {
        self.html.insert_str(mark.bytes, html);
        let later = self.holes.iter_mut().skip(mark.holes);
        later.for_each(|(at, _)| *at += html.len() as u32);
    }

    /// Puts a hole where the output was at `mark`.
    pub(super) fn insert_hole(&mut self, mark: Mark, hole: Hole) {
        let at = u32::try_from(mark.bytes).unwrap_or(u32::MAX);
        self.holes.insert(mark.holes, (at, hole));
    }

    pub(super) fn append(&mut self, other: Sink) {
        let before = self.html.len() as u32;
        self.html.push_str(&other.html);
        let holes = other.holes.into_iter();
        self.holes
            .extend(holes.map(|(at, hole)| (before + at, hole)));
    }
}
