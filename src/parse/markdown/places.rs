//! Where elements of raw HTML may stand, so that a page is valid HTML whatever was allowed in it.

use super::raw::holds_words;
use super::*;

impl Writer<'_, '_> {
    /// Makes room for an element: a block ends the paragraph that it stands in. Where there can be no room, it is
    /// left out, its words stay, and the author is told; says whether it may be written.
    pub(super) fn makes_room(
        &mut self,
        name: &str,
        attributes: &[(String, String)],
        closed: bool,
        range: &Range<usize>,
    ) -> bool {
        let holders: &[&str] = match name {
            "li" => &["ul", "ol"],
            "summary" => &["details"],
            "rp" | "rt" => &["ruby"],
            _ if html::is_of_table(name) => &["table"],
            _ => &[],
        };
        let hint = if let Some(holder) = holders.first() {
            match self.is_written(holders) {
                Some(true) => return true,
                Some(false) => None,
                None => Some(format!(
                    "write it inside `<{holder}>`, without Markdown in between"
                )),
            }
        } else if !html::is_block(name) || self.has_room(name) {
            return true;
        } else {
            let told = name != "p";
            let hint = "write it on a line of its own, outside of headings and emphasis";
            told.then(|| hint.to_owned())
        };
        if let Some(hint) = hint {
            let message = format!("`<{name}>` cannot stand here and is left out");
            let found = Diagnostic::warning("HTML-RAW", self.input.path, self.span(range), message);
            self.found.push(found.with_hint(hint));
        }
        self.anchors(attributes, range);
        if !closed && !html::is_void(name) {
            self.open.push(Open::Raw {
                name: name.into(),
                close: "",
                unclosed: None,
            });
        }
        false
    }

    /// Whether the innermost raw element of these names around this place was written or left out; `None` where there
    /// is none.
    fn is_written(&self, names: &[&str]) -> Option<bool> {
        let inner = self.open.iter().rev();
        let mut inner = inner.take_while(|open| !matches!(open, Open::Markdown));
        inner.find_map(|open| match open {
            Open::Raw { name, close, .. } => {
                names.contains(&name.as_str()).then_some(!close.is_empty())
            }
            _ => None,
        })
    }

    /// Whether a block may stand here, once wrappers of words that were left open and the paragraph around it
    /// have ended.
    fn has_room(&mut self, name: &str) -> bool {
        if !self.headings.is_empty() {
            return false;
        }
        while name != "p"
            && let Some(Open::Raw { name: open, .. }) = self.open.last()
            && holds_words(open)
        {
            self.close_last();
        }
        if self.paragraph.is_none() {
            // In an item without blank lines, and in a cell, words stand in no paragraph.
            let is_in_words = self.is_within_words() || (name == "p" && self.is_in_raw_words());
            return !is_in_words;
        }
        let (open, depth) = (self.open.len(), self.paragraph_depth);
        if open != depth {
            return false;
        }
        if !self.leave_paragraph() {
            self.end_paragraph();
        }
        self.paragraph = None;
        self.resumes = Some(open);
        true
    }

    /// Takes up the paragraph that a block ended, once the block has ended.
    pub(super) fn resume_paragraph(&mut self) {
        if self.resumes == Some(self.open.len()) {
            self.resumes = None;
            self.reenter_paragraph();
        }
    }
}
