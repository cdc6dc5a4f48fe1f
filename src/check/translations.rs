//! Pages and fragments with the file of the source language that they were made from.

use std::cell::OnceCell;

use crate::model::document::Document;
use crate::model::segment::{self, Pair};
use crate::model::{About, Locale, Site, Span};

/// A file in the source language, and what another language has in its place.
pub struct Versions<'s> {
    /// What it was made from.
    pub source: &'s Document,
    /// The translation.
    pub translation: &'s Document,
    /// Where each line of the source begins, once somebody has asked: counted for each finding, lines would
    /// take the square of a file's length.
    lines: OnceCell<Vec<u32>>,
}

/// Every translation with its source, in the order of the files.
pub fn all(site: &Site) -> impl Iterator<Item = Versions<'_>> {
    let source = site.config.source();
    let several = site.config.languages.len() > 1;
    let documents = site.documents.iter().filter(move |_| several);
    documents.filter_map(move |translation| {
        if translation.locale == *source {
            return None;
        }
        let path = format!("{source}/{}", translation.key);
        let found = (site.documents).binary_search_by(|one| one.path.as_str().cmp(&path));
        Some(Versions {
            source: &site.documents[found.ok()?],
            translation,
            lines: OnceCell::new(),
        })
    })
}

/// The languages beside the source language that have a page of their own. One that is only named in
/// supportal.yaml has its interface translated, and no more.
pub fn begun(site: &Site) -> Vec<&Locale> {
    having(site, |_| true)
}

/// The languages beside the source language in which readers are welcomed: whose first page is their own.
pub fn promised(site: &Site) -> Vec<&Locale> {
    having(site, |document| document.key.as_str() == "index.md")
}

fn having(site: &Site, is_meant: impl Fn(&Document) -> bool) -> Vec<&Locale> {
    let own = |locale: &&Locale| {
        let mut documents = site.documents.iter();
        documents.any(|one| one.locale == **locale && !one.fragment && is_meant(one))
    };
    site.config.languages.iter().skip(1).filter(own).collect()
}

impl Versions<'_> {
    /// Which blocks stand for which.
    pub fn pairs(&self) -> Vec<Pair> {
        segment::pairs(&self.source.body.segments, &self.translation.body.segments)
    }

    /// Where something is missing in the translation: the first line of its text. The title may be that of another
    /// portal, over which this text is laid.
    pub fn text_place(&self) -> Span {
        let translation = self.translation;
        let Some(first) = translation.body.segments.first() else {
            return translation.front.at("title");
        };
        let start = first.span.start as usize;
        let written = text(translation, first.span);
        let length = written.find('\n').unwrap_or(written.len());
        Span::new(start..start + length)
    }

    /// That a finding is about a translation of what stands at the byte `at` of the source.
    pub fn behind(&self, at: u32) -> About {
        About::Behind(self.source.path.clone(), vec![at as usize])
    }

    /// A place in the source: `en/articles/refunds.md:12`.
    pub fn source_place(&self, span: Span) -> String {
        let lines = self.lines.get_or_init(|| line_starts(self.source));
        let line = lines.partition_point(|start| *start <= span.start);
        format!("{}:{line}", self.source.path)
    }
}

fn line_starts(document: &Document) -> Vec<u32> {
    let bytes = document.text.as_bytes().iter();
    let ends = bytes.zip(1..).filter(|(byte, _)| **byte == b'\n');
    std::iter::once(0)
        .chain(ends.map(|(_, next)| next))
        .collect()
}

/// The line of a file on which a span begins.
pub fn line(document: &Document, span: Span) -> usize {
    let before = document.text.as_bytes().get(..span.start as usize);
    let ends = before.map_or(0, |before| {
        before.iter().filter(|&&byte| byte == b'\n').count()
    });
    ends + 1
}

/// What a file says at a span.
pub fn text(document: &Document, span: Span) -> &str {
    let range = span.start as usize..span.end as usize;
    document.text.get(range).unwrap_or_default()
}
