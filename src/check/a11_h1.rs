//! A11-H1: a page has one heading of level one, its title (WCAG 1.3.1).

use crate::model::{Diagnostic, Document, Site};

const CODE: &str = "A11-H1";

/// A page has one heading of level one, its title (WCAG 1.3.1).
pub fn check(document: &Document, _: &Site, found: &mut Vec<Diagnostic>) {
    for heading in document
        .body
        .headings
        .iter()
        .filter(|heading| heading.level == 1)
    {
        found.push(
            Diagnostic::warning(
                CODE,
                &document.path,
                heading.span,
                format!("`{}` is a second heading of level one", heading.text),
            )
            .with_hint("the title is the first: write this one with `##`".to_owned()),
        );
    }
}
