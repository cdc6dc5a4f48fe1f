//! The text as it is read, passage by passage, for whoever looks for words that were typed.

use super::elements::is_block;
use super::*;
use crate::model::markup::has_byte;
use crate::model::text::digits;

/// Stands for what is no prose: code, or something taken from elsewhere.
const ELSE: char = '\u{FFFC}';

/// Digits of the shortest telephone number that is looked for.
const DIALLED: usize = 7;

impl Writer<'_, '_> {
    /// Keeps what an event says in words.
    pub(super) fn note_prose(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let titles = self.headings.is_empty() || self.input.translated;
        let read = self.originals == 0 && !self.is_in_reading();
        let heard = self.code.is_none() && titles && read;
        match event {
            Event::Start(tag) if is_block(&tag.to_end()) => self.end_passage(),
            Event::End(tag) if is_block(tag) => self.end_passage(),
            Event::Text(text) if heard => self.note_text(text, range.start),
            Event::Code(_) | Event::FootnoteReference(_) if heard => self.passage.text.push(ELSE),
            Event::SoftBreak | Event::HardBreak if heard => self.passage.text.push(' '),
            _ => {}
        }
    }

    fn note_text(&mut self, text: &str, start: usize) {
        if !self.prepared.has_placeholder(text) {
            return self.note_stretch(text, start);
        }
        let mut at = start;
        for part in self.prepared.split(text) {
            match part {
                Part::Text(text) => {
                    self.note_stretch(text, at);
                    at += text.len();
                }
                Part::Placeholder(number) => {
                    self.passage.text.push(ELSE);
                    at += format!("{}{number}{}", learn::OPEN, learn::CLOSE).len();
                }
            }
        }
    }

    /// Text that stands at `at` of the prepared text, as it is.
    fn note_stretch(&mut self, text: &str, at: usize) {
        let file = self.input.offset + self.prepared.original(at);
        let place = Span::new(self.passage.text.len()..file);
        self.passage.places.push((place.start, place.end));
        self.passage.text.push_str(text);
    }

    /// The passage is read to its end. Only those are kept in which something can be typed that is a fact:
    /// an address, a number to dial, the section of a law, and, where support is described, any figure.
    pub(super) fn end_passage(&mut self) {
        let text = &self.passage.text;
        if text.is_empty() {
            return self.passage.places.clear();
        }
        let digits = digits(text);
        let figures = match self.input.kind {
            Kind::Article | Kind::Guide | Kind::Faq | Kind::Notice => DIALLED,
            Kind::Page | Kind::Home | Kind::Support | Kind::Channel | Kind::Sla => 1,
        };
        // Most passages have none of the bytes that one begins with.
        let typed = has_byte(text, [b'@', b':', 0xC2])
            && (text.contains('@') || text.contains('§') || text.contains("://"));
        if self.input.translated && digits > 0 {
            self.body.counted.push(self.passage.clone());
        }
        let typed = typed && self.headings.is_empty();
        let digits = if self.headings.is_empty() { digits } else { 0 };
        if typed || digits >= figures {
            self.noted.passages.push(self.passage.clone());
        }
        // The room is for the next one: what is kept has no more than it needs.
        self.passage.text.clear();
        self.passage.places.clear();
    }
}
