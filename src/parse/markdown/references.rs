//! References to facts, where none is filled in.

use super::*;

impl Writer<'_, '_> {
    /// Finds the references in a part of the prepared text that keeps them as they are written.
    pub(super) fn not_filled(&mut self, text: &str, place: &str) {
        if !text.contains(learn::OPEN) {
            return;
        }
        for part in self.prepared.split(text) {
            let Part::Placeholder(number) = part else {
                continue;
            };
            let placeholder = &self.prepared.placeholders[number];
            if let Meaning::Fact(name) = &placeholder.meaning {
                let span = Span::new(placeholder.range.clone()).shifted(self.input.offset);
                let found = learn::not_filled(name, place, self.input.path, span);
                self.found.push(found);
            }
        }
    }

    /// The same in plain text, which stands at `start` of the file.
    pub(super) fn not_filled_in(&mut self, text: &str, start: usize, place: &str) {
        for (name, range) in learn::references(text) {
            let span = Span::new(range).shifted(start);
            let found = learn::not_filled(&name, place, self.input.path, span);
            self.found.push(found);
        }
    }

    /// The words of an attribute of a directive, which are plain text, with the references found in them.
    pub(super) fn words_of(&mut self, attribute: &Attribute, place: &str) -> String {
        let value = attribute.value.as_str();
        let start = self.input.offset + attribute.range.start;
        self.not_filled_in(value, start, place);
        for (range, named) in html::hidden_references(value) {
            let span = Span::new(range.clone()).shifted(start);
            self.hidden_in(&value[range], named, span);
        }
        html::decoded(&learn::unescaped(value)).into_owned()
    }

    /// The attributes of a tag as their author meant them, with the references found in what is shown of
    /// them.
    pub(super) fn written(&mut self, name: &str, attributes: &mut [(String, String)]) {
        for (key, value) in attributes {
            let is_shown = html::is_allowed_attribute(name, key) || (name == "a" && key == "href");
            if is_shown {
                self.not_filled(value, "an attribute");
            }
            for words in [&mut *key, &mut *value] {
                if let Cow::Owned(restored) = self.restored(words) {
                    *words = restored;
                }
            }
            for meant in [learn::unescaped, html::decoded] {
                if let Cow::Owned(meant) = meant(value) {
                    *value = meant;
                }
            }
        }
    }

    /// Text between two tags: references and directives of one line mean the same as in Markdown.
    pub(super) fn raw_text(&mut self, text: &str, at: usize, lines: &Lines) {
        let is_code = self.is_in_raw_code();
        if !is_code {
            self.note_unread(text, at, lines);
        }
        let mut at = at;
        for part in self.prepared.split(text) {
            match part {
                Part::Text(text) => {
                    let place =
                        |words: Range<usize>| lines.place(&shift(&words, &(at..usize::MAX)));
                    self.read(text, place);
                    self.references_in(text, place);
                    at += text.len();
                    match is_code {
                        true => self.raw_words(text),
                        false => self.raw_words(&learn::unescaped(text)),
                    }
                }
                Part::Placeholder(number) => {
                    let end = at + format!("{}{number}{}", learn::OPEN, learn::CLOSE).len();
                    match is_code || !self.may_stand_here(number) {
                        true => {
                            let stood = self.prepared.placeholders[number].range.clone();
                            self.raw_words(&self.input.text[stood]);
                        }
                        false => self.placeholder(number, &lines.place(&(at..end))),
                    }
                    at = end;
                }
            }
        }
    }

    /// Words as they stand between two tags.
    fn raw_words(&mut self, words: &str) {
        let words = html::decoded(words);
        self.note_words(&words);
        push_escaped(&mut self.sink.html, &words);
    }

    /// Whether what a placeholder stands for is read between tags: blocks stand in no words, and a link in no
    /// other.
    fn may_stand_here(&self, number: usize) -> bool {
        match &self.prepared.placeholders[number].meaning {
            Meaning::Fact(_) | Meaning::Include(_) | Meaning::Colon => true,
            Meaning::Video { .. } => self.links.is_empty(),
            Meaning::Directive { name, .. } => match name.as_str() {
                "no-loc" | "image" => true,
                "contact" | "hours" | "sla" | "related" => !self.is_in_raw_words(),
                _ => false,
            },
            Meaning::Tab { .. } | Meaning::TabsEnd | Meaning::Unread => false,
        }
    }
}
