//! Footnotes: gathered where they are written, shown at the end.

use super::*;

impl Writer<'_, '_> {
    pub(super) fn footnote(&mut self, label: &str) -> usize {
        let known = self.footnotes.iter().position(|note| note.label == label);
        known.unwrap_or_else(|| {
            self.footnotes.push(Footnote {
                label: label.to_owned(),
                sink: Sink::default(),
                references: 0,
            });
            self.footnotes.len() - 1
        })
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
