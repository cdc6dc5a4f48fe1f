//! Files that a text includes.

use crate::model::Document;
use crate::model::document::{Include, Within};
use crate::model::html::is_phrasing;
use crate::model::markup::tag_name;
use crate::model::site::Loose;

use super::super::describe::Scene;
use super::super::foreign::Told;
use super::Filler;

impl<'a> Filler<'a, '_> {
    pub(super) fn include(&mut self, document: &Document, include: &Include, scene: &Scene<'_>) {
        let included = match self.to_include(document, include) {
            Ok(included) => included,
            Err(what) => return self.loose(document, include.span, what),
        };
        // A few bytes of a table stand for many of HTML. A text that shows nothing takes time all the same.
        let size = included.text.len().max(included.body.html.len());
        if !self.has_room(document, include.span, size) {
            return;
        }
        let (before, headings) = (self.html.len(), self.headings.len());
        let renamed = self.ids.include(included, self.anchors);
        let outer = std::mem::replace(&mut self.renamed, renamed);
        // The source's text in a translation is what it is: in another language.
        let (scenes, number) = (self.scenes, self.number);
        match included.locale == document.locale {
            true => self.document(included, scene),
            false => scenes.of_page(number, &included.locale, |scene| {
                self.document(included, scene);
            }),
        }
        self.renamed = outer;
        let told = Told {
            of: &included.locale,
            around: &document.locale,
        };
        let path = &included.path;
        (self.notes).include(path, &mut self.html, before, |note| told.blocks(note));
        let text = &self.html[before..];
        let shown = match (include.within, single_paragraph(text)) {
            (Within::Blocks, _) => told.blocks(text),
            (_, Some(words)) => told.words(words),
            (_, None) if text.trim().is_empty() => return,
            (Within::Item, None) => told.blocks(text),
            (Within::Paragraph, None) => format!("</p>\n{}\n<p>", told.blocks(text.trim())),
            (Within::Words, None) => {
                let shown = told.words(&words_alone(text));
                self.headings.truncate(headings);
                let to = include.path.clone();
                self.loose(document, include.span, Loose::IncludeBlocks { to });
                shown
            }
        };
        self.html.truncate(before);
        self.html.push_str(&shown);
    }

    /// The file that `document` includes, if there is one and it may be included.
    fn to_include(&self, document: &Document, include: &Include) -> Result<&'a Document, Loose> {
        let to = || include.path.clone();
        let path = document.included(include);
        let path = path.ok_or_else(|| Loose::Escape { to: to() })?;
        let Some(included) = self.links.included(&path) else {
            let unpublished = self.links.withheld(&path).map(|why| why.to_string());
            let nearest = match unpublished {
                Some(_) => None,
                None => self.links.include_meant(&path, &document.path),
            };
            return Err(Loose::IncludeMissing {
                to: to(),
                nearest,
                unpublished,
            });
        };
        let path = &included.path;
        if let Some(start) = self.chain.iter().position(|file| file == path) {
            let mut chain = self.chain[start..].to_vec();
            chain.push(path.clone());
            return Err(Loose::IncludeCycle { chain });
        }
        let limit = self.scenes.config().limits.include_depth;
        match self.chain.len() > limit {
            true => Err(Loose::IncludeDepth { limit }),
            false => Ok(included),
        }
    }
}

/// What a text of one paragraph says: in the middle of a sentence nothing else makes sense.
fn single_paragraph(html: &str) -> Option<&str> {
    let words = html.trim().strip_prefix("<p>")?.strip_suffix("</p>")?;
    (!words.contains("</p>")).then_some(words)
}

/// HTML without the tags of blocks.
fn words_alone(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut parts = html.split('<');
    words.push_str(parts.next().unwrap_or_default());
    for part in parts {
        match part.split_once('>') {
            Some((_, rest)) if !is_phrasing(tag_name(part)) => {
                words.push(' ');
                words.push_str(rest);
            }
            _ => {
                words.push('<');
                words.push_str(part);
            }
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
