//! A11-JUMP: levels of headings do not jump down (WCAG 1.3.1).

use crate::model::{Diagnostic, Document, Site};

const CODE: &str = "A11-JUMP";

/// Levels of headings do not jump down (WCAG 1.3.1).
pub fn check(document: &Document, _: &Site, found: &mut Vec<Diagnostic>) {
    // The title is the heading of level one, also of what a fragment is included into.
    let mut above = if document.fragment { 5 } else { 1 };
    for heading in &document.body.headings {
        let level = heading.level.max(2);
        if level > above + 1 {
            found.push(
                Diagnostic::error(
                    CODE,
                    &document.path,
                    heading.span,
                    format!(
                        "the heading `{}` jumps from level {above} to level {level}",
                        heading.text
                    ),
                )
                .with_hint(format!("write it with {} `#`", above + 1)),
            );
        }
        above = level;
    }
}
