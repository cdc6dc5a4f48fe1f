//! Footnotes: gathered where they are written, shown at the end.

use super::*;

impl Writer<'_, '_> {
    pub(super) fn footnote(&mut self, label: &str) -> usize {
        if let Some(&known) = self.footnote_numbers.get(label) {
            return known;
        }
        let number = self.footnotes.len();
        self.footnotes.push(Footnote::default());
        self.footnote_numbers.insert(label.to_owned(), number);
        number
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        let number = self.footnote(label);
        self.footnotes[number].references += 1;
        let shown = number + 1;
        let again = match self.footnotes[number].references {
            1 => String::new(),
            count => format!("-{count}"),
        };
        self.sink.html.push_str(&format!(
            "<sup class=\"footnote\"><a href=\"#fn-{shown}\" id=\"fnref-{shown}{again}\">{shown}</a></sup>"
        ));
    }
}
