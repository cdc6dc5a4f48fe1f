//! Blocks of code, and fences without an end.

use super::*;

impl Writer<'_, '_> {
    /// Finds a fence without an end: what follows is shown as code.
    pub(super) fn note_fence(&mut self, range: &Range<usize>) {
        let text = &self.prepared.text[range.clone()];
        let Some(sign) = text.chars().next() else {
            return;
        };
        let width = text.len() - text.trim_start_matches(sign).len();
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let last = rest.trim_end().lines().next_back().unwrap_or_default();
        let end = last.trim_start_matches(['>', ' ', '\t']);
        let is_closed = end.len() >= width && end.chars().all(|c| c == sign);
        if !is_closed {
            let span = self.span(&(range.start..range.start + first.trim_end().len()));
            let (rest, place) = self.reach_of_code(range.start);
            let message = format!("this fence of code has no end, so {rest} is code");
            let hint = format!("write {} in a line below the code{place}", &text[..width]);
            let found = Diagnostic::warning("MD-PAIR", self.input.path, span, message);
            self.found.push(found.with_hint(hint));
        }
    }

    /// What becomes code of a fence at `at` that has no end, and where the end has to stand.
    fn reach_of_code(&self, at: usize) -> (&'static str, &'static str) {
        let blocks = self.open.iter();
        let blocks = blocks.filter(|open| matches!(open, Open::Markdown));
        // The block of code is one itself.
        if blocks.count() < 2 {
            return ("all that follows", "");
        }
        let before = self.prepared.text[..at].rsplit('\n').next();
        let before = before.unwrap_or_default();
        let marks = before.trim_end();
        let is_quoted = marks.ends_with('>') && before.len() - marks.len() < 2;
        match (is_quoted, self.footnote_stack.is_empty()) {
            (true, _) => ("the rest of its quotation", ", behind `>`"),
            (_, false) => ("the rest of its note", ", as far in as the code"),
            _ => ("the rest of its list item", ", as far in as the code"),
        }
    }

    pub(super) fn end_code(&mut self) {
        let Some((language, code)) = self.code.take() else {
            return;
        };
        let code = self.restored(&code).into_owned();
        self.push("<pre class=\"code\" tabindex=\"0\"");
        if !language.is_empty() {
            self.push(" data-lang=\"");
            push_escaped(&mut self.sink.html, &language);
            self.push("\"");
        }
        self.push("><code>");
        highlight::highlight(&mut self.sink.html, &code, &language, &mut self.colours);
        self.push("</code></pre>\n");
    }
}
