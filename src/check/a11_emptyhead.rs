//! A11-EMPTYHEAD: a heading has words (WCAG 2.4.6).

use crate::model::{Diagnostic, Document, Site};

const CODE: &str = "A11-EMPTYHEAD";

/// A heading has words (WCAG 2.4.6).
pub fn check(document: &Document, _: &Site, found: &mut Vec<Diagnostic>) {
    for heading in document
        .body
        .headings
        .iter()
        .filter(|heading| heading.text.is_empty())
    {
        found.push(
            Diagnostic::error(
                CODE,
                &document.path,
                heading.span,
                "this heading has no words",
            )
            .with_hint("write its words, or remove the line".to_owned()),
        );
    }
}
