//! The blocks of a text, for whoever compares it with its translation.

use super::quotes::QuoteMark;
use super::*;
use crate::model::Fingerprint;
use crate::model::segment::{Form, Segment};
use crate::model::slot::Slot;

/// Finds the outermost blocks among the events of a text, and the parts of them that hold words.
#[derive(Default)]
pub(super) struct Blocks {
    depth: usize,
    found: Vec<(Form, Range<usize>)>,
    /// Parts with the byte of the prepared text on which each begins.
    slots: Vec<(Slot, usize)>,
    /// Whether the last part takes a paragraph that begins now.
    takes_paragraph: bool,
    /// Whether a quotation has just begun.
    begins_quote: bool,
}

impl Blocks {
    /// Takes the event that stands at `range` of `text`, the prepared one.
    pub(super) fn event(&mut self, event: &Event<'_>, range: &Range<usize>, text: &str) {
        let is_quote = matches!(event, Event::Start(Tag::BlockQuote(_)));
        let begins_quote = std::mem::replace(&mut self.begins_quote, is_quote);
        match event {
            Event::Start(tag) => {
                if self.depth == 0 {
                    self.found.push((form(tag), range.clone()));
                }
                self.depth += 1;
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Rule if self.depth == 0 => self.found.push((Form::Other, range.clone())),
            _ => {}
        }
        match event {
            Event::Start(tag) => {
                // An alert says the same with an empty line behind its mark and without.
                let words = text.get(range.clone()).unwrap_or_default();
                let is_mark = begins_quote && QuoteMark::is_all(words);
                if let Some(slot) = slot(tag).filter(|_| !is_mark) {
                    self.slot(slot, range.start);
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                for token in html::tokens(html) {
                    match token {
                        Token::Open {
                            name, range: tag, ..
                        } if is_element(&name) => {
                            if let Some(slot) = Slot::of_element(&name) {
                                self.slot(slot, range.start + tag.start);
                            }
                        }
                        Token::Text(text) if !text.trim().is_empty() => {
                            self.takes_paragraph = false;
                        }
                        Token::Declaration { .. } => self.takes_paragraph = false,
                        _ => {}
                    }
                }
            }
            Event::Text(_) | Event::Code(_) => self.takes_paragraph = false,
            _ => {}
        }
    }

    fn slot(&mut self, slot: Slot, at: usize) {
        let taken = std::mem::replace(&mut self.takes_paragraph, slot.takes_paragraph());
        if !(taken && slot == Slot::Paragraph) {
            self.slots.push((slot, at));
        }
    }

    /// The parts with their places in the file; without the title that the text begins with, if it is
    /// `titled` so.
    pub(super) fn slots(
        &self,
        input: &Input<'_>,
        prepared: &Prepared<'_>,
        titled: bool,
    ) -> Vec<(Slot, u32)> {
        let place = |&(slot, at): &(Slot, usize)| {
            let at = input.offset + prepared.original(at);
            (slot, u32::try_from(at).unwrap_or(u32::MAX))
        };
        let slots = self.slots.iter().skip(usize::from(titled));
        slots.map(place).collect()
    }

    /// The blocks with their places in the file.
    pub(super) fn segments(self, input: &Input<'_>, prepared: &Prepared<'_>) -> Vec<Segment> {
        let segment = |(form, range): (Form, Range<usize>)| {
            let start = prepared.original(range.start);
            let end = prepared.original(range.end).clamp(start, input.text.len());
            let written = input.text.get(start..end)?;
            let text = written.trim();
            if text.is_empty() {
                return None;
            }
            let start = start + (written.len() - written.trim_start().len());
            let directive = form == Form::Paragraph && text.starts_with(":::");
            Some(Segment {
                form: if directive { Form::Other } else { form },
                span: Span::new(start..start + text.len()).shifted(input.offset),
                hash: Fingerprint::of(text.as_bytes()),
            })
        };
        self.found.into_iter().filter_map(segment).collect()
    }
}

fn slot(tag: &Tag<'_>) -> Option<Slot> {
    Some(match tag {
        Tag::Paragraph => Slot::Paragraph,
        Tag::Heading { level, .. } => Slot::Heading(*level as u8),
        Tag::Item => Slot::Item,
        Tag::TableCell => Slot::Cell,
        Tag::DefinitionListTitle => Slot::Term,
        Tag::DefinitionListDefinition => Slot::Meaning,
        Tag::CodeBlock(_) => Slot::Code,
        _ => return None,
    })
}

fn form(tag: &Tag<'_>) -> Form {
    match tag {
        Tag::Paragraph => Form::Paragraph,
        Tag::Heading { level, .. } => Form::Heading(*level as u8),
        Tag::List(_) | Tag::DefinitionList => Form::List,
        Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => Form::Quote,
        Tag::CodeBlock(_) => Form::Code,
        Tag::Table(_) => Form::Table,
        _ => Form::Other,
    }
}
