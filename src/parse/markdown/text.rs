//! Words: shown as they are, kept where something has a plain form, read for what the author should know.

use super::*;

impl Writer<'_, '_> {
    /// Keeps plain words for whatever is open and has a plain form.
    pub(super) fn note_words(&mut self, words: &str) {
        if let Some(image) = self.images.last_mut() {
            image.alt.push_str(words);
            // They are the words of what is around it once the picture ends.
            return;
        }
        if self.is_in_reading() {
            return;
        }
        if self.originals > 0 {
            if let Some(heading) = self.headings.last_mut() {
                heading.original.push_str(words);
            }
            // A link may stand in the original alone: its words are its text there.
            if let Some(link) = self.links.last_mut() {
                link.text.push_str(words);
            }
            return;
        }
        if let Some(heading) = self.headings.last_mut() {
            heading.text.push_str(words);
        }
        if let Some(link) = self.links.last_mut() {
            link.text.push_str(words);
        }
        if !is_blank(words) {
            self.note_head();
        }
    }

    /// Something is shown here: a head cell that is open is not empty.
    pub(super) fn note_head(&mut self) {
        // A table of one kind may stand in a cell of the other: the one that began last is the inner one.
        let raw = self.raw_tables.last().copied();
        let number = match self.tables.last() {
            Some(table) if raw.is_none_or(|raw| raw < table.number) => {
                table.in_head.then_some(table.number)
            }
            _ => raw.filter(|_| self.is_in_raw_head()),
        };
        if let Some(table) = number.and_then(|number| self.body.tables.get_mut(number)) {
            table.has_heads = true;
        }
    }

    fn is_in_raw_head(&self) -> bool {
        let names = self.open.iter().rev().filter_map(|open| match open {
            Open::Raw { name, .. } => Some(name.as_str()),
            _ => None,
        });
        names
            .take_while(|name| *name != "table")
            .any(|name| name == "th")
    }

    /// Looks at words that a reader sees; `place` says where a part of them stands.
    pub(super) fn read(&mut self, text: &str, place: impl Fn(Range<usize>) -> Range<usize>) {
        if self.originals > 0 || self.is_in_raw_code() {
            return;
        }
        let unfinished = match self.unfinished {
            true => prose::unfinished(text, self.input.language),
            false => Vec::new(),
        };
        for words in unfinished {
            let span = self.span(&place(words.clone()));
            let words = Spanned::new(text[words].to_owned(), span);
            self.body.unfinished.push(words);
        }
        if self.spoken.is_empty() {
            self.foreign.read(text, place);
        }
    }

    /// Whether an element of raw HTML is open that holds code.
    pub(super) fn is_in_raw_code(&self) -> bool {
        let code = |open: &Open| matches!(open, Open::Raw { name, .. } if matches!(name.as_str(), "code" | "kbd" | "pre"));
        self.open.iter().any(code)
    }

    /// Whether the reading above some characters is open, or the brackets around it: no words of the sentence.
    pub(super) fn is_in_reading(&self) -> bool {
        let reading = |open: &Open| matches!(open, Open::Raw { name, .. } if matches!(name.as_str(), "rp" | "rt"));
        self.open.iter().any(reading)
    }

    /// The same of Markdown: `part` of `text`, which stands at `range`.
    fn read_part(&mut self, part: &str, text: &str, range: &Range<usize>) {
        // Words that Markdown changed stand somewhere in the range.
        let exact = self.prepared.text.get(range.clone()) == Some(text);
        let before = offset(part, text);
        self.read(part, |words| match exact {
            true => shift(&(before + words.start..before + words.end), range),
            false => range.clone(),
        });
    }

    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        if let Some(shown) = self.hidden_text(text, range) {
            return self.plain(shown);
        }
        if !self.prepared.has_placeholder(text) {
            self.read_part(text, text, range);
            self.plain(text);
            return;
        }
        for part in self.prepared.split(text) {
            self.end_video();
            match part {
                Part::Text(part) => {
                    self.read_part(part, text, range);
                    self.plain(part);
                }
                Part::Placeholder(number) => self.placeholder(number, range),
            }
        }
    }

    /// What is shown in place of a text that is a reference to a character that is in no text; finds it.
    pub(super) fn hidden_text(&mut self, text: &str, range: &Range<usize>) -> Option<&'static str> {
        // Written as they are, they were found where the file was read: a reference may stand for one.
        let is_reference = self.prepared.text.as_bytes().get(range.start) == Some(&b'&');
        if !is_reference {
            return None;
        }
        let is_hidden = |c: &char| hidden_reference(*c).is_some();
        let named = text.chars().find(is_hidden)?;
        Some(self.hidden(named, range))
    }

    /// The same of a reference to `named`.
    pub(super) fn hidden(&mut self, named: char, range: &Range<usize>) -> &'static str {
        let written = self.prepared.text.get(range.clone()).unwrap_or_default();
        let written = self.restored(written).into_owned();
        self.hidden_in(&written, named, self.span(range))
    }

    /// The same, where it was `written`.
    pub(super) fn hidden_in(&mut self, written: &str, named: char, span: Span) -> &'static str {
        let path = self.input.path;
        let (found, hint, shown) = match hidden_reference(named) {
            None => return "",
            Some((code, _)) if self.directions.is_idle_end(named) => {
                let message = format!("`{written}` is a character {IDLE_END}");
                let found = Diagnostic::warning(code, path, span, message);
                (found, IDLE_END_HINT, "")
            }
            Some((code, what)) => {
                let message = format!("`{written}` is {what}");
                let found = Diagnostic::error(code, path, span, message);
                let hint = "delete it: it cannot be seen, but changes what is read";
                (found, hint, "\u{FFFD}")
            }
        };
        self.found.push(found.with_hint(hint.to_owned()));
        shown
    }

    /// A title that Markdown read, without what is in no text. Where each reference stands is no longer known.
    pub(super) fn seen(&mut self, title: String, span: Span) -> String {
        // Flags are spelled with tags.
        let tags: Vec<usize> = stray_tags(&title).map(|(at, _)| at).collect();
        let mut tags = tags.into_iter().peekable();
        if tags.peek().is_none() && !title.chars().any(|c| hidden(c).is_some()) {
            return title;
        }
        let mut shown = String::with_capacity(title.len());
        for (at, c) in title.char_indices() {
            let is_stray = tags.next_if_eq(&at).is_some();
            match is_stray || hidden(c).is_some() {
                true => {
                    let written = format!("&#x{:X};", u32::from(c));
                    shown.push_str(self.hidden_in(&written, c, span));
                }
                false => shown.push(c),
            }
        }
        shown
    }

    pub(super) fn plain(&mut self, text: &str) {
        self.note_words(text);
        push_escaped(&mut self.sink.html, text);
    }

    /// A line break between two Chinese or Japanese characters is the author's editor, not a space.
    pub(super) fn soft_break(&mut self, range: &Range<usize>) {
        let text = &self.prepared.text;
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..]
            .trim_start_matches([' ', '\t', '>'])
            .chars()
            .next();
        if before.is_some_and(is_wide) && after.is_some_and(is_wide) {
            return;
        }
        self.note_words(" ");
        self.push("\n");
    }
}

/// Where `part` begins in `whole`, of which it is a part.
pub(super) fn offset(part: &str, whole: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}

pub(super) fn shift(tag: &Range<usize>, within: &Range<usize>) -> Range<usize> {
    let at = |offset: usize| (within.start + offset).min(within.end);
    at(tag.start)..at(tag.end)
}
