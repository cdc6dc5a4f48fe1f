//! Sections of a translation that are no longer built as their source is.

use std::ops::Range;

use crate::model::Document;
use crate::model::segment::{Pair, Segment, pairs};

/// A section of a translation whose blocks are not those of its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Numbers of the blocks of the source.
    pub source: Range<usize>,
    /// Where these stand in the source's file.
    pub text: Range<usize>,
    /// What stands for them, in the translation's file.
    pub bytes: Range<usize>,
    /// Whether the translation has more of them: what it alone says would go with the others.
    pub is_longer: bool,
}

/// The sections of a translation that both have, and whose blocks differ.
pub fn sections(source: &Document, translation: &Document) -> Vec<Section> {
    let (theirs, ours) = (&source.body.segments, &translation.body.segments);
    let bytes = |blocks: &[Segment]| -> Option<Range<usize>> {
        let (first, last) = (blocks.first()?, blocks.last()?);
        Some(first.span.start as usize..last.span.end as usize)
    };
    let differ = pairs(theirs, ours)
        .into_iter()
        .filter(|pair| !pair.is_exact());
    let section = |pair: Pair| {
        Some(Section {
            text: bytes(&theirs[pair.source.clone()])?,
            is_longer: pair.translation.len() > pair.source.len(),
            bytes: bytes(&ours[pair.translation])?,
            source: pair.source,
        })
    };
    differ.filter_map(section).collect()
}
