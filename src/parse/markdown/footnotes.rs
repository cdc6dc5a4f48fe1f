//! Footnotes: gathered where they are written, shown at the end.

use super::*;
use crate::model::footnote::{self, BACK, LIST, NOTE, NOTE_END};

impl Writer<'_, '_> {
    pub(super) fn footnote(&mut self, label: &str) -> usize {
        // As Markdown compares them: `[^Note]` is `[^note]`, and `ß` is `SS`.
        let label = label.to_uppercase();
        if let Some(&known) = self.footnote_numbers.get(&label) {
            return known;
        }
        let number = self.footnotes.len();
        self.footnotes.push(Footnote::default());
        self.footnote_numbers.insert(label, number);
        number
    }

    /// The number of a note whose text begins at `written`. Of two with one name readers see both texts.
    pub(super) fn define_footnote(&mut self, label: &str, written: Span) -> usize {
        let number = self.footnote(label);
        if self.footnotes[number].written.is_some() {
            let message = format!("another note is called `{label}` as well");
            let found = Diagnostic::warning("LNK-UNREAD", self.input.path, written, message);
            let hint = "give it another name, here and at the words that it is about; both are shown as one note";
            self.found.push(found.with_hint(hint.to_owned()));
        }
        self.footnotes[number].written.get_or_insert(written);
        number
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        let number = self.footnote(label);
        let before = self.footnotes[number].references;
        self.footnotes[number].references += 1;
        self.push(&footnote::mark(number + 1, before));
    }

    /// Finds notes that no word refers to.
    fn note_unused(&mut self) {
        let unused = self.footnotes.iter().filter(|note| note.references == 0);
        let spans: Vec<Span> = unused.filter_map(|note| note.written).collect();
        for span in spans {
            let message = "no word refers to this note".to_owned();
            let found = Diagnostic::warning("LNK-UNREAD", self.input.path, span, message);
            let hint = "write its sign in the text, at the words that it is about, or delete it";
            self.found.push(found.with_hint(hint.to_owned()));
        }
    }

    /// Writes the list of all that were gathered.
    pub(super) fn write_footnotes(&mut self) {
        self.note_unused();
        if self.footnotes.iter().all(|note| note.references == 0) {
            return;
        }
        let [begin, end] = LIST;
        self.push(begin);
        for (number, note) in std::mem::take(&mut self.footnotes).into_iter().enumerate() {
            let shown = number + 1;
            self.push(&format!("{NOTE}{shown}\">"));
            self.sink.append(note.sink);
            if note.references > 0 {
                self.push(&format!("{BACK}{shown}\" aria-label=\""));
                self.sink.hole(Hole::Word("footnote_back"));
                self.push("\">↩</a>");
            }
            self.push(NOTE_END);
        }
        self.push(end);
    }
}
